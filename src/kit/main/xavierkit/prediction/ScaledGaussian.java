package xavierkit.prediction;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import xavierkit.prediction.JacobianSpectrum.Bin;

/**
 * The singular values of a Gaussian matrix of m rows and n columns, m and n large, whose columns are scaled: the variance
 * of the entries is t / m in a column, with t of a given distribution. The Stieltjes transform M(x) of the squared ones
 * solves x = -1/M + r mean t / (1 + t M), r = n/m; Silverstein, Bai 1995.
 *
 * <p>With w = -1/M = a + ib this is x = w + r mean t + r mean t^2 / (w - t). For x to be real, b must solve r mean t^2 /
 * ((a - t)^2 + b^2) = 1, whose left side falls with b. That is a curve above the line of a, along which x increases, with
 * the density Im(M) / pi = b / (pi (a^2 + b^2)); Biane 1997 for the semicircle. Where there is no such b, there are no
 * singular values.
 */
final class ScaledGaussian {

    /** Squares of less underflow; a singular value of 1e-70 is as good as 0. */
    private static final double TINY = 1e-140;

    private static final double ROUNDING = 1e-12;

    private static final int BINS = JacobianSpectrum.BINS;

    private final double ratio;
    private final double positive;
    private final double shift;
    private final double[] t;
    private final double[] force; // r t^2 times its share: what pulls w off the line

    /** Of the values t, each with its share of the columns, and r. */
    ScaledGaussian(NavigableMap<Double, Double> shares, double ratio) {
        NavigableMap<Double, Double> above = shares.tailMap(TINY, false);
        this.ratio = ratio;
        positive = 1 - shares.getOrDefault(0.0, 0.0);
        t = above.keySet().stream().mapToDouble(x -> x).toArray();
        force = DoubleStream.of(t).map(x -> ratio * x * x * above.get(x)).toArray();
        shift = IntStream.range(0, t.length).mapToDouble(j -> force[j] / t[j]).sum();
    }

    /**
     * The distribution of the min(m, n) singular values times a scale; of these, a share of max(0, 1 - r P(t &gt; 0)) max(1,
     * m/n) is 0.
     */
    List<Bin> bins(double scale) {
        // a share of zeros that comes only from rounding must not count: log 0 is infinite
        double nonZero = t.length == 0 ? 0 : Math.min(1, Math.max(1, ratio) * positive * (1 + ROUNDING));
        List<Bin> bins = new ArrayList<>(nonZero < 1 ? List.of(new Bin(0, 0, 1 - nonZero)) : List.of());
        if (t.length > 0) {
            addContinuous(nonZero, scale, bins);
        }
        return bins;
    }

    // a runs, from above, through equal steps of an angle, which resolves the square-root edges of the density. Next
    // to 0 the curve can bend more finely: the last bin takes what the others leave.
    private void addContinuous(double nonZero, double scale, List<Bin> bins) {
        double reach = 2 * Math.sqrt(DoubleStream.of(force).sum());
        DoubleUnaryOperator outside = a -> 1 / Math.sqrt(pull(a, 0)) - 1;
        double low = LogRoots.SOLVER.findRoot(outside, t[0] - reach, t[0]);
        double high = LogRoots.SOLVER.findRoot(outside, t[t.length - 1], t[t.length - 1] + reach);
        DoubleUnaryOperator a = i -> (low + high) / 2 + (high - low) / 2 * Math.cos(Math.PI * i / BINS);
        double left = nonZero;
        double to = square(high);
        for (int i = 1; i <= BINS; i++) {
            double from = Math.min(to, Math.max(0, square(a.applyAsDouble(i))));
            // of m eigenvalues, of which only min(m, n) need not be 0
            double inside = density(a.applyAsDouble(i - 0.5)) * (to - from) / Math.min(1, ratio);
            double probability = i == BINS ? left : Math.min(left, inside);
            bins.add(new Bin(scale * Math.sqrt(from), scale * Math.sqrt(to), probability));
            left -= probability;
            to = from;
        }
    }

    // Im(M) / pi
    private double density(double a) {
        double height = height(a);
        return Math.sqrt(height) / (Math.PI * (a * a + height));
    }

    // x, a squared singular value
    private double square(double a) {
        return a + shift + sum(a, height(a), (d, distance) -> d / distance);
    }

    // b^2, between what the strongest t alone and what all t at a would make of it
    private double height(double a) {
        double least = IntStream.range(0, t.length)
                .mapToDouble(j -> force[j] - (a - t[j]) * (a - t[j]))
                .reduce(0, Math::max);
        double most = DoubleStream.of(force).sum();
        return pull(a, least) <= 1 ? least : LogRoots.SOLVER.findRoot(h -> 1 / pull(a, h) - 1, least, 2 * most);
    }

    private double pull(double a, double height) {
        return sum(a, height, (d, distance) -> 1 / distance);
    }

    // of force f(d, d^2 + b^2), d = a - t
    private double sum(double a, double height, DoubleBinaryOperator f) {
        double sum = 0;
        for (int j = 0; j < t.length; j++) {
            double d = a - t[j];
            sum += force[j] * f.applyAsDouble(d, d * d + height);
        }
        return sum;
    }
}
