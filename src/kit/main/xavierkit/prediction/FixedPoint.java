package xavierkit.prediction;

import java.util.Locale;
import xavierkit.matrix.Require;

/**
 * A length that a layer keeps, V(q) = q, and what happens next to it.
 *
 * @param q the pre-activation's second moment; at least 0
 * @param slope V'(q): the factor by which a layer multiplies a small departure from q
 * @param chi chi_1 = s_w^2 E[phi'(s)^2], s ~ N(0, q): the factor by which a layer multiplies the squared gradient, and a
 *     small difference between two inputs; Schoenholz et al. 2017
 */
public record FixedPoint(double q, double slope, double chi) {

    /** Closer to 1 than this is 1: the roots and moments are known to a few digits more. */
    private static final double TOLERANCE = 1e-9;

    /** How far V(q) may be from q, relative to it, for q to be called fixed. */
    static final double FIXED = 1e-6;

    /** Validates: three numbers, and q not negative. */
    public FixedPoint {
        GaussianMoments.requireLength(q);
        boolean numbers = !Double.isNaN(slope) && chi >= 0;
        Require.that(numbers, "slope must be a number and chi at least 0, got %s and %s", slope, chi);
    }

    /**
     * The fixed point of a map at a length that is known to be one.
     *
     * @throws IllegalArgumentException if V(q) differs from q by more than a millionth of it
     */
    public static FixedPoint of(LengthMap map, double q) {
        double next = map.next(q);
        boolean fixed = Math.abs(next - q) <= FIXED * q;
        Require.that(fixed, "q = %s must be a fixed point, but the next layer has %s", q, next);
        return new FixedPoint(q, map.slope(q), map.chi(q));
    }

    /** Whether lengths nearby approach q exponentially: |V'(q)| below 1. */
    public boolean stable() {
        return Math.abs(slope) < 1 - TOLERANCE;
    }

    /** Whether |V'(q)| = 1: departures neither shrink nor grow to first order, so that higher orders decide. */
    public boolean marginal() {
        return isOne(Math.abs(slope));
    }

    /** Ordered, critical or chaotic, by chi_1. */
    public Phase phase() {
        return isOne(chi) ? Phase.CRITICAL : chi < 1 ? Phase.ORDERED : Phase.CHAOTIC;
    }

    /**
     * xi_c = 1 / |ln chi_1|: the layers in which the squared gradient changes by the factor e; infinite if critical. In
     * the ordered phase also the depth over which correlations reach 1; networks train to about 6 xi_c. In the chaotic
     * phase correlations settle at another value with a depth of their own.
     */
    public double correlationDepth() {
        return isOne(chi) ? Double.POSITIVE_INFINITY : 1 / Math.abs(StrictMath.log(chi));
    }

    /** The three numbers, and what becomes of a departure from q. */
    @Override
    public String toString() {
        String fate = stable() ? "stable" : marginal() ? "marginal" : "unstable";
        return String.format(Locale.ROOT, "q = %.6f, slope %.6f, chi %.6f, %s", q, slope, chi, fate);
    }

    private static boolean isOne(double x) {
        return Math.abs(x - 1) <= TOLERANCE;
    }
}
