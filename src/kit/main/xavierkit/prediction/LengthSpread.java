package xavierkit.prediction;

import java.util.*;
import xavierkit.matrix.Require;

/**
 * How far a single network of finite width strays from the length map: the relative variance, Var[x] / E[x]^2, of the mean
 * squares of each layer for one input, over networks with independent Gaussian weights, of the same fan_in Var(W) in every
 * layer, and Gaussian biases. About the variance of the logarithm.
 *
 * <p>Given layer l - 1 the pre-activations of layer l are independent N(0, Q_l), where Q_1 = q_1 is fixed by the input and
 * Q_(l+1) = s_w^2 (1/n_l) sum phi(s_i)^2 + s_b^2 has the mean V(Q_l) and the variance s_w^4 Var[phi^2] / n_l. To first
 * order in 1/n (the delta method) the relative variance v_l of Q_l follows
 *
 * <p>v_1 = 0, v_(l+1) = (d log V / d log q)^2 v_l + s_w^4 Var[phi^2] / (n_l V^2) at q_l, q_(l+1) = V(q_l),
 * and that of |s_l|^2 / n_l is v_l + 2/n_l.
 *
 * <p>Where d log V / d log q is below 1 the spread settles at order 1/width. Where it is 1, as for linear layers and ReLU,
 * the spread grows as depth/width, 2 or 5 times the sum of 1/n; where it is above 1, exponentially. The next order is
 * (depth/width)^2; for linear layers and ReLU {@link FiniteWidth} has the exact distribution.
 *
 * @param map V, with s_w^2 and s_b^2
 * @param q1 E[s_1^2] = s_w^2 |x|^2 / n_0 + s_b^2 for the input x, above 0
 * @param widths n_1 to n_L, without the input; at least one, each at least 1
 */
public record LengthSpread(LengthMap map, double q1, List<Integer> widths) {

    /** Validates: a map, a positive finite q_1, at least one width. */
    public LengthSpread {
        Require.given("the length map", map);
        widths = FiniteWidth.requireWidths(widths);
        Require.positive("q_1", q1);
    }

    /**
     * The relative variance of |z_l|^2 / n_l for layers l = 1 to L: (d log E[phi^2] / d log q)^2 v_l + Var[phi^2] / (n_l
     * E[phi^2]^2).
     */
    public List<Double> activations() {
        List<Double> activations = new ArrayList<>();
        double q = q1;
        double spread = 0;
        for (int width : widths) {
            GaussianMoments phi = GaussianMoments.of(map.activation(), q);
            activations.add(next(spread, phi, width, 1, 0));
            spread = next(spread, phi, width, map.weightVariance(), map.biasVariance());
            q = map.next(q);
        }
        return List.copyOf(activations);
    }

    // the relative variance of scale (1/n) sum phi(s_i)^2 + offset
    private static double next(double spread, GaussianMoments phi, int width, double scale, double offset) {
        double square = phi.square().value();
        double mean = scale * square + offset;
        double exponent = scale * phi.q() * phi.squareDerivative().value() / mean;
        double noise = scale * scale * (phi.fourth().value() - square * square) / (mean * mean);
        return exponent * exponent * spread + noise / width;
    }
}
