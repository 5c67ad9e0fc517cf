package xavierkit.activation;

/**
 * lambda s for s > 0, else lambda alpha (e^s - 1). Both branches are added, the one that does not
 * apply being 0.
 */
record Elu(double lambda, double alpha) {

    /** Largest error: 3 ulp. */
    BulkFunction value() {
        return new BulkFunction(this::value, this::value);
    }

    /** Largest error: 3 ulp. */
    BulkFunction derivative() {
        return new BulkFunction(this::derivative, this::derivative);
    }

    private double value(double s) {
        return value(s, Exponential.expm1(exponent(s)));
    }

    private void value(Block block) {
        exponents(block);
        Exponential.expm1(block);
        double[] s = block.x;
        double[] m = block.y;
        for (int i = 0; i < block.size(); i++) {
            s[i] = value(s[i], m[i]);
        }
    }

    private double derivative(double s) {
        return derivative(s, Exponential.exp(exponent(s)));
    }

    private void derivative(Block block) {
        exponents(block);
        Exponential.exp(block);
        double[] s = block.x;
        double[] e = block.y;
        for (int i = 0; i < block.size(); i++) {
            s[i] = derivative(s[i], e[i]);
        }
    }

    private static void exponents(Block block) {
        double[] s = block.x;
        double[] y = block.y;
        for (int i = 0; i < block.size(); i++) {
            y[i] = exponent(s[i]);
        }
    }

    private static double exponent(double s) {
        return Math.max(Exponential.LOWEST, Math.min(s, 0));
    }

    // zeros are negative where they must not hide the sign of s = -0.0
    private double value(double s, double m) {
        return lambda * (Math.max(s, -0.0) + alpha * Math.min(m, -0.0));
    }

    private double derivative(double s, double e) {
        double positive = Logistic.step(s);
        return lambda * (positive + (1 - positive) * (alpha * e));
    }
}
