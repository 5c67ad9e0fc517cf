package xavierkit.activation;

import java.util.function.DoubleBinaryOperator;
import xavierkit.activation.BulkFunction.OfExponential;

/**
 * sigma(s) = 1 / (1 + e^-s) and the functions made of it. With e = e^-|s|, sigma(s) is 1 / (1 + e) for s > 0 and
 * e / (1 + e) else; so is sigma(-s) = 1 - sigma(s), without cancelling.
 *
 * <p>Largest errors: sigma 3 ulp, sigma' 4.5 ulp; softplus 3.5 ulp; s sigma(s) 4 ulp, or 4 ulp of 1e-290 where it is
 * smaller. The derivative of s sigma(s), which has a zero, and GELU's tanh form with its derivative, whose exponent is
 * rounded and then multiplied by s: 3 ulp of themselves or of 1, whichever is larger.
 */
final class Logistic {

    static final BulkFunction SIGMOID = of(Logistic::sigma);
    static final BulkFunction SIGMOID_DERIVATIVE = of((s, e) -> e / (1 + e) / (1 + e));

    static final BulkFunction SILU = of(Logistic::silu);
    /** sigma(s) (1 + s sigma(-s)). */
    static final BulkFunction SILU_DERIVATIVE = of((s, e) -> sigma(s, e) * (1 + cut(s) * sigma(-s, e)));

    /** max(s, 0) + ln(1 + e^-|s|). */
    static final BulkFunction SOFTPLUS = of((s, e) -> Math.max(s, 0) + StrictMath.log1p(e));

    /** s sigma(2u) = s/2 (1 + tanh u) with u = sqrt(2/pi) (s + 0.044715 s^3). */
    static final BulkFunction GELU_TANH = new OfExponential(Logistic::minusTwoU, false, Logistic::silu);
    /** sigma(2u) (1 + s sigma(-2u) 2u'). */
    static final BulkFunction GELU_TANH_DERIVATIVE =
            new OfExponential(Logistic::minusTwoU, false, Logistic::geluTanhSlope);

    private static final double CUBIC = 0.044715;
    private static final double SLOPE = 2 * Math.sqrt(2 / Math.PI);

    /** Beyond this sigma is 0 or 1: a factor s may be cut off here, so that 0 times it stays 0. */
    private static final double SATURATED = 1000;

    private Logistic() {}

    /** g(s, e^-|s|). */
    private static BulkFunction of(DoubleBinaryOperator g) {
        return new OfExponential(s -> -Math.abs(s), false, g);
    }

    /** s between -1000 and 1000. */
    private static double cut(double s) {
        return Math.max(-SATURATED, Math.min(s, SATURATED));
    }

    /** sigma(s), and with -s for s sigma(-s), from e = e^-|s|. */
    private static double sigma(double s, double e) {
        return Math.max(step(s), e) / (1 + e);
    }

    /** 1 for s > 0, else 0, without a branch; the factors make 1 or more of the smallest s, one of them would not. */
    static double step(double s) {
        return Math.max(0, Math.min(s * 0x1p1000 * 0x1p100, 1));
    }

    /** s sigma(s); -infinity gives -0.0. */
    private static double silu(double s, double e) {
        return Math.max(s, -SATURATED) * sigma(s, e);
    }

    /** -|2u|. */
    private static double minusTwoU(double s) {
        return -Math.abs(SLOPE * (s + CUBIC * s * s * s));
    }

    private static double geluTanhSlope(double s, double e) {
        double cut = cut(s);
        return sigma(s, e) * (1 + cut * SLOPE * (1 + 3 * CUBIC * cut * cut) * sigma(-s, e));
    }
}
