package xavierkit.view;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import xavierkit.check.HealthTrial;
import xavierkit.matrix.*;
import xavierkit.network.ProfileSample;
import xavierkit.view.Series.Form;

/**
 * One quantity against another: measurements as points with intervals of 2 standard errors, theory as curves. Both axes
 * are linear, unless the vertical one is made {@link #logarithmic}.
 */
public final class CurvePlot extends Plot {

    /** Pieces of a curve: few enough for dashes, which begin anew with each. */
    private static final int STEPS = 48;

    /** The text alternative gives every sixth place of a curve. */
    private static final int TOLD = 6;

    private CurvePlot(Labels labels, boolean logarithmic, List<Series> series) {
        super(labels, logarithmic, series);
    }

    /**
     * An empty plot.
     *
     * @param horizontal the label of the horizontal axis: the quantity and its unit
     * @param vertical the same for the vertical axis
     */
    public static CurvePlot of(String title, String horizontal, String vertical) {
        return new CurvePlot(new Labels(title, horizontal, vertical, false), false, List.of());
    }

    /** The same plot with a logarithmic vertical axis, which leaves out what is 0 or below. */
    public CurvePlot logarithmic() {
        return new CurvePlot(labels, true, series);
    }

    /**
     * Adds measurements with known standard errors.
     *
     * @param xs places on the horizontal axis, at least 1
     * @param means what was measured at each place
     * @param standardErrors one for each mean; the interval is 2 of them to each side
     */
    public CurvePlot points(String label, List<Double> xs, List<Double> means, List<Double> standardErrors) {
        int n = xs.size();
        boolean equal = n > 0 && means.size() == n && standardErrors.size() == n;
        String rule = "points need equally many x, means and standard errors, got %d, %d and %d";
        Require.that(equal, rule, n, means.size(), standardErrors.size());
        List<Double> intervals = standardErrors.stream().map(error -> 2 * error).toList();
        return with(new Series(label, List.copyOf(xs), List.copyOf(means), intervals));
    }

    /**
     * Adds means of independent measurements.
     *
     * @param xs places on the horizontal axis, at least 1
     * @param samples at least 1, each with one number for each place; a single one is shown without intervals
     */
    public CurvePlot points(String label, List<Double> xs, List<double[]> samples) {
        return with(Series.of(label, xs, samples));
    }

    /** Adds trials of practical signals: across how ill networks were before training, up their mean cost after it. */
    public CurvePlot trials(String label, List<HealthTrial> trials) {
        return points(
                label,
                trials.stream().map(HealthTrial::distance).toList(),
                trials.stream().map(trial -> trial.costs().mean()).toList(),
                trials.stream().map(trial -> trial.costs().standardError()).toList());
    }

    /**
     * Adds what layers do to a variance: for each layer but the last a point, across its variance, up that of the next
     * layer, as in a plot of a length map.
     *
     * @param sample of at least 2 layers
     */
    public CurvePlot steps(String label, ProfileSample sample) {
        int last = sample.lastLayer();
        Require.that(last > sample.firstLayer(), "steps need at least 2 layers, got only layer %d", last);
        List<Integer> from = IntStream.range(sample.firstLayer(), last).boxed().toList();
        return points(
                label,
                from.stream().map(sample::variance).toList(),
                from.stream().map(layer -> sample.variance(layer + 1)).toList(),
                from.stream().map(layer -> sample.standardError(layer + 1)).toList());
    }

