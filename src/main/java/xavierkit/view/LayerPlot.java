package xavierkit.view;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;
import xavierkit.network.Moments;
import xavierkit.network.ProfileSample;

/**
 * Variances, or other numbers of each layer, as a chart and as a table: measurements as points with intervals of 2
 * standard errors, theory as lines. Their axis is logarithmic if the values span a decade.
 */
public final class LayerPlot implements Rich {

  private static final NumberColumnFormatter THREE_DIGITS = new NumberColumnFormatter("") {
    @Override
    public String format(double x) {
      return Curve.number(x);
    }
  };

  private final String title;
  private final String axis;
  private final List<Curve> series;

  private LayerPlot(String title, String axis, List<Curve> series) {
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
    IntStream layers = IntStream.rangeClosed(sample.firstLayer(), sample.lastLayer());
    return with(label, sample.firstLayer(), layers.mapToObj(sample::variances));
  }

  /**
   * Adds any other number of each layer.
   *
   * @param samples independent networks, at least 2; each has one number for each layer
   */
  public LayerPlot points(String label, int firstLayer, List<double[]> samples) {
    IntStream layers = IntStream.range(0, samples.get(0).length);
    return with(
        label,
        firstLayer,
        layers.mapToObj(i -> samples.stream().mapToDouble(s -> s[i]).toArray()));
  }

  private LayerPlot with(String label, int firstLayer, Stream<double[]> values) {
    List<Moments> moments = values.map(v -> Moments.of(v)).toList();
    List<Double> layers = IntStream.range(0, moments.size())
        .mapToObj(i -> (double) (firstLayer + i))
        .toList();
    return with(Curve.measured(label, layers, moments));
  }

  /** Adds theory over the layers of the points added last, and in their colour. */
  public LayerPlot line(String label, IntToDoubleFunction variance) {
    List<Double> layers = Curve.last(series).x();
    List<Double> values =
        layers.stream().map(l -> variance.applyAsDouble(l.intValue())).toList();
    return with(new Curve(label, layers, values, List.of()));
  }

  /** The chart as PNG, and its text alternative. */
  @Override
  public Map<String, String> mimeBundle() {
    byte[] png = chart().png();
    return Map.of("image/png", Base64.getEncoder().encodeToString(png), "text/plain", toString());
  }

  /** The same numbers: one row a layer, one column a series, shown to 3 digits and kept in full. */
  public Table table() {
    int first = series.stream().mapToInt(LayerPlot::first).min().orElse(0);
    int last =
        series.stream().mapToInt(s -> first(s) + s.values().size() - 1).max().orElse(-1);
    int[] layers = IntStream.rangeClosed(first, last).toArray();
    Table table = Table.create(title, IntColumn.create("layer", layers));
    for (Curve s : series) {
      DoubleColumn column = DoubleColumn.create(s.label(), layers.length);
      for (int i = 0; i < s.values().size(); i++) {
        column.set(first(s) + i - first, s.values().get(i));
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
    String scale = Curve.decades(series) < 1 ? "linear" : "logarithmic";
    return "Chart \"" + title + "\": " + axis + ", " + scale + ", against layer. " + numbers;
  }

  private static String words(Curve curve) {
    return IntStream.range(0, curve.values().size())
        .mapToObj(curve::shown)
        .collect(
            Collectors.joining(", ", curve.name() + " from layer " + first(curve) + ": ", "."));
  }

  private static int first(Curve curve) {
    return curve.x().get(0).intValue();
  }

  List<Curve> series() {
    return series;
  }

  LayerChart chart() {
    return new LayerChart(title, "layer", axis, series, Curve.decades(series));
  }

  private LayerPlot with(Curve added) {
    return new LayerPlot(title, axis, Curve.with(series, added));
  }
}
