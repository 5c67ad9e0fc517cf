package xavierkit.prediction;

import xavierkit.matrix.Require;

/**
 * A computed number and how far off it may be.
 *
 * @param value the number, not NaN; infinite if it exceeds the range of a double
 * @param error an estimate, on the cautious side, of the absolute error that quadrature and rounding leave; at least 0
 */
public record Estimate(double value, double error) {

    /** What a closed form of a dozen operations may lose. */
    private static final int ULPS = 8;

    /** Validates: numbers, and an error that is not negative. */
    public Estimate {
        Require.that(!Double.isNaN(value), "an estimate must be a number, got NaN");
        Require.that(error >= 0, "the error of an estimate must be at least 0, got %s", error);
    }

    /** The value of a closed form, which only rounding falsifies. */
    static Estimate closedForm(double value) {
        return new Estimate(value, value == 0 ? 0 : ULPS * ulp(value));
    }

    /** The sum with a number that is exact but for rounding. */
    Estimate plus(double exact) {
        return new Estimate(value + exact, error + ulp(exact));
    }

    /** {@link Math#ulp}, which the browser edition computes wrongly. */
    static double ulp(double x) {
        double size = Math.abs(x);
        return Double.isInfinite(size) ? size : Math.nextUp(size) - size;
    }
}
