package xavierkit.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import xavierkit.activation.Activation;

class GaussianMomentsTest {

    private static final double[] LENGTHS = {1e-12, 1e-3, 0.3, 1, 14.3, 1e3, 1e6, 1e12};

    private static final List<Function<GaussianMoments, Estimate>> ALL = List.of(
            GaussianMoments::mean,
            GaussianMoments::square,
            GaussianMoments::slopeSquare,
            GaussianMoments::fourth,
            GaussianMoments::squareDerivative);

    // E[phi^2] and E[phi'^2] at q = 1: formulas, or ten digits from 40-digit arithmetic
    static Stream<Arguments> golden() {
        double pi = Math.PI;
        double inner = 1 / (Math.sqrt(3) * pi);
        return Stream.of(
                Arguments.of(Activation.IDENTITY, 1, 1),
                Arguments.of(Activation.RELU, 0.5, 0.5),
                Arguments.of(Activation.leakyRelu(0.2), 0.52, 0.52),
                Arguments.of(Activation.TANH, 0.3942944904, 0.4644029024),
                Arguments.of(Activation.SIGMOID, 0.2933790359, 0.0448362414),
                Arguments.of(Activation.ERF, 2 / pi * Math.asin(2.0 / 3), 4 / (pi * Math.sqrt(5))),
                Arguments.of(Activation.GELU, 1.0 / 3 + inner / 2, 1.0 / 3 + inner * 2 / 3),
                Arguments.of(Activation.SILU, 0.3557755198, 0.3794823516),
                Arguments.of(Activation.SELU, 1, 1.0715749925));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void secondMomentsHaveTheirTenDigits(Activation phi, double square, double slopeSquare) {
        for (GaussianMoments m : List.of(GaussianMoments.of(phi, 1), GaussianMoments.byQuadrature(phi, 1))) {
            assertEquals(square, m.square().value(), 5.1e-11);
            assertEquals(slopeSquare, m.slopeSquare().value(), 5.1e-11);
        }
    }

    // ReLU 1/sqrt(2 pi), GELU 1/sqrt(4 pi), SiLU ten digits from 40-digit arithmetic, SELU by design
    @Test
    void meansHaveTheirTenDigits() {
        assertEquals(1 / Math.sqrt(2 * Math.PI), mean(Activation.RELU), 1e-15);
        assertEquals(1 / Math.sqrt(4 * Math.PI), mean(Activation.GELU), 1e-15);
        assertEquals(0.2066209641, mean(Activation.SILU), 5.1e-11);
        assertEquals(0, mean(Activation.SELU), 1e-14);
        assertEquals(0.5, mean(Activation.SIGMOID), 1e-14);
    }

    private static double mean(Activation phi) {
        return GaussianMoments.of(phi, 1).mean().value();
    }

    static Stream<Arguments> closedForms() {
        return Stream.of(Activation.IDENTITY, Activation.RELU, Activation.ERF, Activation.GELU)
                .flatMap(phi -> DoubleStream.of(LENGTHS).mapToObj(q -> Arguments.of(phi, q)));
    }

    @ParameterizedTest
    @MethodSource("closedForms")
    void closedFormsAgreeWithTheQuadratureWithinItsStatedError(Activation phi, double q) {
        GaussianMoments closed = GaussianMoments.of(phi, q);
        GaussianMoments computed = GaussianMoments.byQuadrature(phi, q);
        for (Function<GaussianMoments, Estimate> moment : ALL) {
            assertAgree(moment.apply(closed), moment.apply(computed));
        }
    }

    private static void assertAgree(Estimate expected, Estimate got) {
        double off = Math.abs(expected.value() - got.value());
        assertTrue(off <= expected.error() + got.error(), () -> expected + " and " + got);
    }

    static Stream<Arguments> everywhere() {
        return xavierkit.activation.ActivationTest.all()
                .flatMap(phi -> DoubleStream.of(LENGTHS).mapToObj(q -> Arguments.of(phi, q)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void errorsAreSmall(Activation phi, double q) {
        GaussianMoments m = GaussianMoments.of(phi, q);
        double root = Math.sqrt(m.square().value());
        double slope = Math.sqrt(m.slopeSquare().value());
        assertEquals(0, m.mean().error(), 1e-11 * root);
        assertEquals(0, m.square().error(), 1e-11 * root * root);
        assertEquals(0, m.slopeSquare().error(), 1e-11 * slope * slope);
        assertEquals(0, m.fourth().error(), 1e-11 * m.fourth().value());
        assertEquals(0, m.squareDerivative().error(), 1e-11 * root * slope / Math.sqrt(q));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void theDerivativeIsTheCentralDifference(Activation phi, double q) {
        double h = 1e-4 * q;
        double difference = (GaussianMoments.of(phi, q + h).square().value()
                        - GaussianMoments.of(phi, q - h).square().value())
                / (2 * h);
        GaussianMoments m = GaussianMoments.of(phi, q);
        // truncation (h/q)^2 of it, rounding 1e-15 E[phi^2] / h
        double bound = 1e-7 * m.squareDerivative().value() + 1e-11 * m.square().value() / q;
        assertEquals(difference, m.squareDerivative().value(), bound + 1e-300);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void theFourthMomentIsTheExpectationOfTheFourthPower(Activation phi, double q) {
        Estimate fourth = GaussianMoments.expectation(s -> Math.pow(phi.value(s), 4), q, phi.kinks());
        assertEquals(fourth.value(), GaussianMoments.of(phi, q).fourth().value(), 1e-12 * fourth.value());
    }

    // 1 - tanh^2 = sech^2 is narrow: the density at 0 times (2 - (pi^2/6) / (2q) + O(q^-2))
    @ParameterizedTest
    @ValueSource(doubles = {1e6, 1e10, 1e20, 1e300})
    void forHugeLengthsTanhIsAStep(double q) {
        GaussianMoments m = GaussianMoments.of(Activation.TANH, q);
        double density = 1 / Math.sqrt(2 * Math.PI * q);
        assertEquals(
                1 - density * (2 - Math.PI * Math.PI / (12 * q)), m.square().value(), 2e-15);
        // the integral of sech^4 is 4/3, its second moment below 1
        assertEquals(density * 4 / 3, m.slopeSquare().value(), density * (1 / q + 1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-100, 1e-300})
    void forTinyLengthsTanhIsTheIdentity(double q) {
        GaussianMoments m = GaussianMoments.of(Activation.TANH, q);
        assertEquals(1, m.square().value() / q, 3 * q + 1e-14);
        assertEquals(1, m.slopeSquare().value(), 3 * q + 1e-14);
        assertEquals(1, m.squareDerivative().value(), 5 * q + 1e-14);
    }

    @Test
    void atZeroHalfTheSignalIsOnEitherSideOfAKink() {
        GaussianMoments relu = GaussianMoments.byQuadrature(Activation.RELU, 0);
        assertEquals(GaussianMoments.of(Activation.RELU, 0), relu);
        assertEquals(0.5, relu.slopeSquare().value());
        assertEquals(0.5, relu.squareDerivative().value());
        assertEquals(0, relu.square().value());
    }

    // phi = ln 2 + s/2 + s^2/8 + O(s^4): (phi^2)'' / 2 = 1/4 + ln(2)/4
    @Test
    void atZeroSoftplusKeepsItsCurvature() {
        GaussianMoments m = GaussianMoments.of(Activation.SOFTPLUS, 0);
        assertEquals(Math.log(2) * Math.log(2), m.square().value(), 1e-15);
        assertEquals(0.25 + Math.log(2) / 4, m.squareDerivative().value(), 1e-10);
    }

    // E[(s^3)^2] = 15 q^3, E[(3 s^2)^2] = 27 q^2, E[s^12] = 10395 q^6
    @Test
    void anyFunctionWillDo() {
        Activation cube = Activation.of("cube", s -> s * s * s, s -> 3 * s * s);
        GaussianMoments m = GaussianMoments.of(cube, 2);
        assertEquals(15 * 8, m.square().value(), 1e-11 * 15 * 8);
        assertEquals(27 * 4, m.slopeSquare().value(), 1e-11 * 27 * 4);
        assertEquals(10395 * 64, m.fourth().value(), 1e-11 * 10395 * 64);
    }

    // E[e^s] = e^(q/2); the bulk of e^(4s) lies at 4 sqrt(q) standard deviations
    @Test
    void exponentialGrowthIsFollowedIntoTheTail() {
        GaussianMoments m = GaussianMoments.of(Activation.of("exp", StrictMath::exp, StrictMath::exp), 16);
        assertEquals(1, m.mean().value() / Math.exp(8), 1e-11);
        assertEquals(1, m.fourth().value() / Math.exp(128), 1e-10);
    }

    // P(s > 0.3) and its error from tables, 10 digits: 0.3820885778
    @Test
    void anUnnamedJumpCostsDigitsThatTheErrorAdmits() {
        Estimate named = GaussianMoments.expectation(s -> s > 0.3 ? 1 : 0, 1, List.of(0.3));
        Estimate unnamed = GaussianMoments.expectation(s -> s > 0.3 ? 1 : 0, 1, List.of());
        assertEquals(0.3820885778, named.value(), 5.1e-11);
        assertTrue(named.error() < 1e-13, named::toString);
        assertAgree(named, unnamed);
    }

    @Test
    void aFunctionThatNeverSettlesHasALargeError() {
        Estimate noise = GaussianMoments.expectation(s -> StrictMath.sin(1e9 * s * s), 1, List.of());
        assertTrue(noise.error() > 0.01, noise::toString);
    }

    @Test
    void fourthMomentsMayOverflow() {
        assertEquals(
                Double.POSITIVE_INFINITY,
                GaussianMoments.of(Activation.SILU, 1e200).fourth().value());
        assertEquals(0.5, GaussianMoments.of(Activation.SILU, 1e200).square().value() / 1e200, 1e-12);
    }

    @Test
    void whatCannotBeComputedIsRefused() {
        assertRefused(
                "q must be between 0 and 1.0E300, got NaN", () -> GaussianMoments.of(Activation.TANH, Double.NaN));
        assertRefused("q must be between 0 and 1.0E300, got -1.0", () -> GaussianMoments.of(Activation.RELU, -1));
        Activation exp = Activation.of("exp", StrictMath::exp, StrictMath::exp);
        String message = assertThrows(IllegalArgumentException.class, () -> GaussianMoments.of(exp, 1e4))
                .getMessage();
        assertTrue(
                message.startsWith("exp: phi must be finite wherever a normal s of standard deviation 100.0"
                        + " can be, got phi("),
                message);
        Activation square = Activation.of("square", s -> s * s, s -> 2 * s);
        assertRefused(
                "moments up to the second must be finite, got Infinity at q = 1.0E200",
                () -> GaussianMoments.of(square, 1e200));
        Activation root = Activation.of("root", Math::sqrt, s -> 0.5 / Math.sqrt(s));
        assertRefused(
                "root: phi must be finite wherever a normal s of standard deviation 4.9E-324 can be,"
                        + " got phi(-4.9E-324) = NaN",
                () -> GaussianMoments.of(root, 0));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    private static Activation own(DoubleUnaryOperator value, DoubleUnaryOperator derivative, Double... kinks) {
        return Activation.of("own", value, derivative, kinks);
    }

    /** hardshrink with 1/2: s beyond +-1/2, else 0; the values by the error function, to 34 digits elsewhere. */
    @Test
    void whereAnActivationJumpsTheDerivativeOfItsMomentHasMore() {
        Activation hardshrink = own(s -> Math.abs(s) > 0.5 ? s : 0, s -> Math.abs(s) > 0.5 ? 1 : 0, -0.5, 0.5);
        assertEquals(
                1.01315, GaussianMoments.of(hardshrink, 1).squareDerivative().value(), 5e-6);
        double q = 1.3;
        double difference = GaussianMoments.of(hardshrink, q + 1e-4).square().value()
                - GaussianMoments.of(hardshrink, q - 1e-4).square().value();
        assertEquals(
                difference / 2e-4,
                GaussianMoments.of(hardshrink, q).squareDerivative().value(),
                1e-7);
    }

    /** sigmoid is 1/2 + s/4 for small s: Var = q / 16. */
    @Test
    void aVarianceThatIsSmallBesideTheMeanIsNotLost() {
        GaussianMoments tiny = GaussianMoments.of(Activation.SIGMOID, 1e-16);
        assertEquals(6.25e-18, tiny.variance(), 1e-25); // sigmoid(1e-8) has eight digits beside 1/2
        assertEquals(0.25, tiny.square().value(), 1e-15);
        assertEquals(0, GaussianMoments.of(Activation.SIGMOID, 0).variance());
    }

    /** E[(1 + |s|)^2] = 1 + 2 sqrt(2 q / pi) + q. */
    @Test
    void aKinkAtZeroBesideAValueMakesTheDerivativeInfinite() {
        Activation corner = own(s -> 1 + Math.abs(s), Math::signum, 0.0);
        assertEquals(
                Double.POSITIVE_INFINITY,
                GaussianMoments.of(corner, 0).squareDerivative().value());
        assertEquals(1, GaussianMoments.of(corner, 0).square().value());
        double derivative = 1 + Math.sqrt(2 / (Math.PI * 1e-6));
        assertEquals(
                derivative, GaussianMoments.of(corner, 1e-6).squareDerivative().value(), 1e-9 * derivative);
    }

    /** phi' = 1 / (2 sqrt|s|), whose square has no integral; E[phi^2] = E|s| = sqrt(2/pi). */
    @Test
    void aRootHasAnInfiniteSlope() {
        Activation root = own(s -> Math.signum(s) * Math.sqrt(Math.abs(s)), s -> 0.5 / Math.sqrt(Math.abs(s)), 0.0);
        GaussianMoments m = GaussianMoments.of(root, 1);
        assertEquals(Double.POSITIVE_INFINITY, m.slopeSquare().value());
        assertEquals(Math.sqrt(2 / Math.PI), m.square().value(), 1e-12);
    }

    @Test
    void anIntervalBetweenKinksIsSeenHoweverShort() {
        double found = GaussianMoments.expectation(s -> s > 1 && s < 1 + 1e-5 ? 1 : 0, 1, List.of(1.0, 1 + 1e-5))
                .value();
        assertEquals(1e-5 * Math.exp(-0.5) / Math.sqrt(2 * Math.PI), found, 2e-11); // falls by 1e-5 on the way
    }
}
