package xavierkit.activation;

/**
 * e^(-w s^2) for w = 1 or 1/2, to the last bits also where s^2 is so large that its rounding would
 * matter: s is split into a high part, whose square is exact, and a small rest.
 */
final class Gaussian {

    /** From here on e^(-s^2/2) rounds to 0. */
    private static final double VANISHED = 38.6;

    /** Added to s, rounds it to a multiple of 2^-20. */
    private static final double ROUNDER = 0x1.8p32;

    private Gaussian() {}

    /** e^(-w s^2). */
    static double value(double s, double w) {
        return value(s, w, Exponential.exp(exponent(s, w)));
    }

    /** Fills y with e^(-w x^2). */
    static void values(Block block, double w) {
        double[] s = block.x;
        double[] y = block.y;
        for (int i = 0; i < block.size(); i++) {
            y[i] = exponent(s[i], w);
        }
        Exponential.exp(block);
        for (int i = 0; i < block.size(); i++) {
            y[i] = value(s[i], w, y[i]);
        }
    }

    /** |s|, as far as e^(-s^2/2) is not 0. */
    static double cut(double s) {
        return Math.min(Math.abs(s), VANISHED);
    }

    // -w s^2 for the high part of s
    private static double exponent(double s, double w) {
        double high = high(s);
        return Math.max(-w * high * high, Exponential.LOWEST);
    }

    // times e^-d, d = w (s - high) (s + high) at most 4e-5, its fourth power nothing
    private static double value(double s, double w, double e) {
        double high = high(s);
        double a = cut(s);
        double d = w * (a - high) * (a + high);
        return e - e * (d * (1 - d * (0.5 - d * (1.0 / 6))));
    }

    private static double high(double s) {
        return (cut(s) + ROUNDER) - ROUNDER;
    }
}
