package xavierkit.prediction;

import java.util.*;
import java.util.function.Function;
import java.util.stream.*;
import xavierkit.activation.Activation;

/**
 * E[f(s)], s = mean + sd z with z ~ N(0,1), by adaptive quadrature over z: a panel whose halves do not agree with it is
 * replaced by them, level by level, so that functions are called with many points at a time. The reported error adds up
 * the differences between panels and their halves, and the rounding.
 *
 * @param phi what the functions are made of; its kinks split the line
 * @param sd the standard deviation; at least 0
 */
record NormalQuadrature(Activation phi, double mean, double sd) {

    /** Differences below this part of E|f| are accepted. */
    private static final double TOLERANCE = 1e-12;

    /** What rounding loses of E|f|. */
    private static final double ROUNDING = 1e-15;

    /** A jump is narrowed down this often; by then it is 1e-15 wide. */
    private static final int MOST_LEVELS = 55;

    /** A function that needs more panels than this at one level is left with the error it has. */
    private static final int MOST_PANELS = 1 << 13;

    /** Beyond this the density of z is 0, or a number so small that its digits are lost. */
    private static final double TAIL = 38.5;

    private static final double HALF_SQRT_2 = StrictMath.sqrt(0.5);

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
        List<Panel> accepted = new ArrayList<>();
        List<Panel> open = integrated(f, panels(TAIL));
        for (int level = 0; !open.isEmpty(); level++) {
            List<Panel> halves =
                    integrated(f, open.stream().flatMap(Panel::halves).toList());
            boolean last = level == MOST_LEVELS || halves.size() > MOST_PANELS;
            open = refine(open, halves, last ? Double.POSITIVE_INFINITY : TOLERANCE, accepted);
        }
        double[][] total = Panel.total(accepted);
        return IntStream.range(0, total[0].length)
                .mapToObj(j -> new Estimate(total[0][j], total[2][j] + ROUNDING * total[1][j]))
                .toList();
    }

    private List<Panel> integrated(Function<double[], double[][]> f, List<Panel> panels) {
        double[] z = panels.stream().flatMapToDouble(Panel::nodes).toArray();
        double[] density = density(z);
        double[][] values = f.apply(DoubleStream.of(z).map(x -> mean + sd * x).toArray());
        for (int p = 0; p < panels.size(); p++) {
            panels.get(p).integrate(values, density, p * Panel.NODES);
        }
        return panels;
    }

    // accepts halves that agree with their panel, and returns the others
    private static List<Panel> refine(List<Panel> panels, List<Panel> halves, double tolerance, List<Panel> accepted) {
        double[] magnitude =
                Panel.total(Stream.of(accepted, halves).flatMap(List::stream).toList())[1];
        double[] allowed = DoubleStream.of(magnitude).map(m -> tolerance * m).toArray();
        List<Panel> open = new ArrayList<>();
        for (int p = 0; p < panels.size(); p++) {
            List<Panel> pair = halves.subList(2 * p, 2 * p + 2);
            (panels.get(p).agrees(pair, allowed) ? accepted : open).addAll(pair);
        }
        return open;
    }

    /**
     * The line of z up to a distance from 0, split at 0, 3, 9 and 38.5 on both sides; in s at 0 and at the kinks and,
     * because activations bend on the scale of 1, at the distances 1, 8, 64, and so on, from each of these, as far as the
     * standard deviation reaches.
     */
    List<Panel> panels(double tail) {
        TreeSet<Double> edges = new TreeSet<>(List.of(-TAIL, -9.0, -3.0, 0.0, 3.0, 9.0, TAIL));
        List<Double> centres = new ArrayList<>(phi.kinks());
        centres.add(0.0);
        for (double centre : centres) {
            edges.add((centre - mean) / sd + 0.0);
            for (double r = 1; r < 3 * sd; r *= 8) {
                edges.addAll(List.of((centre - r - mean) / sd + 0.0, (centre + r - mean) / sd + 0.0));
            }
        }
        return Panel.between(edges.subSet(-tail, true, tail, true));
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
