package xavierkit.prediction;

/**
 * One entry of a layer's signal, over networks, samples and units.
 *
 * @param mean E[z]
 * @param square E[z^2]; finite and at least E[z]^2, but for rounding
 */
public record Signal(double mean, double square) {

    private static final double ROUNDING = 1e-9;

    /** Validates: finite numbers, and a variance that is not negative. */
    public Signal {
        if (!(Double.isFinite(mean) && square < Double.POSITIVE_INFINITY && square >= 0)) {
            throw new IllegalArgumentException(
                    "a signal must have a finite mean and E[z^2] at least 0, got " + mean + " and " + square);
        }
        if (mean * mean > square * (1 + ROUNDING)) {
            throw new IllegalArgumentException(
                    "E[z^2] must be at least E[z]^2, got " + square + " for the mean " + mean);
        }
    }

    /** Var(z) = E[z^2] - E[z]^2. */
    public double variance() {
        return Math.max(0, square - mean * mean);
    }
}
