package xavierkit.prediction;

import java.util.stream.*;

/**
 * An interval, and the integrals of several functions over it by the Gauss-Legendre rule with 16 nodes, which is exact
 * for polynomials of degree 31.
 */
final class Panel {

    /** The number of nodes. */
    static final int NODES = 16;

    /** The upper half of the nodes on [-1, 1], and their weights; Abramowitz, Stegun 1964, table 25.4. */
    private static final double[] NODE = {
        0.0950125098376374, 0.2816035507792589, 0.4580167776572274, 0.6178762444026438,
        0.7554044083550030, 0.8656312023878318, 0.9445750230732326, 0.9894009349916499
    };

    private static final double[] WEIGHT = {
        0.1894506104550685, 0.1826034150449236, 0.1691565193950025, 0.1495959888165767,
        0.1246289712555339, 0.0951585116824928, 0.0622535239386479, 0.0271524594117541
    };

    /** The integral of each function. */
    double[] integral;

    /** The integral of the absolute value of each function. */
    double[] magnitude;

    /** How far each integral may be off, as far as that is known. */
    double[] error;

    private final double left;
    private final double right;

    Panel(double left, double right) {
        this.left = left;
        this.right = right;
    }

    Stream<Panel> halves() {
        double middle = 0.5 * (left + right);
        return Stream.of(new Panel(left, middle), new Panel(middle, right));
    }

    /** The nodes, ascending. */
    DoubleStream nodes() {
        return IntStream.range(0, NODES)
                .mapToDouble(i -> 0.5 * (left + right) + radius() * Math.copySign(NODE[half(i)], 2 * i - NODES));
    }

    /** The weight of node i. */
    double weight(int i) {
        return radius() * WEIGHT[half(i)];
    }

    private double radius() {
        return 0.5 * (right - left);
    }

    private static int half(int i) {
        return i < NODES / 2 ? NODES / 2 - 1 - i : i - NODES / 2;
    }

    /**
     * Integrates f_j times a density.
     *
     * @param values f_j(x_i) in row j, the density of x_i in {@code density}; the nodes of this panel start at {@code from}
     */
    void integrate(double[][] values, double[] density, int from) {
        integral = new double[values.length];
        magnitude = new double[values.length];
        error = new double[values.length];
        for (int j = 0; j < values.length; j++) {
            for (int i = 0; i < NODES; i++) {
                double term = weight(i) * density[from + i] * values[j][from + i];
                integral[j] += term;
                magnitude[j] += Math.abs(term);
            }
        }
    }
}
