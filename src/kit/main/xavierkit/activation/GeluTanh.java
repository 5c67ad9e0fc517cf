package xavierkit.activation;

/**
 * s sigma(2u) = s/2 (1 + tanh u) with u = sqrt(2/pi) (s + 0.044715 s^3). The rounding of u is
 * multiplied by u in a relative error; value and derivative are wrong by at most 3 ulp of themselves
 * or of 1, whichever is larger.
 */
final class GeluTanh {

    static final BulkFunction VALUE = new BulkFunction(GeluTanh::value, GeluTanh::value);
    static final BulkFunction DERIVATIVE = new BulkFunction(GeluTanh::derivative, GeluTanh::derivative);

    private static final double CUBIC = 0.044715;
    private static final double SLOPE = 2 * Math.sqrt(2 / Math.PI);

    private GeluTanh() {}

    private static double value(double s) {
        return Logistic.silu(s, Exponential.exp(exponent(s)));
    }

    private static void value(Block block) {
        exponentials(block);
        double[] s = block.x;
        double[] e = block.y;
        for (int i = 0; i < block.size(); i++) {
            s[i] = Logistic.silu(s[i], e[i]);
        }
    }

    private static double derivative(double s) {
        return derivative(s, Exponential.exp(exponent(s)));
    }

    private static void derivative(Block block) {
        exponentials(block);
        double[] s = block.x;
        double[] e = block.y;
        for (int i = 0; i < block.size(); i++) {
            s[i] = derivative(s[i], e[i]);
        }
    }

    private static void exponentials(Block block) {
        double[] s = block.x;
        double[] y = block.y;
        for (int i = 0; i < block.size(); i++) {
            y[i] = exponent(s[i]);
        }
        Exponential.exp(block);
    }

    // -|2u|
    private static double exponent(double s) {
        return Logistic.exponent(SLOPE * (s + CUBIC * s * s * s));
    }

    // sigma(2u) (1 + s sigma(-2u) 2u')
    private static double derivative(double s, double e) {
        double cut = Logistic.cut(s);
        double slope = SLOPE * (1 + 3 * CUBIC * cut * cut);
        return Logistic.sigma(s, e) * (1 + cut * slope * Logistic.complement(s, e));
    }
}
