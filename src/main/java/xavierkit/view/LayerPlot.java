package xavierkit.view;

import java.util.ArrayList;
import java.util.Base64;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
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
 * Variances against layers, as a chart and as a table: measurements as points with intervals of 2
 * standard errors, theory as lines. The variance axis is logarithmic if the values span a decade.
 */
public final class LayerPlot implements Rich {

  /** Numbers at consecutive layers; no errors for theory. */
  record Series(String label, int firstLayer, List<Double> values, List<Double> errors) {
    boolean measured() {
      return !errors.isEmpty();
    }

    int layer(int index) {
      return firstLayer + index;
    }

    private String shown(int i) {
      double value = values.get(i);
      String error = measured() ? " +/- " + number(errors.get(i)) : "";
      return Double.isFinite(value) ? number(value) + error : "none";
    }

    @Override
    public String toString() {
      String numbers =
          IntStream.range(0, values.size()).mapToObj(this::shown).collect(Collectors.joining(", "));
      return (measured() ? "Points" : "Line")
          + " \""
          + label
          + "\" from layer "
          + firstLayer
          + ": "
          + numbers
          + ".";
    }
  }

  private static final NumberColumnFormatter THREE_DIGITS = new NumberColumnFormatter("") {
    @Override
    public String format(double x) {
      return number(x);
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
        sample.firstLayer(),
        layers(sample).mapToObj(sample::variance).toList(),
        layers(sample).mapToObj(l -> 2 * sample.standardError(l)).toList()));
  }

  /** Adds theory over the layers of the points added last, and in their colour. */
  public LayerPlot line(String label, IntToDoubleFunction variance) {
    if (series.isEmpty()) {
      throw new IllegalStateException("a line of theory needs points before it, got none");
    }
    Series points = series.get(series.size() - 1);
    List<Double> values = IntStream.range(0, points.values().size())
        .mapToObj(i -> variance.applyAsDouble(points.layer(i)))
        .toList();
    return with(new Series(label, points.firstLayer(), values, List.of()));
  }

  /** The chart as PNG, and its text alternative. */
  @Override
  public Map<String, String> mimeBundle() {
    byte[] png = chart().png();
    return Map.of("image/png", Base64.getEncoder().encodeToString(png), "text/plain", toString());
  }

  /** The same numbers: one row a layer, one column a series, shown to 3 digits and kept in full. */
  public Table table() {
    int first = series.stream().mapToInt(Series::firstLayer).min().orElse(0);
    int last =
        series.stream().mapToInt(s -> s.layer(s.values().size() - 1)).max().orElse(-1);
    int[] layers = IntStream.rangeClosed(first, last).toArray();
    Table table = Table.create(title, IntColumn.create("layer", layers));
    for (Series s : series) {
      DoubleColumn column = DoubleColumn.create(s.label(), layers.length);
      for (int i = 0; i < s.values().size(); i++) {
        column.set(s.layer(i) - first, s.values().get(i));
      }
      column.setPrintFormatter(THREE_DIGITS);
      table.addColumns(column);
    }
    return table;
  }

  /** The text alternative of the chart. */
  @Override
  public String toString() {
    String numbers = series.stream().map(Series::toString).collect(Collectors.joining(" "));
    String scale = decades() < 1 ? "linear" : "logarithmic";
    return "Chart \"" + title + "\": " + axis + ", " + scale + ", against layer. " + numbers;
  }

  /** Three significant digits, the same in every locale. */
  static String number(double x) {
    return String.format(Locale.ROOT, "%.3g", x);
  }

  List<Series> series() {
    return series;
  }

  LayerChart chart() {
    return new LayerChart(title, axis, series, decades());
  }

  /** How many powers of ten the finite values span; infinitely many if one of them is 0. */
  private double decades() {
    DoubleSummaryStatistics range = series.stream()
        .flatMap(s -> s.values().stream())
        .filter(Double::isFinite)
        .mapToDouble(Double::doubleValue)
        .summaryStatistics();
    return Math.log10(range.getMax() / range.getMin());
  }

  private LayerPlot with(Series added) {
    if (series.stream().anyMatch(s -> s.label().equals(added.label()))) {
      throw new IllegalArgumentException(
          "each label must be used once, got \"" + added.label() + "\" again");
    }
    List<Series> all = new ArrayList<>(series);
    all.add(added);
    return new LayerPlot(title, axis, List.copyOf(all));
  }

  private static IntStream layers(ProfileSample sample) {
    return IntStream.rangeClosed(sample.firstLayer(), sample.lastLayer());
  }
}
