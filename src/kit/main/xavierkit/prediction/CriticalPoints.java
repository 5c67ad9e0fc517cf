package xavierkit.prediction;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import xavierkit.activation.Activation;

/** Where chi_1 = 1, see {@link LengthMap#critical} and {@link LengthMap#biasTuned}. */
final class CriticalPoints {

    private static final double LOWEST = 1e-12;
    private static final double HIGHEST = 1e9;

    /** A bias variance below 0 by less than this part of q is 0 and rounding. */
    private static final double ROUNDING = 1e-12;

    private CriticalPoints() {}

    static LengthMap critical(Activation phi, double biasVariance) {
        Objects.requireNonNull(phi, "the activation must be given");
        LengthMap.requireVariance("s_b^2", biasVariance);
        GaussianMoments zero = GaussianMoments.of(phi, 0);
        Stream<Double> atZero = biasVariance == 0 && zero.square().value() == 0 ? Stream.of(0.0) : Stream.of();
        List<Double> lengths = LogRoots.scale(LOWEST, HIGHEST * (1 + biasVariance));
        Stream<Double> above = LogRoots.of(q -> (bias(phi, q) - biasVariance) / q, lengths).stream();
        List<Double> found = Stream.concat(atZero, above).toList();
        return found.stream()
                .filter(q -> excess(phi, q) <= 0)
                .findFirst()
                .or(() -> found.stream().findFirst())
                .map(q -> new LengthMap(phi, weightVariance(phi, q), biasVariance))
                .orElseThrow(() -> new IllegalArgumentException(
                        phi + " must have a fixed point with chi_1 = 1, but has none for s_b^2 = " + biasVariance));
    }

    static LengthMap biasTuned(Activation phi) {
        Objects.requireNonNull(phi, "the activation must be given");
        return LogRoots.of(q -> excess(phi, q), LogRoots.scale(LOWEST, HIGHEST)).stream()
                .filter(q -> bias(phi, q) >= -ROUNDING * q)
                .findFirst()
                .map(q -> new LengthMap(phi, weightVariance(phi, q), Math.max(0, bias(phi, q))))
                .orElseThrow(() -> new IllegalArgumentException(
                        phi + " must have E[phi phi''] = 0 at some single q above 0, but has not"));
    }

    // the s_w^2 for which chi(q) = 1
    private static double weightVariance(Activation phi, double q) {
        return 1 / GaussianMoments.of(phi, q).slopeSquare().value();
    }

    // the s_b^2 for which q is then fixed
    private static double bias(Activation phi, double q) {
        GaussianMoments m = GaussianMoments.of(phi, q);
        return q - m.square().value() / m.slopeSquare().value();
    }

    // V'(q) - 1 at chi(q) = 1, which is E[phi phi''] / E[phi'^2]
    private static double excess(Activation phi, double q) {
        GaussianMoments m = GaussianMoments.of(phi, q);
        return m.squareDerivative().value() / m.slopeSquare().value() - 1;
    }
}
