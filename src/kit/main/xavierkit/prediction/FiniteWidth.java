package xavierkit.prediction;

import java.util.*;
import java.util.function.*;
import org.apache.commons.numbers.complex.Complex;
import org.apache.commons.numbers.rootfinder.BrentSolver;
import xavierkit.matrix.Require;

/**
 * How much networks of width n differ from each other: the exact distribution of X_L = q_L / q_0, where q_l = |z_l|^2 / n_l
 * is the mean square of the activations of one input at layer l, over networks with independent Gaussian weights of
 * variance 1/fan_in (linear) or 2/fan_in (ReLU) and no biases. With weights of another variance multiply X by the product
 * over layers of fan_in Var(W), and divide it by 2 for each ReLU layer.
 *
 * <p>Given z_(l-1) the n_l pre-activations of a layer are independent N(0, fan_in Var(W) q_(l-1)). So q_l / q_(l-1) does not
 * depend on what came before, and X_L is a product of L independent factors:
 *
 * <ul>
 *   <li>linear: chi^2_n / n, with mean 1 and second moment (2n + n^2) / n^2 = 1 + 2/n;
 *   <li>He-ReLU: (2/n) times the sum of the squares of the positive ones among n standard normal variables, of which K ~
 *       Bin(n, 1/2) are positive: (2/n) chi^2_K. E[relu^2] = 1/2 and E[relu^4] = 3/2, so its mean is 1 and its second
 *       moment (4/n^2) (n 3/2 + n(n-1)/4) = 1 + 5/n. With probability 2^-n no unit is active and the network is dead: z =
 *       0 from there on.
 * </ul>
 *
 * <p>The width n_0 of the input plays no part. The mean is 1 at every depth, but the logarithm of X_L has a negative mean,
 * so the typical network loses signal; Hanin, Rolnick 2018. A gradient that passes linear layers backward follows {@code
 * linear(n_0, ..., n_(L-1))} times the product of fan_out Var(W).
 */
public final class FiniteWidth {

    /** Standard deviations of log X_L below its mean. 1e-14 lies beyond 80 of them at worst: one ReLU layer, 20 units. */
    private static final double BELOW = 90;

    /** Standard deviations above it. 1e-14 lies beyond 7.7 of them at worst: many layers, which are log-normal. */
    private static final double ABOVE = 8;

    private static final double LAST_TERM = 1e-17;
    private static final BrentSolver SOLVER = new BrentSolver(1e-16, 1e-15, 0);

    private final Map<LayerFactor, Integer> layers = new LinkedHashMap<>();
    private final double low;
    private final double high;

    /** Characteristic function of log X_L at (k + 1/2) 2 pi / (high - low). */
    private final List<Complex> characteristic = new ArrayList<>();

    private FiniteWidth(List<Integer> widths, Function<Integer, LayerFactor> factor) {
        Map<Integer, LayerFactor> known = new HashMap<>();
        requireWidths(widths).forEach(n -> layers.merge(known.computeIfAbsent(n, factor), 1, Integer::sum));
        low = logMean() - BELOW * Math.sqrt(logVariance());
        high = logMean() + ABOVE * Math.sqrt(logVariance());
        for (Complex c = Complex.ONE; c.abs() > LAST_TERM; characteristic.add(c)) {
            c = characteristic(frequency(characteristic.size()));
        }
    }

    /** Linear layers with Var(W) = 1/fan_in and widths n_1 to n_L, without the input; at least one, each at least 1. */
    public static FiniteWidth linear(List<Integer> widths) {
        return new FiniteWidth(widths, LayerFactor::linear);
    }

    /** ReLU layers with Var(W) = 2/fan_in and widths n_1 to n_L, without the input; at least one, each at least 1. */
    public static FiniteWidth heRelu(List<Integer> widths) {
        return new FiniteWidth(widths, LayerFactor::heRelu);
    }

