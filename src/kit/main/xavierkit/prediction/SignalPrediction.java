package xavierkit.prediction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import xavierkit.activation.Activation;
import xavierkit.init.Fan;
import xavierkit.init.Initializer;
import xavierkit.matrix.Require;

/**
 * The second moments of all signals of a network, layer by layer, forward and backward, over random
 * weights: exact for wide layers, with corrections of order depth / width. A layer is a stage; z_0
 * is the input, s_l and z_l the pre-activation and activation of layer l, C a cost.
 *
 * @param stages layer 1 first
 * @param activations z_0 to z_depth
 * @param activationGradients E[(dC/dz_0)^2] to E[(dC/dz_depth)^2]
 */
public record SignalPrediction(List<Stage> stages, List<Signal> activations, List<Double> activationGradients) {

    /** Freezes the lists and validates: stages that fit, and as many signals as they have. */
    public SignalPrediction {
        stages = requireFit(stages);
        activations = List.copyOf(activations);
        activationGradients = List.copyOf(activationGradients);
        if (activations.size() != stages.size() + 1 || activationGradients.size() != stages.size() + 1) {
            throw new IllegalArgumentException("signals and gradients must be " + (stages.size() + 1)
                    + ", one more than the stages, got " + activations.size() + " and "
                    + activationGradients.size());
        }
    }

    /**
     * The prediction for any chain of stages and an input of mean 0.
     *
     * @param inputSquare E[z_0^2]
     * @param outputGradientSquare E[(dC/dz_depth)^2]
     */
    public static SignalPrediction of(List<Stage> stages, double inputSquare, double outputGradientSquare) {
        return from(new Signal(0, inputSquare), stages, outputGradientSquare);
    }

    /**
     * The prediction for dense layers that an initializer draws.
     *
     * @param widths the number of inputs, then the units of each layer
     * @param biasVariance Var(b) in every layer
     */
    public static SignalPrediction of(
            List<Integer> widths,
            Activation activation,
            Initializer initializer,
            double biasVariance,
            double inputSquare,
            double outputGradientSquare) {
        Objects.requireNonNull(widths, "the widths must be given");
        Objects.requireNonNull(initializer, "the initializer must be given");
        List<Stage> stages = new ArrayList<>();
        for (int l = 1; l < widths.size(); l++) {
            Fan fan = Fan.dense(widths.get(l - 1), widths.get(l));
            stages.add(new DenseStage(fan, initializer.variance(fan), biasVariance, activation));
        }
        return of(stages, inputSquare, outputGradientSquare);
    }

    /** The prediction for a given input, whose mean matters to residual stages. */
    public static SignalPrediction from(Signal input, List<Stage> stages, double outputGradientSquare) {
        List<Stage> fitting = requireFit(stages);
        LengthMap.requireVariance("E[(dC/dz)^2] of the output", outputGradientSquare);
        List<Signal> activations = forward(input, fitting);
        List<Double> gradients = new ArrayList<>(List.of(outputGradientSquare));
        for (int l = fitting.size(); l >= 1; l--) {
            double before = gradients.get(gradients.size() - 1);
            gradients.add(fitting.get(l - 1).backward(activations.get(l - 1), before));
        }
        Collections.reverse(gradients);
        return new SignalPrediction(fitting, activations, gradients);
    }

    /** The number of stages. */
    public int depth() {
        return stages.size();
    }

    /** E[z_l^2], for l = 0, the input, to depth. */
    public double activation(int layer) {
        return Require.layer(layer, 0, activations).square();
    }

    /** Var(z_l), for l = 0 to depth. */
    public double activationVariance(int layer) {
        return Require.layer(layer, 0, activations).variance();
    }

    /** E[(dC/dz_l)^2], for l = 0 to depth. */
    public double activationGradient(int layer) {
        return Require.layer(layer, 0, activationGradients);
    }

    /**
     * E[s_l^2], which is also Var(s_l), for l = 1 to depth.
     *
     * @throws IllegalArgumentException for another layer, and for a residual stage, which has no
     *     pre-activation of its own: see {@link #within}
     */
    public double preActivation(int layer) {
        return dense(layer).preActivation(activations.get(layer - 1));
    }

    /** E[(dC/ds_l)^2], for l = 1 to depth as {@link #preActivation}. */
    public double preActivationGradient(int layer) {
        return dense(layer).preActivationGradient(activations.get(layer - 1), activationGradients.get(layer));
    }

    /**
     * E[(dC/dW_l)^2] = E[z_(l-1)^2] E[(dC/ds_l)^2] of one sample, and in a convolution of one position;
     * for l = 1 to depth as {@link #preActivation}.
     */
    public double weightGradient(int layer) {
        return preActivationGradient(layer) * activation(layer - 1);
    }

    /**
     * What goes on inside a residual stage.
     *
     * @throws IllegalArgumentException if the layer is none
     */
    public SignalPrediction within(int layer) {
        if (Require.layer(layer, 1, stages) instanceof ResidualStage residual) {
            return residual.within(activations.get(layer - 1), activationGradients.get(layer));
        }
        throw new IllegalArgumentException("layer " + layer + " must be residual, got a dense one");
    }

    private DenseStage dense(int layer) {
        if (Require.layer(layer, 1, stages) instanceof DenseStage dense) {
            return dense;
        }
        throw new IllegalArgumentException(
                "layer " + layer + " must be dense, got a residual one: ask within(" + layer + ")");
    }

    static List<Signal> forward(Signal input, List<Stage> stages) {
        List<Signal> signals = new ArrayList<>(List.of(input));
        for (Stage stage : stages) {
            signals.add(stage.forward(signals.get(signals.size() - 1)));
        }
        return signals;
    }

    // flattening a convolution's output makes each of its channels several inputs
    static List<Stage> requireFit(List<Stage> stages) {
        Objects.requireNonNull(stages, "the stages must be given");
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("there must be at least 1 layer, got 0");
        }
        List<Stage> fitting = List.copyOf(stages);
        for (int l = 1; l < fitting.size(); l++) {
            int outputs = fitting.get(l - 1).outputs();
            int inputs = fitting.get(l).inputs();
            if (inputs % outputs != 0) {
                throw new IllegalArgumentException("layer " + (l + 1) + " must have " + outputs
                        + " inputs or a multiple, as many as layer " + l + " has outputs, got " + inputs);
            }
        }
        return fitting;
    }
}
