package xavierkit.prediction;

import java.util.*;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.*;
import xavierkit.activation.Activation;
import xavierkit.matrix.Require;

/**
 * V(q) = s_w^2 E[phi(s)^2] + s_b^2, s ~ N(0, q): the second moment of the pre-activations of a wide layer, if those of
 * the layer before have q; Poole et al. 2016. Weights have mean 0 and are independent of the signal.
 *
 * @param activation phi
 * @param weightVariance s_w^2 = fan_in Var(W), gain squared, from 0 to 1e30
 * @param biasVariance s_b^2 = Var(b), from 0 to 1e30
 */
public record LengthMap(Activation activation, double weightVariance, double biasVariance) {

    /** Fixed points but 0 are looked for from here, or from V(0) if that is lower. */
    private static final double LOWEST = 1e-12;

    private static final double HIGHEST = 1e9;

    private static final double LARGEST = 1e30;

    /** Below this a number loses digits. */
    private static final double LEAST = 1e-300;

    /** A bias variance below 0 by less than this part of q is 0 and rounding. */
    private static final double ROUNDING = 1e-12;

    /** Validates: an activation, and variances. */
    public LengthMap {
        Require.given("the activation", activation);
        boolean known = Require.variance("s_w^2", weightVariance) <= LARGEST
                && Require.variance("s_b^2", biasVariance) <= LARGEST;
        Require.that(known, "s_w^2 and s_b^2 must be at most %s, got %s and %s", LARGEST, weightVariance, biasVariance);
    }

    /** The map of the exact gain, {@link Gains#exact}, without biases: it keeps q = 1. */
    public static LengthMap exact(Activation activation) {
        return new LengthMap(activation, Math.pow(Gains.exact(activation), 2), 0);
    }

    /**
     * The map on the critical line, where chi_1 = 1 at a fixed point q: s_w^2 = 1 / E[phi'^2] and q - E[phi^2] /
     * E[phi'^2] = s_b^2. Of several such points a stable one is taken, else the smallest: without bias that is q = 0 if
     * phi(0) = 0.
     *
     * @throws IllegalArgumentException if there is none, as for ReLU with a bias
     */
    public static LengthMap critical(Activation activation, double biasVariance) {
        LengthMap flat = new LengthMap(activation, 0, biasVariance);
        boolean zero = biasVariance == 0 && flat.at(0).square().value() == 0;
        DoubleUnaryOperator bias = q -> (flat.criticalBias(q) - biasVariance) / q;
        List<Double> above = LogRoots.of(bias, LogRoots.scale(LOWEST, HIGHEST * (1 + biasVariance)));
        return Stream.concat(zero ? Stream.of(0.0) : Stream.of(), above.stream())
                .min(Comparator.comparing(q -> flat.excess(q) > 0))
                .map(q -> flat.critical(q, biasVariance))
                .orElseThrow(() -> new IllegalArgumentException(activation
                        + " must have a fixed point with chi_1 = 1, but has none for s_b^2 = " + biasVariance));
    }

    /**
     * The map for which slope and chi_1 are both 1 at a fixed point q above 0, so that neither length nor gradient changes
     * exponentially with depth: E[phi phi''] = 0 there. Exists for GELU and SiLU; Roberts, Yaida, Hanin 2022, section 5.3.
     *
     * @throws IllegalArgumentException if there is no such q, as for tanh, or nothing but such q, as for ReLU
     */
    public static LengthMap biasTuned(Activation activation) {
        LengthMap flat = new LengthMap(activation, 0, 0);
        return LogRoots.of(flat::excess, LogRoots.scale(LOWEST, HIGHEST)).stream()
                .filter(q -> flat.criticalBias(q) >= -ROUNDING * q)
                .findFirst()
                .map(q -> flat.critical(q, Math.max(0, flat.criticalBias(q))))
                .orElseThrow(() -> new IllegalArgumentException(
                        activation + " must have E[phi phi''] = 0 at some single q above 0, but has not"));
    }

