package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import xavierkit.activation.Activation;
import xavierkit.init.Initializer;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;
import xavierkit.network.Layer;
import xavierkit.network.Network;

class LayerHealthTest {

    private static final DMatrixRMaj ONE = new DMatrixRMaj(new double[][] {{1}});

    // 64 -> 64, depth 10; the gradient of the output is 1/64 of N(0, 1), that of a mean over the
    // batch
    private static List<LayerHealth> health(Activation phi, Initializer initializer) {
        SplittableRandom random = new SplittableRandom(25);
        Network network = Network.constantWidth(64, 10, phi, initializer, random);
        DMatrixRMaj x = WeightDistribution.NORMAL.sample(64, 64, 1, random);
        DMatrixRMaj g = WeightDistribution.NORMAL.sample(64, 64, 1.0 / (64 * 64), random);
        return LayerHealth.of(network, network.backward(network.forward(x), g), 1e-3);
    }

    // one unit with weight 1, a cost of gradient 1 and a learning rate of 0.5
    private static LayerHealth oneLayer(Activation phi, double... inputs) {
        DMatrixRMaj z = new DMatrixRMaj(inputs.length, 1, true, inputs);
        Network network = new Network(List.of(new Layer(ONE, phi)));
        DMatrixRMaj g = new DMatrixRMaj(inputs.length, 1);
        g.fill(1);
        return LayerHealth.of(network, network.backward(network.forward(z), g), 0.5)
                .get(0);
    }

    // 1 - tanh(s)^2 < 1/20 where |s| > artanh(sqrt(19/20)) = 2.178
    @Test
    void saturationIsTheShareOfFlatSlopes() {
        assertEquals(0.5, oneLayer(Activation.TANH, -2.2, -2.1, 0, 2.2).saturated());
        // sigmoid' is 1/4 at most, and p (1 - p) < 1/80 for p > (1 + sqrt(19/20)) / 2 = sigmoid(4.356)
        assertEquals(0.25, oneLayer(Activation.SIGMOID, -4.3, 0, 4.3, 4.4).saturated());
        assertEquals(0.75, oneLayer(Activation.RELU, -1, -2, -3, 1).saturated());
    }

    @Test
    void aUnitIsDeadIfNoSampleHasASlope() {
        assertEquals(1, oneLayer(Activation.RELU, -1, -2, -3).dead());
        assertEquals(0, oneLayer(Activation.RELU, -1, -2, 3).dead());
        assertEquals(1, oneLayer(Activation.TANH, -20, 20).dead());
        assertEquals(0, oneLayer(Activation.TANH, -20, 10).dead());
    }

    // -tanh falls everywhere: its slopes count without their sign; and |s| / 10 is nowhere flat
    @Test
    void theSizeOfASlopeCounts() {
        Activation falling = activation("-tanh", s -> -Math.tanh(s), s -> Math.pow(Math.tanh(s), 2) - 1);
        assertEquals(0.5, oneLayer(falling, -2.2, -2.1, 0, 2.2).saturated());
        assertEquals(0.1, oneLayer(falling, 0).saturationLimit());
        Activation slight = activation("|s| / 10", s -> Math.abs(s) / 10, s -> s > 0 ? 0.1 : -0.1);
        assertEquals(0, oneLayer(slight, -1, 1).saturated());
        assertEquals(0.9, oneLayer(slight, 1).saturationLimit());
        assertEquals(0.9, oneLayer(Activation.RELU, 1).saturationLimit());
    }

    // the steepest place may be elsewhere: a step of width 1 at s = 5
    @Test
    void theLargestSlopeIsLookedForAroundZero() {
        Activation step = activation("step", s -> Math.tanh(s - 5), s -> 1 - Math.pow(Math.tanh(s - 5), 2));
        assertEquals(0.5, oneLayer(step, 5, 0).saturated());
    }

    private static Activation activation(String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
        return new Activation(name, value, derivative, List.of(), OptionalDouble.empty(), Optional.empty());
    }

