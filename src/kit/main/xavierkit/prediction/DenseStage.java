package xavierkit.prediction;

import java.util.Objects;
import xavierkit.activation.Activation;
import xavierkit.init.Fan;
import xavierkit.init.Initializer;

/**
 * s = z W + b, then phi(s): a dense layer, or a convolution of stride 1 away from the border, each
 * of whose outputs takes fan_in inputs and each of whose inputs feeds fan_out outputs.
 *
 * @param fan the layer's fans
 * @param weightVariance Var(W) of a single weight; not s_w^2 = fan_in Var(W)
 * @param biasVariance Var(b)
 * @param activation phi
 */
public record DenseStage(Fan fan, double weightVariance, double biasVariance, Activation activation) implements Stage {

    /** Validates: everything given, and variances finite and at least 0. */
    public DenseStage {
        Objects.requireNonNull(fan, "the fans must be given");
        Objects.requireNonNull(activation, "the activation must be given");
        LengthMap.requireVariance("Var(W)", weightVariance);
        LengthMap.requireVariance("Var(b)", biasVariance);
    }

    /** A layer without biases whose weights an initializer draws. */
    public static DenseStage of(Fan fan, Initializer initializer, Activation activation) {
        Objects.requireNonNull(initializer, "the initializer must be given");
        return new DenseStage(fan, initializer.variance(fan), 0, activation);
    }

    /** E[s^2] = fan_in Var(W) E[z^2] + Var(b). */
    public double preActivation(Signal input) {
        return fan.in() * weightVariance * input.square() + biasVariance;
    }

    /** E[(dC/ds)^2] = E[phi'(s)^2] E[(dC/dz_l)^2]. */
    public double preActivationGradient(Signal input, double gradientSquare) {
        return moments(input).slopeSquare().value() * gradientSquare;
    }

    @Override
    public Signal forward(Signal input) {
        GaussianMoments m = moments(input);
        return new Signal(m.mean().value(), m.square().value());
    }

    /** fan_out Var(W) E[(dC/ds)^2]. */
    @Override
    public double backward(Signal input, double gradientSquare) {
        return fan.out() * weightVariance * preActivationGradient(input, gradientSquare);
    }

    @Override
    public int inputs() {
        return fan.inputs();
    }

    @Override
    public int outputs() {
        return fan.outputs();
    }

    private GaussianMoments moments(Signal input) {
        return GaussianMoments.of(activation, preActivation(input));
    }
}
