package xavierkit.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.activation.Activation;

class GainsTest {

    // E[phi^2]^(-1/2) at q = 1: formulas, or ten digits from 40-digit arithmetic
    static Stream<Arguments> exact() {
        return Stream.of(
                Arguments.of(Activation.IDENTITY, 1),
                Arguments.of(Activation.RELU, Math.sqrt(2)),
                Arguments.of(Activation.leakyRelu(0.2), Math.sqrt(2 / 1.04)),
                Arguments.of(Activation.TANH, 1.5925374197),
                Arguments.of(Activation.SIGMOID, 1.8462285453),
                Arguments.of(Activation.ERF, 1.4671669505),
                Arguments.of(Activation.GELU, 1.5335304412),
                Arguments.of(Activation.SILU, 1.6765324703),
                Arguments.of(Activation.SELU, 1));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void exactGainsHaveTheirTenDigits(Activation phi, double gain) {
        assertEquals(gain, Gains.exact(phi), 5.1e-11);
    }

    // torch.nn.init.calculate_gain
    static Stream<Arguments> pytorch() {
        return Stream.of(
                Arguments.of(Activation.IDENTITY, 1),
                Arguments.of(Activation.SIGMOID, 1),
                Arguments.of(Activation.TANH, 5.0 / 3),
                Arguments.of(Activation.RELU, 1.4142135624),
                Arguments.of(Activation.leakyRelu(0.01), 1.4141428570),
                Arguments.of(Activation.leakyRelu(0.2), 1.3867504906),
                Arguments.of(Activation.leakyRelu(Math.sqrt(5)), 0.5773502692),
                Arguments.of(Activation.SELU, 0.75));
    }

    @ParameterizedTest
    @MethodSource("pytorch")
    void pytorchsGainsAreThoseOfItsTable(Activation phi, double gain) {
        assertEquals(gain, Gains.pytorch(phi).orElseThrow(), 5.1e-11);
    }

    @Test
    void pytorchHasNoGainForTheOthers() {
        Stream.of(
                        Activation.GELU,
                        Activation.SILU,
                        Activation.GELU_TANH,
                        Activation.SOFTPLUS,
                        Activation.SOFTSIGN,
                        Activation.ERF,
                        Activation.elu(1),
                        Activation.of("user's", s -> s, s -> 1))
                .forEach(phi -> assertTrue(Gains.pytorch(phi).isEmpty(), phi.name()));
    }

    @Test
    void nothingMakesUpForZero() {
        Activation dead = Activation.of("dead", s -> 0, s -> 0);
        assertEquals(
                "dead must not be 0 everywhere: no gain makes up for that",
                assertThrows(IllegalArgumentException.class, () -> Gains.exact(dead))
                        .getMessage());
    }
}
