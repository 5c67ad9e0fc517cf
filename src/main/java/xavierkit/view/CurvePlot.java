package xavierkit.view;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import xavierkit.network.Moments;

/**
 * Numbers against any quantity but layers, for which there is {@link LayerPlot}: measurements as points
 * with intervals of 2 standard errors, theory as lines.
 */
public final class CurvePlot implements Rich {

  /** Pieces of a line, and how many of them are put into words. */
  private static final int PIECES = 50;

  private static final int WORDS = 10;

  private final String title;
  private final String across;
  private final String axis;
  private final boolean logarithmic;
  private final List<Curve> curves;

  private CurvePlot(
      String title, String across, String axis, boolean logarithmic, List<Curve> curves) {
    this.title = title;
    this.across = across;
    this.axis = axis;
    this.logarithmic = logarithmic;
    this.curves = curves;
  }

  /**
   * An empty plot with linear axes.
   *
   * @param across the label of the horizontal axis: the quantity and its unit
   * @param axis the label of the vertical axis
   */
  public static CurvePlot of(String title, String across, String axis) {
    return new CurvePlot(title, across, axis, false, List.of());
  }

  /** The same plot with a logarithmic vertical axis, on which what is 0 or below is left out. */
  public CurvePlot logarithmic() {
    return new CurvePlot(title, across, axis, true, curves);
  }

  /**
   * Adds measurements.
   *
   * @param x where it was measured, ascending
   * @param samples independent measurements, at least 2; each has one number for each x
   */
  public CurvePlot points(String label, List<Double> x, List<double[]> samples) {
    requireSamples(samples);
    for (double[] sample : samples) {
      if (sample.length != x.size()) {
        throw new IllegalArgumentException(
            "each sample must have a number for each x, got " + sample.length + " for " + x.size());
      }
    }
    List<Moments> moments = IntStream.range(0, x.size())
        .mapToObj(i -> Moments.of(samples.stream().mapToDouble(s -> s[i]).toArray()))
        .toList();
    return with(Curve.measured(label, List.copyOf(x), moments));
  }

  /**
   * Adds the density of measured numbers: the share of them that lies in an interval, divided by its
   * length. Numbers outside of all intervals count for the share.
   *
   * @param samples independent sets of numbers, at least 2
   * @param bins how many intervals of equal length there are between {@code from} and {@code to}
   */
  public CurvePlot histogram(
      String label, List<double[]> samples, double from, double to, int bins) {
    if (!(from < to) || bins < 1) {
      throw new IllegalArgumentException("a histogram needs from < to and at least 1 bin, got "
          + from + ", " + to + " and " + bins);
    }
    double width = (to - from) / bins;
    List<Double> middles =
        IntStream.range(0, bins).mapToObj(i -> from + (i + 0.5) * width).toList();
    List<double[]> densities =
        samples.stream().map(s -> densities(s, from, width, bins)).toList();
    return points(label, middles, densities);
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

  /** Adds theory between the first and the last x of the points added last, and in their colour. */
  public CurvePlot line(String label, DoubleUnaryOperator theory) {
    List<Double> beside = Curve.last(curves).x();
    double from = beside.get(0);
    double step = (beside.get(beside.size() - 1) - from) / PIECES;
    List<Double> x =
        IntStream.rangeClosed(0, PIECES).mapToObj(i -> from + i * step).toList();
    List<Double> values = x.stream().map(theory::applyAsDouble).toList();
    return with(new Curve(label, x, values, List.of()));
  }

  /** The chart as PNG, and its text alternative. */
  @Override
  public Map<String, String> mimeBundle() {
    byte[] png = chart().png();
    return Map.of("image/png", Base64.getEncoder().encodeToString(png), "text/plain", toString());
  }

  /** The text alternative of the chart: all points, and the lines at some places. */
  @Override
  public String toString() {
    String words = curves.stream().map(CurvePlot::words).collect(Collectors.joining(" "));
    String scale = logarithmic ? "logarithmic" : "linear";
    return "Chart \"" + title + "\": " + axis + ", " + scale + ", against " + across + ". " + words;
  }

  private static String words(Curve curve) {
    int every = curve.measured() ? 1 : PIECES / WORDS;
    return IntStream.range(0, curve.values().size())
        .filter(i -> i % every == 0)
        .mapToObj(i -> curve.shown(i) + " at " + Curve.number(curve.x().get(i)))
        .collect(Collectors.joining(", ", curve.name() + ": ", "."));
  }

  LayerChart chart() {
    double decades = logarithmic ? Math.max(1, Curve.decades(curves)) : 0;
    return new LayerChart(title, across, axis, curves, decades);
  }

  private CurvePlot with(Curve added) {
    return new CurvePlot(title, across, axis, logarithmic, Curve.with(curves, added));
  }

  private static void requireSamples(List<double[]> samples) {
    if (samples.size() < 2) {
      throw new IllegalArgumentException(
          "a standard error needs at least 2 samples, got " + samples.size());
    }
  }
}
