package xavierkit.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.init.Initializer;
import xavierkit.matrix.MatrixProduct;
import xavierkit.matrix.Require;

/**
 * A chain of dense layers that shows its signals: z_0 is the input, s_l = z_(l-1) W_l + b_l and
 * z_l = phi(s_l) for l = 1 to depth, one sample a row; the notation of Glorot and Bengio 2010.
 *
 * @param layers layer 1 first; at least one, each fed by the one before
 */
public record Network(List<Layer> layers) {

    /** Validates: depth at least 1 and widths that fit. */
    public Network {
        layers = Require.all("the layers", layers);
        requireDepth(layers.size());
        for (int l = 1; l < layers.size(); l++) {
            int outputs = layers.get(l - 1).weights().numCols;
            DMatrixRMaj weights = layers.get(l).weights();
            if (weights.numRows != outputs) {
                throw new IllegalArgumentException(
                        "layer %d must have %d rows of weights, as many as layer %d has units, got %s"
                                .formatted(l + 1, outputs, l, Require.shape(weights)));
            }
        }
    }

    /**
     * A network freshly initialized, with the same activation in every layer and biases of zero.
     *
     * @param widths the number of inputs, then the units of each layer: {@code List.of(64, 256, 10)}
     *     has depth 2
     */
    public static Network of(
            List<Integer> widths, Activation activation, Initializer initializer, RandomGenerator random) {
        requireWidths(widths);
        List<Layer> layers = new ArrayList<>();
        for (int l = 1; l < widths.size(); l++) {
            layers.add(Layer.of(widths.get(l - 1), widths.get(l), activation, initializer, random));
        }
        return new Network(layers);
    }

    /** A network of {@code depth} layers of {@code width} units on {@code width} inputs. */
    public static Network constantWidth(
            int width, int depth, Activation activation, Initializer initializer, RandomGenerator random) {
        requireDepth(depth);
        return of(Collections.nCopies(depth + 1, width), activation, initializer, random);
    }

    /**
     * The same weights with biases drawn anew in every layer, independent and normal.
     *
     * @param variance Var(b), finite and at least 0
     */
    public Network withBiases(double variance, RandomGenerator random) {
        return new Network(
                layers.stream().map(layer -> layer.withBiases(variance, random)).toList());
    }

    /** The same parameters with z_depth = s_depth, as a softmax on top wants it. */
    public Network withLinearOutput() {
        List<Layer> changed = new ArrayList<>(layers);
        Layer last = changed.remove(depth() - 1);
        changed.add(new Layer(last.weights(), last.biases(), Activation.IDENTITY));
        return new Network(changed);
    }

    /** The number of layers. */
    public int depth() {
        return layers.size();
    }

    /**
     * Runs a batch forward and keeps every signal.
     *
     * @param inputs one sample a row, fan_in of layer 1 columns
     * @throws IllegalArgumentException if the batch is empty or has another number of columns
     */
    public ForwardSignals forward(DMatrixRMaj inputs) {
        Objects.requireNonNull(inputs, "the input must be given");
        int fanIn = layers.get(0).weights().numRows;
        if (inputs.numRows < 1) {
            throw new IllegalArgumentException("a batch must have at least 1 sample, got " + Require.shape(inputs));
        }
        Require.shape("the input", inputs, inputs.numRows, fanIn);
        List<DMatrixRMaj> preActivations = new ArrayList<>();
        List<DMatrixRMaj> activations = new ArrayList<>(List.of(inputs.copy()));
        for (int l = 0; l < depth(); l++) {
            DMatrixRMaj s = layers.get(l).preActivations(activations.get(l));
            preActivations.add(s);
            DMatrixRMaj z = new DMatrixRMaj(s.numRows, s.numCols);
            layers.get(l).activation().values(s.data, s.getNumElements(), z.data);
            activations.add(z);
        }
        return new ForwardSignals(preActivations, activations);
    }

    /**
     * Runs the gradient of a cost C backward and keeps every signal: dC/ds_l = dC/dz_l * phi'(s_l),
     * dC/dW_l = z_(l-1)' dC/ds_l and dC/dz_(l-1) = dC/ds_l W_l'. Weight and bias gradients are sums
     * over the batch.
     *
     * <p>Signals are known by their shapes alone: those of another network with the same widths are
     * not told apart and give the gradients of neither.
     *
     * @param forward what {@link #forward} of this network returned
     * @param outputGradient dC/dz_depth, one sample a row
     * @throws IllegalArgumentException if a forward signal has not the shape that this network gives
     *     it, or the gradient not that of the last activation
     */
    public BackwardSignals backward(ForwardSignals forward, DMatrixRMaj outputGradient) {
        requireOwn(forward);
        Objects.requireNonNull(outputGradient, "the gradient of the output must be given");
        DMatrixRMaj output = forward.activation(depth());
        Require.shape("the gradient of the output", outputGradient, output.numRows, output.numCols);
        List<DMatrixRMaj> preActivations = new ArrayList<>();
        List<DMatrixRMaj> activations = new ArrayList<>(List.of(outputGradient.copy()));
        for (int l = depth(); l >= 1; l--) {
            Layer layer = layers.get(l - 1);
            DMatrixRMaj d = layer.preActivationGradient(forward.preActivation(l), activations.get(depth() - l));
            preActivations.add(d);
            activations.add(MatrixProduct.abt(d, layer.weights()));
        }
        Collections.reverse(preActivations);
        Collections.reverse(activations);
        return new BackwardSignals(forward, preActivations, activations);
    }

    /**
     * Refuses signals that have not the shapes that this network gives them; see {@link #backward}.
     *
     * @throws IllegalArgumentException naming the first layer that differs
     */
    public void requireOwn(ForwardSignals forward) {
        Objects.requireNonNull(forward, "the forward signals must be given");
        forward.requireWidths(widths());
    }

    /**
     * The widths and the activations in order of first appearance, such as {@code 100 -> 100 -> 50,
     * tanh}; a deep one as {@code 100 -> 100 -> ... -> 50, depth 20, tanh}. No weights.
     */
    @Override
    public String toString() {
        return layers.stream()
                .map(layer -> layer.activation().name())
                .distinct()
                .collect(Collectors.joining(", ", ForwardSignals.arrows(widths()) + ", ", ""));
    }

    private static void requireDepth(int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("depth must be at least 1, got " + depth);
        }
    }

    private static void requireWidths(List<Integer> widths) {
        Objects.requireNonNull(widths, "the widths must be given");
        if (widths.size() < 2) {
            throw new IllegalArgumentException("widths must name the inputs and at least one layer, got " + widths);
        }
        widths.forEach(width -> Objects.requireNonNull(width, "every width must be given"));
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>(List.of(layers.get(0).weights().numRows));
        layers.forEach(layer -> widths.add(layer.weights().numCols));
        return widths;
    }
}