    @Test
    void oneIllSignalIsEnough() {
        LayerHealth ill = new LayerHealth(3, 0.2, 0.1, 0, 1, 1, 1e-3);
        assertFalse(ill.healthy());
        assertEquals("layer 3: FAIL: saturated 0.20, healthy up to 0.10: flat units pass no gradient.", ill.toString());
        assertTrue(new LayerHealth(3, 0.1, 0.1, 0.5, 10, 0.1, 1e-2).healthy()); // the ends are healthy
        assertTrue(new LayerHealth(3, 0, 0.1, 0, 0.1, 10, 1e-4).healthy());
    }

    // dC/dW = sum of z phi' = 1 + 2 = 3 for identity and gradient 1; the step is 0.5 times that
    @Test
    void theUpdateIsMeasuredAgainstTheWeight() {
        assertEquals(1.5, oneLayer(Activation.IDENTITY, 1, 2).updateToWeight());
    }

    @Test
    void ratiosAreThoseOfTheRootMeanSquares() {
        Network network = new Network(
                List.of(new Layer(scaled(2), Activation.IDENTITY), new Layer(scaled(3), Activation.IDENTITY)));
        var layers = LayerHealth.of(network, network.backward(network.forward(ONE), ONE), 1);
        // z is 1, 2, 6 and dC/dz 6, 3, 1: gradient to activation is 3/2 before and 1/6 after layer 2
        assertEquals(9, layers.get(0).gradientToActivation(), 1e-14);
        assertEquals(3, layers.get(0).gradientToLast());
        assertEquals(1, layers.get(1).gradientToActivation());
    }

    private static DMatrixRMaj scaled(double weight) {
        return new DMatrixRMaj(new double[][] {{weight}});
    }

    @Test
    void networksThatTheRightRuleStartsAreHealthy() {
        health(Activation.TANH, VarianceScaling.glorotNormal())
                .forEach(layer ->
                        assertEquals("layer " + layer.layer() + ": PASS, all signals healthy.", layer.toString()));
        health(Activation.RELU, VarianceScaling.heNormal())
                .forEach(layer -> assertTrue(layer.healthy(), layer::toString));
    }

    private static List<String> ill(LayerHealth layer) {
        return layer.signs().stream()
                .filter(s -> !s.healthy())
                .map(LayerHealth.Sign::name)
                .toList();
    }

    @Test
    void everyKindOfIllnessIsNamed() {
        String saturated = "saturated";
        String dead = "dead";
        String ratio = "gradient to activation (last layer: 1)";
        String gradient = "gradient (last layer: 1)";
        String update = "update to weight";
        // a gain of 5 saturates tanh and lets gradients explode, by a factor of about 100 in 9 layers
        assertEquals(
                List.of(saturated, ratio, gradient),
                ill(health(Activation.TANH, VarianceScaling.glorotNormal().withGain(5))
                        .get(0)));
        // Glorot halves the gradient of ReLU in each of 9 layers, in the root mean square by 1/22
        assertEquals(
                List.of(ratio, gradient, update),
                ill(health(Activation.RELU, VarianceScaling.glorotNormal()).get(0)));
        // half a ReLU layer is flat by design, all of it is not
        assertEquals(List.of(saturated, dead, ratio, gradient, update), ill(oneLayer(Activation.RELU, -1, -2, -3)));
        assertEquals(List.of(update), ill(oneLayer(Activation.RELU, -1, 1)));
    }

    @Test
    void aSignSaysWhatIsHealthyAndWhyElseNot() {
        assertEquals(
                "PASS: dead 0.0, healthy up to 0.50.",
                new LayerHealth.Sign("dead", 0, 0, 0.5, "nothing is learned").toString());
        assertEquals(
                "FAIL: gradient 20, healthy between 0.10 and 10: it explodes.",
                new LayerHealth.Sign("gradient", 20, 0.1, 10, "it explodes").toString());
        assertFalse(new LayerHealth.Sign("gradient", Double.NaN, 0.1, 10, "it explodes").healthy());
    }
}
