package xavierkit.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import xavierkit.activation.Activation;
import xavierkit.init.VarianceScaling;
import xavierkit.network.Layer;
import xavierkit.network.Network;

class SgdTest {

    private static final double RATE = 0x1p-10;
    private static final int DEPTH = 3;

    static Stream<Activation> activations() {
        return Stream.of(
                Activation.IDENTITY,
                Activation.TANH,
                Activation.SIGMOID,
                Activation.SOFTSIGN,
                Activation.ERF,
                Activation.RELU,
                Activation.GELU,
                Activation.GELU_TANH,
                Activation.SILU,
                Activation.SOFTPLUS,
                Activation.SELU,
                Activation.leakyRelu(0.1),
                Activation.elu(0.5),
                Activation.of("sine", Math::sin, Math::cos));
    }

    private static Network network(Activation activation) {
        SplittableRandom random = new SplittableRandom(5);
        return Network.of(List.of(6, 5, 5, 4), activation, VarianceScaling.glorotNormal(), random)
                .withBiases(0.1, random);
    }

    // The central difference is off by h^2/6 times the third derivative and by 1e-16/h: at h = 1e-5
    // about 1e-10. No kink lies within h of a pre-activation of this seed.
    @ParameterizedTest
    @MethodSource("activations")
    void anUpdateIsTheRateTimesTheGradientOfEveryWeightAndBias(Activation activation) {
        Network network = network(activation);
        Trainer trainer = new Trainer(network, index -> Toy.DATA, new Sgd(RATE), List.of());
        trainer.train(1);
        Network trained = trainer.network();
        for (int l = 0; l < DEPTH; l++) {
            Layer old = network.layers().get(l);
            Layer now = trained.layers().get(l);
            assertGradient(network, old.weights(), now.weights());
            assertGradient(network, old.biases(), now.biases());
        }
    }

    private static void assertGradient(Network network, DMatrixRMaj old, DMatrixRMaj now) {
        double h = 1e-5;
        for (int i = 0; i < old.getNumElements(); i++) {
            double w = old.data[i];
            old.data[i] = w + h;
            double above = Evaluation.of(network, Toy.DATA).cost();
            old.data[i] = w - h;
            double below = Evaluation.of(network, Toy.DATA).cost();
            old.data[i] = w;
            assertEquals((above - below) / (2 * h), (w - now.data[i]) / RATE, 1e-9);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void theRateIsFiniteAndAboveZero(double rate) {
        assertEquals(
                "the rate must be finite and above 0, got " + rate,
                assertThrows(IllegalArgumentException.class, () -> new Sgd(rate))
                        .getMessage());
    }
}
