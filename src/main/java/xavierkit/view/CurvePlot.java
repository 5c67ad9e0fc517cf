package xavierkit.view;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One quantity against another, both axes linear: measurements as points with intervals of 2 standard
 * errors, theory as curves.
 */
public final class CurvePlot implements Rich {

  /** Few enough for dashes, which begin anew with each piece; a multiple of the places told. */
  private static final int STEPS = 48;

  /** A curve is told in words at this many points and its start. */
  private static final int TOLD = 8;

  private final String title;
  private final String horizontal;
  private final String vertical;
  private final List<Series> series;

  private CurvePlot(String title, String horizontal, String vertical, List<Series> series) {
    this.title = title;
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.series = series;
  }

  /**
   * An empty plot.
   *
   * @param horizontal the label of the horizontal axis: the quantity and its unit
   * @param vertical that of the vertical axis
   */
  public static CurvePlot of(String title, String horizontal, String vertical) {
    return new CurvePlot(title, horizontal, vertical, List.of());
  }

  /**
   * Adds measurements, with intervals of 2 standard errors.
   *
   * @param xs where
   * @param means what was measured there
   * @param standardErrors how far that can be trusted
   * @throws IllegalArgumentException unless there are equally many of all three, and at least 1
   */
  public CurvePlot points(
      String label, List<Double> xs, List<Double> means, List<Double> standardErrors) {
    if (xs.isEmpty() || xs.size() != means.size() || xs.size() != standardErrors.size()) {
      throw new IllegalArgumentException(
          "points need equally many x, means and standard errors, got " + xs.size() + ", "
              + means.size() + " and " + standardErrors.size());
    }
    List<Double> intervals = standardErrors.stream().map(error -> 2 * error).toList();
    return with(new Series(label, List.copyOf(xs), List.copyOf(means), intervals));
  }

  /**
   * Adds means over samples, with intervals of 2 standard errors.
   *
   * @param xs where
   * @param samples independent measurements, at least 2; each has one number for each x
   */
  public CurvePlot points(String label, List<Double> xs, List<double[]> samples) {
    return with(Series.measured(label, xs, samples));
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
    requireAscending("a histogram", from, to);
    if (bins < 1) {
      throw new IllegalArgumentException("a histogram needs at least 1 interval, got " + bins);
    }
    double length = (to - from) / bins;
    List<Double> middles =
        IntStream.range(0, bins).mapToObj(i -> from + (i + 0.5) * length).toList();
    return points(
        label,
        middles,
        samples.stream().map(s -> density(s, from, length, bins)).toList());
  }

  private static double[] density(double[] sample, double from, double length, int bins) {
    double[] density = new double[bins];
    for (double value : sample) {
      double bin = Math.floor((value - from) / length);
      if (bin >= 0 && bin < bins) {
        density[(int) bin] += 1 / (sample.length * length);
      }
    }
    return density;
  }

  /**
   * Adds theory, in the colour of the points added last; before any points in grey.
   *
   * @param from the first x
   * @param to the last x; larger
   */
  public CurvePlot curve(String label, double from, double to, DoubleUnaryOperator f) {
    requireAscending("a curve", from, to);
    List<Double> xs = IntStream.rangeClosed(0, STEPS)
        .mapToObj(i -> from + (to - from) * i / STEPS)
        .toList();
    List<Double> values = xs.stream().map(f::applyAsDouble).toList();
    return with(new Series(label, xs, values, List.of()));
  }

  private static void requireAscending(String what, double from, double to) {
    if (!(from < to) || !Double.isFinite(to - from)) {
      throw new IllegalArgumentException(
          what + " must lead from a smaller to a larger x, got " + from + " and " + to);
    }
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
            Stream.of("Chart \"" + title + "\": " + vertical + " against " + horizontal + "."),
            series.stream().map(CurvePlot::words))
        .collect(Collectors.joining(" "));
  }

  LayerChart chart() {
    LayerChart chart = new LayerChart(title, horizontal, vertical, series, 0);
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
    return new CurvePlot(title, horizontal, vertical, added.after(series));
  }
}
