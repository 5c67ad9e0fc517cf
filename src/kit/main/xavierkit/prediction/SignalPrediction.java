package xavierkit.prediction;

import java.util.*;
import java.util.stream.*;
import xavierkit.activation.Activation;
import xavierkit.init.*;
import xavierkit.matrix.Require;
import xavierkit.prediction.Stage.UnitMoments;

/**
 * The second moments of all signals of a network, layer by layer, forward and backward, over random weights: exact for
 * wide layers, with corrections of order depth / width. A layer is a stage; z_0 is the input, s_l and z_l the
 * pre-activation and activation of layer l, C a cost. Where E[s^2] exceeds 1e300 nothing is known of that layer and of
 * what depends on it: asking for it is an IllegalArgumentException that names the layer.
 */
public final class SignalPrediction {

    private final List<Stage> stages;
    private final List<UnitMoments> activations = new ArrayList<>();
    private final LinkedList<Double> gradients = new LinkedList<>();

    /** For stages that fit and any input; only residual stages ask for its mean. */
    SignalPrediction(List<Stage> stages, UnitMoments input, double outputGradientSquare) {
        this.stages = stages;
        activations.add(input);
        stages.forEach(stage -> activations.add(stage.forward(activations.get(activations.size() - 1))));
        gradients.add(Require.variance("E[(dC/dz)^2] of the output", outputGradientSquare));
        for (int l = stages.size(); l >= 1; l--) {
            gradients.addFirst(stages.get(l - 1).backward(activations.get(l - 1), gradients.getFirst()));
        }
    }

    /**
     * The prediction for any chain of stages and an input of mean 0.
     *
     * @param stages layer 1 first
     * @param inputSquare E[z_0^2]
     * @param outputGradientSquare E[(dC/dz_depth)^2]
     */
    public static SignalPrediction of(List<Stage> stages, double inputSquare, double outputGradientSquare) {
        UnitMoments input = new UnitMoments(0, Require.variance("E[z^2] of the input", inputSquare));
        return new SignalPrediction(requireFit(stages), input, outputGradientSquare);
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

    /** E[z_l^2], for l = 0, the input, to depth. */
    public double activation(int layer) {
        return known(Require.layer(layer, 0, activations).square());
    }

    /** Var(z_l), for l = 0 to depth. */
    public double activationVariance(int layer) {
        return known(Require.layer(layer, 0, activations).variance());
    }

    /** E[(dC/dz_l)^2], for l = 0 to depth. */
    public double activationGradient(int layer) {
        return known(Require.layer(layer, 0, gradients));
    }

    /**
     * E[s_l^2], which is also Var(s_l), for l = 1 to depth.
     *
     * @throws IllegalArgumentException for another layer, and for a residual stage, which has no pre-activation of its own
     */
    public double preActivation(int layer) {
        double square = dense(layer).preActivation(activations.get(layer - 1));
        known(activations.get(layer).variance());
        return square;
    }

    /** E[(dC/ds_l)^2], for l = 1 to depth as {@link #preActivation}. */
    public double preActivationGradient(int layer) {
        return known(dense(layer).preActivationGradient(activations.get(layer - 1), gradients.get(layer)));
    }

    /**
     * E[(dC/dW_l)^2] = E[z_(l-1)^2] E[(dC/ds_l)^2] of one sample, and in a convolution of one position; for l = 1 to depth
     * as {@link #preActivation}.
     */
    public double weightGradient(int layer) {
        return preActivationGradient(layer) * activation(layer - 1);
    }

    private double known(double value) {
        long before = activations.stream()
                .takeWhile(z -> Double.isFinite(z.variance()))
                .count();
        String rule = "E[s^2] must be at most %s in every layer that counts here, but exceeds it in layer %d";
        Require.that(Double.isFinite(value), rule, GaussianMoments.LARGEST, before);
        return value;
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
            int outputs = fitting.get(l - 1).fan().outputs();
            int inputs = fitting.get(l).fan().inputs();
            // flattening a convolution's output makes each of its channels several inputs
            String rule = "layer %d must have %d inputs or a multiple, as many as layer %d has outputs, got %d";
            Require.that(inputs % outputs == 0, rule, l + 1, outputs, l, inputs);
        }
        return fitting;
    }
}
