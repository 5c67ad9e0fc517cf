package xavierkit.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Numbers to be drawn against others.
 *
 * @param xs where on the horizontal axis
 * @param errors half the length of the intervals; none for theory
 */
record Series(String label, List<Double> xs, List<Double> values, List<Double> errors) {

  boolean measured() {
    return !errors.isEmpty();
  }

  /** These behind others of other names. */
  List<Series> after(List<Series> others) {
    if (others.stream().anyMatch(s -> s.label().equals(label))) {
      throw new IllegalArgumentException(
          "each label must be used once, got \"" + label + "\" again");
    }
    List<Series> all = new ArrayList<>(others);
    all.add(this);
    return List.copyOf(all);
  }

  /** One of the values in words, with its interval. */
  String shown(int i) {
    double value = values.get(i);
    String error = measured() ? " +/- " + number(errors.get(i)) : "";
    return Double.isFinite(value) ? number(value) + error : "none";
  }

  /** Three significant digits, the same in every locale. */
  static String number(double x) {
    return String.format(Locale.ROOT, "%.3g", x);
  }

  /** What it is, without numbers. */
  @Override
  public String toString() {
    return (measured() ? "Points" : "Line") + " \"" + label + "\"";
  }
}
