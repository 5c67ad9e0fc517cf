package xavierkit.algebra;

import java.math.BigInteger;

/**
 * An exact fraction in lowest terms with a positive denominator.
 *
 * @param numerator any integer
 * @param denominator positive
 */
public record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {

    /** 0. */
    public static final Rational ZERO = of(0);

    /** 1. */
    public static final Rational ONE = of(1);

    /** Reduces the fraction. */
    public Rational {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("a denominator must not be 0, got " + numerator + "/0");
        }
        if (!denominator.equals(BigInteger.ONE)) {
            BigInteger divisor = numerator.gcd(denominator);
            divisor = denominator.signum() < 0 ? divisor.negate() : divisor;
            numerator = numerator.divide(divisor);
            denominator = denominator.divide(divisor);
        }
    }

    /** An integer. */
    public static Rational of(long integer) {
        return of(integer, 1);
    }

    /** numerator / denominator. */
    public static Rational of(long numerator, long denominator) {
        return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /** this + other. */
    public Rational plus(Rational other) {
        if (denominator.equals(other.denominator)) {
            return new Rational(numerator.add(other.numerator), denominator);
        }
        return new Rational(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** this - other. */
    public Rational minus(Rational other) {
        return plus(other.times(of(-1)));
    }

    /** this * other. */
    public Rational times(Rational other) {
        return new Rational(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /** this / other. */
    public Rational over(Rational other) {
        return times(new Rational(other.denominator, other.numerator));
    }

    /** this to an integer power, which may be negative unless this is 0. */
    public Rational power(int exponent) {
        return exponent < 0
                ? ONE.over(power(-exponent))
                : new Rational(numerator.pow(exponent), denominator.pow(exponent));
    }

    /** -1, 0 or 1. */
    public int signum() {
        return numerator.signum();
    }

    /** The nearest double. */
    public double toDouble() {
        return new java.math.BigDecimal(numerator)
                .divide(new java.math.BigDecimal(denominator), java.math.MathContext.DECIMAL64)
                .doubleValue();
    }

    @Override
    public int compareTo(Rational other) {
        return minus(other).signum();
    }

    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? "" + numerator : numerator + "/" + denominator;
    }
}
