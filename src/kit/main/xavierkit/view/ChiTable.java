package xavierkit.view;

import java.util.*;
import java.util.stream.*;
import xavierkit.activation.Activation;
import xavierkit.prediction.*;

/**
 * chi_1 for many pairs of s_w^2 and s_b^2 at once. The moments E[phi^2] and E[phi'^2] of an activation depend on q only, so
 * they are computed once for each q of a logarithmic scale; the fixed point of a pair is then found between two of them.
 */
final class ChiTable {

    private static final double LOWEST = 1e-9;
    private static final double HIGHEST = 1e6;

    /** How exact chi_1 is between two places. */
    private static final double NEAR = 0.01;

    /** For each factor of 10. */
    private static final int PLACES = 14;

    /** A fixed point at which chi_1 = 1, and the pair of variances to which it belongs. */
    record Critical(double weightVariance, double biasVariance) {}

    /** The place of q = 1. */
    private final int one = (int) Math.round(-PLACES * Math.log10(LOWEST));

    private final double[] lengths;
    private final double[] squares;
    private final double[] slopeSquares;

    ChiTable(Activation phi) {
        int n = (int) Math.round(PLACES * Math.log10(HIGHEST / LOWEST));
        lengths = IntStream.rangeClosed(0, n)
                .mapToDouble(i -> LOWEST * Math.pow(10, (double) i / PLACES))
                .toArray();
        List<GaussianMoments> moments = DoubleStream.of(lengths)
                .mapToObj(q -> GaussianMoments.of(phi, q))
                .toList();
        squares = moments.stream().mapToDouble(m -> m.square().value()).toArray();
        slopeSquares =
                moments.stream().mapToDouble(m -> m.slopeSquare().value()).toArray();
    }

    /**
     * chi_1 at the fixed point that lengths approach from q = 1; NaN if they grow beyond a million.
     *
     * @param weightVariance s_w^2
     * @param biasVariance s_b^2
     */
    double chi(double weightVariance, double biasVariance) {
        int i = one;
        while (i > 0 && growth(i, weightVariance, biasVariance) < 0) {
            i--;
        }
        while (i < lengths.length && growth(i, weightVariance, biasVariance) > 0) {
            i++;
        }
        if (i == lengths.length) {
            return Double.NaN;
        }
        return weightVariance * (i == 0 ? slopeSquares[0] : between(i, weightVariance, biasVariance));
    }

    // V(q) - q
    private double growth(int i, double weightVariance, double biasVariance) {
        return weightVariance * squares[i] + biasVariance - lengths[i];
    }

    /** E[phi'^2] where V(q) = q, above place i - 1 and up to i. */
    private double between(int i, double weightVariance, double biasVariance) {
        double low = growth(i - 1, weightVariance, biasVariance);
        double high = growth(i, weightVariance, biasVariance);
        double share = low == high ? 1 : low / (low - high);
        return slopeSquares[i - 1] + share * (slopeSquares[i] - slopeSquares[i - 1]);
    }

    /**
     * The critical line, in the order of q: s_w^2 = 1 / E[phi'^2], s_b^2 = q - s_w^2 E[phi^2], where that is not negative
     * and lengths do approach q.
     */
    List<Critical> critical() {
        return IntStream.range(0, lengths.length)
                .mapToObj(i -> new Critical(1 / slopeSquares[i], lengths[i] - squares[i] / slopeSquares[i]))
                .filter(c -> c.biasVariance >= -1e-9 && c.weightVariance < HIGHEST)
                .filter(c -> Math.abs(chi(c.weightVariance, c.biasVariance) - 1) < NEAR)
                .toList();
    }
}
