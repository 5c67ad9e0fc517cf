package xavierkit.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.activation.Activation;
import xavierkit.grader.Mark;
import xavierkit.prediction.FixedPoint;
import xavierkit.prediction.Gains;
import xavierkit.prediction.GaussianMoments;
import xavierkit.prediction.LengthMap;

class OwnMarksTest {

    private static final List<Double> LENGTHS = List.of(1.0, 2.0, 0.3);

    /** Smooth, with kinks on and off the table, bounded and not, even and odd, stable and not. */
    private static final List<Activation> NEW = List.of(
            Activation.of("sin", Math::sin, Math::cos),
            Activation.of("tanh 2s", s -> Math.tanh(2 * s), s -> 2 / Math.pow(Math.cosh(2 * s), 2)),
            Activation.of("s^2", s -> s * s, s -> 2 * s),
            Activation.of("s^3", s -> s * s * s, s -> 3 * s * s),
            Activation.of("exp", Math::exp, Math::exp),
            Activation.of("bump", s -> Math.exp(-s * s), s -> -2 * s * Math.exp(-s * s)),
            Activation.of("arctan", Math::atan, s -> 1 / (1 + s * s)),
            Activation.of("hard tanh", s -> Math.max(-1, Math.min(1, s)), s -> s > -1 && s <= 1 ? 1 : 0, -1.0, 1.0),
            Activation.of("ReLU2", s -> Math.max(0, Math.min(2.1, s)), s -> s > 0 && s <= 2.1 ? 1 : 0, 0.0, 2.1),
            Activation.of("shifted ReLU", s -> Math.max(0, s - 0.345), s -> s > 0.345 ? 1 : 0, 0.345),
            Activation.of("root", s -> Math.sqrt(1 + s * s), s -> s / Math.sqrt(1 + s * s)),
            Activation.of("snake", s -> s + Math.pow(Math.sin(s), 2), s -> 1 + Math.sin(2 * s)),
            Activation.of("mish", s -> s * Math.tanh(Math.log1p(Math.exp(s))), OwnMarksTest::mishSlope));

    private static double mishSlope(double s) {
        double t = Math.tanh(Math.log1p(Math.exp(s)));
        return t + s * (1 - t * t) / (1 + Math.exp(-s));
    }

    private static Mark activation(DoubleUnaryOperator phi, DoubleUnaryOperator slope) {
        return OwnMarks.activation(phi, slope, 2);
    }

    @ParameterizedTest
    @FieldSource("NEW")
    void newActivationsCountWithAnyRightDerivative(Activation phi) {
        assertEquals(2, activation(phi::value, phi::derivative).points());
        DoubleUnaryOperator numerical = s -> (phi.value(s + 1e-6) - phi.value(s - 1e-6)) / 2e-6;
        assertEquals(2, activation(phi::value, numerical).points());
    }

