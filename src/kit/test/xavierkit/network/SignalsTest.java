package xavierkit.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import xavierkit.activation.Activation;
import xavierkit.init.VarianceScaling;
import xavierkit.matrix.*;

class SignalsTest {

    private static final Network NETWORK = network(4, 8, 6, 2);
    private static final ForwardSignals FORWARD = NETWORK.forward(new DMatrixRMaj(3, 4));
    private static final BackwardSignals BACKWARD = NETWORK.backward(FORWARD, new DMatrixRMaj(3, 2));

    private static Network network(Integer... widths) {
        return Network.of(List.of(widths), Activation.TANH, VarianceScaling.glorotNormal(), new SplittableRandom(1));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                Arguments.of(network(5, 8, 6, 2), "z of layer 0 must be 3x4, got 3x5"),
                Arguments.of(network(4, 7, 6, 2), "s of layer 1 must be 3x8, got 3x7"),
                Arguments.of(network(4, 8, 5, 2), "s of layer 2 must be 3x6, got 3x5"),
                Arguments.of(network(4, 8, 6, 3), "s of layer 3 must be 3x2, got 3x3"));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void signalsOfAnotherNetworkAreRefusedByTheirLayer(Network other, String layer) {
        ForwardSignals strange =
                other.forward(new DMatrixRMaj(3, other.layers().get(0).weights().numRows));
        assertRefused(
                "the forward signals must come from this network: " + layer,
                () -> NETWORK.backward(strange, new DMatrixRMaj(3, 2)));
    }

