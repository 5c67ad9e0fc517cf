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
     * @param relativeTolerance how far off, as a part of the truth, still counts as right; at least 0
     */
    public String against(double truth, double relativeTolerance) {
        if (!Double.isFinite(truth) || !(relativeTolerance >= 0)) {
            throw new IllegalArgumentException("the truth must be finite and the tolerance at least 0, got " + truth
                    + " and " + relativeTolerance);
        }
        if (Double.isNaN(value)) {
            return "No guess yet for " + what + ". Replace Double.NaN by a number and run again.";
        }
        if (Double.isInfinite(value)) {
            return "A guess for " + what + " must be a finite number, got " + value + ".";
        }
        String pair = String.format(Locale.ROOT, "%s: you said %.4g, it is %.4g. ", what, value, truth);
        if (Math.abs(value - truth) <= relativeTolerance * Math.abs(truth)) {
            return pair + "Right.";
        }
        return pair + (value > 0 && truth > 0 ? factor(value / truth) : difference(value - truth));
    }

    private static String factor(double ratio) {
        double factor = Math.max(ratio, 1 / ratio);
        String size = String.format(Locale.ROOT, factor < 100 ? "%.2f" : "%.2g", factor);
        return "Too " + (ratio > 1 ? "large" : "small") + " by a factor of " + size + ".";
    }

    private static String difference(double difference) {
        String size = String.format(Locale.ROOT, "%.4g", Math.abs(difference));
        return "Too " + (difference > 0 ? "large" : "small") + " by " + size + ".";
    }
}
