package xavierkit.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.activation.Activation;

class CriticalPointsTest {

    // s_w^2 and q* from 40-digit arithmetic
    @Test
    void theCriticalLineOfTanhHasItsTenDigits() {
        LengthMap map = LengthMap.critical(Activation.TANH, 0.05);
        assertEquals(1.7609546396, map.weightVariance(), 5.1e-11);
        assertEquals(0.05, map.biasVariance());
        FixedPoint point = map.fixedPoints().get(0);
        assertEquals(0.5700478816, point.q(), 5.1e-11);
        assertTrue(point.stable());
        assertEquals(Phase.CRITICAL, point.phase());
        assertEquals(Double.POSITIVE_INFINITY, point.correlationDepth());
        assertTrue(point.toString().endsWith(", chi 1.000000, stable"), point.toString());
    }

    // ReLU with s_w^2 = 4 doubles q, and chi is 2 everywhere
    @Test
    void factorsOfLayersMultiply() {
        LengthMap doubling = new LengthMap(Activation.RELU, 4, 0);
        assertArrayEquals(new double[] {2, 4, 8}, doubling.products(1, 3, doubling::chi), 1e-12);
        assertArrayEquals(new double[] {1, 2, 8}, doubling.products(1, 3, q -> q), 1e-12);
    }

    // phi'(0)^2 s_w^2 = 1 at q* = 0; half the slopes of ReLU are 0
    @Test
    void withoutBiasTheSlopeAtZeroDecides() {
        assertEquals(1, LengthMap.critical(Activation.TANH, 0).weightVariance(), 1e-14);
        assertEquals(2, LengthMap.critical(Activation.RELU, 0).weightVariance(), 1e-14);
        assertEquals(4, LengthMap.critical(Activation.GELU, 0).weightVariance(), 1e-14);
        assertEquals(Math.PI / 4, LengthMap.critical(Activation.ERF, 0).weightVariance(), 1e-14);
    }

    // the slope there is 1 + E[phi phi''] / E[phi'^2], which changes its sign at the tuned bias
    // 0.1729
    @Test
    void theCriticalPointOfGeluIsStableAboveTheTunedBiasOnly() {
        assertFalse(criticalPoint(Activation.GELU, 0.17).stable());
        assertTrue(criticalPoint(Activation.GELU, 0.18).stable());
    }

    private static FixedPoint criticalPoint(Activation phi, double biasVariance) {
        List<FixedPoint> points = LengthMap.critical(phi, biasVariance).fixedPoints().stream()
                .filter(p -> p.phase() == Phase.CRITICAL)
                .toList();
        assertEquals(1, points.size());
        return points.get(0);
    }

    // C_b, C_W and K* as published: Roberts, Yaida, Hanin 2022, section 5.3.4. For GELU E[phi phi'']
    // is
    // a positive factor times 2 + 3 q - q^2.
    static Stream<Arguments> published() {
        return Stream.of(
                Arguments.of(Activation.SILU, 0.55514317, 1.98800468, 14.32017362, 5.1e-9),
                Arguments.of(Activation.GELU, 0.17292239, 1.98305826, (3 + Math.sqrt(17)) / 2, 1e-9));
    }

    @ParameterizedTest
    @MethodSource("published")
    void tunedBiasesAreThosePublished(Activation phi, double bias, double weight, double q, double error) {
        LengthMap map = LengthMap.biasTuned(phi);
        assertEquals(bias, map.biasVariance(), 5.1e-9);
        assertEquals(weight, map.weightVariance(), 5.1e-9);
        List<FixedPoint> tuned =
                map.fixedPoints().stream().filter(FixedPoint::marginal).toList();
        assertEquals(1, tuned.size());
        assertEquals(q, tuned.get(0).q(), error);
        assertEquals(Phase.CRITICAL, tuned.get(0).phase());
    }

    // V(q) - q only touches 0 at K*, for GELU from below and for SiLU from above; it crosses nearby
    @Test
    void besideTheTunedPointThereIsAnotherThatIsStable() {
        List<FixedPoint> gelu = LengthMap.biasTuned(Activation.GELU).fixedPoints();
        assertEquals(2, gelu.size());
        assertTrue(gelu.get(0).stable());
        assertTrue(gelu.get(1).marginal());
        List<FixedPoint> silu = LengthMap.biasTuned(Activation.SILU).fixedPoints();
        assertEquals(2, silu.size());
        assertTrue(silu.get(0).marginal());
        assertTrue(silu.get(1).stable());
    }

    @Test
    void withAnotherBiasTheTunedPointOfGeluSplitsOrVanishes() {
        LengthMap map = LengthMap.biasTuned(Activation.GELU);
        assertEquals(3, fixedPoints(map, 1e-6));
        assertEquals(1, fixedPoints(map, -1e-6));
    }

    private static int fixedPoints(LengthMap map, double moreBias) {
        return new LengthMap(map.activation(), map.weightVariance(), map.biasVariance() + moreBias)
                .fixedPoints()
                .size();
    }

    @Test
    void whereThereIsNoneItIsSaid() {
        assertRefused(
                "tanh must have E[phi phi''] = 0 at some single q above 0, but has not",
                () -> LengthMap.biasTuned(Activation.TANH));
        assertRefused(
                "ReLU must have E[phi phi''] = 0 at some single q above 0, but has not",
                () -> LengthMap.biasTuned(Activation.RELU));
        assertRefused(
                "ReLU must have a fixed point with chi_1 = 1, but has none for s_b^2 = 0.1",
                () -> LengthMap.critical(Activation.RELU, 0.1));
    }

    private static void assertRefused(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