    // s_w^2 such that chi(q) = 1
    private LengthMap critical(double q, double bias) {
        return new LengthMap(activation, 1 / at(q).slopeSquare().value(), bias);
    }

    // the s_b^2 for which q is fixed if chi(q) = 1
    private double criticalBias(double q) {
        GaussianMoments m = at(q);
        return q - m.square().value() / m.slopeSquare().value();
    }

    // V'(q) - 1 if chi(q) = 1, which is E[phi phi''] / E[phi'^2]
    private double excess(double q) {
        GaussianMoments m = at(q);
        return m.squareDerivative().value() / m.slopeSquare().value() - 1;
    }

    private GaussianMoments at(double q) {
        return GaussianMoments.of(activation, q);
    }

    /** V(q). */
    public double next(double q) {
        return next(at(q));
    }

    /** V'(q), also called chi parallel: the factor for a small change of the length. */
    public double slope(double q) {
        return weightVariance * at(q).squareDerivative().value();
    }

    /**
     * chi(q) = s_w^2 E[phi'(s)^2], also called chi perpendicular: the factor for the squared gradient; chi_1 if q is a
     * fixed point.
     */
    public double chi(double q) {
        return weightVariance * at(q).slopeSquare().value();
    }

    /**
     * q_1, V(q_1), V(V(q_1)), and so on: the lengths of layers 1 to {@code layers}.
     *
     * @param q1 E[s_1^2]
     * @throws IllegalArgumentException if the lengths grow beyond 1e300
     */
    public List<Double> iterate(double q1, int layers) {
        Require.atLeast(1, "layers", layers);
        return Stream.iterate(GaussianMoments.requireLength(q1), this::next)
                .limit(layers)
                .toList();
    }

    /**
     * f(q_1), f(q_1) f(q_2), and so on: what layers 1 to {@code layers} multiply something by together if a layer of length
     * q multiplies it by f(q), as by {@link #chi} the squared gradient.
     *
     * @param q1 E[s_1^2]
     */
    public double[] products(double q1, int layers, DoubleUnaryOperator factor) {
        double[] products =
                iterate(q1, layers).stream().mapToDouble(factor::applyAsDouble).toArray();
        Arrays.parallelPrefix(products, (a, b) -> a * b);
        return products;
    }

    /**
     * The correlation map: two inputs whose pre-activations have length q and correlation c have correlation (s_w^2
     * E[phi(s) phi(s')] + s_b^2) / V(q) one layer on; Poole et al. 2016. Its slope at c = 1 is chi(q) q / V(q).
     *
     * @param q above 0
     * @param c from -1 to 1
     * @throws IllegalArgumentException also if V(q) = 0, where there is no correlation
     */
    public double correlation(double q, double c) {
        double next = next(q);
        Require.that(q > 0 && next > 0, "a correlation needs lengths above 0, got q = %s and V(q) = %s", q, next);
        Require.that(c >= -1 && c <= 1, "c must be between -1 and 1, got %s", c);
        return (weightVariance * GaussianMoments.product(activation, q, c) + biasVariance) / next;
    }

    /**
     * c_1, c_2, and so on: the correlations of two inputs in layers 1 to {@code layers}, whose lengths are those of {@link
     * #iterate}.
     *
     * @param q1 E[s_1^2] of both, above 0
     * @param c1 from -1 to 1
     * @throws IllegalArgumentException as {@link #iterate} and {@link #correlation}
     */
    public List<Double> correlations(double q1, double c1, int layers) {
        List<Double> correlations = new ArrayList<>(List.of(c1));
        for (double q : iterate(q1, layers).subList(0, layers - 1)) {
            correlations.add(correlation(q, correlations.get(correlations.size() - 1)));
        }
        return List.copyOf(correlations);
    }

