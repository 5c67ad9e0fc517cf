package xavierkit.activation;

import java.math.BigDecimal;
import java.math.MathContext;

/** Reference functions with at least 40 correct digits, each from its textbook series. */
final class Exact {

    static final BigDecimal ONE = BigDecimal.ONE;
    static final BigDecimal TWO = BigDecimal.valueOf(2);
    static final BigDecimal PI =
            new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459230781640629");

    private static final MathContext DIGITS = new MathContext(70);

    private Exact() {}

    /** e^x from the Taylor series at x / 2^k, then squared k times: that costs log10(2^k) digits. */
    static BigDecimal exp(BigDecimal x) {
        int k = 4 * Math.max(0, x.precision() - x.scale() + 1);
        BigDecimal power = ONE.add(taylorExpm1(divide(x, TWO.pow(k))));
        for (int i = 0; i < k; i++) {
            power = power.multiply(power, DIGITS);
        }
        return power;
    }

    /** e^x - 1, by the series itself where the difference would cancel. */
    static BigDecimal expm1(BigDecimal x) {
        boolean small = x.abs().compareTo(new BigDecimal("0.1")) < 0;
        return small ? taylorExpm1(x) : exp(x).subtract(ONE);
    }

    // x + x^2/2 + ..., |x| at most 1: the 60th term is below 1e-80
    private static BigDecimal taylorExpm1(BigDecimal x) {
        BigDecimal term = x.round(DIGITS);
        BigDecimal sum = term;
        for (int n = 2; n < 60; n++) {
            term = divide(term.multiply(x, DIGITS), BigDecimal.valueOf(n));
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }

    /** ln(1 + x) = 2 artanh(x / (2 + x)) for x from 0 to 1: v is at most 1/3, the last term 1e-62. */
    static BigDecimal log1p(BigDecimal x) {
        BigDecimal v = divide(x, TWO.add(x));
        BigDecimal power = v;
        BigDecimal sum = BigDecimal.ZERO;
        for (int n = 1; n < 130; n += 2) {
            sum = sum.add(divide(power, BigDecimal.valueOf(n)), DIGITS);
            power = power.multiply(v, DIGITS).multiply(v, DIGITS);
        }
        return TWO.multiply(sum);
    }

    /** 2/sqrt(pi) sum of (-1)^n x^(2n+1) / (n! (2n+1)), |x| at most 6: terms stay below 1e15. */
    static BigDecimal erf(BigDecimal x) {
        BigDecimal power = x.round(DIGITS);
        BigDecimal sum = power;
        for (int n = 1; n < 220; n++) {
            power = divide(power.multiply(x, DIGITS).multiply(x, DIGITS).negate(), BigDecimal.valueOf(n));
            sum = sum.add(divide(power, BigDecimal.valueOf(2 * n + 1)), DIGITS);
        }
        return divide(TWO.multiply(sum), PI.sqrt(DIGITS));
    }

    /**
     * Phi(-a) for a from 0: (1 - erf(a / sqrt 2)) / 2, and from 4 on the density over the continued
     * fraction a + 1/(a + 2/(a + 3/(a + ...))).
     */
    static BigDecimal normalTail(BigDecimal a) {
        if (a.compareTo(BigDecimal.valueOf(4)) < 0) {
            return divide(ONE.subtract(erf(divide(a, TWO.sqrt(DIGITS)))), TWO);
        }
        BigDecimal fraction = a;
        for (int n = 300; n >= 1; n--) {
            fraction = a.add(divide(BigDecimal.valueOf(n), fraction));
        }
        return divide(normalDensity(a), fraction);
    }

    /** e^(-a^2/2) / sqrt(2 pi). */
    static BigDecimal normalDensity(BigDecimal a) {
        return divide(exp(divide(a.multiply(a).negate(), TWO)), TWO.multiply(PI).sqrt(DIGITS));
    }

    static BigDecimal divide(BigDecimal a, BigDecimal b) {
        return a.divide(b, DIGITS);
    }

    static BigDecimal sqrt(BigDecimal x) {
        return x.sqrt(DIGITS);
    }
}
