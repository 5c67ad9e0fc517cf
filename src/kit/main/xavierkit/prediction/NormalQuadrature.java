package xavierkit.prediction;

import java.util.ArrayList;
import java.util.List;
import xavierkit.activation.Activation;

/**
 * E[f(z)], z ~ N(0,1), of several functions at once, by adaptive Gauss-Legendre quadrature: a panel
 * whose halves do not agree with it is replaced by them, level by level, so that functions are
 * called with many points at a time.
 *
 * <p>The reported error adds up, over the panels, the difference between a panel and its halves,
 * which is the error of the coarser of the two, and the rounding.
 */
final class NormalQuadrature {

    /** Functions of z; calls with many points spare the time that single calls take. */
    @FunctionalInterface
    interface Integrand {

        /** Sets values[j][i] = f_j(z[i]) for the first {@code count} points; may overwrite z. */
        void fill(double[] z, int count, double[][] values);
    }

    /** Differences below this part of E|f| are accepted. */
    private static final double TOLERANCE = 1e-12;

    /** What rounding loses of E|f|. */
    private static final double ROUNDING = 1e-15;

    /** A jump is narrowed down this often; by then it is 1e-15 wide. */
    private static final int MOST_LEVELS = 55;

    /** A function that needs more panels than this at one level is left with the error it has. */
    private static final int MOST_PANELS = 1 << 13;

    private static final double HALF_SQRT_2 = StrictMath.sqrt(0.5);

    private final Integrand f;
    private final double[] value;
    private final double[] error;
    private final double[] magnitude;

    private NormalQuadrature(int functions, Integrand f) {
        this.f = f;
        value = new double[functions];
        error = new double[functions];
        magnitude = new double[functions];
    }

    /**
     * E[f_j(z)] for each function.
     *
     * @param edges where the line is split, ascending; the tails beyond the first and the last are left
     *     out
     */
    static List<Estimate> expectations(int functions, Integrand f, double[] edges) {
        NormalQuadrature sums = new NormalQuadrature(functions, f);
        Panels level = sums.integrate(Panels.between(edges, functions));
        for (int depth = 0; level.count() > 0; depth++) {
            level = sums.refine(level, depth == MOST_LEVELS);
        }
        return sums.estimates();
    }

    private List<Estimate> estimates() {
        List<Estimate> estimates = new ArrayList<>();
        for (int j = 0; j < value.length; j++) {
            double off = error[j] + ROUNDING * magnitude[j];
            estimates.add(new Estimate(value[j], Double.isNaN(off) ? Double.POSITIVE_INFINITY : off));
        }
        return estimates;
    }

    // accepts the halves that agree with their panel, and returns the others
    private Panels refine(Panels coarse, boolean last) {
        Panels fine = integrate(coarse.halves());
        double[] tolerance = tolerance(fine);
        boolean stop = last || fine.count() > MOST_PANELS;
        boolean[] open = new boolean[coarse.count()];
        for (int p = 0; p < open.length; p++) {
            open[p] = !stop && !agree(coarse, fine, p, tolerance);
            if (!open[p]) {
                accept(coarse, fine, p);
            }
        }
        return fine.halvesOf(open);
    }

    private double[] tolerance(Panels fine) {
        double[] tolerance = magnitude.clone();
        for (int j = 0; j < tolerance.length; j++) {
            for (int p = 0; p < fine.count(); p++) {
                tolerance[j] += fine.magnitude[j][p];
            }
            tolerance[j] *= TOLERANCE;
        }
        return tolerance;
    }

    // a sum that overflowed is not refined: its difference is not a number
    private static boolean agree(Panels coarse, Panels fine, int p, double[] tolerance) {
        for (int j = 0; j < tolerance.length; j++) {
            if (difference(coarse, fine, j, p) > tolerance[j]) {
                return false;
            }
        }
        return true;
    }

    private void accept(Panels coarse, Panels fine, int p) {
        for (int j = 0; j < value.length; j++) {
            value[j] += fine.sum[j][2 * p] + fine.sum[j][2 * p + 1];
            error[j] += difference(coarse, fine, j, p);
            magnitude[j] += fine.magnitude[j][2 * p] + fine.magnitude[j][2 * p + 1];
        }
    }

    private static double difference(Panels coarse, Panels fine, int j, int p) {
        return Math.abs(coarse.sum[j][p] - fine.sum[j][2 * p] - fine.sum[j][2 * p + 1]);
    }

    private Panels integrate(Panels panels) {
        double[] z = panels.nodes();
        double[] density = density(z);
        double[][] values = new double[value.length][z.length];
        f.fill(z, z.length, values);
        for (int j = 0; j < values.length; j++) {
            panels.sum(j, density, values[j]);
        }
        return panels;
    }

    // e^(-z^2/2) / sqrt(2 pi) = erf'(z / sqrt 2) / (2 sqrt 2): in bulk, the same bits everywhere
    private static double[] density(double[] z) {
        double[] density = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            density[i] = z[i] * HALF_SQRT_2;
        }
        Activation.ERF.derivatives(density, z.length, density);
        for (int i = 0; i < z.length; i++) {
            density[i] *= 0.5 * HALF_SQRT_2;
        }
        return density;
    }
}
