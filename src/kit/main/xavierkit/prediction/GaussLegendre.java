package xavierkit.prediction;

/**
 * The Gauss-Legendre rule on [-1, 1]: with n nodes exact for polynomials of degree 2n - 1. The
 * nodes are the roots of the Legendre polynomial P_n, found by Newton's method; the weights are 2 /
 * ((1 - x^2) P_n'(x)^2).
 */
final class GaussLegendre {

    /** The number of nodes. */
    static final int SIZE = 16;

    /** From Tricomi's start Newton's method has all digits after 4 steps. */
    private static final int NEWTON_STEPS = 8;

    private static final double[] NODES = new double[SIZE];
    private static final double[] WEIGHTS = new double[SIZE];

    static {
        for (int i = 0; i < SIZE; i++) {
            double x = StrictMath.cos(Math.PI * (SIZE - i - 0.25) / (SIZE + 0.5));
            for (int step = 0; step < NEWTON_STEPS; step++) {
                x -= legendre(x) / slope(x);
            }
            NODES[i] = x;
            WEIGHTS[i] = 2 / ((1 - x * x) * slope(x) * slope(x));
        }
    }

    private GaussLegendre() {}

    /** The node i, ascending from i = 0. */
    static double node(int i) {
        return NODES[i];
    }

    /** The weight of node i. */
    static double weight(int i) {
        return WEIGHTS[i];
    }

    private static double legendre(double x) {
        return legendre(SIZE, x);
    }

    // (1 - x^2) P_n' = n (P_(n-1) - x P_n)
    private static double slope(double x) {
        return SIZE * (legendre(SIZE - 1, x) - x * legendre(x)) / (1 - x * x);
    }

    // k P_k = (2k - 1) x P_(k-1) - (k - 1) P_(k-2)
    private static double legendre(int n, double x) {
        double before = 1;
        double p = x;
        for (int k = 2; k <= n; k++) {
            double next = ((2 * k - 1) * x * p - (k - 1) * before) / k;
            before = p;
            p = next;
        }
        return p;
    }
}
