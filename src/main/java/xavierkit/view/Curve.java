package xavierkit.view;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import xavierkit.network.Moments;

/**
 * Numbers over x: measured ones with the half lengths of their intervals, or theory, without errors.
 */
record Curve(String label, List<Double> x, List<Double> values, List<Double> errors) {

  /** What spreads less, relatively, than this spreads by rounding alone. */
  private static final double ROUNDING = 1e-13;

  /** Means of samples, with intervals of 2 standard errors. */
  static Curve measured(String label, List<Double> x, List<Moments> samples) {
    List<Double> means = samples.stream().map(Moments::mean).toList();
    return new Curve(label, x, means, samples.stream().map(Curve::error).toList());
  }

  private static double error(Moments sample) {
    double error = 2 * Math.sqrt(sample.sampleVariance() / sample.count());
    return error < ROUNDING * Math.abs(sample.mean()) ? 0 : error;
  }

  boolean measured() {
    return !errors.isEmpty();
  }

  /** Points or line, and the label. */
  String name() {
    return (measured() ? "Points" : "Line") + " \"" + label + "\"";
  }

  /** A value, with its error if it has one. */
  String shown(int i) {
    double value = values.get(i);
    String error = measured() ? " +/- " + number(errors.get(i)) : "";
    return Double.isFinite(value) ? number(value) + error : "none";
  }

  /** Three significant digits, the same in every locale. */
  static String number(double x) {
    return String.format(Locale.ROOT, "%.3g", x);
  }

  /** How many powers of ten the finite values span; infinitely many if one of them is 0. */
  static double decades(List<Curve> curves) {
    DoubleSummaryStatistics range = curves.stream()
        .flatMap(c -> c.values.stream())
        .filter(Double::isFinite)
        .mapToDouble(Double::doubleValue)
        .summaryStatistics();
    return Math.log10(range.getMax() / range.getMin());
  }

  /** One more, whose label must be new. */
  static List<Curve> with(List<Curve> curves, Curve added) {
    if (curves.stream().anyMatch(c -> c.label.equals(added.label))) {
      throw new IllegalArgumentException(
          "each label must be used once, got \"" + added.label + "\" again");
    }
    List<Curve> all = new ArrayList<>(curves);
    all.add(added);
    return List.copyOf(all);
  }

  /** The points that a line of theory is to stand beside. */
  static Curve last(List<Curve> curves) {
    if (curves.isEmpty()) {
      throw new IllegalStateException("a line of theory needs points before it, got none");
    }
    return curves.get(curves.size() - 1);
  }
}
