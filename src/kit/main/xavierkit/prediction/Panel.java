package xavierkit.prediction;

import java.util.*;
import java.util.stream.*;

/** An interval, and integrals over it by the Gauss-Legendre rule of 16 nodes: exact for polynomials of degree 31. */
final class Panel {

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

    private final double centre;
    private final double radius;

    /** Of each function the integral, the integral of its absolute value, and how far off the first may be. */
    private double[][] sums;

    Panel(double left, double right) {
        centre = 0.5 * (left + right);
        radius = 0.5 * (right - left);
    }

    /** The panels between neighbours. */
    static List<Panel> between(Collection<Double> ascending) {
        List<Double> edges = List.copyOf(ascending);
        return IntStream.range(1, edges.size())
                .mapToObj(i -> new Panel(edges.get(i - 1), edges.get(i)))
                .toList();
    }

    Stream<Panel> halves() {
        return Stream.of(new Panel(centre - radius, centre), new Panel(centre, centre + radius));
    }

    /** The nodes, ascending. */
    DoubleStream nodes() {
        return IntStream.range(0, NODES)
                .mapToDouble(i -> centre + radius * Math.copySign(NODE[upper(i)], 2 * i - NODES));
    }

    /** The weight of node i. */
    double weight(int i) {
        return radius * WEIGHT[upper(i)];
    }

    private static int upper(int i) {
        return i < NODES / 2 ? NODES / 2 - 1 - i : i - NODES / 2;
    }

    /**
     * Integrates functions f_j times a density.
     *
     * @param values f_j(x_i) in row j, where the nodes x_i of this panel start at i = {@code from}
     */
    void integrate(double[][] values, double[] density, int from) {
        sums = new double[3][values.length];
        for (int j = 0; j < values.length; j++) {
            for (int i = 0; i < NODES; i++) {
                double term = weight(i) * density[from + i] * values[j][from + i];
                sums[0][j] += term;
                sums[1][j] += Math.abs(term);
            }
        }
    }

    /**
     * Whether two halves agree with this panel. The difference, which is the error of the coarser of the two, becomes
     * theirs; one that is not a number, of sums that overflowed, is never too large.
     */
    boolean agrees(List<Panel> halves, double[] tolerance) {
        double[] error = total(halves)[0];
        boolean agree = true;
        for (int j = 0; j < error.length; j++) {
            double difference = Math.abs(sums[0][j] - error[j]);
            agree &= !(difference > tolerance[j]);
            error[j] = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
        }
        halves.get(0).sums[2] = error;
        return agree;
    }

    /** The sums over panels, of which there must be one: integrals, magnitudes, errors. */
    static double[][] total(Collection<Panel> panels) {
        double[][] total = new double[3][panels.iterator().next().sums[0].length];
        for (Panel panel : panels) {
            for (int row = 0; row < 3; row++) {
                for (int j = 0; j < total[row].length; j++) {
                    total[row][j] += panel.sums[row][j];
                }
            }
        }
        return total;
    }
}