    /**
     * Adds the density of measured numbers: the share of all numbers that lies in a bin, divided by the bin's width.
     * Numbers outside {@code from} to {@code to} count in the total but are not shown. What alone is measured in a chart is
     * drawn as bars, else as points.
     *
     * @param samples independent sets of numbers, at least 2
     * @param bins how many bins of equal width there are between {@code from} and {@code to}
     */
    public CurvePlot histogram(String label, List<double[]> samples, double from, double to, int bins) {
        boolean possible = from < to && bins >= 1;
        Require.that(possible, "a histogram needs from < to and at least 1 bin, got %s, %s and %s", from, to, bins);
        double width = (to - from) / bins;
        Stream<Double> middles = IntStream.range(0, bins).mapToObj(i -> from + (i + 0.5) * width);
        Stream<double[]> densities = samples.stream().map(s -> Histogram.densities(s, from, to, bins));
        return with(Series.of(label, middles.toList(), densities.toList()).as(Form.BARS));
    }

    /**
     * The densities of the layers 1 to 5 as lines, with a logarithmic axis, as the 2010 paper shows them.
     *
     * @param bound numbers from {@code -bound} to {@code bound} are shown
     * @param numbers of a layer, one set for each network
     */
    public static CurvePlot ofLayers(
            String title, String horizontal, double bound, IntFunction<List<double[]>> numbers) {
        CurvePlot plot = CurvePlot.of(title, horizontal, "density").logarithmic();
        for (int layer = 1; layer <= 5; layer++) {
            plot = plot.density("layer " + layer, numbers.apply(layer), -bound, bound, 41);
        }
        return plot;
    }

    /** The same density as a line, of all sets together and without intervals, so that several fit into one chart. */
    public CurvePlot density(String label, List<double[]> samples, double from, double to, int bins) {
        double[] all = samples.stream().flatMapToDouble(DoubleStream::of).toArray();
        CurvePlot bars = CurvePlot.of("", "", "").histogram(label, List.of(all), from, to, bins);
        return with(bars.series.get(0).as(Form.JOINED));
    }

    /**
     * Adds single measurements, each a small dot without interval. Words tell their number, ranges and correlation.
     *
     * @param xs places on the horizontal axis, at least 1
     * @param ys one for each place
     */
    public CurvePlot scatter(String label, List<Double> xs, List<Double> ys) {
        int n = xs.size();
        Require.that(n > 0 && ys.size() == n, "a scatter needs equally many x and y, got %d and %d", n, ys.size());
        List<Double> unknown = Collections.nCopies(n, Double.NaN);
        return with(new Series(label, List.copyOf(xs), List.copyOf(ys), unknown, Form.SCATTER));
    }

    /**
     * Adds means of independent measurements as a line inside a band of 2 standard errors, as of a training curve.
     *
     * @param xs places on the horizontal axis in ascending order, at least 1
     * @param samples at least 1, each with one number for each place; a single one is shown without a band
     */
    public CurvePlot joined(String label, List<Double> xs, List<double[]> samples) {
        return with(Series.of(label, xs, samples).as(Form.JOINED));
    }

    /**
     * Adds theory, in the colour of the points added last; before any points in grey.
     *
     * @param from the first x
     * @param to the last x; larger
     */
    public CurvePlot curve(String label, double from, double to, DoubleUnaryOperator f) {
        boolean possible = from < to && Double.isFinite(to - from);
        Require.that(possible, "a curve must lead from a smaller to a larger x, got %s and %s", from, to);
        Stream<Double> xs = IntStream.rangeClosed(0, STEPS).mapToObj(i -> from + (to - from) * i / STEPS);
        return with(Series.line(label, xs.toList(), f));
    }

    CurvePlot with(Series added) {
        return new CurvePlot(labels, logarithmic, and(added));
    }

    /** The text alternative of the chart: all points, and nine places of every curve. */
    @Override
    public String toString() {
        return words("");
    }

    @Override
    String numbers(Series s) {
        if (s.form() == Form.SCATTER) {
            return Cloud.of(s).toString();
        }
        IntStream told = IntStream.range(0, s.xs().size()).filter(i -> s.measured() || i % TOLD == 0);
        Stream<String> words = told.mapToObj(i -> Series.number(s.xs().get(i)) + ": " + s.words(i));
        return words.collect(Collectors.joining(", ", s + " at ", "."));
    }
}
