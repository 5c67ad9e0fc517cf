package xavierkit.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import xavierkit.activation.Activation;

/**
 * V(q) = s_w^2 E[phi(s)^2] + s_b^2, s ~ N(0, q): the second moment of the pre-activations of a wide
 * layer, if those of the layer before have q; Poole et al. 2016. Weights have mean 0 and are
 * independent of the signal.
 *
 * @param activation phi
 * @param weightVariance s_w^2 = fan_in Var(W), finite and at least 0; gain squared
 * @param biasVariance s_b^2 = Var(b), finite and at least 0
 */
public record LengthMap(Activation activation, double weightVariance, double biasVariance) {

    /** Fixed points but 0 are looked for from here, or from V(0) if that is lower. */
    private static final double LOWEST = 1e-12;

    private static final double HIGHEST = 1e9;

    /** Validates: an activation, and variances. */
    public LengthMap {
        Objects.requireNonNull(activation, "the activation must be given");
        requireVariance("s_w^2", weightVariance);
        requireVariance("s_b^2", biasVariance);
    }

    /**
     * The map on the critical line, where chi_1 = 1 at a fixed point q: s_w^2 = 1 / E[phi'^2] and q -
     * E[phi^2] / E[phi'^2] = s_b^2. Of several such points a stable one is taken, else the smallest:
     * without bias that is q = 0 if phi(0) = 0.
     *
     * @throws IllegalArgumentException if there is none, as for ReLU with a bias
     */
    public static LengthMap critical(Activation activation, double biasVariance) {
        return CriticalPoints.critical(activation, biasVariance);
    }

    /**
     * The map for which slope and chi_1 are both 1 at a fixed point q above 0, so that neither length
     * nor gradient changes exponentially with depth: E[phi phi''] = 0 there. Exists for GELU and SiLU;
     * Roberts, Yaida, Hanin 2022, section 5.3.
     *
     * @throws IllegalArgumentException if there is no such q, as for tanh, or nothing but such q, as for
     *     ReLU
     */
    public static LengthMap biasTuned(Activation activation) {
        return CriticalPoints.biasTuned(activation);
    }

    /** V(q). */
    public double next(double q) {
        return weightVariance * at(q).square().value() + biasVariance;
    }

    /** V'(q), also called chi parallel: the factor for a small change of the length. */
    public double slope(double q) {
        return weightVariance * at(q).squareDerivative().value();
    }

    /**
     * chi(q) = s_w^2 E[phi'(s)^2], also called chi perpendicular: the factor for the squared gradient;
     * chi_1 if q is a fixed point.
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
        if (layers < 1) {
            throw new IllegalArgumentException("layers must be at least 1, got " + layers);
        }
        GaussianMoments.requireLength(q1);
        return Stream.iterate(q1, this::next).limit(layers).toList();
    }

    /**
     * The correlation map: two inputs whose pre-activations have length q and correlation c have
     * correlation (s_w^2 E[phi(s) phi(s')] + s_b^2) / V(q) one layer on; Poole et al. 2016. Its slope at
     * c = 1 is chi(q) q / V(q).
     *
     * @param q above 0
     * @param c from -1 to 1
     * @throws IllegalArgumentException also if V(q) = 0, where there is no correlation
     */
    public double correlation(double q, double c) {
        GaussianMoments.requireLength(q);
        double next = next(q);
        if (!(q > 0 && next > 0)) {
            throw new IllegalArgumentException(
                    "a correlation needs lengths above 0, got q = " + q + " and V(q) = " + next);
        }
        if (!(c >= -1 && c <= 1)) {
            throw new IllegalArgumentException("c must be between -1 and 1, got " + c);
        }
        double product = new CorrelatedPair(activation, q, c).product();
        return (weightVariance * product + biasVariance) / next;
    }

    /**
     * c_1, c_2, and so on: the correlations of two inputs in layers 1 to {@code layers}, whose lengths
     * are those of {@link #iterate}.
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
     * Whether V(q) = q for every q, as for ReLU with s_w^2 = 2 and no bias: then no length is restored
     * after a disturbance.
     */
    public boolean keepsEveryLength() {
        return next(0) == 0 && lengths().stream().allMatch(q -> Math.abs(growth(q)) <= LogRoots.NOISE);
    }

    /**
     * All fixed points V(q) = q in ascending order, stable or not: 0 if V(0) = 0, and those between
     * 1e-12, or V(0) if that is lower, and 1e9 (1 + s_w^2 + s_b^2).
     *
     * @throws IllegalStateException if every length is fixed, see {@link #keepsEveryLength}; {@link
     *     FixedPoint#of} gives any one of them
     */
    public List<FixedPoint> fixedPoints() {
        if (keepsEveryLength()) {
            throw new IllegalStateException("every q is a fixed point of " + activation + " with s_w^2 = "
                    + weightVariance + ": no length is restored, all are kept");
        }
        Stream<Double> zero = next(0) == 0 ? Stream.of(0.0) : Stream.of();
        return Stream.concat(zero, positiveFixedLengths().sorted())
                .map(q -> FixedPoint.of(this, q))
                .toList();
    }

    // between two turns of V(q)/q there is one crossing of 1 at most
    private Stream<Double> positiveFixedLengths() {
        List<Double> lengths = LogRoots.refined(this::growthSlope, lengths());
        List<Double> turns = LogRoots.of(this::growthSlope, lengths);
        List<Double> touching = turns.stream()
                .filter(q -> Math.abs(growth(q)) <= LogRoots.NOISE)
                .toList();
        List<Double> points = new ArrayList<>(lengths);
        points.addAll(turns);
        List<Double> ascending = points.stream().sorted().toList();
        return Stream.concat(touching.stream(), LogRoots.of(this::growth, ascending).stream());
    }

    private List<Double> lengths() {
        double atZero = next(0);
        double lowest = atZero > 0 ? Math.min(atZero, LOWEST) : LOWEST;
        return LogRoots.scale(lowest, HIGHEST * (1 + weightVariance + biasVariance));
    }

    private double growth(double q) {
        return StrictMath.log(next(q) / q);
    }

    // d ln(V(q)/q) / d ln(q)
    private double growthSlope(double q) {
        GaussianMoments m = at(q);
        double next = weightVariance * m.square().value() + biasVariance;
        return q * weightVariance * m.squareDerivative().value() / next - 1;
    }

    private GaussianMoments at(double q) {
        return GaussianMoments.of(activation, q);
    }

    static double requireVariance(String what, double variance) {
        if (!(variance >= 0 && variance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must be finite and at least 0, got " + variance);
        }
        return variance;
    }
}
