package xavierkit.activation;

/**
 * sigma(s) = 1 / (1 + e^-s) and the functions made of it. With e = e^-|s|, sigma(s) is 1 / (1 + e)
 * for s > 0 and e / (1 + e) else; so is sigma(-s) = 1 - sigma(s), without cancelling.
 *
 * <p>Largest errors: sigma 3 ulp, sigma' 4.5 ulp; s sigma(s) 4 ulp, if it is below 1e-290 of that;
 * its derivative, which has a zero, 3 ulp of 1.
 */
final class Logistic {

    static final BulkFunction VALUE = new BulkFunction(Logistic::sigma, Logistic::value);
    static final BulkFunction DERIVATIVE = new BulkFunction(Logistic::slope, Logistic::derivative);
    static final BulkFunction SILU = new BulkFunction(Logistic::silu, Logistic::silu);
    static final BulkFunction SILU_DERIVATIVE = new BulkFunction(Logistic::siluSlope, Logistic::siluDerivative);

    /** Beyond this sigma is 0 or 1: a factor s may be cut off here, so that 0 times it stays 0. */
    static final double SATURATED = 1000;

    private Logistic() {}

    /** 1 / (1 + e^-s). */
    static double sigma(double s) {
        return sigma(s, Exponential.exp(exponent(s)));
    }

    private static void value(Block block) {
        exponentials(block);
        double[] s = block.x;
        double[] e = block.y;
        for (int i = 0; i < block.size(); i++) {
            s[i] = sigma(s[i], e[i]);
        }
    }

    private static double slope(double s) {
        return slopeFrom(Exponential.exp(exponent(s)));
    }

    private static void derivative(Block block) {
        exponentials(block);
        double[] s = block.x;
        double[] e = block.y;
        for (int i = 0; i < block.size(); i++) {
            s[i] = slopeFrom(e[i]);
        }
    }

    private static double silu(double s) {
        return silu(s, Exponential.exp(exponent(s)));
    }

    private static void silu(Block block) {
        exponentials(block);
        double[] s = block.x;
        double[] e = block.y;
        for (int i = 0; i < block.size(); i++) {
            s[i] = silu(s[i], e[i]);
        }
    }

    private static double siluSlope(double s) {
        return siluSlope(s, Exponential.exp(exponent(s)));
    }

    private static void siluDerivative(Block block) {
        exponentials(block);
        double[] s = block.x;
        double[] e = block.y;
        for (int i = 0; i < block.size(); i++) {
            s[i] = siluSlope(s[i], e[i]);
        }
    }

    /** Fills in e^-|s|. */
    static void exponentials(Block block) {
        double[] s = block.x;
        double[] y = block.y;
        for (int i = 0; i < block.size(); i++) {
            y[i] = exponent(s[i]);
        }
        Exponential.exp(block);
    }

    /** -|s|, as far as its exponential is not 0. */
    static double exponent(double s) {
        return Math.max(-Math.abs(s), Exponential.LOWEST);
    }

    /** sigma(s) from e = e^-|s|. */
    static double sigma(double s, double e) {
        return numerator(s, e) / (1 + e);
    }

    /** sigma(-s) from e = e^-|s|: the numerators of both are 1 and e, and e + (1 - e) rounds to 1. */
    static double complement(double s, double e) {
        return (e + (1 - numerator(s, e))) / (1 + e);
    }

    private static double numerator(double s, double e) {
        return Math.max(step(s), e);
    }

    /** 1 for s > 0, else 0; the factors make 1 or more of the smallest s, one alone would not. */
    static double step(double s) {
        return Math.max(0, Math.min(s * 0x1p1000 * 0x1p100, 1));
    }

    /** s, as far as sigma and its like are not yet 0 or 1. */
    static double cut(double s) {
        return Math.max(-SATURATED, Math.min(s, SATURATED));
    }

    private static double slopeFrom(double e) {
        return e / (1 + e) / (1 + e);
    }

    /** s sigma(s) from e = e^-|s|. */
    static double silu(double s, double e) {
        return Math.max(s, -SATURATED) * sigma(s, e);
    }

    // (s sigma)' = sigma(s) (1 + s sigma(-s))
    private static double siluSlope(double s, double e) {
        return sigma(s, e) * (1 + cut(s) * complement(s, e));
    }
}
