package xavierkit.view;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import tech.tablesaw.api.*;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;
import xavierkit.check.LayerHealth;
import xavierkit.matrix.*;
import xavierkit.network.*;

/**
 * A variance, or another number of each layer, as a chart and as a table: measurements as points with intervals of 2
 * standard errors, theory as lines. The vertical axis is logarithmic if the finite values span a decade.
 */
public final class LayerPlot extends Plot {

    private static final NumberColumnFormatter THREE_DIGITS = new NumberColumnFormatter("") {
        @Override
        public String format(double x) {
            return Series.number(x);
        }
    };

    private LayerPlot(Labels labels, List<Series> series) {
        super(labels, Axes.spansDecade(series), series);
    }

    /**
     * An empty plot.
     *
     * @param axis the label of the vertical axis: the quantity and its unit
     */
    public static LayerPlot of(String title, String axis) {
        return new LayerPlot(new Labels(title, "layer", axis, true), List.of());
    }

    /** Adds measured variances: means over networks. */
    public LayerPlot points(String label, ProfileSample sample) {
        List<double[]> variances = new ArrayList<>();
        for (VarianceProfile profile : sample.profiles()) {
            DoubleStream layers = profile.moments().stream().mapToDouble(Moments::sampleVariance);
            variances.add(layers.toArray());
        }
        return points(label, sample.firstLayer(), variances);
    }

    /**
     * Adds any other number of each layer: means over networks.
     *
     * @param samples independent networks, at least 1, each with one number for each layer; a single one is shown
     *     without intervals
     */
    public LayerPlot points(String label, int firstLayer, List<double[]> samples) {
        int layers = samples.isEmpty() ? 0 : samples.get(0).length;
        Stream<Double> xs = IntStream.range(0, layers).mapToObj(i -> (double) firstLayer + i);
        return new LayerPlot(labels, and(Series.of(label, xs.toList(), samples)));
    }

    /** Adds a practical signal of each layer of a single network, such as {@link LayerHealth#gradientToLast}. */
    public LayerPlot points(String label, List<LayerHealth> layers, ToDoubleFunction<LayerHealth> signal) {
        return points(
                label,
                layers.get(0).layer(),
                List.of(layers.stream().mapToDouble(signal).toArray()));
    }

    /**
     * Adds theory over the layers of the series added last, and in its colour.
     *
     * @throws IllegalStateException for the first series
     */
    public LayerPlot line(String label, IntToDoubleFunction variance) {
        if (series.isEmpty()) {
            throw new IllegalStateException("a line of theory needs points before it, got none");
        }
        List<Double> layers = series.get(series.size() - 1).xs();
        return new LayerPlot(labels, and(Series.line(label, layers, layer -> variance.applyAsDouble((int) layer))));
    }

    /**
     * This plot and another one, as two panels that share their axes: for more series than one chart can show clearly. A
     * panel has room for titles of 45 letters and labels of 24.
     *
     * @param other what the panel on the right shows
     */
    public LayerPanels beside(LayerPlot other) {
        return new LayerPanels(this, Require.given("the other plot", other));
    }

    /** The same numbers: a row for each layer and a column for each series, shown with 3 digits and kept in full. */
    public Table table() {
        Stream<Double> places = series.stream().flatMap(s -> s.xs().stream());
        int[] layers = places.mapToInt(Double::intValue).distinct().sorted().toArray();
        Table table = Table.create(labels.title(), IntColumn.create("layer", layers));
        for (Series s : series) {
            DoubleColumn column = DoubleColumn.create(s.label(), layers.length);
            for (int i = 0; i < s.xs().size(); i++) {
                int row = Arrays.binarySearch(layers, s.xs().get(i).intValue());
                column.set(row, s.values().get(i));
            }
            column.setPrintFormatter(THREE_DIGITS);
            table.addColumns(column);
        }
        return table;
    }

    /** The text alternative of the chart: the numbers of every series, layer by layer. */
    @Override
    public String toString() {
        return words(", linear,");
    }

    @Override
    String numbers(Series s) {
        String start = s + " from layer " + s.xs().get(0).intValue() + ": ";
        return IntStream.range(0, s.xs().size()).mapToObj(s::words).collect(Collectors.joining(", ", start, "."));
    }
}
