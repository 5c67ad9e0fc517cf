package xavierkit.prediction;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.apache.commons.statistics.distribution.NormalDistribution;
import xavierkit.activation.Activation;
import xavierkit.matrix.Require;

/**
 * The singular values of a layer's Jacobian dz_l/dz_(l-1) = W diag(phi'(s)) at initialization, W of fan_in rows and fan_out
 * columns: the distribution of the min(fan_in, fan_out) values in the limit of wide layers at a fixed fan_out/fan_in. At
 * width n averages over the spectrum differ from it by O(1/n), and by O(1/sqrt n) where the units' slopes phi'(s) vary.
 *
 * <p>s ~ N(0, q) is taken to be independent of W. It is not, but depends on W through a single direction, that of the
 * layer's input, which does not count in the limit.
 *
 * <p>Three averages of the singular values are easily confused: their mean, their root mean square (the factor by which a
 * gradient of random direction grows) and their geometric mean (the factor of volumes). For square Gaussian W with Var(W) =
 * 1/n they are 8/(3 pi), 1 and e^(-1/2).
 */
public final class JacobianSpectrum {

    /** How finely continuous distributions are cut; probabilities are good to about the inverse. */
    static final int BINS = 2000;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** What keeps a bin's ends off the kinks between bins, and off the ends of a distribution. */
    private static final double INSIDE = 1e-9;

    /** A bin that begins as close to 0 begins there. */
    private static final double EMPTY = 1e-5;

    /** Standard deviations beyond which lies 2e-19 of a normal distribution. */
    private static final double TAIL = 9;

    private final List<Bin> bins;
    private final double power;

    /** Probability that is spread evenly over a short interval of sigma^power, or sits at a point. */
    record Bin(double from, double to, double probability) {

        double upTo(double x) {
            return x >= to ? probability : x <= from ? 0 : probability * (x - from) / (to - from);
        }

        double densityAt(double x) {
            return from <= x && x < to ? probability / (to - from) : 0;
        }
    }

    JacobianSpectrum(List<Bin> bins) {
        this(bins, 1);
    }

    private JacobianSpectrum(List<Bin> bins, double power) {
        this.bins = bins;
        this.power = power;
    }

