package xavierkit.activation;

/** The activations that need no exponential: softsign and ReLU. */
final class Algebraic {

    static final BulkFunction SOFTSIGN = new BulkFunction(Algebraic::softsign, Algebraic::softsign);
    static final BulkFunction SOFTSIGN_DERIVATIVE =
            new BulkFunction(Algebraic::softsignSlope, Algebraic::softsignSlope);
    static final BulkFunction RELU = new BulkFunction(Algebraic::relu, Algebraic::relu);
    static final BulkFunction RELU_DERIVATIVE = new BulkFunction(Logistic::step, Algebraic::reluSlope);

    /** From here on softsign rounds to 1; infinity over infinity would not. */
    private static final double SATURATED = 1e300;

    private Algebraic() {}

    private static double softsign(double s) {
        double cut = Math.max(-SATURATED, Math.min(s, SATURATED));
        return cut / (1 + Math.abs(cut));
    }

    private static void softsign(Block block) {
        double[] s = block.x;
        for (int i = 0; i < block.size(); i++) {
            s[i] = softsign(s[i]);
        }
    }

    private static double softsignSlope(double s) {
        double root = 1 + Math.abs(s);
        return 1 / (root * root);
    }

    private static void softsignSlope(Block block) {
        double[] s = block.x;
        for (int i = 0; i < block.size(); i++) {
            s[i] = softsignSlope(s[i]);
        }
    }

    private static double relu(double s) {
        return Math.max(0, s);
    }

    private static void relu(Block block) {
        double[] s = block.x;
        for (int i = 0; i < block.size(); i++) {
            s[i] = relu(s[i]);
        }
    }

    private static void reluSlope(Block block) {
        double[] s = block.x;
        for (int i = 0; i < block.size(); i++) {
            s[i] = Logistic.step(s[i]);
        }
    }
}
