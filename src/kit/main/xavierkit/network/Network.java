package xavierkit.network;

import java.util.*;
import java.util.random.RandomGenerator;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.activation.Activation;
import xavierkit.init.*;
import xavierkit.matrix.*;

/**
 * A chain of dense layers that shows its signals: z_0 is the input, s_l = z_(l-1) W_l + b_l and z_l = phi(s_l) for l =
 * 1 to depth, one sample a row; the notation of Glorot and Bengio (2010).
 *
 * @param layers layer 1 first; at least one, each fed by the one before
 */
public record Network(List<Layer> layers) {

    /** Validates: depth at least 1 and widths that fit. */
    public Network {
        layers = Require.all("the layers", layers);
        Require.atLeast(1, "depth", layers.size());
        for (int l = 1; l < layers.size(); l++) {
            int units = layers.get(l - 1).weights().numCols;
            DMatrixRMaj weights = layers.get(l).weights();
            String rule = "layer %d must have %d rows of weights, as many as layer %d has units, got %s";
            Require.that(weights.numRows == units, rule, l + 1, units, l, Require.shape(weights));
        }
    }

    /**
     * A network freshly initialized, with the same activation in every layer and biases of zero.
     *
     * @param widths the number of inputs, then the units of each layer: {@code List.of(64, 256, 10)} has depth 2
     */
    public static Network of(
            List<Integer> widths, Activation activation, Initializer initializer, RandomGenerator random) {
        int size = Require.given("the widths", widths).size();
        Require.that(size >= 2, "widths must name the inputs and at least one layer, got %s", widths);
        widths.forEach(width -> Require.given("every width", width));
        List<Layer> layers = new ArrayList<>();
        for (int l = 1; l < size; l++) {
            layers.add(Layer.of(widths.get(l - 1), widths.get(l), activation, initializer, random));
        }
        return new Network(layers);
    }

    /** A network of {@code depth} layers of {@code width} units on {@code width} inputs. */
    public static Network constantWidth(
            int width, int depth, Activation activation, Initializer initializer, RandomGenerator random) {
        Require.atLeast(1, "depth", depth);
        return of(Collections.nCopies(depth + 1, width), activation, initializer, random);
    }

    /**
     * The same weights with biases drawn anew in every layer, independent and normal.
     *
     * @param variance Var(b), finite and at least 0
     */
    public Network withBiases(double variance, RandomGenerator random) {
        Stream<Layer> biased = layers.stream().map(layer -> {
            DMatrixRMaj biases = WeightDistribution.NORMAL.sample(1, layer.weights().numCols, variance, random);
            return new Layer(layer.weights(), biases, layer.activation());
        });
        return new Network(biased.toList());
    }

    /** The same parameters with z_depth = s_depth, for a softmax on top. */
    public Network withLinearOutput() {
        Layer last = layers.get(depth() - 1);
        Layer linear = new Layer(last.weights(), last.biases(), Activation.IDENTITY);
        Stream<Layer> others = layers.stream().limit(depth() - 1);
        return new Network(Stream.concat(others, Stream.of(linear)).toList());
    }

    /** The number of layers. */
    public int depth() {
        return layers.size();
    }

    /**
     * Runs a batch forward and keeps every signal.
     *
     * @param inputs at least one sample, one a row, with fan_in of layer 1 columns
     */
    public ForwardSignals forward(DMatrixRMaj inputs) {
        int batch = Require.given("the input", inputs).numRows;
        Require.that(batch > 0, "a batch must have at least 1 sample, got %s", Require.shape(inputs));
        Require.shape("the input", inputs, batch, widths().get(0));
        List<DMatrixRMaj> preActivations = new ArrayList<>();
        List<DMatrixRMaj> activations = new ArrayList<>(List.of(inputs.copy()));
        for (int l = 0; l < depth(); l++) {
            DMatrixRMaj s = layers.get(l).preActivations(activations.get(l));
            preActivations.add(s);
            activations.add(s.createLike());
            layers.get(l).activation().values(s.data, s.getNumElements(), activations.get(l + 1).data);
        }
        return new ForwardSignals(preActivations, activations);
    }

