package xavierkit.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FussCatalanTest {

    @Test
    void oneLayerHasTheCatalanNumbersAndTheQuarterCircle() {
        FussCatalan one = new FussCatalan(1);
        int[] catalan = {1, 1, 2, 5, 14, 42};
        for (int k = 0; k < catalan.length; k++) {
            assertEquals(catalan[k], one.moment(k), 1e-12 * catalan[k]);
        }
        assertEquals(4, one.largest(), 1e-14);
        JacobianSpectrum layer = JacobianSpectrum.gaussian(5, 5, 1);
        for (double p : new double[] {0.1, 0.5, 0.9, 1}) {
            assertEquals(layer.quantile(p), one.spectrum().quantile(p), 1e-5);
        }
    }

    // ((L+1)k choose k) / (Lk + 1): mean 1, second moment L + 1, third (L+1) (3L+2) / 2; 12, 55 for L
    // = 2
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 100, 1000})
    void depthSpreadsTheSpectrumAroundAnUnchangedMeanSquare(int depth) {
        FussCatalan law = new FussCatalan(depth);
        assertEquals(1, law.moment(1));
        assertEquals(depth + 1, law.moment(2), 1e-9);
        assertEquals((depth + 1) * (3.0 * depth + 2) / 2, law.moment(3), 1e-6);
        assertEquals(1, law.spectrum().rootMeanSquare(), 1e-6 + 1e-7 * depth);
        assertEquals(1, law.spectrum().cumulative(Math.sqrt(law.largest())), 1e-6 + 1e-7 * depth);
        assertEquals(Math.E * (depth + 0.5), law.largest(), 0.2 / depth);
    }

    @Test
    void twoLayersAsCounted() {
        assertEquals(3, new FussCatalan(2).moment(2), 1e-12);
        assertEquals(12, new FussCatalan(2).moment(3), 1e-12);
        assertEquals(55, new FussCatalan(2).moment(4), 1e-12);
        assertEquals(27.0 / 4, new FussCatalan(2).largest(), 1e-12);
    }

    // log|det| of a product is a sum: -1/2 a layer
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20})
    void theGeometricMeanFallsByTheSameFactorALayer(int depth) {
        double expected = Math.exp(-depth / 2.0);
        assertEquals(expected, new FussCatalan(depth).spectrum().geometricMean(), 1e-3 * depth * expected);
    }

    @Test
    void depthAndOrderHaveTheirRange() {
        var depth = assertThrows(IllegalArgumentException.class, () -> new FussCatalan(0));
        assertEquals("depth must be at least 1, got 0", depth.getMessage());
        var order = assertThrows(IllegalArgumentException.class, () -> new FussCatalan(1).moment(-1));
        assertEquals("the order of a moment must be at least 0, got -1", order.getMessage());
    }
}
