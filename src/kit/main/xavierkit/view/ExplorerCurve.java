package xavierkit.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import xavierkit.prediction.FixedPoint;
import xavierkit.prediction.GaussianMoments;
import xavierkit.prediction.LengthMap;
import xavierkit.prediction.Phase;

/**
 * What mean-field theory predicts at chosen layers of a network with equal widths if E[s_1^2] = 1.
 * Where q leaves the range of the moments, both logarithms are infinite.
 *
 * @param squares log10 E[s_l^2]; negative infinity for 0
 * @param factors log10 of chi(q_1) ... chi(q_(l-1)): what the gradient's second moment is multiplied
 *     by from layer l to layer 1
 * @param phase at the fixed point that q approaches; empty if there is none, so that q grows forever
 */
record ExplorerCurve(List<Double> squares, List<Double> factors, Optional<Phase> phase) {

    private static final double LARGEST = 1e300;

    /** What still grows, or shrinks, here does so forever: to look for fixed points takes seconds. */
    private static final double ENORMOUS = 1e15;

    private static final double TINY = 1e-12;

    /** The prediction at some layers, ascending from 1. */
    static ExplorerCurve of(LengthMap map, List<Integer> layers) {
        List<Double> squares = new ArrayList<>();
        List<Double> factors = new ArrayList<>();
        Step step = Step.at(map, 1);
        double factor = 0;
        int depth = layers.get(layers.size() - 1);
        for (int layer = 1; layer <= depth; layer++) {
            if (layers.contains(layer)) {
                squares.add(StrictMath.log10(step.q));
                factors.add(factor);
            }
            factor += StrictMath.log10(step.chi);
            step = step.next(map);
        }
        return new ExplorerCurve(squares, factors, step.phase(map));
    }

    /** A layer: its length q, the length of the next, and the factor of the gradient between them. */
    private record Step(double q, double nextQ, double chi, boolean settled) {

        static Step at(LengthMap map, double q) {
            GaussianMoments moments = GaussianMoments.of(map.activation(), q);
            double nextQ = map.weightVariance() * moments.square().value() + map.biasVariance();
            double chi = map.weightVariance() * moments.slopeSquare().value();
            return new Step(q, nextQ, chi, same(q, nextQ));
        }

        // Smaller differences than 1e-12 have no effect on the digits that are shown.
        private static boolean same(double one, double other) {
            return Math.abs(one - other) <= 1e-12 * Math.abs(one);
        }

        Step next(LengthMap map) {
            if (settled || q > LARGEST) {
                return this;
            }
            if (nextQ > LARGEST) {
                double infinity = Double.POSITIVE_INFINITY;
                return new Step(infinity, infinity, infinity, false);
            }
            return at(map, nextQ);
        }

        Optional<Phase> phase(LengthMap map) {
            if (settled) {
                return Optional.of(FixedPoint.of(map, q).phase());
            }
            boolean grows = nextQ >= q;
            if (grows && map.next(ENORMOUS) > ENORMOUS) {
                return Optional.empty();
            }
            if (!grows && map.next(0) == 0 && map.next(TINY) < TINY) {
                return Optional.of(FixedPoint.of(map, 0).phase());
            }
            return map.fixedPoints().stream()
                    .filter(p -> grows ? p.q() > q : p.q() < q)
                    .min(Comparator.comparingDouble(p -> Math.abs(p.q() - q)))
                    .map(FixedPoint::phase);
        }
    }
}
