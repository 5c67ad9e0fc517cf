package xavierkit.prediction;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import xavierkit.activation.Activation;
import xavierkit.init.Fan;

/**
 * The singular values of a layer's Jacobian dz_l/dz_(l-1) = W diag(phi'(s)) at initialization, W of fan_in
 * rows and fan_out columns: the law of the min(fan_in, fan_out) values in the limit of wide layers at a fixed
 * fan_out/fan_in. At width n averages over the spectrum differ from it by O(1/n), and by O(1/sqrt n)
 * where the units' slopes phi'(s) vary.
 *
 * <p>s ~ N(0, q) is taken to be independent of W. It is not, but depends on W through a single direction,
 * that of the layer's input, which does not count in the limit.
 *
 * <p>Three averages of the singular values are easily confused: their mean, their root mean square (the
 * factor by which a gradient of random direction grows) and their geometric mean (the factor of
 * volumes). For square Gaussian W with Var(W) = 1/n they are 8/(3 pi), 1 and e^(-1/2).
 */
public final class JacobianSpectrum {

    /** How finely continuous laws are cut; probabilities are good to about the inverse. */
    static final int CELLS = 2000;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** What keeps a cell's ends off the kinks between cells. */
    private static final double INSIDE = 1e-9;

    /** Standard deviations beyond which lies 2e-19 of a normal law. */
    private static final double TAIL = 9;

    private final List<Cell> cells;

    /** Probability that is spread evenly over a short interval, or sits at a point. */
    record Cell(double from, double to, double mass) {

        Cell times(double scale) {
            return new Cell(scale * from, scale * to, mass);
        }

        double middle() {
            return (from + to) / 2;
        }

        double massUpTo(double x) {
            return x >= to ? mass : x <= from ? 0 : mass * (x - from) / (to - from);
        }

        double densityAt(double x) {
            return from <= x && x < to ? mass / (to - from) : 0;
        }
    }

    JacobianSpectrum(List<Cell> cells) {
        this.cells = List.copyOf(cells);
    }

    /**
     * Gaussian weights in a linear layer: the quarter circle law if the fans are equal, and
     * Marchenko-Pastur otherwise, sigma^2 between s_w^2 (1 - sqrt(r))^2 and s_w^2 (1 + sqrt(r))^2 with r =
     * fan_out/fan_in. Other independent weights of that variance give the same.
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
        Fan fan = Fan.dense(fanIn, fanOut);
        requirePositive("fan_in Var(W)", weightVariance);
        Objects.requireNonNull(activation, "the activation must be given");
        requirePositive("q", q);
        Map<Double, Double> squares = new TreeMap<>();
        slopes(activation, q).forEach((slope, p) -> squares.merge(slope * slope, p, Double::sum));
        List<Cell> cells = new ScaledGaussian(squares, (double) fan.out() / fan.in()).cells();
        double scale = Math.sqrt(weightVariance);
        return new JacobianSpectrum(
                cells.stream().map(cell -> cell.times(scale)).toList());
    }

    /**
     * Orthogonal weights in a square layer: gain |phi'(s)|, which is flat, one value for all, in a linear
     * layer, and remains so in a product of them.
     *
     * @param gain of the weights; above 0
     * @param q E[s^2] of the layer's pre-activations; above 0
     */
    public static JacobianSpectrum orthogonal(double gain, Activation activation, double q) {
        requirePositive("gain", gain);
        DoubleUnaryOperator slope = slope(activation, q).andThen(x -> gain * Math.abs(x));
        return new JacobianSpectrum(
                IntStream.range(0, CELLS).mapToObj(i -> cell(slope, i)).toList());
    }

    private static Cell cell(DoubleUnaryOperator slope, int i) {
        double a = slope.applyAsDouble((i + INSIDE) / CELLS);
        double b = slope.applyAsDouble((i + 1 - INSIDE) / CELLS);
        return new Cell(Math.min(a, b), Math.max(a, b), 1.0 / CELLS);
    }

    // phi'(s) at the value of s that is exceeded with probability 1 - p
    private static DoubleUnaryOperator slope(Activation activation, double q) {
        Objects.requireNonNull(activation, "the activation must be given");
        requirePositive("q", q);
        return p -> activation.derivative(Math.sqrt(q) * NORMAL.inverseCumulativeProbability(p));
    }

    // phi'(s) with probabilities, by Gauss-Legendre between the kinks and where phi bends
    private static Map<Double, Double> slopes(Activation activation, double q) {
        NormalInput s = new NormalInput(activation, 0, Math.sqrt(q));
        double[] z = DoubleStream.of(s.edges()).filter(x -> Math.abs(x) <= TAIL).toArray();
        Map<Double, Double> slopes = new TreeMap<>();
        for (int panel = 1; panel < z.length; panel++) {
            double radius = (z[panel] - z[panel - 1]) / 2;
            for (int i = 0; i < GaussLegendre.SIZE; i++) {
                double node = (z[panel] + z[panel - 1]) / 2 + radius * GaussLegendre.node(i);
                double p = radius * GaussLegendre.weight(i) * NORMAL.density(node);
                slopes.merge(activation.derivative(s.sd() * node), p, Double::sum);
            }
        }
        return slopes;
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
        return Math.exp(mean(Math::log));
    }

    /** P(sigma &lt;= x), to about 1e-3; exact jumps where many values are equal. */
    public double cumulative(double x) {
        return cells.stream().mapToDouble(cell -> cell.massUpTo(x)).sum();
    }

    /** The density of sigma, to about 1 %; without what sits at single points. */
    public double density(double x) {
        return cells.stream().mapToDouble(cell -> cell.densityAt(x)).sum();
    }

    /**
     * The least x with P(sigma &lt;= x) &gt;= p.
     *
     * @param p from 0, the smallest singular value, to 1, the largest
     */
    public double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("p must be between 0 and 1, got " + p);
        }
        double least = cells.stream().mapToDouble(Cell::from).min().orElseThrow();
        double largest = cells.stream().mapToDouble(Cell::to).max().orElseThrow();
        return p == 0 || cumulative(least) >= p ? least : Bisection.root(x -> cumulative(x) - p, least, largest);
    }

    private double mean(DoubleUnaryOperator value) {
        return cells.stream()
                .mapToDouble(cell -> cell.mass() * value.applyAsDouble(cell.middle()))
                .sum();
    }

    private static void requirePositive(String what, double x) {
        if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must be positive and finite, got " + x);
        }
    }
}
