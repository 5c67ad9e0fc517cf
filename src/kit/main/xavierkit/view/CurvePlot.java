package xavierkit.view;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One quantity against another: measurements as points with intervals of 2 standard errors, theory as
 * curves. Both axes are linear, unless the vertical one is made {@link #logarithmic}.
 */
public final class CurvePlot implements Rich {

    /** Few enough for dashes, which begin anew with each piece; a multiple of the places told. */
    private static final int STEPS = 48;

    /** A curve is told in words at this many points and its start. */
    private static final int TOLD = 8;

    private final String title;
    private final String horizontal;
    private final String vertical;
    private final boolean logarithmic;
    private final List<Series> series;

    private CurvePlot(String title, String horizontal, String vertical, boolean logarithmic, List<Series> series) {
        this.title = title;
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.logarithmic = logarithmic;
        this.series = series;
    }

    /**
     * An empty plot.
     *
     * @param horizontal the label of the horizontal axis: the quantity and its unit
     * @param vertical that of the vertical axis
     */
    public static CurvePlot of(String title, String horizontal, String vertical) {
        return new CurvePlot(title, horizontal, vertical, false, List.of());
    }

    /** The same plot with a logarithmic vertical axis, on which what is 0 or below is left out. */
    public CurvePlot logarithmic() {
        return new CurvePlot(title, horizontal, vertical, true, series);
    }

    /**
     * Adds measurements, with intervals of 2 standard errors.
     *
     * @param xs where
     * @param means what was measured there
     * @param standardErrors how far that can be trusted
     * @throws IllegalArgumentException unless there are equally many of all three, and at least 1
     */
    public CurvePlot points(String label, List<Double> xs, List<Double> means, List<Double> standardErrors) {
        if (xs.isEmpty() || xs.size() != means.size() || xs.size() != standardErrors.size()) {
            throw new IllegalArgumentException("points need equally many x, means and standard errors, got " + xs.size()
                    + ", " + means.size() + " and " + standardErrors.size());
        }
        List<Double> intervals = standardErrors.stream().map(error -> 2 * error).toList();
        return with(new Series(label, List.copyOf(xs), List.copyOf(means), intervals));
    }

    /**
     * Adds means of independent measurements.
     *
     * @param xs where, at least once
     * @param samples at least 1, each with one number for each x; one alone is shown without intervals
     */
    public CurvePlot points(String label, List<Double> xs, List<double[]> samples) {
        if (xs.isEmpty() || samples.stream().anyMatch(sample -> sample.length != xs.size())) {
            throw new IllegalArgumentException("each sample must have a number for each x, at least 1, got "
                    + samples.stream().map(sample -> sample.length).toList() + " for " + xs.size());
        }
        return with(Series.of(label, List.copyOf(xs), samples));
    }

    /**
     * Adds the density of measured numbers: the share of them in an interval, divided by its length. The
     * share is one of all numbers, in some interval or in none.
     *
     * @param samples independent sets of numbers, at least 2
     * @param bins how many intervals of equal length there are between {@code from} and {@code to}
     */
    public CurvePlot histogram(String label, List<double[]> samples, double from, double to, int bins) {
        if (!(from < to) || bins < 1) {
            throw new IllegalArgumentException(
                    "a histogram needs from < to and at least 1 bin, got " + from + ", " + to + " and " + bins);
        }
        double width = (to - from) / bins;
        List<Double> middles =
                IntStream.range(0, bins).mapToObj(i -> from + (i + 0.5) * width).toList();
        return points(
                label,
                middles,
                samples.stream().map(s -> densities(s, from, width, bins)).toList());
    }

    private static double[] densities(double[] sample, double from, double width, int bins) {
        double[] densities = new double[bins];
        for (double value : sample) {
            double bin = Math.floor((value - from) / width);
            if (bin >= 0 && bin < bins) {
                densities[(int) bin] += 1 / (sample.length * width);
            }
        }
        return densities;
    }

    /**
     * Adds theory, in the colour of the points added last; before any points in grey.
     *
     * @param from the first x
     * @param to the last x; larger
     */
    public CurvePlot curve(String label, double from, double to, DoubleUnaryOperator f) {
        if (!(from < to) || !Double.isFinite(to - from)) {
            throw new IllegalArgumentException(
                    "a curve must lead from a smaller to a larger x, got " + from + " and " + to);
        }
        List<Double> xs = IntStream.rangeClosed(0, STEPS)
                .mapToObj(i -> from + (to - from) * i / STEPS)
                .toList();
        List<Double> values = xs.stream().map(f::applyAsDouble).toList();
        return with(new Series(label, xs, values, List.of()));
    }

    /** The chart as PNG, and its text alternative. */
    @Override
    public Map<String, String> mimeBundle() {
        byte[] png = chart().png();
        return Map.of("image/png", Base64.getEncoder().encodeToString(png), "text/plain", toString());
    }

    /** The text alternative of the chart: all points, and every curve at nine places. */
    @Override
    public String toString() {
        return Stream.concat(
                        Stream.of("Chart \"" + title + "\": " + vertical + (logarithmic ? ", logarithmic," : "")
                                + " against " + horizontal + "."),
                        series.stream().map(CurvePlot::words))
                .collect(Collectors.joining(" "));
    }

    LayerChart chart() {
        LayerChart chart = new LayerChart(title, horizontal, vertical, series, logarithmic);
        chart.xchart().getStyler().setXAxisDecimalPattern("0.###");
        return chart;
    }

    private static String words(Series s) {
        int every = s.measured() ? 1 : STEPS / TOLD;
        return IntStream.range(0, s.xs().size())
                .filter(i -> i % every == 0)
                .mapToObj(i -> Series.number(s.xs().get(i)) + ": " + s.shown(i))
                .collect(Collectors.joining(", ", s + " at ", "."));
    }

    private CurvePlot with(Series added) {
        return new CurvePlot(title, horizontal, vertical, logarithmic, added.after(series));
    }
}
