package xavierkit.prediction;

import java.util.*;
import java.util.function.Function;
import java.util.stream.*;
import xavierkit.activation.Activation;

/**
 * E[f(s)], s = mean + sd z with z ~ N(0,1), by adaptive Gauss-Legendre quadrature over z with 16 nodes a panel, exact for
 * polynomials of degree 31: a panel whose halves do not agree with it is replaced by them. The reported error adds up the
 * differences between panels and their halves, which are the errors of the coarser of the two, and the rounding.
 *
 * @param phi what the functions are made of; its kinks split the line
 * @param sd the standard deviation; at least 0
 */
record NormalQuadrature(Activation phi, double mean, double sd) {

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

    /** Differences below this part of E|f| are accepted. */
    private static final double TOLERANCE = 1e-12;

    /** What rounding loses of E|f|. */
    private static final double ROUNDING = 1e-15;

    /** After this many splits a function is left with the error it has. */
    private static final int MOST_SPLITS = 1 << 14;

    /** Beyond this the density of z is 0, or a number so small that its digits are lost. */
    private static final double TAIL = 38.5;

    private static final double HALF_SQRT_2 = StrictMath.sqrt(0.5);

    /** The integrals over an interval of z: in column j that of f_j, then that of its absolute value and an error. */
    private record Panel(double left, double right, double[][] sums) {}

    /** E[phi(s)]; phi(mean) if sd = 0. */
    Estimate expectation() {
        return sd == 0
                ? new Estimate(phi.value(mean), 0)
                : expectations(s -> new double[][] {values(s)}).get(0);
    }

    /**
     * E[f_j(s)] for each function.
     *
     * @param f points s_i to the values f_j(s_i) in row j
     */
    List<Estimate> expectations(Function<double[], double[][]> f) {
        List<Double> edges = edges(TAIL);
        Deque<Panel> open = new ArrayDeque<>();
        for (int i = 1; i < edges.size(); i++) {
            open.add(panel(f, edges.get(i - 1), edges.get(i)));
        }
        double[] magnitude =
                open.stream().map(Panel::sums).reduce(NormalQuadrature::plus).orElseThrow()[1];
        double[][] total = new double[3][magnitude.length];
        for (int splits = 0; !open.isEmpty(); splits++) {
            Panel panel = open.pop();
            double middle = 0.5 * (panel.left + panel.right);
            List<Panel> halves = List.of(panel(f, panel.left, middle), panel(f, middle, panel.right));
            double[][] fine = plus(halves.get(0).sums, halves.get(1).sums);
            Arrays.setAll(fine[2], j -> Math.abs(panel.sums[0][j] - fine[0][j]));
            if (splits >= MOST_SPLITS || agree(fine, magnitude)) {
                total = plus(total, fine);
            } else {
                halves.forEach(open::push);
            }
        }
        return estimates(total);
    }

    // a sum that overflowed is not refined: its error is not a number
    private static boolean agree(double[][] sums, double[] magnitude) {
        return IntStream.range(0, magnitude.length)
                .noneMatch(j -> sums[2][j] > TOLERANCE * Math.max(magnitude[j], sums[1][j]));
    }

    private static List<Estimate> estimates(double[][] sums) {
        List<Estimate> estimates = new ArrayList<>();
        for (int j = 0; j < sums[0].length; j++) {
            double error = sums[2][j] + ROUNDING * sums[1][j];
            estimates.add(new Estimate(sums[0][j], Double.isNaN(error) ? Double.POSITIVE_INFINITY : error));
        }
        return estimates;
    }

    private static double[][] plus(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][a[0].length];
        for (int row = 0; row < sum.length; row++) {
            for (int j = 0; j < sum[row].length; j++) {
                sum[row][j] = a[row][j] + b[row][j];
            }
        }
        return sum;
    }

    private Panel panel(Function<double[], double[][]> f, double left, double right) {
        double[] z = nodes(left, right);
        double[] density = density(z);
        Arrays.setAll(z, i -> mean + sd * z[i]);
        double[][] values = f.apply(z);
        double[][] sums = new double[3][values.length];
        for (int j = 0; j < values.length; j++) {
            for (int i = 0; i < NODES; i++) {
                double term = weight(i, left, right) * density[i] * values[j][i];
                sums[0][j] += term;
                sums[1][j] += Math.abs(term);
            }
        }
        return new Panel(left, right, sums);
    }

    /** The nodes between two ends, ascending. */
    static double[] nodes(double left, double right) {
        double[] nodes = new double[NODES];
        for (int i = 0; i < NODES / 2; i++) {
            double distance = 0.5 * (right - left) * NODE[i];
            nodes[NODES / 2 - 1 - i] = 0.5 * (left + right) - distance;
            nodes[NODES / 2 + i] = 0.5 * (left + right) + distance;
        }
        return nodes;
    }

    /** The weight of node i between two ends. */
    static double weight(int i, double left, double right) {
        return 0.5 * (right - left) * WEIGHT[i < NODES / 2 ? NODES / 2 - 1 - i : i - NODES / 2];
    }

    /**
     * Where to split the line of z, up to a distance from 0: at 0, 3, 9 and 38.5 on both sides; in s at 0 and at the kinks
     * and, because activations bend on the scale of 1, at the distances 1, 8, 64, and so on, from each of these, as far as
     * the standard deviation reaches.
     */
    List<Double> edges(double tail) {
        TreeSet<Double> edges = new TreeSet<>(List.of(-TAIL, -9.0, -3.0, 0.0, 3.0, 9.0, TAIL));
        List<Double> centres = new ArrayList<>(phi.kinks());
        centres.add(0.0);
        for (double centre : centres) {
            edges.add((centre - mean) / sd + 0.0);
            for (double r = 1; r < 3 * sd; r *= 8) {
                edges.addAll(List.of((centre - r - mean) / sd + 0.0, (centre + r - mean) / sd + 0.0));
            }
        }
        return List.copyOf(edges.subSet(-tail, true, tail, true));
    }

    // e^(-z^2/2) / sqrt(2 pi) = erf'(z / sqrt 2) / (2 sqrt 2): in bulk, the same bits everywhere
    private static double[] density(double[] z) {
        double[] density = DoubleStream.of(z).map(x -> x * HALF_SQRT_2).toArray();
        Activation.ERF.derivatives(density, z.length, density);
        Arrays.setAll(density, i -> 0.5 * HALF_SQRT_2 * density[i]);
        return density;
    }

    /** phi(s), each of which must be finite. */
    double[] values(double[] s) {
        double[] values = new double[s.length];
        phi.values(s, s.length, values);
        return requireFinite("phi", s, values);
    }

    /** phi'(s), each of which must be finite. */
    double[] slopes(double[] s) {
        double[] slopes = new double[s.length];
        phi.derivatives(s, s.length, slopes);
        return requireFinite("phi'", s, slopes);
    }

    private double[] requireFinite(String what, double[] s, double[] values) {
        for (int i = 0; i < s.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(phi + ": " + what + " must be finite wherever a normal s of standard"
                        + " deviation " + sd + " can be, got " + what + "(" + s[i] + ") = " + values[i]);
            }
        }
        return values;
    }
}
