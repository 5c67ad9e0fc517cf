package xavierkit.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.activation.Activation;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;
import xavierkit.matrix.Moments;

class NetworkTest {

    private static final VarianceScaling GLOROT = VarianceScaling.glorotNormal();

    private static Network small(Activation phi) {
        SplittableRandom random = new SplittableRandom(1);
        return Network.of(List.of(4, 8, 6, 2), phi, GLOROT, random).withBiases(0.1, random);
    }

    private static DMatrixRMaj gaussian(int rows, int columns, long seed) {
        return WeightDistribution.NORMAL.sample(rows, columns, 1, new SplittableRandom(seed));
    }

    @Test
    void forwardIsMatrixProductThenActivation() {
        Layer first = new Layer(new DMatrixRMaj(new double[][] {{1, -2}, {3, 4}}), Activation.RELU);
        Layer second = new Layer(new DMatrixRMaj(new double[][] {{-1}, {0.5}}), Activation.IDENTITY);
        ForwardSignals signals =
                new Network(List.of(first, second)).forward(new DMatrixRMaj(new double[][] {{1, 0}, {1, 1}}));
        assertArrayEquals(new double[] {1, -2, 4, 2}, signals.preActivation(1).data);
        assertArrayEquals(new double[] {1, 0, 4, 2}, signals.activation(1).data);
        assertArrayEquals(new double[] {-1, -3}, signals.activation(2).data);
    }

    @Test
    void aBiasIsAddedToItsUnitInEverySample() {
        Layer layer = new Layer(
                new DMatrixRMaj(new double[][] {{1, -2}, {3, 4}}),
                new DMatrixRMaj(new double[][] {{10, 0}}),
                Activation.RELU);
        ForwardSignals signals = new Network(List.of(layer)).forward(new DMatrixRMaj(new double[][] {{1, 0}, {1, 1}}));
        assertArrayEquals(new double[] {11, -2, 14, 2}, signals.preActivation(1).data);
    }

    // -0.0 + 0 would be 0: biases of zero must not be added. Products this wide start with -0.0.
    @Test
    void biasesOfZeroChangeNoBit() {
        DMatrixRMaj weights = new DMatrixRMaj(1, 20);
        CommonOps_DDRM.fill(weights, -0.0);
        DMatrixRMaj z = new DMatrixRMaj(new double[][] {{1}, {2}});
        ForwardSignals signals = new Network(List.of(new Layer(weights, Activation.IDENTITY))).forward(z);
        assertEquals(-0.0, signals.preActivation(1).get(1, 1));
    }

    // 10,000 biases of variance 0.3: the relative standard error of their variance is
    // sqrt(2 / 10,000) = 0.014; 5 of them are exceeded once in 1.7 million
    @Test
    void biasesHaveTheVarianceAskedFor() {
        SplittableRandom random = new SplittableRandom(1);
        Network network = Network.of(List.of(1, 10_000, 2), Activation.TANH, GLOROT, random);
        Network biased = network.withBiases(0.3, random);
        assertEquals(0.3, Moments.of(biased.layers().get(0).biases()).sampleVariance(), 5 * 0.014 * 0.3);
        assertArrayEquals(
                network.layers().get(1).weights().data, biased.layers().get(1).weights().data);
    }

    static List<Activation> activations() {
        return xavierkit.activation.ActivationTest.all().toList();
    }

    @ParameterizedTest
    @MethodSource("activations")
    void everyGradientIsTheCentralDifferenceOfTheCost(Activation phi) {
        Network network = small(phi);
        DMatrixRMaj input = gaussian(3, 4, 2);
        DMatrixRMaj g = gaussian(3, 2, 3);
        BackwardSignals backward = network.backward(network.forward(input), g);
        assertGradient(input, backward.activationGradient(0), x -> cost(network, x, g), phi + " input");
        for (int l = 1; l <= network.depth(); l++) {
            int layer = l;
            assertGradient(
                    network.layers().get(l - 1).weights(),
                    backward.weightGradient(l),
                    w -> cost(withWeights(network, layer, w), input, g),
                    phi + " weights " + l);
        }
    }

