package xavierkit.check;

import java.util.Locale;

/**
 * A reader's number, asked before the kit shows its own. NaN means that there is none yet.
 *
 * @param what the quantity that is guessed, with its unit if it has one
 * @param value the guess, or NaN
 */
public record Guess(String what, double value) {

  /**
   * Compares the guess with what was measured or derived, in one sentence.
   *
   * @param truth a finite number
   * @param relativeTolerance how far off, as a part of the truth, still counts as right
   */
  public String against(double truth, double relativeTolerance) {
    if (Double.isNaN(value)) {
      return "No guess yet for " + what + ". Put a number into the cell above and run it again.";
    }
    if (!Double.isFinite(truth)) {
      throw new IllegalArgumentException("the truth must be finite, got " + truth);
    }
    String pair = String.format(Locale.ROOT, "%s: you said %.4g, it is %.4g. ", what, value, truth);
    if (Math.abs(value - truth) <= relativeTolerance * Math.abs(truth)) {
      return pair + "Right.";
    }
    if (value > 0 && truth > 0) {
      return pair + factor(value / truth);
    }
    return pair + "Not yet: even the sign or a zero differs.";
  }

  private static String factor(double ratio) {
    double factor = Math.max(ratio, 1 / ratio);
    String size = String.format(Locale.ROOT, factor < 100 ? "%.2f" : "%.2g", factor);
    return "Too " + (ratio > 1 ? "large" : "small") + " by a factor of " + size + ".";
  }
}
