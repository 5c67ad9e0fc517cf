package xavierkit.derivation;

import xavierkit.algebra.Term;

/**
 * Forward wants fan_in v = 1, backward fan_out v = 1. Unless the fans are equal no variance v does both;
 * each method here is the best v under one criterion, as an exact term in fan_in and fan_out.
 */
public final class Compromise {

    private static final Term IN = Term.symbol("fan_in");
    private static final Term OUT = Term.symbol("fan_out");

    private Compromise() {}

    /** The factor by which a layer multiplies the forward variance: fan_in v. */
    public static Term forwardFactor(Term v) {
        return IN.times(v);
    }

    /** The factor by which a layer multiplies the variance of the gradient: fan_out v. */
    public static Term backwardFactor(Term v) {
        return OUT.times(v);
    }

    /**
     * v = 2 / (fan_in + fan_out): the two factors miss 1 by the same amount on either side, fan_in v - 1 =
     * 1 - fan_out v. It is the harmonic mean of 1/fan_in and 1/fan_out; Glorot, Bengio 2010, eq. 12.
     */
    public static Term equalErrors() {
        return Term.number(2).over(IN.plus(OUT));
    }

    /**
     * v = (fan_in + fan_out) / (fan_in^2 + fan_out^2), which minimizes (fan_in v - 1)^2 + (fan_out v - 1)^2:
     * its derivative 2 fan_in (fan_in v - 1) + 2 fan_out (fan_out v - 1) is 0 there.
     */
    public static Term leastSquares() {
        return IN.plus(OUT).over(IN.power(2).plus(OUT.power(2)));
    }
}
