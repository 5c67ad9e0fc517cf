package xavierkit.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import xavierkit.activation.Activation;

class LengthMapTest {

    private static final Activation TANH = Activation.TANH;
    private static final Activation RELU = Activation.RELU;

    private static LengthMap exactGain(Activation phi) {
        double gain = Gains.exact(phi);
        return new LengthMap(phi, gain * gain, 0);
    }

    // the length of tanh under Xavier at layers 2, 5, 10, 100, from 40-digit arithmetic
    @Test
    void tanhUnderXavierDecaysAsTheGoldenNumbers() {
        List<Double> q = new LengthMap(TANH, 1, 0).iterate(1, 100);
        assertEquals(1, q.get(0));
        assertEquals(0.39429449, q.get(1), 5.1e-9);
        assertEquals(0.12790474, q.get(4), 5.1e-9);
        assertEquals(0.05801185, q.get(9), 5.1e-9);
        assertEquals(0.00512072, q.get(99), 5.1e-9);
    }

    // q ~ 1/(2 l): 1/q grows by 2 a layer, and by a term of order q more
    @Test
    void tanhUnderXavierDecaysAsOneOverTwiceTheDepth() {
        List<Double> q = new LengthMap(TANH, 1, 0).iterate(0.001, 101);
        assertEquals(2, (1 / q.get(100) - 1 / q.get(0)) / 100, 0.01);
    }

    // V'(1) of the table of gains, four digits
    static Stream<Arguments> slopesAtTheExactGain() {
        return Stream.of(
                Arguments.of(RELU, 1),
                Arguments.of(Activation.leakyRelu(0.3), 1),
                Arguments.of(TANH, 0.4611),
                Arguments.of(Activation.SIGMOID, 0.1063),
                Arguments.of(Activation.ERF, 0.4086),
                Arguments.of(Activation.GELU, 1.1441),
                Arguments.of(Activation.SILU, 1.1726),
                Arguments.of(Activation.SELU, 0.7826));
    }

    @ParameterizedTest
    @MethodSource("slopesAtTheExactGain")
    void theExactGainMakesOneAFixedPointOfKnownSlope(Activation phi, double slope) {
        LengthMap map = exactGain(phi);
        assertEquals(1, map.next(1), 1e-14);
        assertEquals(slope, map.slope(1), 5.1e-5);
    }

    @Test
    void tanhWithoutBiasHasOnlyAMarginalZero() {
        List<FixedPoint> points = new LengthMap(TANH, 1, 0).fixedPoints();
        assertEquals(List.of(new FixedPoint(0, 1, 1)), points);
        assertTrue(points.get(0).marginal());
        assertFalse(points.get(0).stable());
        assertEquals(Phase.CRITICAL, points.get(0).phase());
    }