    /**
     * Runs the gradient of a cost C backward and keeps every signal: dC/ds_l = dC/dz_l * phi'(s_l) and dC/dz_(l-1) =
     * dC/ds_l W_l'.
     *
     * @param forward what {@link #forward} of this network returned; see {@link #requireOwn}
     * @param outputGradient dC/dz_depth, in the shape of z_depth
     */
    public BackwardSignals backward(ForwardSignals forward, DMatrixRMaj outputGradient) {
        requireOwn(forward);
        DMatrixRMaj output = forward.activation(depth());
        Require.shape("the gradient of the output", outputGradient, output.numRows, output.numCols);
        LinkedList<DMatrixRMaj> preActivations = new LinkedList<>();
        LinkedList<DMatrixRMaj> activations = new LinkedList<>(List.of(outputGradient.copy()));
        for (int l = depth(); l >= 1; l--) {
            Layer layer = layers.get(l - 1);
            preActivations.addFirst(layer.preActivationGradient(forward.preActivation(l), activations.getFirst()));
            activations.addFirst(MatrixProduct.abt(preActivations.getFirst(), layer.weights()));
        }
        return new BackwardSignals(forward, preActivations, activations);
    }

    /**
     * One step of gradient descent: W - rate dC/dW in every layer, in a network of its own; biases stay as they are.
     *
     * @param signals what {@link #backward} of this network returned
     * @param rate the learning rate; divided by the batch if C adds up the costs of its samples
     */
    public Network descend(BackwardSignals signals, double rate) {
        requireOwn(Require.given("the backward signals", signals).forward());
        List<Layer> moved = new ArrayList<>();
        for (int l = 1; l <= depth(); l++) {
            Layer layer = layers.get(l - 1);
            DMatrixRMaj weights = layer.weights().copy();
            CommonOps_DDRM.addEquals(weights, -rate, signals.weightGradient(l));
            moved.add(new Layer(weights, layer.biases(), layer.activation()));
        }
        return new Network(moved);
    }

    /**
     * Refuses signals that do not have the shapes that this network gives them, and names the first layer that differs.
     * Only shapes are compared: signals of another network with the same widths are accepted, and give the gradients of
     * neither.
     */
    public void requireOwn(ForwardSignals forward) {
        String own = "the forward signals must come from this network";
        int depth = Require.given("the forward signals", forward).depth();
        Require.that(depth == depth(), "%s of depth %d, got depth %d", own, depth(), depth);
        int batch = forward.activation(0).numRows;
        List<Integer> widths = widths();
        Require.shape(own + ": z of layer 0", forward.activation(0), batch, widths.get(0));
        for (int l = 1; l <= depth; l++) {
            Require.shape(own + ": s of layer " + l, forward.preActivation(l), batch, widths.get(l));
            Require.shape(own + ": z of layer " + l, forward.activation(l), batch, widths.get(l));
        }
    }

    /**
     * The widths and the activations in order of first appearance, such as {@code 100 -> 100 -> 50, tanh}; a deep
     * network as {@code 100 -> 100 -> ... -> 50, depth 20, tanh}. No weights.
     */
    @Override
    public String toString() {
        Stream<String> names = layers.stream().map(layer -> layer.activation().name());
        return names.distinct().collect(Collectors.joining(", ", arrows(widths()) + ", ", ""));
    }

    /** {@code 64 -> 100 -> 10}; of more than 5 widths the first two, the last and the depth. */
    static String arrows(List<Integer> widths) {
        int last = widths.size() - 1;
        String deep = "%d -> %d -> ... -> %d, depth %d";
        String all = widths.stream().map(String::valueOf).collect(Collectors.joining(" -> "));
        return last < 5 ? all : deep.formatted(widths.get(0), widths.get(1), widths.get(last), last);
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>(List.of(layers.get(0).weights().numRows));
        layers.forEach(layer -> widths.add(layer.weights().numCols));
        return widths;
    }
}
