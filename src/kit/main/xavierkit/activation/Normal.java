package xavierkit.activation;

import org.apache.commons.numbers.gamma.*;
import xavierkit.activation.BulkFunction.OfExponential;

/**
 * erf and GELU, s Phi(s) with the standard normal distribution function Phi, from the scaled function erfcx(x) = e^(x^2)
 * erfc(x) of Commons Numbers: erf(s) = 1 - e^(-s^2) erfcx(s), and Phi(-a) = e^(-a^2/2) erfcx(a / sqrt 2) / 2. So the
 * exponential is the kit's own, and the same bits come out on every machine; Commons Numbers' erf asks {@link Math#exp},
 * whose last bit a machine may choose. Below 1/2 its erf is a rational function and taken as it is.
 *
 * <p>Largest errors: erf and its derivative 2.5 ulp; GELU 6 ulp of itself, or of 1e-290 where it is smaller; its
 * derivative, which has a zero, 3 ulp of itself or of 1, whichever is larger.
 */
final class Normal {

    private static final double ROOT_PI = Math.sqrt(Math.PI);
    private static final double ROOT_HALF = Math.sqrt(0.5);

    /** From here on e^(-s^2/2) rounds to 0. */
    private static final double VANISHED = 38.6;

    static final BulkFunction ERF = new OfExponential(s -> exponent(s, 1), false, Normal::erf);
    static final BulkFunction ERF_DERIVATIVE =
            new OfExponential(s -> exponent(s, 1), false, (s, e) -> 2 / ROOT_PI * bell(s, 1, e));
    static final BulkFunction GELU = new OfExponential(s -> exponent(s, 0.5), false, Normal::gelu);
    static final BulkFunction GELU_DERIVATIVE = new OfExponential(s -> exponent(s, 0.5), false, Normal::geluSlope);

    private Normal() {}

    /** erf(s), odd also for -0.0. */
    private static double erf(double s, double e) {
        double a = Math.abs(s);
        return a < 0.5 ? Erf.value(s) : Math.copySign(1 - bell(s, 1, e) * Erfcx.value(a), s);
    }

    /** s Phi(s); -infinity gives -0.0. */
    private static double gelu(double s, double e) {
        return Math.max(s, -VANISHED) * cdf(s, bell(s, 0.5, e));
    }

    /** Phi(s) + s e^(-s^2/2) / sqrt(2 pi). */
    private static double geluSlope(double s, double e) {
        double bell = bell(s, 0.5, e);
        return cdf(s, bell) + Math.max(-VANISHED, Math.min(s, VANISHED)) * (bell * ROOT_HALF / ROOT_PI);
    }

    /** Phi(s), from e^(-s^2/2). */
    private static double cdf(double s, double bell) {
        double x = Math.abs(s) * ROOT_HALF;
        double tail = 0.5 * (x < 0.5 ? Erfc.value(x) : bell * Erfcx.value(x));
        return s > 0 ? 1 - tail : tail;
    }

    /** -w s^2 for the 24 highest bits of |s|, whose square is exact. */
    private static double exponent(double s, double w) {
        double high = high(s);
        return -w * high * high;
    }

    /** e^(-w s^2) = e e^-d, d = w (s - high) (s + high) at most 4e-5, its fourth power nothing. */
    private static double bell(double s, double w, double e) {
        double high = high(s);
        double a = Math.min(Math.abs(s), VANISHED);
        double d = w * (a - high) * (a + high);
        return e - e * (d * (1 - d * (0.5 - d * (1.0 / 6))));
    }

    /** The 24 highest bits of |s|. */
    private static double high(double s) {
        return (float) Math.min(Math.abs(s), VANISHED);
    }
}
