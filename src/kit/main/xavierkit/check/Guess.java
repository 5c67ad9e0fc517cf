package xavierkit.check;

import static xavierkit.check.VarianceCheck.format;

import xavierkit.matrix.Require;

/**
 * A reader's number, asked before the kit shows its own.
 *
 * @param what the quantity that is guessed, with its unit if it has one
 * @param value the guess, or NaN while there is none yet
 */
public record Guess(String what, double value) {

    /**
     * Compares the guess with what was measured or derived, in one sentence.
     *
     * @param truth a finite number
     * @param relativeTolerance how far off, as a part of the truth, still counts as right; at least 0
     */
    public String against(double truth, double relativeTolerance) {
        String rule = "the truth must be finite and the tolerance at least 0, got %s and %s";
        Require.that(Double.isFinite(truth) && relativeTolerance >= 0, rule, truth, relativeTolerance);
        if (Double.isNaN(value)) {
            return "No guess yet for " + what + ". Replace Double.NaN by a number and run again.";
        }
        if (Double.isInfinite(value)) {
            return "A guess for " + what + " must be a finite number, got " + value + ".";
        }
        boolean right = Math.abs(value - truth) <= relativeTolerance * Math.abs(truth);
        return format("%s: you said %.4g, it is %.4g. ", what, value, truth) + (right ? "Right." : howFarOff(truth));
    }

    /** A factor between positive numbers, else a difference. */
    private String howFarOff(double truth) {
        String direction = value > truth ? "Too large by " : "Too small by ";
        if (value > 0 && truth > 0) {
            double factor = Math.max(value / truth, truth / value);
            return direction + format(factor < 100 ? "a factor of %.2f." : "a factor of %.2g.", factor);
        }
        return direction + format("%.4g.", Math.abs(value - truth));
    }
}
