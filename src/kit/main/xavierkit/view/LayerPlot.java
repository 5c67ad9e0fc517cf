package xavierkit.view;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;
import xavierkit.network.ProfileSample;

/**
 * Variances, or other numbers of each layer, as a chart and as a table: measurements as points with intervals of 2
 * standard errors, theory as lines. Their axis is logarithmic if the values span a decade.
 */
public final class LayerPlot implements Rich {

    private static final NumberColumnFormatter THREE_DIGITS = new NumberColumnFormatter("") {
        @Override
        public String format(double x) {
            return Series.number(x);
        }
    };

    private final String title;
    private final String axis;
    private final List<Series> series;

    private LayerPlot(String title, String axis, List<Series> series) {
        this.title = title;
        this.axis = axis;
        this.series = series;
    }

    /**
     * An empty plot.
     *
     * @param axis the label of the vertical axis: the quantity and its unit
     */
    public static LayerPlot of(String title, String axis) {
        return new LayerPlot(title, axis, List.of());
    }

    /** Adds measured variances: means over networks, with intervals of 2 standard errors. */
    public LayerPlot points(String label, ProfileSample sample) {
        return with(new Series(
                label,
                layers(sample).mapToObj(l -> (double) l).toList(),
                layers(sample).mapToObj(sample::variance).toList(),
                layers(sample).mapToObj(l -> 2 * sample.standardError(l)).toList()));
    }

    /**
     * Adds any other number of each layer: means over networks.
     *
     * @param samples independent networks, at least 1, each with one number for each layer; one alone is
     *     shown without intervals
     */
    public LayerPlot points(String label, int firstLayer, List<double[]> samples) {
        List<Double> layers = IntStream.range(0, samples.get(0).length)
                .mapToObj(i -> (double) (firstLayer + i))
                .toList();
        return with(Series.of(label, layers, samples));
    }

    /** Adds theory over the layers of the points added last, and in their colour. */
    public LayerPlot line(String label, IntToDoubleFunction variance) {
        if (series.isEmpty()) {
            throw new IllegalStateException("a line of theory needs points before it, got none");
        }
        Series points = series.get(series.size() - 1);
        List<Double> values = IntStream.range(0, points.values().size())
                .mapToObj(i -> variance.applyAsDouble(layer(points, i)))
                .toList();
        return with(new Series(label, points.xs(), values, List.of()));
    }

    /** The chart as PNG, and its text alternative. */
    @Override
    public Map<String, String> mimeBundle() {
        byte[] png = chart().png();
        return Map.of("image/png", Base64.getEncoder().encodeToString(png), "text/plain", toString());
    }

    /** The same numbers: one row a layer, one column a series, shown to 3 digits and kept in full. */
    public Table table() {
        int first = series.stream().mapToInt(s -> layer(s, 0)).min().orElse(0);
        int last = series.stream()
                .mapToInt(s -> layer(s, s.values().size() - 1))
                .max()
                .orElse(-1);
        int[] layers = IntStream.rangeClosed(first, last).toArray();
        Table table = Table.create(title, IntColumn.create("layer", layers));
        for (Series s : series) {
            DoubleColumn column = DoubleColumn.create(s.label(), layers.length);
            for (int i = 0; i < s.values().size(); i++) {
                column.set(layer(s, i) - first, s.values().get(i));
            }
            column.setPrintFormatter(THREE_DIGITS);
            table.addColumns(column);
        }
        return table;
    }

    /** The text alternative of the chart. */
    @Override
    public String toString() {
        String numbers = series.stream().map(LayerPlot::words).collect(Collectors.joining(" "));
        String scale = logarithmic() ? "logarithmic" : "linear";
        return "Chart \"" + title + "\": " + axis + ", " + scale + ", against layer. " + numbers;
    }

    private static String words(Series s) {
        String numbers =
                IntStream.range(0, s.values().size()).mapToObj(s::shown).collect(Collectors.joining(", "));
        return s + " from layer " + layer(s, 0) + ": " + numbers + ".";
    }

    private static int layer(Series s, int index) {
        return (int) Math.round(s.xs().get(index));
    }

    LayerChart chart() {
        return new LayerChart(title, "layer", axis, series, logarithmic());
    }

    private boolean logarithmic() {
        return !(Series.decades(series) < 1);
    }

    private LayerPlot with(Series added) {
        return new LayerPlot(title, axis, added.after(series));
    }

    private static IntStream layers(ProfileSample sample) {
        return IntStream.rangeClosed(sample.firstLayer(), sample.lastLayer());
    }
}
