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
            assertEquals(catalan[k], moment(one, k), 1e-5 * catalan[k]);
        }
        assertEquals(2, one.spectrum().quantile(1), 1e-14);
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
        assertEquals(1, moment(law, 2) / (depth + 1), 1e-5);
        assertEquals(1, moment(law, 3) / ((depth + 1) * (3.0 * depth + 2) / 2), 1e-5);
        assertEquals(1, law.spectrum().rootMeanSquare(), 1e-6 + 1e-7 * depth);
        double largest = law.spectrum().quantile(1);
        assertEquals(1, law.spectrum().cumulative(largest), 1e-6 + 1e-7 * depth);
        assertEquals(Math.E * (depth + 0.5), largest * largest, 0.2 / depth);
    }

    @Test
    void twoLayersAsCounted() {
        FussCatalan two = new FussCatalan(2);
        assertEquals(3, moment(two, 2), 3e-5);
        assertEquals(12, moment(two, 3), 12e-5);
        assertEquals(55, moment(two, 4), 55e-5);
        assertEquals(27.0 / 4, Math.pow(two.spectrum().quantile(1), 2), 1e-12);
    }

    // E[sigma^(2k)]
    private static double moment(FussCatalan law, int k) {
        return law.spectrum().mean(x -> Math.pow(x, 2 * k));
    }

    // log|det| of a product is a sum: -1/2 a layer
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20})
    void theGeometricMeanFallsByTheSameFactorALayer(int depth) {
        double expected = Math.exp(-depth / 2.0);
        assertEquals(expected, new FussCatalan(depth).spectrum().geometricMean(), 1e-3 * depth * expected);
    }

    @Test
    void depthHasItsRange() {
        var depth = assertThrows(IllegalArgumentException.class, () -> new FussCatalan(0));
        assertEquals("depth must be at least 1, got 0", depth.getMessage());
    }

    /** The quarter circle at 0; e^(-L/2), and the scale of sigma^(2/(L+1)) in the tail, where sigma is below a double. */
    @Test
    void endsAreThoseOfTheDistribution() {
        assertEquals(2 / Math.PI, new FussCatalan(1).spectrum().density(0), 1e-3);
        for (int depth : new int[] {1, 5, 50, 200}) {
            double log = Math.log(new FussCatalan(depth).spectrum().geometricMean());
            assertEquals(-depth / 2.0, log, 0.02);
        }
        // P(sigma <= x) of depth 2, next to 0 proportional to x^(2/3)
        JacobianSpectrum two = new FussCatalan(2).spectrum();
        assertEquals(1e-3, two.quantile(1e-5) / two.quantile(1e-3), 2e-5);
    }
}
