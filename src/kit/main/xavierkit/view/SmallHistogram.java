package xavierkit.view;

import java.awt.*;
import java.util.*;
import java.util.List;
import java.util.stream.*;
import xavierkit.matrix.*;

/**
 * One chart of a {@link HistogramGrid}.
 *
 * @param numbers in ascending order, all finite
 * @param from the left end of the scale
 * @param to the right end
 */
record SmallHistogram(List<Double> numbers, double from, double to) {

    static final int HEIGHT = 170;

    private static final int BINS = 41;
    private static final int BARS = 100;

    /** The share of the numbers beyond each end of a scale. */
    private static final double BEYOND = 0.001;

    /** On a scale of its own, which shows all but a few thousandths of the numbers, and a constant amid a unit. */
    static SmallHistogram of(String what, double[] all) {
        List<Double> numbers =
                DoubleStream.of(all).filter(Double::isFinite).sorted().boxed().toList();
        Require.that(!numbers.isEmpty(), "%s must have at least 1 finite number, got %d numbers", what, all.length);
        int beyond = (int) (BEYOND * numbers.size());
        double low = numbers.get(beyond);
        double high = numbers.get(numbers.size() - 1 - beyond);
        double margin = high > low ? 0.04 * (high - low) : Math.max(Math.abs(low), 1) / 2;
        return new SmallHistogram(numbers, low - margin, high + margin);
    }

    SmallHistogram within(double left, double right) {
        return new SmallHistogram(numbers, left, right);
    }

    Moments moments() {
        return Moments.of(array());
    }

    private double[] array() {
        return numbers.stream().mapToDouble(x -> x).toArray();
    }

    double[] densities() {
        return Histogram.densities(array(), from, to, BINS);
    }

    /** Bars, the ends of the scale, 0 where it lies between, and the standard deviation. */
    void draw(Pen pen, double left, double top, double width, Color color) {
        double[] densities = densities();
        double highest = DoubleStream.of(densities).max().orElse(1);
        double bar = width / BINS;
        double floor = top + BARS;
        pen.width(0.5).color(color);
        for (int i = 0; i < BINS; i++) {
            double height = (BARS - 8) * densities[i] / Math.max(highest, Double.MIN_NORMAL);
            if (height > 0) {
                pen.rectangle(left + i * bar, floor - height, bar, height, Palette.light(color, 0.6));
            }
        }
        axis(pen, left, floor, width);
        String deviation = "sd " + Series.number(moments().populationStandardDeviation());
        pen.size(18).text(deviation, left + width / 2, floor + 50);
    }

    private void axis(Pen pen, double left, double floor, double width) {
        pen.color(Color.BLACK).width(1.2).line(left, floor, left + width, floor);
        pen.size(14);
        String last = end(to);
        pen.textFrom(end(from), left, floor + 20);
        pen.textFrom(last, left + width - pen.widthOf(last), floor + 20);
        if (from < 0 && to > 0) {
            double zero = left + width * from / (from - to);
            pen.line(zero, floor, zero, floor + 6);
        }
    }

    private static String end(double x) {
        return String.format(Locale.ROOT, "%.2g", x);
    }

    @Override
    public String toString() {
        Moments m = moments();
        return Series.number(m.mean()) + "; " + Series.number(m.populationStandardDeviation());
    }
}
