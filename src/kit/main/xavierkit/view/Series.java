package xavierkit.view;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import xavierkit.matrix.*;

/**
 * One row of a {@link Plot}'s legend: measured numbers with their intervals, or a line of theory.
 *
 * @param xs places on the horizontal axis
 * @param values one number for each place; infinity and NaN are not drawn, and words call them "none"
 * @param errors half the length of each interval, NaN where it is unknown; no elements at all for theory
 * @param form how it is drawn
 */
record Series(String label, List<Double> xs, List<Double> values, List<Double> errors, Form form) {

    /** How a series is drawn. */
    enum Form {
        /** A line of theory. */
        LINE,
        /** A marker and an interval for each place. */
        POINTS,
        /** A small dot for each place, without intervals. */
        SCATTER,
        /** A line through the places inside a band of the intervals. */
        JOINED,
        /** A bar around each place, the bars next to each other. */
        BARS
    }

    /** A standard error below this share of the mean comes from rounding and counts as 0. */
    private static final double ROUNDING = 1e-13;

    /** In words a number below this share of the largest comes from rounding and is 0. */
    private static final double SETTLED = 1e-12;

    /** On a logarithmic axis an interval ends above 0: it is cut at this share of its value. */
    private static final double LONGEST = 0.9;

    /** Points, or theory if there are no errors. */
    Series(String label, List<Double> xs, List<Double> values, List<Double> errors) {
        this(label, xs, values, errors, errors.isEmpty() ? Form.LINE : Form.POINTS);
    }

    /**
     * Means with intervals of 2 standard errors. A single sample has no standard error and gets no intervals.
     *
     * @param samples at least 1, each with one number for each place
     */
    static Series of(String label, List<Double> xs, List<double[]> samples) {
        Require.that(!samples.isEmpty(), "points need at least 1 sample, got 0");
        int n = xs.size();
        List<Integer> sizes = samples.stream().map(sample -> sample.length).toList();
        boolean fit = n > 0 && sizes.stream().allMatch(size -> size == n);
        Require.that(fit, "each sample must have a number for each x, at least 1, got %s for %d", sizes, n);
        List<Double> means = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int place = i;
            double[] numbers = samples.stream().mapToDouble(s -> s[place]).toArray();
            Moments sample = Moments.of(numbers);
            double error = sample.count() > 1 ? sample.standardError() : Double.NaN;
            means.add(sample.mean());
            errors.add(error < ROUNDING * Math.abs(sample.mean()) ? 0 : 2 * error);
        }
        return new Series(label, List.copyOf(xs), means, errors);
    }

    /** A line of theory through the places. */
    static Series line(String label, List<Double> xs, DoubleUnaryOperator f) {
        return new Series(label, xs, xs.stream().map(f::applyAsDouble).toList(), List.of());
    }

    /** The same numbers, drawn otherwise. */
    Series as(Form other) {
        return new Series(label, xs, values, errors, other);
    }

    boolean measured() {
        return !errors.isEmpty();
    }

    /** Where there is something to draw: finite values, on a logarithmic axis only those above 0. */
    int[] drawable(boolean logarithmic) {
        IntPredicate shown = i -> Double.isFinite(values.get(i)) && (!logarithmic || values.get(i) > 0);
        return IntStream.range(0, values.size()).filter(shown).toArray();
    }

    /** The same for words: on a linear axis a number that differs from 0 by rounding alone is 0. */
    Series settled(boolean logarithmic) {
        double most = largest(values);
        List<Double> places = settled(xs, largest(xs));
        return logarithmic
                ? new Series(label, places, values, errors, form)
                : new Series(label, places, settled(values, most), settled(errors, most), form);
    }

    private static double largest(List<Double> numbers) {
        DoubleStream sizes = numbers.stream().mapToDouble(Math::abs);
        return sizes.filter(Double::isFinite).max().orElse(0);
    }

    private static List<Double> settled(List<Double> numbers, double largest) {
        return numbers.stream()
                .map(x -> Math.abs(x) <= SETTLED * largest ? 0 : x)
                .toList();
    }

    /** The length of the bar above and below a point; 0 where it is unknown, and for theory. */
    double bar(int i, boolean logarithmic) {
        if (!measured()) {
            return 0;
        }
        double bar = logarithmic ? Math.min(errors.get(i), LONGEST * values.get(i)) : errors.get(i);
        return Double.isNaN(bar) ? 0 : bar;
    }

    /** Whether the interval is longer than a logarithmic axis can show: it leads to 0 or beyond. */
    boolean clipped(int i) {
        return measured() && errors.get(i) > LONGEST * values.get(i);
    }

    /** One value in words, with its interval. */
    String words(int i) {
        String error = measured() && !errors.get(i).isNaN() ? " +/- " + number(errors.get(i)) : "";
        return Double.isFinite(values.get(i)) ? number(values.get(i)) + error : "none";
    }

    /** Three significant digits, the same in every locale. */
    static String number(double x) {
        return String.format(Locale.ROOT, "%.3g", x);
    }

    /** What the series is, without its numbers. */
    @Override
    public String toString() {
        String kind = measured() ? "Points" : "Line";
        return kind + (form == Form.JOINED ? " joined by a line" : "") + " \"" + label + "\"";
    }
}
