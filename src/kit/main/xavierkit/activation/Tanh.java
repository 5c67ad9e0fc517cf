package xavierkit.activation;

/**
 * tanh and its derivative. With m = e^(-2|s|) - 1, tanh|s| = -m / (m + 2), and with e = e^(-2|s|),
 * tanh'(s) = 4 e / (1 + e)^2: neither cancels, however small or large s is. Largest errors:
 * value 3 ulp, derivative 4.5 ulp.
 */
final class Tanh {

    static final BulkFunction VALUE = new BulkFunction(Tanh::value, Tanh::value);
    static final BulkFunction DERIVATIVE = new BulkFunction(Tanh::derivative, Tanh::derivative);

    /** From here on tanh rounds to 1. */
    private static final double SATURATED = 20;

    private Tanh() {}

    private static double value(double s) {
        return value(s, Exponential.expm1(valueExponent(s)));
    }

    private static void value(Block block) {
        double[] s = block.x;
        double[] y = block.y;
        for (int i = 0; i < block.size(); i++) {
            y[i] = valueExponent(s[i]);
        }
        Exponential.expm1(block);
        for (int i = 0; i < block.size(); i++) {
            s[i] = value(s[i], y[i]);
        }
    }

    private static double derivative(double s) {
        return derivativeFrom(Exponential.exp(derivativeExponent(s)));
    }

    private static void derivative(Block block) {
        double[] s = block.x;
        double[] y = block.y;
        for (int i = 0; i < block.size(); i++) {
            y[i] = derivativeExponent(s[i]);
        }
        Exponential.exp(block);
        for (int i = 0; i < block.size(); i++) {
            s[i] = derivativeFrom(y[i]);
        }
    }

    private static double valueExponent(double s) {
        return -2 * Math.min(Math.abs(s), SATURATED);
    }

    // tanh|s| <= |s|, so cutting s off at both signs of it gives it the sign of s, -0.0 included
    private static double value(double s, double m) {
        double z = (0 - m) / (m + 2);
        return Math.max(-z, Math.min(s, z));
    }

    private static double derivativeExponent(double s) {
        return Math.max(-2 * Math.abs(s), Exponential.LOWEST);
    }

    private static double derivativeFrom(double e) {
        return 4 * e / ((1 + e) * (1 + e));
    }
}
