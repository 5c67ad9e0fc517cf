package xavierkit.prediction;

import java.util.*;
import java.util.stream.*;
import xavierkit.activation.Activation;
import xavierkit.init.*;
import xavierkit.matrix.Require;

/**
 * The second moments of all signals of a network, layer by layer, forward and backward, over random weights: exact for
 * wide layers, with corrections of order depth / width. A layer is a stage; z_0 is the input, s_l and z_l the
 * pre-activation and activation of layer l, C a cost.
 */
public final class SignalPrediction {

    private final List<Stage> stages;
    private final List<UnitMoments> activations;
    private final List<Double> gradients;

    private SignalPrediction(List<Stage> stages, List<UnitMoments> activations, List<Double> gradients) {
        this.stages = stages;
        this.activations = activations;
        this.gradients = gradients;
    }

    /**
     * The prediction for any chain of stages and an input of mean 0.
     *
     * @param stages layer 1 first
     * @param inputSquare E[z_0^2]
     * @param outputGradientSquare E[(dC/dz_depth)^2]
     */
    public static SignalPrediction of(List<Stage> stages, double inputSquare, double outputGradientSquare) {
        return of(new UnitMoments(0, inputSquare), requireFit(stages), outputGradientSquare);
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
        List<Integer> units = Require.all("the widths", widths);
        Require.given("the initializer", initializer);
        List<Stage> stages = IntStream.range(1, units.size())
                .mapToObj(l -> Fan.dense(units.get(l - 1), units.get(l)))
                .<Stage>map(fan -> new DenseStage(fan, initializer.variance(fan), biasVariance, activation))
                .toList();
        return of(stages, inputSquare, outputGradientSquare);
    }

    /** The prediction for stages that fit and any input; only residual stages ask for its mean. */
    static SignalPrediction of(UnitMoments input, List<Stage> stages, double outputGradientSquare) {
        List<UnitMoments> activations = new ArrayList<>(List.of(input));
        stages.forEach(stage -> activations.add(stage.forward(activations.get(activations.size() - 1))));
        double gradient = Require.variance("E[(dC/dz)^2] of the output", outputGradientSquare);
        LinkedList<Double> gradients = new LinkedList<>(List.of(gradient));
        for (int l = stages.size(); l >= 1; l--) {
            gradients.addFirst(stages.get(l - 1).backward(activations.get(l - 1), gradients.getFirst()));
        }
        return new SignalPrediction(stages, activations, List.copyOf(gradients));
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
        return Require.layer(layer, 0, gradients);
    }

    /**
     * E[s_l^2], which is also Var(s_l), for l = 1 to depth.
     *
     * @throws IllegalArgumentException for another layer, and for a residual stage, which has no pre-activation of its own
     */
    public double preActivation(int layer) {
        return dense(layer).preActivation(activations.get(layer - 1));
    }

    /** E[(dC/ds_l)^2], for l = 1 to depth as {@link #preActivation}. */
    public double preActivationGradient(int layer) {
        return dense(layer).preActivationGradient(activations.get(layer - 1), gradients.get(layer));
    }

    /**
     * E[(dC/dW_l)^2] = E[z_(l-1)^2] E[(dC/ds_l)^2] of one sample, and in a convolution of one position; for l = 1 to depth
     * as {@link #preActivation}.
     */
    public double weightGradient(int layer) {
        return preActivationGradient(layer) * activation(layer - 1);
    }

    private DenseStage dense(int layer) {
        if (Require.layer(layer, 1, stages) instanceof DenseStage dense) {
            return dense;
        }
        throw new IllegalArgumentException("layer " + layer + " must be dense, got a residual one");
    }

    /** A copy of stages of which there is at least one, each fitting the one before. */
    static List<Stage> requireFit(List<Stage> stages) {
        List<Stage> fitting = Require.all("the stages", stages);
        Require.that(!fitting.isEmpty(), "there must be at least 1 layer, got 0");
        for (int l = 1; l < fitting.size(); l++) {
            int outputs = fitting.get(l - 1).outputs();
            int inputs = fitting.get(l).inputs();
            // flattening a convolution's output makes each of its channels several inputs
            Require.that(
                    inputs % outputs == 0,
                    "layer %d must have %d inputs or a multiple, as many as layer %d has outputs, got %d",
                    l + 1,
                    outputs,
                    l,
                    inputs);
        }
        return fitting;
    }
}
