package xavierkit.prediction;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Intervals side by side or scattered, and the integrals of some functions over each. */
final class Panels {

    private static final int NODES = GaussLegendre.SIZE;

    /** The integral of function j over panel p. */
    final double[][] sum;

    /** The integral of |f_j| over panel p. */
    final double[][] magnitude;

    private final double[] left;
    private final double[] right;

    private Panels(double[] left, double[] right, int functions) {
        this.left = left;
        this.right = right;
        sum = new double[functions][left.length];
        magnitude = new double[functions][left.length];
    }

    /** The panels between neighbouring edges. */
    static Panels between(double[] edges, int functions) {
        int last = edges.length - 1;
        return new Panels(Arrays.copyOfRange(edges, 0, last), Arrays.copyOfRange(edges, 1, last + 1), functions);
    }

    int count() {
        return left.length;
    }

    /** Two panels for each of these, at 2p and 2p + 1; nothing is integrated yet. */
    Panels halves() {
        double[] from = new double[2 * count()];
        double[] to = new double[2 * count()];
        for (int p = 0; p < count(); p++) {
            double middle = 0.5 * (left[p] + right[p]);
            from[2 * p] = left[p];
            to[2 * p] = middle;
            from[2 * p + 1] = middle;
            to[2 * p + 1] = right[p];
        }
        return new Panels(from, to, sum.length);
    }

    /** The panels 2p and 2p + 1 for every p that is open, with their integrals. */
    Panels halvesOf(boolean[] open) {
        int[] kept = IntStream.range(0, count()).filter(i -> open[i / 2]).toArray();
        Panels some = new Panels(pick(left, kept), pick(right, kept), sum.length);
        for (int j = 0; j < sum.length; j++) {
            some.sum[j] = pick(sum[j], kept);
            some.magnitude[j] = pick(magnitude[j], kept);
        }
        return some;
    }

    private static double[] pick(double[] values, int[] kept) {
        return IntStream.of(kept).mapToDouble(i -> values[i]).toArray();
    }

    /** The nodes of all panels, one panel after the other. */
    double[] nodes() {
        double[] nodes = new double[count() * NODES];
        for (int p = 0; p < count(); p++) {
            double centre = 0.5 * (left[p] + right[p]);
            double radius = 0.5 * (right[p] - left[p]);
            for (int i = 0; i < NODES; i++) {
                nodes[p * NODES + i] = centre + radius * GaussLegendre.node(i);
            }
        }
        return nodes;
    }

    /** Integrates function j from its values at the nodes, each times a density. */
    void sum(int j, double[] density, double[] values) {
        for (int p = 0; p < count(); p++) {
            double signed = 0;
            double absolute = 0;
            for (int i = 0; i < NODES; i++) {
                double term = GaussLegendre.weight(i) * density[p * NODES + i] * values[p * NODES + i];
                signed += term;
                absolute += Math.abs(term);
            }
            double radius = 0.5 * (right[p] - left[p]);
            sum[j][p] = radius * signed;
            magnitude[j][p] = radius * absolute;
        }
    }
}