    // dC/ds_l and dC/dz_l for l >= 1: the cost of the rest of the network, started at that signal
    @ParameterizedTest
    @MethodSource("activations")
    void signalGradientsAreThoseOfTheRestOfTheNetwork(Activation phi) {
        Network network = small(phi);
        ForwardSignals forward = network.forward(gaussian(3, 4, 2));
        DMatrixRMaj g = gaussian(3, 2, 3);
        BackwardSignals backward = network.backward(forward, g);
        for (int l = 1; l < network.depth(); l++) {
            Network rest = new Network(network.layers().subList(l, network.depth()));
            Layer phiAlone = new Layer(CommonOps_DDRM.identity(forward.activation(l).numCols), phi);
            assertGradient(forward.activation(l), backward.activationGradient(l), z -> cost(rest, z, g), "z" + l);
            assertGradient(
                    forward.preActivation(l),
                    backward.preActivationGradient(l),
                    s -> cost(rest, new Network(List.of(phiAlone)).forward(s).activation(1), g),
                    "s" + l);
        }
    }

    private static double cost(Network network, DMatrixRMaj input, DMatrixRMaj g) {
        DMatrixRMaj output = network.forward(input).activation(network.depth());
        return CommonOps_DDRM.elementSum(CommonOps_DDRM.elementMult(output, g, null));
    }

    private static Network withWeights(Network network, int layer, DMatrixRMaj weights) {
        List<Layer> layers = new java.util.ArrayList<>(network.layers());
        Layer old = layers.get(layer - 1);
        layers.set(layer - 1, new Layer(weights, old.biases(), old.activation()));
        return new Network(layers);
    }

    private static void assertGradient(
            DMatrixRMaj at, DMatrixRMaj gradient, Function<DMatrixRMaj, Double> cost, String what) {
        double h = 1e-6;
        for (int i = 0; i < at.getNumElements(); i++) {
            DMatrixRMaj up = at.copy();
            DMatrixRMaj down = at.copy();
            up.data[i] += h;
            down.data[i] -= h;
            // rounding: 1e-16 * |C| / h is about 1e-9
            assertEquals((cost.apply(up) - cost.apply(down)) / (2 * h), gradient.data[i], 1e-7, what);
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        DMatrixRMaj g = gaussian(3, 2, 3);
        var one = small(Activation.TANH).forward(gaussian(3, 4, 2));
        var two = small(Activation.TANH).forward(gaussian(3, 4, 2));
        assertArrayEquals(one.activation(3).data, two.activation(3).data);
        assertArrayEquals(
                small(Activation.TANH).backward(one, g).weightGradient(1).data,
                small(Activation.TANH).backward(two, g).weightGradient(1).data);
    }

    @Test
    void badInputIsNamed() {
        Network network = small(Activation.TANH);
        ForwardSignals signals = network.forward(gaussian(3, 4, 2));
        SplittableRandom random = new SplittableRandom(1);
        assertRefused("a batch must have at least 1 sample, got 0x4", () -> network.forward(new DMatrixRMaj(0, 4)));
        assertRefused("the input must be 3x4, got 3x5", () -> network.forward(gaussian(3, 5, 1)));
        assertRefused(
                "the gradient of the output must be 3x2, got 2x2", () -> network.backward(signals, gaussian(2, 2, 1)));
        assertRefused(
                "the forward signals must come from this network of depth 3, got depth 1",
                () -> network.backward(
                        Network.constantWidth(4, 1, Activation.TANH, GLOROT, random)
                                .forward(gaussian(3, 4, 2)),
                        gaussian(3, 2, 1)));
        assertRefused(
                "depth must be at least 1, got 0", () -> Network.constantWidth(4, 0, Activation.TANH, GLOROT, random));
        assertRefused(
                "widths must name the inputs and at least one layer, got [4]",
                () -> Network.of(List.of(4), Activation.TANH, GLOROT, random));
        assertRefused(
                "widths must name the inputs and at least one layer, got []",
                () -> Network.of(List.of(), Activation.TANH, GLOROT, random));
        assertRefused("depth must be at least 1, got 0", () -> new Network(List.of()));
        assertRefused(
                "fan_in must be at least 1, got 0", () -> Network.constantWidth(0, 2, Activation.TANH, GLOROT, random));
        assertRefused(
                "layer 2 must have 2 rows of weights, as many as layer 1 has units, got 3x3",
                () -> new Network(List.of(
                        new Layer(gaussian(4, 2, 1), Activation.TANH), new Layer(gaussian(3, 3, 1), Activation.TANH))));
        assertRefused(
                "a layer needs at least 1 input and 1 unit, got 0x3",
                () -> new Layer(new DMatrixRMaj(0, 3), Activation.TANH));
        assertRefused(
                "the biases must be 1x3, got 3x1",
                () -> new Layer(gaussian(4, 3, 1), gaussian(3, 1, 1), Activation.TANH));
        assertRefused("variance must be finite and at least 0, got -1.0", () -> network.withBiases(-1, random));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
