package xavierkit.prediction;

import xavierkit.activation.Activation;
import xavierkit.init.*;
import xavierkit.matrix.Require;

/**
 * s = z W + b, then phi(s): a dense layer, or a convolution of stride 1 away from the border, each of whose outputs takes
 * fan_in inputs and each of whose inputs feeds fan_out outputs.
 *
 * @param fan the layer's fans
 * @param weightVariance Var(W) of a single weight; not s_w^2 = fan_in Var(W)
 * @param biasVariance Var(b)
 * @param activation phi
 */
public record DenseStage(Fan fan, double weightVariance, double biasVariance, Activation activation) implements Stage {

    /** Validates: everything given, and variances finite and at least 0. */
    public DenseStage {
        Require.given("the fans", fan);
        Require.given("the activation", activation);
        Require.variance("Var(W)", weightVariance);
        Require.variance("Var(b)", biasVariance);
    }

    /** A layer without biases whose weights an initializer draws. */
    public static DenseStage of(Fan fan, Initializer initializer, Activation activation) {
        return new DenseStage(fan, Require.given("the initializer", initializer).variance(fan), 0, activation);
    }

    /** E[s^2] = fan_in Var(W) E[z^2] + Var(b). */
    double preActivation(UnitMoments input) {
        return fan.in() * weightVariance * input.square() + biasVariance;
    }

    /** E[(dC/ds)^2] = E[phi'(s)^2] E[(dC/dz_l)^2]; NaN if E[s^2] exceeds 1e300. */
    double preActivationGradient(UnitMoments input, double gradientSquare) {
        return isKnown(input) ? moments(input).slopeSquare().value() * gradientSquare : Double.NaN;
    }

    @Override
    public UnitMoments forward(UnitMoments input) {
        if (!isKnown(input)) {
            return new UnitMoments(0, Double.POSITIVE_INFINITY);
        }
        GaussianMoments m = moments(input);
        return new UnitMoments(m.mean().value(), m.variance());
    }

    /** fan_out Var(W) E[(dC/ds)^2]. */
    @Override
    public double backward(UnitMoments input, double gradientSquare) {
        return fan.out() * weightVariance * preActivationGradient(input, gradientSquare);
    }

    private boolean isKnown(UnitMoments input) {
        return preActivation(input) <= GaussianMoments.LARGEST;
    }

    private GaussianMoments moments(UnitMoments input) {
        return GaussianMoments.of(activation, preActivation(input));
    }
}