    @Test
    void aSingleStrangeActivationIsRefusedByItsLayer() {
        List<DMatrixRMaj> z = new java.util.ArrayList<>(FORWARD.activations());
        z.set(2, new DMatrixRMaj(2, 6));
        assertRefused(
                "the forward signals must come from this network: z of layer 2 must be 3x6, got 2x6",
                () -> NETWORK.backward(new ForwardSignals(FORWARD.preActivations(), z), new DMatrixRMaj(3, 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 4, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void layersAreCountedFromOne(int layer) {
        String message = "layer must be between 1 and 3, got " + layer;
        assertRefused(message, () -> FORWARD.preActivation(layer));
        assertRefused(message, () -> BACKWARD.preActivationGradient(layer));
        assertRefused(message, () -> BACKWARD.weightGradient(layer));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void activationsAreCountedFromTheInputAsZero(int layer) {
        String message = "layer must be between 0 and 3, got " + layer;
        assertRefused(message, () -> FORWARD.activation(layer));
        assertRefused(message, () -> BACKWARD.activationGradient(layer));
    }

    @Test
    void listsThatDoNotFitAreRefused() {
        List<DMatrixRMaj> three = FORWARD.preActivations();
        List<DMatrixRMaj> four = FORWARD.activations();
        String rule = " must have depth and depth + 1 matrices, depth at least 1, got ";
        assertRefused("s_1 to s_depth and z_0 to z_depth" + rule + "3 and 3", () -> new ForwardSignals(three, three));
        assertRefused(
                "s_1 to s_depth and z_0 to z_depth" + rule + "0 and 1",
                () -> new ForwardSignals(List.of(), four.subList(0, 1)));
        assertRefused("z and dC/dz" + rule + "3 and 3", () -> new BackwardSignals(FORWARD, three, three));
        assertRefused("dC/ds and dC/dz" + rule + "4 and 4", () -> new BackwardSignals(FORWARD, four, four));
    }

    @Test
    void aGradientOfAnotherShapeIsRefused() {
        Layer layer = NETWORK.layers().get(0);
        assertRefused(
                "the gradient dC/dz must be 3x8, got 3x7",
                () -> layer.preActivationGradient(new DMatrixRMaj(3, 8), new DMatrixRMaj(3, 7)));
    }

    // dC/dz_(l-1) = dC/dz_l J' by the chain rule; sums of 8 products differ by their order alone
    @Test
    void aGradientReturnsThroughTheJacobian() {
        ForwardSignals forward = NETWORK.forward(new DMatrixRMaj(1, 4, true, 1, -2, 3, 0.5));
        BackwardSignals backward = NETWORK.backward(forward, new DMatrixRMaj(1, 2, true, 1, -1));
        for (int l = 1; l <= 3; l++) {
            DMatrixRMaj jacobian = NETWORK.layers().get(l - 1).jacobian(forward.preActivation(l));
            assertArrayEquals(
                    backward.activationGradient(l - 1).data,
                    MatrixProduct.abt(backward.activationGradient(l), jacobian).data,
                    1e-15);
        }
    }

    @Test
    void aJacobianIsOfOneSample() {
        assertRefused(
                "the pre-activations of one sample must be 1x8, got 3x8",
                () -> NETWORK.layers().get(0).jacobian(new DMatrixRMaj(3, 8)));
    }

    @Test
    void aLinearOutputIsThePreActivation() {
        Network linear = NETWORK.withLinearOutput();
        assertEquals("4 -> 8 -> 6 -> 2, tanh, identity", linear.toString());
        DMatrixRMaj inputs = new DMatrixRMaj(1, 4, true, 1, 2, 3, 4);
        assertArrayEquals(
                NETWORK.forward(inputs).preActivation(3).data,
                linear.forward(inputs).activation(3).data);
    }

    @Test
    void aCellThatNamesANetworkOrItsSignalsPrintsOneShortLine() {
        assertEquals("8 -> 6, tanh", NETWORK.layers().get(1).toString());
        assertEquals("4 -> 8 -> 6 -> 2, tanh", NETWORK.toString());
        assertEquals("forward signals, batch of 3, 4 -> 8 -> 6 -> 2", FORWARD.toString());
        assertEquals("backward signals, batch of 3, 4 -> 8 -> 6 -> 2", BACKWARD.toString());
        Network deep = Network.constantWidth(
                100, 20, Activation.TANH, VarianceScaling.glorotNormal(), new SplittableRandom(1));
        assertEquals("100 -> 100 -> ... -> 100, depth 20, tanh", deep.toString());
    }

    @Test
    void differentActivationsAreNamedOnceEach() {
        Layer relu = new Layer(new DMatrixRMaj(3, 3), Activation.RELU);
        Layer last = new Layer(new DMatrixRMaj(3, 1), Activation.IDENTITY);
        assertEquals("3 -> 3 -> 3 -> 1, ReLU, identity", new Network(List.of(relu, relu, last)).toString());
    }

    // s = x, so the differences are 1, 2, 5, 6 with sample variance 17/3; in layer 2 twice as large
    @Test
    void theDifferenceOfTwoPassesIsTakenSampleBySample() {
        Layer keep = new Layer(new DMatrixRMaj(2, 2, true, 1, 0, 0, 1), Activation.IDENTITY);
        Layer twice = new Layer(new DMatrixRMaj(2, 2, true, 2, 0, 0, 2), Activation.IDENTITY);
        Network network = new Network(List.of(keep, twice));
        ForwardSignals one = network.forward(new DMatrixRMaj(2, 2, true, 2, 4, 6, 8));
        ForwardSignals other = network.forward(new DMatrixRMaj(2, 2, true, 1, 2, 1, 2));
        VarianceProfile difference = one.differenceProfile(other);
        assertEquals(1, difference.firstLayer());
        assertEquals(17.0 / 3, difference.variance(1), 1e-14);
        assertEquals(68.0 / 3, difference.variance(2), 1e-13);
        assertEquals(4, one.preActivation(1).get(0, 1));
    }

    // rows (1, 1) and (3, 4) with mean squares 1 and 12.5; the other pass has the opposite and the same direction
    @Test
    void directionsForgetTheLengthOfEachSample() {
        Network network = new Network(List.of(new Layer(new DMatrixRMaj(2, 2, true, 1, 0, 0, 1), Activation.IDENTITY)));
        ForwardSignals one = network.forward(new DMatrixRMaj(2, 2, true, 1, 1, 3, 4));
        ForwardSignals other = network.forward(new DMatrixRMaj(2, 2, true, -5, -5, 30, 40));
        assertArrayEquals(new double[] {1, 12.5}, one.lengths(1), 1e-14);
        Moments difference = one.directionDifferenceProfile(other).moments().get(0);
        assertEquals(2, difference.secondMoment(), 1e-14); // 4 for the opposite, 0 for the same
        assertArrayEquals(new double[] {0.5, 0.5}, other.positiveShares(1), 0);
        assertEquals(1, other.stretch(0, 1).getMax(), 1e-15);
        assertEquals(1, network.backward(one, one.activation(1)).stretch(1, 0).getMin(), 1e-15);
    }

    // C = s^2/2 summed over samples 1 and 3: dC/dw = (1 + 9) w, mean 5 w; a step of 0.1 on the mean takes half of w = 2
    @Test
    void aStepOfDescentSubtractsTheMeanGradient() {
        Network network = new Network(List.of(new Layer(new DMatrixRMaj(1, 1, true, 2), Activation.IDENTITY)));
        ForwardSignals forward = network.forward(new DMatrixRMaj(2, 1, true, 1, 3));
        Network moved = network.descend(network.backward(forward, forward.activation(1)), 0.1 / 2);
        assertEquals(1, moved.layers().get(0).weights().get(0), 1e-15);
        assertEquals(2, network.layers().get(0).weights().get(0));
    }

    // variances 2 and 32 two layers apart: a factor of 4 a layer
    @Test
    void theFactorOfALayerIsARoot() {
        Moments two = new Moments(2, 0, 1);
        Moments large = new Moments(2, 0, 16);
        VarianceProfile profile = new VarianceProfile("s", 1, List.of(two, two, large));
        assertArrayEquals(new double[] {4, 4}, new ProfileSample(List.of(profile, profile)).factors(1, 3), 1e-14);
        assertArrayEquals(new double[] {0.25, 0.25}, new ProfileSample(List.of(profile, profile)).factors(3, 1), 1e-14);
    }

    @Test
    void passesOfOtherShapesHaveNoDifference() {
        ForwardSignals wide = network(4, 8, 5, 2).forward(new DMatrixRMaj(3, 4));
        assertRefused("s' of layer 2 must be 3x6, got 3x5", () -> FORWARD.differenceProfile(wide));
        ForwardSignals deep = network(4, 8, 6, 2, 2).forward(new DMatrixRMaj(3, 4));
        String message = "layer must be between 1 and 3, got 4";
        assertRefused(message, () -> FORWARD.differenceProfile(deep));
        assertRefused(message, () -> deep.differenceProfile(FORWARD));
    }
}
