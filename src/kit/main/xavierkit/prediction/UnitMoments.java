package xavierkit.prediction;

import xavierkit.matrix.Require;

/**
 * The first two moments of a unit's value z, over networks, samples and the units of its layer.
 *
 * @param mean E[z]
 * @param square E[z^2]; finite and at least E[z]^2, but for rounding
 */
public record UnitMoments(double mean, double square) {

    private static final double ROUNDING = 1e-9;

    /** Validates: finite numbers, and a variance that is not negative. */
    public UnitMoments {
        Require.finite("E[z]", mean);
        Require.variance("E[z^2]", square);
        boolean possible = mean * mean <= square * (1 + ROUNDING);
        Require.that(possible, "E[z^2] must be at least E[z]^2, got %s for the mean %s", square, mean);
    }

    /** Var(z) = E[z^2] - E[z]^2. */
    public double variance() {
        return Math.max(0, square - mean * mean);
    }
}