    /**
     * Var(s - s') = 2 q (1 - c) of two inputs in layers 1 to {@code layers}: what tells them apart.
     *
     * @param q1 E[s_1^2] of both, above 0
     * @param c1 the correlation of s_1 and s_1', from -1 to 1
     * @throws IllegalArgumentException as {@link #correlations}
     */
    public List<Double> differences(double q1, double c1, int layers) {
        List<Double> lengths = iterate(q1, layers);
        List<Double> correlations = correlations(q1, c1, layers);
        return IntStream.range(0, layers)
                .mapToObj(i -> 2 * lengths.get(i) * (1 - correlations.get(i)))
                .toList();
    }

    /**
     * Whether V(q) = q for every q, as for ReLU with s_w^2 = 2 and no bias: then no length is restored after a
     * disturbance.
     */
    public boolean keepsEveryLength() {
        return next(0) == 0 && lengths().stream().allMatch(this::keeps);
    }

    /**
     * All fixed points V(q) = q in ascending order, stable or not: 0 if V(0) = 0, and those between 1e-12, or V(0) if that
     * is lower, and 1e9 (1 + s_w^2 + s_b^2).
     *
     * @throws IllegalStateException if every length is fixed, see {@link #keepsEveryLength}; {@link FixedPoint#of} gives
     *     any one of them; and if the activation is so rough that a moment is not known well enough to tell
     */
    public List<FixedPoint> fixedPoints() {
        if (keepsEveryLength()) {
            throw new IllegalStateException("every q is a fixed point of " + activation + " with s_w^2 = "
                    + weightVariance + ": no length is restored, all are kept");
        }
        Map<Double, GaussianMoments> known = new HashMap<>();
        DoubleUnaryOperator growth = q -> growth(known.computeIfAbsent(q, this::at));
        DoubleUnaryOperator slope = q -> growthSlope(known.computeIfAbsent(q, this::at));
        // between two turns of V(q)/q there is one crossing of 1 at most; at a turn it may only touch 1
        SortedSet<Double> lengths = LogRoots.refined(slope, lengths());
        List<Double> turns = LogRoots.of(slope, lengths);
        lengths.addAll(turns);
        SortedSet<Double> fixed = new TreeSet<>(LogRoots.of(growth, lengths));
        turns.stream().filter(this::keeps).forEach(fixed::add);
        if (next(0) == 0) {
            fixed.add(0.0);
        }
        fixed.stream().map(this::at).forEach(this::requireKnown);
        return fixed.stream().map(q -> FixedPoint.of(this, q)).toList();
    }

    private void requireKnown(GaussianMoments m) {
        if (weightVariance * m.square().error() > FixedPoint.FIXED * m.q()) {
            throw new IllegalStateException(
                    "%s is too rough to tell its fixed points: E[phi(s)^2] at q = %s is %s +/- %s"
                            .formatted(
                                    activation,
                                    m.q(),
                                    m.square().value(),
                                    m.square().error()));
        }
    }

    private List<Double> lengths() {
        double atZero = next(0);
        double lowest = atZero > LEAST ? Math.min(atZero, LOWEST) : LOWEST;
        return LogRoots.scale(lowest, HIGHEST * (1 + weightVariance + biasVariance));
    }

    private boolean keeps(double q) {
        return Math.abs(growth(at(q))) <= LogRoots.NOISE;
    }

    // ln(V(q)/q)
    private double growth(GaussianMoments m) {
        return StrictMath.log(next(m) / m.q());
    }

    // d ln(V(q)/q) / d ln(q); 0 if it is not known better than that
    private double growthSlope(GaussianMoments m) {
        double factor = m.q() * weightVariance / next(m);
        double slope = factor * m.squareDerivative().value() - 1;
        return Math.abs(slope) <= factor * m.squareDerivative().error() ? 0 : slope;
    }

    private double next(GaussianMoments m) {
        return weightVariance * m.square().value() + biasVariance;
    }
}