    // q*, sqrt(E[tanh^2]) and chi_1 from 40-digit arithmetic
    @Test
    void tanhWithPytorchsGainIsChaotic() {
        LengthMap map = new LengthMap(TANH, 25.0 / 9, 0);
        List<FixedPoint> points = map.fixedPoints();
        assertEquals(2, points.size());
        assertFalse(points.get(0).stable());
        FixedPoint settled = points.get(1);
        assertEquals(1.1784804904, settled.q(), 5.1e-11);
        assertEquals(1.2098313204, settled.chi(), 5.1e-11);
        assertEquals(0.6513470477, Math.sqrt(settled.q() * 9 / 25), 5.1e-11);
        assertTrue(settled.stable());
        assertEquals(Phase.CHAOTIC, settled.phase());
        assertEquals(1 / Math.log(1.2098313204), settled.correlationDepth(), 1e-8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GELU", "SiLU"})
    void theExactGainsOfGeluAndSiluAreUnstable(String name) {
        Activation phi = name.equals("GELU") ? Activation.GELU : Activation.SILU;
        List<FixedPoint> points = exactGain(phi).fixedPoints();
        assertEquals(2, points.size());
        assertEquals(0, points.get(0).q());
        assertTrue(points.get(0).stable());
        assertEquals(1, points.get(1).q(), 1e-12);
        assertFalse(points.get(1).stable());
        assertFalse(points.get(1).marginal());
    }

    @Test
    void heOnGeluLeavesOnlyZero() {
        List<FixedPoint> points = new LengthMap(Activation.GELU, 2, 0).fixedPoints();
        assertEquals(List.of(new FixedPoint(0, 0.5, 0.5)), points);
        assertEquals(1 / Math.log(2), points.get(0).correlationDepth(), 1e-15);
    }

    @Test
    void seluReturnsToOneAndSigmoidToo() {
        FixedPoint selu = exactGain(Activation.SELU).fixedPoints().get(1);
        assertEquals(1, selu.q(), 1e-12);
        assertTrue(selu.stable());
        List<FixedPoint> sigmoid = exactGain(Activation.SIGMOID).fixedPoints();
        assertEquals(1, sigmoid.size());
        assertEquals(1, sigmoid.get(0).q(), 1e-12);
        assertEquals(Phase.ORDERED, sigmoid.get(0).phase());
    }

    // V(q) = q/2 + 0.3 and q/4
    @Test
    void reluBelowHeHasOneFixedPoint() {
        assertEquals(0.6, new LengthMap(RELU, 1, 0.3).fixedPoints().get(0).q(), 1e-14);
        assertEquals(List.of(new FixedPoint(0, 0.25, 0.25)), new LengthMap(RELU, 0.5, 0).fixedPoints());
        assertEquals(List.of(), new LengthMap(RELU, 2, 0.1).fixedPoints());
    }

    // V(q) = s_b^2 + 0.81 q to first order
    @Test
    void tinyBiasesGiveTinyFixedPoints() {
        List<FixedPoint> points = new LengthMap(TANH, 0.81, 1e-20).fixedPoints();
        assertEquals(1, points.size());
        assertEquals(1e-20 / 0.19, points.get(0).q(), 1e-30);
    }

    @Test
    void heKeepsEveryLengthOfReluAndSaysSo() {
        LengthMap he = new LengthMap(RELU, 2, 0);
        assertTrue(he.keepsEveryLength());
        assertTrue(exactGain(Activation.leakyRelu(0.2)).keepsEveryLength());
        assertFalse(new LengthMap(RELU, 2.001, 0).keepsEveryLength());
        assertFalse(new LengthMap(RELU, 2, 1e-9).keepsEveryLength());
        assertFalse(new LengthMap(TANH, 1, 0).keepsEveryLength());
        assertEquals(
                "every q is a fixed point of ReLU with s_w^2 = 2.0: no length is restored, all are kept",
                assertThrows(IllegalStateException.class, he::fixedPoints).getMessage());
        assertEquals(new FixedPoint(3, 1, 1), FixedPoint.of(he, 3));
    }

    @Test
    void whatIsNotFixedIsNoFixedPoint() {
        assertRefused(
                "q = 3.0 must be a fixed point, but the next layer has 1.5",
                () -> FixedPoint.of(new LengthMap(RELU, 1, 0), 3));
    }

    @Test
    void badMapsAreRefused() {
        assertRefused("s_w^2 must be finite and at least 0, got -1.0", () -> new LengthMap(TANH, -1, 0));
        assertRefused("s_b^2 must be finite and at least 0, got NaN", () -> new LengthMap(TANH, 1, Double.NaN));
        LengthMap map = new LengthMap(TANH, 1, 0);
        assertRefused("layers must be at least 1, got 0", () -> map.iterate(1, 0));
        assertRefused("c must be between -1 and 1, got 1.5", () -> map.correlation(1, 1.5));
        assertRefused("a correlation needs lengths above 0, got q = 0.0 and V(q) = 0.0", () -> map.correlation(0, 0.5));
        assertRefused(
                "q must be between 0 and 1.0E300, got 2.0E300", () -> new LengthMap(RELU, 4, 0).iterate(1e300, 3));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    static Stream<Arguments> closedCorrelations() {
        return Stream.of(Activation.IDENTITY, RELU, Activation.ERF)
                .flatMap(phi ->
                        DoubleStream.of(-1, -0.999, -0.3, 0, 0.5, 0.9999, 1).mapToObj(c -> Arguments.of(phi, c)));
    }

    @ParameterizedTest
    @MethodSource("closedCorrelations")
    void closedCorrelationsAgreeWithTheQuadrature(Activation phi, double c) {
        for (double q : new double[] {1e-3, 1, 50}) {
            double closed = GaussianMoments.product(phi, q, c);
            assertEquals(closed, GaussianMoments.productByQuadrature(phi, q, c), 1e-11 * q);
        }
    }

    // uncorrelated normals are independent, and fully correlated ones equal
    @ParameterizedTest
    @MethodSource("xavierkit.activation.ActivationTest#all")
    void pairsAreKnownAtZeroAndOne(Activation phi) {
        for (double q : new double[] {0.2, 30}) {
            GaussianMoments m = GaussianMoments.of(phi, q);
            double mean = m.mean().value();
            double square = m.square().value();
            assertEquals(mean * mean, GaussianMoments.product(phi, q, 0), 1e-12 * square);
            assertEquals(square, GaussianMoments.product(phi, q, 1), 1e-12 * square);
        }
    }

    // 1 - correlation(1 - e) = chi q/V(q) e + O(e^2) for smooth phi
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 2})
    void nearOneTheCorrelationMapHasTheSlopeChi(double q) {
        double e = 1e-4;
        for (Activation phi : List.of(TANH, Activation.SILU, Activation.GELU)) {
            LengthMap map = new LengthMap(phi, 1.7, 0.1);
            double slope = (1 - map.correlation(q, 1 - e)) / e;
            assertEquals(map.chi(q) * q / map.next(q), slope, 20 * e);
        }
    }

    @Test
    void fullCorrelationStaysAndBiasesAddToIt() {
        LengthMap map = new LengthMap(Activation.ERF, 1.3, 0.2);
        assertEquals(1, map.correlation(1e20, 1), 1e-14);
        assertEquals(0.2 / map.next(2), map.correlation(2, 0), 1e-15);
    }

    // Cho, Saul 2009: E[relu relu'] = q (sqrt(1 - c^2) + c (pi - acos c)) / (2 pi); lengths 1, 1.5, 2
    @Test
    void correlationsFollowTheLengthsOfTheirLayers() {
        double c2 = (1 / Math.PI + 0.5) / 1.5;
        double c3 = (1.5 / Math.PI * (Math.sqrt(1 - c2 * c2) + c2 * (Math.PI - Math.acos(c2))) + 0.5) / 2;
        List<Double> c = new LengthMap(RELU, 2, 0.5).correlations(1, 0, 3);
        assertEquals(3, c.size());
        assertEquals(0, c.get(0));
        assertEquals(c2, c.get(1), 1e-14);
        assertEquals(c3, c.get(2), 1e-14);
        assertEquals(List.of(0.3), new LengthMap(TANH, 1, 0).correlations(1, 0.3, 1));
        assertRefused("layers must be at least 1, got 0", () -> new LengthMap(TANH, 1, 0).correlations(1, 0, 0));
    }

    /** E[sin^2] = (1 - e^(-2q)) / 2, so q = 1 - e^(-2q); for large q no quadrature follows the waves. */
    @Test
    @Timeout(60)
    void fixedPointsOfAPeriodicActivationAreFound() {
        Activation sin = Activation.of("sin", StrictMath::sin, StrictMath::cos);
        List<FixedPoint> found = new LengthMap(sin, 2, 0).fixedPoints();
        assertEquals(
                List.of(0.0, 0.796812130020),
                found.stream().map(p -> Math.rint(p.q() * 1e12) / 1e12).toList());
    }

    /** s where |s| is 0.6745 or more, else 0: the length q = 0.9053 is left, not kept. */
    @Test
    void whatIsTooRoughHasNoFixedPointsThatAreKnown() {
        Activation waves = Activation.of("waves", s -> Math.sin(1e3 * s), s -> 1e3 * Math.cos(1e3 * s));
        var error = assertThrows(IllegalStateException.class, () -> new LengthMap(waves, 1e20, 0).fixedPoints());
        assertTrue(error.getMessage().startsWith("waves is too rough to tell its fixed points: "), error.getMessage());
        Activation root = Activation.of(
                "root", s -> Math.signum(s) * Math.sqrt(Math.abs(s)), s -> 0.5 / Math.sqrt(Math.abs(s)), 0.0);
        FixedPoint only = new LengthMap(root, 1, 0).fixedPoints().get(0); // V(q) = E|s| = sqrt(2 q / pi)
        assertEquals(2 / Math.PI, only.q(), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> new LengthMap(root, 1e31, 0));
        assertThrows(IllegalArgumentException.class, () -> new LengthMap(root, 1, 1e31));
    }

    @Test
    void aThresholdHasTheSlopeOfItsJump() {
        Activation threshold = Activation.of(
                "threshold", s -> Math.abs(s) < 0.6745 ? 0 : s, s -> Math.abs(s) < 0.6745 ? 0 : 1, -0.6745, 0.6745);
        FixedPoint kept = new LengthMap(threshold, 1.0769, 0.01)
                .fixedPoints().stream()
                        .filter(p -> Math.abs(p.q() - 0.9053) < 1e-3)
                        .findFirst()
                        .orElseThrow();
        assertEquals(1.108, kept.slope(), 5e-4);
        assertFalse(kept.stable());
    }

    // unrelated inputs: in layer 2 only the variance of the activation differs, 2 s_w^2 Var(sigmoid(s))
    @Test
    void differencesFollowLengthsAndCorrelations() {
        LengthMap map = new LengthMap(Activation.SIGMOID, 16, 0);
        List<Double> differences = map.differences(16, 0, 3);
        assertEquals(32, differences.get(0), 1e-12);
        GaussianMoments z = GaussianMoments.of(Activation.SIGMOID, 16);
        assertEquals(32 * (z.square().value() - 0.25), differences.get(1), 1e-9);
        assertEquals(3, differences.size());
    }

    @Test
    void aFixedPointSaysWhatBecomesOfADeparture() {
        assertEquals(
                "q = 1.250000, slope 0.500000, chi 1.333333, stable", new FixedPoint(1.25, 0.5, 4.0 / 3).toString());
        assertEquals("q = 0.000000, slope 1.000000, chi 1.000000, marginal", new FixedPoint(0, 1, 1).toString());
        assertEquals("q = 0.500000, slope 2.000000, chi 1.000000, unstable", new FixedPoint(0.5, 2, 1).toString());
    }
}