    /** E[X_L^2]: the product over layers of 1 + 2/n (linear) or 1 + 5/n (He-ReLU), where E[X_L] = 1. */
    public double secondMoment() {
        return Math.exp(sum(layer -> Math.log(layer.secondMoment())));
    }

    /** P(X_L = 0): 1 minus the product over ReLU layers of 1 - 2^-n. */
    public double deadProbability() {
        return -Math.expm1(sum(layer -> Math.log(layer.alive())));
    }

    /**
     * E[log X_L], given that the network is not dead: the sum over layers of E[digamma(k/2) + log(2/n)], or log(4/n) for
     * He-ReLU; k = n, or K given K &gt; 0. About -L/n, or -(5/2) L/n.
     */
    public double logMean() {
        return sum(LayerFactor::logMean);
    }

    /**
     * Var[log X_L], given that the network is not dead: the sum over layers of E[trigamma(k/2)] + Var[digamma(k/2)]. About 2
     * L/n, or 5 L/n.
     */
    public double logVariance() {
        return sum(LayerFactor::logVariance);
    }

    /** P(X_L &lt;= x), with an error of at most 1e-12. */
    public double cumulative(double x) {
        Require.that(!Double.isNaN(x), "the argument of a distribution must be a number, got NaN");
        double dead = deadProbability();
        return x < 0 ? 0 : dead + (1 - dead) * logCumulative(Math.log(x));
    }

    /**
     * The least x with P(X_L &lt;= x) &gt;= p, to what an error of 1e-12 in p makes of it.
     *
     * @param p between 0 and 1, both excluded
     */
    public double quantile(double p) {
        Require.that(p > 0 && p < 1, "p must be above 0 and below 1, got %s", p);
        double dead = deadProbability();
        double alive = (p - dead) / (1 - dead);
        return alive <= 0 ? 0 : Math.exp(SOLVER.findRoot(y -> logCumulative(y) - alive, low, high));
    }

    /** The value that half of all networks do not reach. */
    public double median() {
        return quantile(0.5);
    }

    /**
     * P(Y &lt;= y) of Y = log X_L, given that the network is not dead. With c(t) = E[e^(itY)], the product of those of the
     * layers, it is 1/2 - sum over k &gt;= 0 of Im(c(t_k) e^(-i t_k y)) / (pi (k + 1/2)), t_k = (k + 1/2) d. For a positive
     * step d the sum misses by at most the larger of P(Y &lt; y - 2 pi/d) and P(Y &gt; y + 2 pi/d); Davies 1973, Biometrika
     * 60, 415. Here 2 pi/d = high - low, and outside of these lies less than 1e-14.
     */
    private double logCumulative(double y) {
        if (y <= low || y >= high) {
            return y <= low ? 0 : 1;
        }
        double sum = 0.5;
        for (int k = 0; k < characteristic.size(); k++) {
            Complex rotation = Complex.ofCis(-frequency(k) * y);
            sum -= characteristic.get(k).multiply(rotation).imag() / (Math.PI * (k + 0.5));
        }
        return Math.min(1, Math.max(0, sum));
    }

    private double frequency(int k) {
        return (k + 0.5) * 2 * Math.PI / (high - low);
    }

    private Complex characteristic(double t) {
        return layers.entrySet().stream()
                .map(e -> e.getKey().characteristic(t).pow(e.getValue()))
                .reduce(Complex.ONE, Complex::multiply);
    }

    private double sum(ToDoubleFunction<LayerFactor> value) {
        return layers.entrySet().stream()
                .mapToDouble(e -> e.getValue() * value.applyAsDouble(e.getKey()))
                .sum();
    }

    /** A copy of widths of which there must be at least one, each at least 1. */
    static List<Integer> requireWidths(List<Integer> widths) {
        List<Integer> all = Require.all("the widths", widths);
        Require.that(!all.isEmpty(), "widths must name at least one layer, got []");
        all.forEach(width -> Require.atLeast(1, "width", width));
        return all;
    }
}
