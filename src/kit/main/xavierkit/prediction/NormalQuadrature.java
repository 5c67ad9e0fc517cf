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
 * @param mostSplits after as many a function is left with the error it has
 */
record NormalQuadrature(Activation phi, double mean, double sd, int mostSplits) {

    /** The nodes above 0 on [-1, 1], and the weights of each and of its mirror image; Abramowitz, Stegun 1964, table 25.4. */
    private static final double[] NODES = {
        0.0950125098376374, 0.2816035507792589, 0.4580167776572274, 0.6178762444026438,
        0.7554044083550030, 0.8656312023878318, 0.9445750230732326, 0.9894009349916499
    };

    private static final double[] WEIGHTS = {
        0.1894506104550685, 0.1826034150449236, 0.1691565193950025, 0.1495959888165767,
        0.1246289712555339, 0.0951585116824928, 0.0622535239386479, 0.0271524594117541
    };

    /** Differences below this part of E|f| are accepted. */
    private static final double TOLERANCE = 1e-12;

    /** What rounding loses of E|f|. */
    private static final double ROUNDING = 1e-15;

    /** Where halves of so short an interval of s and of z still disagree, a function has no integral. */
    private static final double SHORTEST = 1e-16;

    /** Beyond this the density of z is 0, or a number so small that its digits are lost. */
    private static final double TAIL = 38.5;

    private static final double HALF_SQRT_2 = StrictMath.sqrt(0.5);

    /** An interval of z with the integral of each function, that of its absolute value and the error of the first. */
    private record Panel(double left, double right, double[] sums, double[] sizes, double[] errors) {}

    /** Of a single integral, which 256 splits make right to a few digits even if it is rough. */
    NormalQuadrature(Activation phi, double mean, double sd) {
        this(phi, mean, sd, 1 << 8);
    }

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
        double[] coarse = total(open, Panel::sizes);
        List<Panel> accepted = new ArrayList<>();
        for (int splits = 0; !open.isEmpty(); splits++) {
            Panel whole = open.remove();
            double middle = 0.5 * (whole.left + whole.right);
            List<Panel> halves = List.of(panel(f, whole.left, middle), panel(f, middle, whole.right));
            boolean agree = agree(whole, halves, coarse);
            (agree || splits >= mostSplits ? accepted : open).addAll(halves);
        }
        double[] sums = total(accepted, Panel::sums);
        double[] sizes = total(accepted, Panel::sizes);
        double[] errors = total(accepted, Panel::errors);
        return IntStream.range(0, sums.length)
                .mapToObj(j -> new Estimate(sums[j], errors[j] + ROUNDING * sizes[j]))
                .toList();
    }

    // leaves the difference as an error of the halves; sums that overflowed differ by NaN and are not refined
    private boolean agree(Panel whole, List<Panel> halves, double[] coarse) {
        double[] fine = total(halves, Panel::sums);
        double[] sizes = total(halves, Panel::sizes);
        boolean agree = true;
        for (int j = 0; j < fine.length; j++) {
            double error = Math.abs(whole.sums[j] - fine[j]);
            boolean large = error > TOLERANCE * Math.max(coarse[j], sizes[j]);
            boolean endless = Double.isNaN(error) || large && Math.max(1, sd) * (whole.right - whole.left) < SHORTEST;
            agree &= !large || endless;
            halves.get(0).errors[j] = endless ? Double.POSITIVE_INFINITY : error;
        }
        return agree;
    }

    private static double[] total(Collection<Panel> panels, Function<Panel, double[]> part) {
        double[] total = new double[panels.iterator().next().sums.length];
        panels.forEach(panel -> Arrays.setAll(total, j -> total[j] + part.apply(panel)[j]));
        return total;
    }

    private Panel panel(Function<double[], double[][]> f, double left, double right) {
        double[][] rule = rule(left, right);
        double[][] values =
                f.apply(DoubleStream.of(rule[0]).map(z -> mean + sd * z).toArray());
        double[] sums = new double[values.length];
        double[] sizes = new double[values.length];
        for (int j = 0; j < values.length; j++) {
            for (int i = 0; i < rule[1].length; i++) {
                double term = rule[1][i] * values[j][i];
                sums[j] += term;
                sizes[j] += Math.abs(term);
            }
        }
        return new Panel(left, right, sums, sizes, new double[values.length]);
    }

    /** The nodes z between two ends, ascending, and the probability that each stands for. */
    static double[][] rule(double left, double right) {
        int half = NODES.length;
        double[][] rule = new double[2][2 * half];
        for (int i = 0; i < half; i++) {
            rule[0][half - 1 - i] = 0.5 * (left + right) - 0.5 * (right - left) * NODES[i];
            rule[0][half + i] = 0.5 * (left + right) + 0.5 * (right - left) * NODES[i];
        }
        // e^(-z^2/2) / sqrt(2 pi) = erf'(z / sqrt 2) / (2 sqrt 2): in bulk, the same bits everywhere
        double[] density = DoubleStream.of(rule[0]).map(z -> z * HALF_SQRT_2).toArray();
        Activation.ERF.derivatives(density, density.length, density);
        for (int i = 0; i < density.length; i++) {
            double weight = WEIGHTS[i < half ? half - 1 - i : i - half];
            rule[1][i] = 0.5 * (right - left) * weight * (0.5 * HALF_SQRT_2 * density[i]);
        }
        return rule;
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
        int i = 0;
        while (i < s.length && Double.isFinite(values[i])) {
            i++;
        }
        String rule = "%s: %s must be finite wherever a normal s of standard deviation %s can be, got %2$s(%s) = %s";
        if (i < s.length) {
            throw new IllegalArgumentException(rule.formatted(phi, what, sd, s[i], values[i]));
        }
        return values;
    }
}