    // the table holds the gain to 3 digits, and the slope to half a percent, of the library's
    // quadrature
    @ParameterizedTest
    @FieldSource("NEW")
    void gainAndSlopeAreThoseOfTheTheory(Activation phi) {
        DoubleUnaryOperator gain =
                q -> Math.sqrt(q / GaussianMoments.of(phi, q).square().value());
        assertEquals(1, OwnMarks.gain(phi::value, gain, LENGTHS, 1).points());
        double exact = Gains.exact(phi);
        FixedPoint point = FixedPoint.of(new LengthMap(phi, exact * exact, 0), 1);
        assertEquals(1, OwnMarks.mapSlope(phi::value, point.slope(), 1).points());
        String answer = point.stable() ? " Comes back." : "runs away";
        assertEquals(1, OwnMarks.stability(phi::value, answer, 1).points(), phi::name);
        assertEquals(point.chi(), OwnActivation.of(phi::value).chi(), 0.01 * point.chi());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(Activation.TANH.value(), "phi is tanh or a multiple"),
                Arguments.of(value(s -> -3 * Math.tanh(s)), "phi is tanh or a multiple"),
                Arguments.of(value(s -> 1 / (1 + Math.exp(-s))), "phi is sigmoid"),
                Arguments.of(value(s -> s * (1 / (1 + Math.exp(-s)))), "phi is SiLU"),
                Arguments.of(value(s -> Math.log1p(Math.exp(s))), "phi is softplus"),
                Arguments.of(value(s -> s / (1 + Math.abs(s))), "phi is softsign"),
                Arguments.of(Activation.GELU.value(), "phi is GELU"),
                Arguments.of(Activation.ERF.value(), "phi is erf"),
                Arguments.of(value(s -> Math.max(0, s) * Math.max(0, s)), "squared ReLU"),
                Arguments.of(value(s -> s), "a leaky ReLU"),
                Arguments.of(value(s -> s > 0 ? 2 * s : -0.3 * s), "a leaky ReLU"),
                Arguments.of(value(s -> Math.max(0, s)), "a leaky ReLU"),
                Arguments.of(value(Math::abs), "a leaky ReLU"),
                Arguments.of(Activation.SELU.value(), "an ELU"),
                Arguments.of(Activation.elu(0.4).value(), "an ELU"),
                Arguments.of(value(s -> 0), "the same number"),
                Arguments.of(value(s -> 0.1 * 3), "the same number"),
                Arguments.of(value(Math::signum), "jumps"),
                Arguments.of(value(s -> s > 0.51 ? s : 0), "near s = 0.5"),
                Arguments.of(value(s -> Math.tanh(500 * s)), "as steep as if"),
                Arguments.of(value(Math::log), "must be a finite number"),
                Arguments.of(value(s -> 1 / s), "got Infinity at s = 0.0"),
                Arguments.of(value(s -> Math.exp(s * s / 3)), "grows so fast"));
    }

    private static DoubleUnaryOperator value(DoubleUnaryOperator phi) {
        return phi;
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatDoesNotCountEarnsNothingAnywhere(DoubleUnaryOperator phi, String reason) {
        Mark mark = activation(phi, s -> 0);
        assertEquals(0, mark.points());
        assertTrue(mark.reason().contains(reason), mark::reason);
        assertEquals(
                0,
                OwnMarks.gain(phi, q -> Math.sqrt(q / OwnActivation.of(phi).square(q)), LENGTHS, 1)
                        .points());
        assertEquals(0, OwnMarks.mapSlope(phi, 1, 1).points());
        for (String word : List.of("comes back", "stays", "runs away")) {
            assertEquals(0, OwnMarks.stability(phi, word, 1).points());
        }
    }

    static Stream<Arguments> wrongDerivatives() {
        return Stream.of(
                Arguments.of(value(Math::sin), value(s -> -Math.cos(s)), "The sign is wrong"),
                Arguments.of(value(Math::sin), value(Math::sin), "That is phi itself"),
                Arguments.of(value(Math::sin), value(s -> Math.pow(Math.cos(s), 2)), "only for tanh"),
                Arguments.of(value(Math::sin), value(s -> Math.sin(s) * (1 - Math.sin(s))), "only for the sigmoid"),
                Arguments.of(
                        value(s -> Math.sin(2 * s)),
                        value(s -> Math.cos(2 * s)),
                        "off by the same factor 0.5000 everywhere"),
                Arguments.of(value(s -> s > 0 ? s : Math.sin(s)), value(s -> 1), "It is right for s > 0"),
                Arguments.of(value(s -> s * s), value(s -> Math.min(0, 2 * s)), "right for s < 0"),
                Arguments.of(value(s -> s * s), value(s -> s * s * s), "The derivative: For s"),
                Arguments.of(value(s -> s * s), value(s -> Double.NaN), "you said NaN"));
    }

    @ParameterizedTest
    @MethodSource("wrongDerivatives")
    void wrongDerivativesAreNamedAndCostHalf(DoubleUnaryOperator phi, DoubleUnaryOperator slope, String reason) {
        Mark mark = activation(phi, slope);
        assertEquals(1, mark.points());
        assertTrue(mark.reason().contains(reason), mark::reason);
    }

    // for e^s: E[phi] = e^(q/2), E[phi^2] = e^(2q), and V'(1) = 2
    static Stream<Arguments> wrongGains() {
        return Stream.of(
                Arguments.of(value(q -> Math.sqrt(q / (Math.exp(2 * q) - Math.exp(q)))), "from Var(phi)"),
                Arguments.of(value(q -> q * Math.exp(-2 * q)), "the root is missing"),
                Arguments.of(value(q -> Math.exp(2 * q) / q), "the share that passes"),
                Arguments.of(value(q -> Math.exp(q) / Math.sqrt(q)), "upside down"),
                Arguments.of(value(q -> Math.exp(-1)), "the gain for q = 1, whatever q"),
                Arguments.of(value(q -> Math.exp(-q)), "the next q is always 1"),
                Arguments.of(value(q -> Math.sqrt(q) * Math.exp(-q * q)), "taken for the standard deviation"),
                Arguments.of(value(q -> Math.sqrt(2)), "ReLU's gain"),
                Arguments.of(value(q -> 5), "you said 5.000, it is 0.3679"),
                Arguments.of(value(q -> Double.NaN), "you said NaN"));
    }

    @ParameterizedTest
    @MethodSource("wrongGains")
    void wrongGainsAreNamed(DoubleUnaryOperator gain, String reason) {
        assertNamed(reason, OwnMarks.gain(Math::exp, gain, List.of(1.0, 1.5), 1));
    }

    // for sin: E[phi^2] = (1 - e^(-2q)) / 2, its slope e^(-2q), E[phi'^2] = (1 + e^(-2q)) / 2
    @Test
    void wrongSlopesAreNamed() {
        double square = (1 - Math.exp(-2)) / 2;
        double right = Math.exp(-2) / square;
        assertEquals(1, OwnMarks.mapSlope(Math::sin, right, 1).points());
        assertNamed("This is chi", OwnMarks.mapSlope(Math::sin, (1 - square) / square, 1));
        assertNamed("gain is left out", OwnMarks.mapSlope(Math::sin, Math.exp(-2), 1));
        assertNamed("not squared", OwnMarks.mapSlope(Math::sin, right * Math.sqrt(square), 1));
        assertNamed("Twice too large", OwnMarks.mapSlope(Math::sin, 2 * right, 1));
        assertNamed("Half of it", OwnMarks.mapSlope(Math::sin, right / 2, 1));
        assertNamed("straight on both sides", OwnMarks.mapSlope(Math::sin, 1, 1));
        assertNamed("For q 1 you said -7.000", OwnMarks.mapSlope(Math::sin, -7, 1));
    }

    @Test
    void wrongWordsAboutStabilityAreExplained() {
        assertNamed("V'(1) = 0.3130", OwnMarks.stability(Math::sin, "runs away", 1));
        assertNamed("Chi would say so", OwnMarks.stability(Math::sin, "runs away", 1));
        assertNamed("V'(1) = 0.3130", OwnMarks.stability(Math::sin, "stays", 1));
        assertNamed("\"comes back\" or \"stays\" or \"runs away\"", OwnMarks.stability(Math::sin, "stable", 1));
        assertNamed("you said \"\"", OwnMarks.stability(Math::sin, "", 1));
        assertNamed("V'(1) = 2.000", OwnMarks.stability(s -> s * s, "comes back", 1));
    }

    @Test
    void aSlopeOfOneStays() {
        assertEquals("stays", OwnMarks.stability(1.0005));
        assertEquals("stays", OwnMarks.stability(-1));
        assertEquals("comes back", OwnMarks.stability(-0.99));
        assertEquals("runs away", OwnMarks.stability(-1.01));
    }

    private static void assertNamed(String reason, Mark mark) {
        assertEquals(0, mark.points());
        assertTrue(mark.reason().contains(reason), mark::reason);
    }
}
