package xavierkit.view;

import java.util.*;
import java.util.stream.*;

/**
 * How far points of some series are moved sideways so that none hides another: a few pixels, and at most a quarter of the
 * way to the next place. Words keep the true places.
 */
record Offsets(List<Series> series, boolean logarithmic) {

    /** A marker and a little, as a share of the chart's width. */
    private static final double STEP = 0.014;

    /** Closer than this share of the chart's height, markers overlap. */
    private static final double NEAR = 0.03;

    /** The shift of each series that is moved, by label, in the units of the horizontal axis. */
    Map<String, Double> all() {
        List<Series> points = series.stream().filter(this::hasMarkers).toList();
        double height = span(points.stream().flatMap(s -> heights(s)).toList());
        List<Series> hidden = points.stream()
                .filter(s -> points.stream().anyMatch(other -> other != s && meet(s, other, NEAR * height)))
                .toList();
        double step =
                Math.min(STEP * span(places(series)), gap(places(points)) / (4.0 * Math.max(1, hidden.size() - 1)));
        Map<String, Double> shifts = new HashMap<>();
        for (int i = 0; i < hidden.size(); i++) {
            shifts.put(hidden.get(i).label(), (i - (hidden.size() - 1) / 2.0) * step);
        }
        return shifts;
    }

    private boolean hasMarkers(Series s) {
        return s.form() == Series.Form.POINTS || s.form() == Series.Form.BARS;
    }

    private boolean meet(Series one, Series other, double near) {
        return IntStream.of(one.drawable(logarithmic))
                .anyMatch(i -> IntStream.of(other.drawable(logarithmic))
                        .anyMatch(j -> one.xs().get(i).equals(other.xs().get(j))
                                && Math.abs(height(one, i) - height(other, j)) <= near));
    }

    private Stream<Double> heights(Series s) {
        return IntStream.of(s.drawable(logarithmic)).mapToObj(i -> height(s, i));
    }

    private double height(Series s, int i) {
        double value = s.values().get(i);
        return logarithmic ? Math.log(value) : value;
    }

    private static List<Double> places(List<Series> some) {
        return some.stream().flatMap(s -> s.xs().stream()).distinct().sorted().toList();
    }

    private static double span(List<Double> numbers) {
        return numbers.isEmpty() ? 0 : Collections.max(numbers) - Collections.min(numbers);
    }

    /** The least distance of two places. */
    private static double gap(List<Double> places) {
        return IntStream.range(1, places.size())
                .mapToDouble(i -> places.get(i) - places.get(i - 1))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
