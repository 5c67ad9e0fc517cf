package xavierkit.view;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import xavierkit.matrix.Moments;

/**
 * Numbers to be drawn against others.
 *
 * @param xs where on the horizontal axis
 * @param errors half the length of the intervals, NaN where that is not known; none for theory
 */
record Series(String label, List<Double> xs, List<Double> values, List<Double> errors) {

    /** What spreads less than this part of its mean spreads by rounding alone. */
    private static final double ROUNDING = 1e-13;

    /**
     * Means of samples, each with one number for each x, with intervals of 2 standard errors; of one sample,
     * which does not tell how far it can be trusted, without.
     */
    static Series of(String label, List<Double> xs, List<double[]> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("points need at least 1 sample, got 0");
        }
        List<Moments> moments = IntStream.range(0, xs.size())
                .mapToObj(
                        i -> Moments.of(samples.stream().mapToDouble(s -> s[i]).toArray()))
                .toList();
        return new Series(
                label,
                xs,
                moments.stream().map(Moments::mean).toList(),
                moments.stream().map(m -> 2 * standardError(m)).toList());
    }

    private static double standardError(Moments sample) {
        double error = sample.count() > 1 ? sample.standardError() : Double.NaN;
        return error < ROUNDING * Math.abs(sample.mean()) ? 0 : error;
    }

    boolean measured() {
        return !errors.isEmpty();
    }

    /** These behind others of other names. */
    List<Series> after(List<Series> others) {
        if (others.stream().anyMatch(s -> s.label().equals(label))) {
            throw new IllegalArgumentException("each label must be used once, got \"" + label + "\" again");
        }
        List<Series> all = new ArrayList<>(others);
        all.add(this);
        return List.copyOf(all);
    }

    /** One of the values in words, with its interval. */
    String shown(int i) {
        double value = values.get(i);
        String error = measured() && !errors.get(i).isNaN() ? " +/- " + number(errors.get(i)) : "";
        return Double.isFinite(value) ? number(value) + error : "none";
    }

    /** Three significant digits, the same in every locale. */
    static String number(double x) {
        return String.format(Locale.ROOT, "%.3g", x);
    }

    /** What it is, without numbers. */
    @Override
    public String toString() {
        return (measured() ? "Points" : "Line") + " \"" + label + "\"";
    }

    /** How many powers of ten the finite values span; infinitely many if one of them is 0. */
    static double decades(List<Series> series) {
        return decades(series.stream().flatMap(s -> s.values.stream()));
    }

    /** How many powers of ten a logarithmic axis spans, on which what is 0 or below is left out. */
    static double decadesAboveZero(List<Series> series) {
        return decades(series.stream().flatMap(s -> s.values.stream()).filter(value -> value > 0));
    }

    private static double decades(Stream<Double> values) {
        DoubleSummaryStatistics range =
                values.filter(Double::isFinite).mapToDouble(Double::doubleValue).summaryStatistics();
        return Math.log10(range.getMax() / range.getMin());
    }
}
