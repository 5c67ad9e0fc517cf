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

    /** The nodes on [-1, 1], and their weights; Abramowitz, Stegun 1964, table 25.4. */
    private static final double[] NODES = {
        -0.9894009349916499,
        -0.9445750230732326,
        -0.8656312023878318,
        -0.7554044083550030,
        -0.6178762444026438,
        -0.4580167776572274,
        -0.2816035507792589,
        -0.0950125098376374,
        0.0950125098376374,
        0.2816035507792589,
        0.4580167776572274,
        0.6178762444026438,
        0.7554044083550030,
        0.8656312023878318,
        0.9445750230732326,
        0.9894009349916499
    };

    private static final double[] WEIGHTS = {
        0.0271524594117541, 0.0622535239386479, 0.0951585116824928, 0.1246289712555339,
        0.1495959888165767, 0.1691565193950025, 0.1826034150449236, 0.1894506104550685,
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

    /** An interval of z with, for each function, its integral, that of its absolute value, and an error of the first. */
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
        Deque<Panel> open = new ArrayDeque<>();
        List<Double> edges = edges(TAIL);
        for (int i = 1; i < edges.size(); i++) {
            open.add(panel(f, edges.get(i - 1), edges.get(i)));
        }
        double[] magnitude = total(open)[1];
        List<Panel> accepted = new ArrayList<>();
        for (int splits = 0; !open.isEmpty(); splits++) {
            Panel whole = open.remove();
            double middle = 0.5 * (whole.left + whole.right);
            List<Panel> halves = List.of(panel(f, whole.left, middle), panel(f, middle, whole.right));
            boolean agree = agree(whole, halves, magnitude);
            (agree || splits >= MOST_SPLITS ? accepted : open).addAll(halves);
        }
        double[][] total = total(accepted);
        return IntStream.range(0, magnitude.length)
                .mapToObj(j -> new Estimate(total[0][j], total[2][j] + ROUNDING * total[1][j]))
                .toList();
    }

    // leaves the difference as an error of the halves; sums that overflowed differ by NaN and are not refined
    private static boolean agree(Panel whole, List<Panel> halves, double[] magnitude) {
        double[][] fine = total(halves);
        boolean agree = true;
        for (int j = 0; j < magnitude.length; j++) {
            double error = Math.abs(whole.sums[0][j] - fine[0][j]);
            agree &= !(error > TOLERANCE * Math.max(magnitude[j], fine[1][j]));
            halves.get(0).sums[2][j] = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        }
        return agree;
    }

    private static double[][] total(Collection<Panel> panels) {
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

    private Panel panel(Function<double[], double[][]> f, double left, double right) {
        double[] z = nodes(left, right);
        double[] weights = weights(left, right);
        double[] density = density(z);
        double[][] values = f.apply(DoubleStream.of(z).map(x -> mean + sd * x).toArray());
        double[][] sums = new double[3][values.length];
        for (int j = 0; j < values.length; j++) {
            for (int i = 0; i < z.length; i++) {
                double term = weights[i] * density[i] * values[j][i];
                sums[0][j] += term;
                sums[1][j] += Math.abs(term);
            }
        }
        return new Panel(left, right, sums);
    }

    /** The nodes between two ends, ascending. */
    static double[] nodes(double left, double right) {
        return DoubleStream.of(NODES)
                .map(x -> 0.5 * (left + right) + 0.5 * (right - left) * x)
                .toArray();
    }

    /** The weights of the nodes between two ends. */
    static double[] weights(double left, double right) {
        return DoubleStream.of(WEIGHTS).map(w -> 0.5 * (right - left) * w).toArray();
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