    /**
     * The spectrum with value(i) and value(i + 1), in any order, as ends of bin i, and a probability for each bin.
     *
     * @param value bin to sigma^power
     * @param power that makes the distribution flat where it ends
     */
    static JacobianSpectrum cut(DoubleUnaryOperator value, IntToDoubleFunction probability, double power) {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            double a = value.applyAsDouble(i + INSIDE);
            double b = value.applyAsDouble(i + 1 - INSIDE);
            bins.add(new Bin(Math.min(a, b), Math.max(a, b), probability.applyAsDouble(i)));
        }
        return new JacobianSpectrum(bins, power);
    }

    /**
     * Gaussian weights in a linear layer: the quarter circle if the fans are equal, and Marchenko-Pastur otherwise, sigma^2
     * between s_w^2 (1 - sqrt(r))^2 and s_w^2 (1 + sqrt(r))^2 with r = fan_out/fan_in. Other independent weights of that
     * variance give the same.
     *
     * @param weightVariance s_w^2 = fan_in Var(W); above 0
     */
    public static JacobianSpectrum gaussian(int fanIn, int fanOut, double weightVariance) {
        return gaussian(fanIn, fanOut, weightVariance, Activation.IDENTITY, 1);
    }

    /**
     * Gaussian weights in a layer with an activation; Silverstein, Bai 1995.
     *
     * @param weightVariance s_w^2 = fan_in Var(W); above 0
     * @param q E[s^2] of the layer's pre-activations; above 0
     */
    public static JacobianSpectrum gaussian(
            int fanIn, int fanOut, double weightVariance, Activation activation, double q) {
        double ratio = (double) Require.atLeast(1, "fan_out", fanOut) / Require.atLeast(1, "fan_in", fanIn);
        double scale = Math.sqrt(Require.positive("fan_in Var(W)", weightVariance));
        return new JacobianSpectrum(new ScaledGaussian(slopeSquares(activation, q), ratio).bins(scale));
    }

    /**
     * Orthogonal weights in a square layer: gain |phi'(s)|, which is flat, one value for all, in a linear layer, and remains
     * so in a product of them.
     *
     * @param gain of the weights; above 0
     * @param q E[s^2] of the layer's pre-activations; above 0
     */
    public static JacobianSpectrum orthogonal(double gain, Activation activation, double q) {
        Require.positive("gain", gain);
        Require.given("the activation", activation);
        double sd = Math.sqrt(Require.positive("q", q));
        // gain |phi'(s)| at the value of s below which lies the probability i/BINS
        DoubleUnaryOperator value =
                i -> gain * Math.abs(activation.derivative(sd * NORMAL.inverseCumulativeProbability(i / BINS)));
        return cut(value, i -> 1.0 / BINS, 1);
    }

    // phi'(s)^2 with probabilities, by Gauss-Legendre between the kinks and where phi bends
    private static NavigableMap<Double, Double> slopeSquares(Activation activation, double q) {
        Require.given("the activation", activation);
        double sd = Math.sqrt(Require.positive("q", q));
        NavigableMap<Double, Double> squares = new TreeMap<>();
        List<Double> edges = new NormalQuadrature(activation, 0, sd).edges(TAIL);
        for (int panel = 1; panel < edges.size(); panel++) {
            double[][] rule = NormalQuadrature.rule(edges.get(panel - 1), edges.get(panel));
            for (int i = 0; i < rule[0].length; i++) {
                double slope = activation.derivative(sd * rule[0][i]);
                squares.merge(slope * slope, rule[1][i], Double::sum);
            }
        }
        return squares;
    }

    /** E[sigma]; 8/(3 pi) s_w for a square linear Gaussian layer. */
    public double meanSingularValue() {
        return mean(x -> x);
    }

    /** E[sigma^2]^(1/2); s_w E[phi'^2]^(1/2) for a square Gaussian layer. */
    public double rootMeanSquare() {
        return Math.sqrt(mean(x -> x * x));
    }

    /** e^E[log sigma]; s_w e^(-1/2) e^E[log |phi'|] for a square Gaussian layer; 0 if some are 0. */
    public double geometricMean() {
        return Math.exp(meanOfBins(Math::log) / power);
    }

    /** E[f(sigma)]. */
    double mean(DoubleUnaryOperator f) {
        return meanOfBins(y -> f.applyAsDouble(Math.pow(y, 1 / power)));
    }

    private double meanOfBins(DoubleUnaryOperator f) {
        return bins.stream()
                .mapToDouble(bin -> bin.probability * f.applyAsDouble((bin.from + bin.to) / 2))
                .sum();
    }

    /** P(sigma &lt;= x), to about 1e-3; exact jumps where many values are equal. */
    public double cumulative(double x) {
        return below(Math.pow(x, power));
    }

    private double below(double y) {
        return bins.stream().mapToDouble(bin -> bin.upTo(y)).sum();
    }

    /** The density of sigma, to about 1 %; without what sits at single points. */
    public double density(double x) {
        double least = bins.stream().mapToDouble(Bin::from).min().orElseThrow();
        double y = Math.max(Math.pow(x, power), least < EMPTY ? least : 0); // nothing is missing next to 0
        return bins.stream().mapToDouble(bin -> bin.densityAt(y)).sum() * power * Math.pow(x, power - 1);
    }

    /**
     * The least x with P(sigma &lt;= x) &gt;= p, but for the last digit.
     *
     * @param p from 0, the smallest singular value, to 1, the largest
     */
    public double quantile(double p) {
        Require.that(p >= 0 && p <= 1, "p must be between 0 and 1, got %s", p);
        double least = bins.stream().mapToDouble(Bin::from).min().orElseThrow();
        double largest = bins.stream().mapToDouble(Bin::to).max().orElseThrow();
        boolean lowest = below(least) >= p;
        double y = lowest || p == 1 || below(largest) <= p
                ? lowest ? least : largest
                : LogRoots.SOLVER.findRoot(x -> below(x) - p, least, largest);
        return Math.pow(y, 1 / power);
    }
}
