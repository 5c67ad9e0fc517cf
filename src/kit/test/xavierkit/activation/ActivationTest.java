package xavierkit.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

public class ActivationTest {

    /** Every activation of the kit; other tests use it too. */
    public static Stream<Activation> all() {
        return Stream.of(
                Activation.IDENTITY,
                Activation.TANH,
                Activation.SIGMOID,
                Activation.SOFTSIGN,
                Activation.ERF,
                Activation.RELU,
                Activation.leakyRelu(0.2),
                Activation.elu(1.5),
                Activation.SELU,
                Activation.GELU,
                Activation.GELU_TANH,
                Activation.SILU,
                Activation.SOFTPLUS);
    }

    @ParameterizedTest
    @MethodSource("all")
    void derivativeIsTheCentralDifference(Activation phi) {
        double h = 1e-5;
        for (double s = -6.03; s < 6; s += 0.05) {
            double difference = (phi.value(s + h) - phi.value(s - h)) / (2 * h);
            // truncation h^2/6 |phi'''| < 1e-10, rounding 1e-16 * 6 / h < 1e-10
            assertEquals(difference, phi.derivative(s), 1e-9, () -> phi.name());
        }
    }

    // REFERENCE values: E[phi(z)^2] and E[phi'(z)^2] for z ~ N(0,1), from 40-digit arithmetic
    static Stream<Arguments> gaussianMoments() {
        double pi = Math.PI;
        return Stream.of(
                Arguments.of(Activation.IDENTITY, 1, 1),
                Arguments.of(Activation.RELU, 0.5, 0.5),
                Arguments.of(Activation.leakyRelu(0.2), 0.52, 0.52),
                Arguments.of(Activation.TANH, 0.3942944904, 0.4644029024),
                Arguments.of(Activation.SIGMOID, 0.2933790359, 0.0448362414),
                Arguments.of(Activation.ERF, 2 / pi * Math.asin(2.0 / 3), 4 / (pi * Math.sqrt(5))),
                Arguments.of(
                        Activation.GELU, 1.0 / 3 + 1 / (2 * Math.sqrt(3) * pi), 1.0 / 3 + 2 / (3 * Math.sqrt(3) * pi)),
                Arguments.of(Activation.SILU, 0.3557755198, 0.3794823516),
                Arguments.of(Activation.SELU, 1, 1.0715749925));
    }

    @ParameterizedTest
    @MethodSource("gaussianMoments")
    void gaussianMomentsAreThoseOfTheLiterature(Activation phi, double square, double slopeSquare) {
        // the trapezoid rule with a node at the kink: error about h^2/12 = 2e-7 times the jump of the
        // slope
        assertEquals(square, gaussianMean(s -> Math.pow(phi.value(s), 2)), 1e-6);
        assertEquals(slopeSquare, gaussianMean(s -> Math.pow(phi.derivative(s), 2)), 1e-6);
    }

    private static double gaussianMean(DoubleUnaryOperator f) {
        int steps = 1 << 14;
        double h = 24.0 / steps;
        // at the kink the one-sided values count half each: nudge the node to both sides
        return IntStream.rangeClosed(-steps / 2, steps / 2)
                .mapToDouble(i -> i * h)
                .map(s -> h
                        * Math.exp(-s * s / 2)
                        / Math.sqrt(2 * Math.PI)
                        * (f.applyAsDouble(s - 1e-12) + f.applyAsDouble(s + 1e-12))
                        / 2)
                .sum();
    }

    @Test
    void geluTanhStaysCloseToGelu() {
        for (double s = -6; s <= 6; s += 0.01) {
            assertEquals(Activation.GELU.value(s), Activation.GELU_TANH.value(s), 5e-4);
        }
    }

    // phi and its asymptotes: the slope and, where that is 0, the value at -infinity and at infinity
    static Stream<Arguments> asymptotes() {
        double lambda = 1.0507009873554805;
        double alpha = 1.6732632423543773;
        return Stream.of(
                Arguments.of(Activation.IDENTITY, 1, 0, 1, 0),
                Arguments.of(Activation.TANH, 0, -1, 0, 1),
                Arguments.of(Activation.SIGMOID, 0, 0, 0, 1),
                Arguments.of(Activation.SOFTSIGN, 0, -1, 0, 1),
                Arguments.of(Activation.ERF, 0, -1, 0, 1),
                Arguments.of(Activation.RELU, 0, 0, 1, 0),
                Arguments.of(Activation.leakyRelu(0.2), 0.2, 0, 1, 0),
                Arguments.of(Activation.leakyRelu(0), 0, 0, 1, 0),
                Arguments.of(Activation.elu(1.5), 0, -1.5, 1, 0),
                Arguments.of(Activation.SELU, 0, -lambda * alpha, lambda, 0),
                Arguments.of(Activation.GELU, 0, 0, 1, 0),
                Arguments.of(Activation.GELU_TANH, 0, 0, 1, 0),
                Arguments.of(Activation.SILU, 0, 0, 1, 0),
                Arguments.of(Activation.SOFTPLUS, 0, 0, 1, 0));
    }

    @ParameterizedTest
    @MethodSource("asymptotes")
    void largeArgumentsReachTheAsymptotes(
            Activation phi, double leftSlope, double leftLimit, double slope, double limit) {
        for (double s : new double[] {800, 1e160, Double.POSITIVE_INFINITY}) {
            // softsign alone comes near as slowly as 1/s; everyone else has arrived
            double delta = phi == Activation.SOFTSIGN ? Math.max(1 / s, 1e-15) : 1e-15;
            assertEquals(leftSlope == 0 ? leftLimit : leftSlope * -s, phi.value(-s), delta);
            assertEquals(slope == 0 ? limit : slope * s, phi.value(s), delta);
            assertEquals(leftSlope, phi.derivative(-s), delta);
            assertEquals(slope, phi.derivative(s), delta);
        }
    }

    @Test
    void everyActivationIsHeldAgainstItsAsymptotes() {
        var names = asymptotes().map(row -> row.get()[0].toString()).toList();
        all().forEach(phi -> assertEquals(true, names.contains(phi.name()), phi.name()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void notANumberStaysOne(Activation phi) {
        assertEquals(Double.NaN, phi.value(Double.NaN));
        assertEquals(Double.NaN, Activation.leakyRelu(0).value(Double.NaN));
    }

    @Test
    void kinksAreAscendingAndOnlyWhereTheSlopeJumps() {
        var mine = Activation.of("mine", s -> s, s -> 1, 3.0, -1.0, 3.0, 0.0);
        assertEquals(List.of(-1.0, 0.0, 3.0), mine.kinks());
        assertEquals(List.of(), Activation.elu(1).kinks());
        assertEquals(List.of(), Activation.leakyRelu(1).kinks());
        assertEquals(List.of(0.0), Activation.elu(1.5).kinks());
        assertEquals(List.of(0.0), Activation.leakyRelu(0.2).kinks());
        assertEquals(List.of(0.0), Activation.SELU.kinks());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void refusesParametersThatAreNotFinite(double parameter) {
        for (Runnable bad : new Runnable[] {
            () -> Activation.leakyRelu(parameter),
            () -> Activation.elu(parameter),
            () -> Activation.of("mine", s -> s, s -> 1, parameter)
        }) {
            var error = assertThrows(IllegalArgumentException.class, bad::run);
            assertEquals(true, error.getMessage().endsWith("must be finite, got " + parameter));
        }
    }
}
