package xavierkit.activation;

/**
 * A polynomial of even degree by Horner's rule: q = q u + c, once for every coefficient.
 *
 * <p>A block takes two coefficients a pass. One loop over all of them would be longer than the JIT
 * compiler makes vectors of; a pass for each would load and store twice as often.
 */
final class Polynomial {

    private final double[] highestFirst;

    Polynomial(double... highestFirst) {
        this.highestFirst = highestFirst;
    }

    /** The value at u. */
    double at(double u) {
        double q = highestFirst[0];
        for (int k = 1; k < highestFirst.length; k++) {
            q = q * u + highestFirst[k];
        }
        return q;
    }

    /** Fills q with the values at u, for the first {@code count} numbers. */
    void at(double[] u, int count, double[] q) {
        for (int i = 0; i < count; i++) {
            q[i] = highestFirst[0];
        }
        for (int k = 1; k < highestFirst.length; k += 2) {
            step(u, highestFirst[k], highestFirst[k + 1], count, q);
        }
    }

    private static void step(double[] u, double c1, double c2, int count, double[] q) {
        for (int i = 0; i < count; i++) {
            q[i] = (q[i] * u[i] + c1) * u[i] + c2;
        }
    }
}
