package xavierkit.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xavierkit.activation.Activation;

class JacobianSpectrumTest {

    private static final double QUARTER_CIRCLE_MEAN = 8 / (3 * Math.PI);

    @Test
    void threeAveragesOfTheQuarterCircle() {
        JacobianSpectrum spectrum = JacobianSpectrum.gaussian(100, 100, 1);
        assertEquals(QUARTER_CIRCLE_MEAN, spectrum.meanSingularValue(), 1e-6);
        assertEquals(1, spectrum.rootMeanSquare(), 1e-6);
        assertEquals(Math.exp(-0.5), spectrum.geometricMean(), 1e-3);
    }

    // Glorot, Bengio 2010, section 4.2.2: about 0.5 under the standard heuristic, fan_in Var(W) = 1/3
    @Test
    void theStandardHeuristicScalesTheQuarterCircle() {
        assertEquals(
                QUARTER_CIRCLE_MEAN / Math.sqrt(3),
                JacobianSpectrum.gaussian(50, 50, 1.0 / 3).meanSingularValue(),
                1e-6);
    }

    // The density sqrt(4 - x^2) / pi and its integral
    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.1, 0.5, 1, 1.5, 1.9, 1.99})
    void theQuarterCircle(double x) {
        JacobianSpectrum spectrum = JacobianSpectrum.gaussian(7, 7, 1);
        double density = Math.sqrt(4 - x * x) / Math.PI;
        double cumulative = (x * density + 4 / Math.PI * Math.asin(x / 2)) / 2;
        assertEquals(density, spectrum.density(x), 0.01 * density);
        assertEquals(cumulative, spectrum.cumulative(x), 1e-5);
        assertEquals(x, spectrum.quantile(cumulative), 1e-4);
    }

    @ParameterizedTest
    @CsvSource({"100, 50", "50, 100", "1000, 3", "3, 1000"})
    void marchenkoPasturForRectangularLayers(int fanIn, int fanOut) {
        JacobianSpectrum spectrum = JacobianSpectrum.gaussian(fanIn, fanOut, 4);
        double root = Math.sqrt((double) fanOut / fanIn);
        assertEquals(2 * Math.abs(1 - root), spectrum.quantile(0), 1e-6);
        assertEquals(2 * (1 + root), spectrum.quantile(1), 1e-6);
        // the squares of all entries, fan_in fan_out 4/fan_in, are the sum of min(fan_in, fan_out)
        // squares
        assertEquals(2 * Math.max(1, root), spectrum.rootMeanSquare(), 1e-6 * root);
        assertEquals(1, spectrum.cumulative(spectrum.quantile(1)), 1e-12);
    }

    // Expected: E[phi'^2] by quadrature, and for square layers log|det J| = log|det W| + sum of
    // log|phi'|
    @ParameterizedTest
    @CsvSource({"1, 0.01", "1, 0.2", "1, 1", "1, 4", "0.5, 1", "0.1, 1", "2, 1", "20, 1"})
    void theMeanSquareIsThatOfTheSlopes(double ratio, double q) {
        for (Activation phi : List.of(Activation.TANH, Activation.GELU, Activation.leakyRelu(0.2))) {
            JacobianSpectrum spectrum = JacobianSpectrum.gaussian(1000, (int) (1000 * ratio), 1, phi, q);
            double slopeSquare = GaussianMoments.of(phi, q).slopeSquare().value();
            double expected = Math.sqrt(slopeSquare * Math.max(1, ratio));
            assertEquals(expected, spectrum.rootMeanSquare(), 2e-4 * expected, phi.name());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 1})
    void theGeometricMeanIsThatOfTheSlopesTimesThatOfTheWeights(double q) {
        double logSlope = GaussianMoments.expectation(s -> Math.log(Activation.TANH.derivative(s)), q, List.of())
                .value();
        double expected = 3 * Math.exp(logSlope - 0.5);
        assertEquals(
                expected,
                JacobianSpectrum.gaussian(10, 10, 9, Activation.TANH, q).geometricMean(),
                1e-3 * expected);
    }

    // Half of the columns are 0: Marchenko-Pastur with half the fan_out, and half of the values 0
    @Test
    void reluRemovesHalfOfTheSingularValues() {
        JacobianSpectrum relu = JacobianSpectrum.gaussian(8, 8, 2, Activation.RELU, 1);
        JacobianSpectrum half = JacobianSpectrum.gaussian(8, 4, 2);
        assertEquals(0.5, relu.cumulative(0), 1e-9);
        assertEquals(half.meanSingularValue() / 2, relu.meanSingularValue(), 1e-6);
        assertEquals(half.quantile(0.6), relu.quantile(0.8), 1e-6);
        assertEquals(1, relu.rootMeanSquare(), 1e-6);
        assertEquals(0, relu.geometricMean());
        // of 16 columns 8 remain, as many as there are singular values
        assertEquals(0, JacobianSpectrum.gaussian(8, 16, 2, Activation.RELU, 1).cumulative(0), 1e-9);
    }

    @Test
    void tanhLowersTheMeanSingularValue() {
        double last = QUARTER_CIRCLE_MEAN;
        for (double q : new double[] {0.05, 0.1, 0.2, 0.4, 1}) {
            double mean = JacobianSpectrum.gaussian(9, 9, 1, Activation.TANH, q).meanSingularValue();
            assertTrue(mean < last);
            last = mean;
        }
    }

    @Test
    void orthogonalWeightsLeaveTheLawOfTheSlopes() {
        JacobianSpectrum flat = JacobianSpectrum.orthogonal(1.5, Activation.IDENTITY, 1);
        assertEquals(1.5, flat.quantile(0));
        assertEquals(1.5, flat.quantile(1));
        assertEquals(0, flat.cumulative(1.4999));
        assertEquals(1, flat.cumulative(1.5), 1e-12);
        JacobianSpectrum leaky = JacobianSpectrum.orthogonal(2, Activation.leakyRelu(0.25), 1);
        assertEquals(0.5, leaky.cumulative(0.5), 1e-12);
        assertEquals(0.5, leaky.cumulative(1.9), 1e-12);
        assertEquals(1, leaky.geometricMean(), 1e-12);
        JacobianSpectrum tanh = JacobianSpectrum.orthogonal(1, Activation.TANH, 1);
        assertEquals(
                Math.sqrt(GaussianMoments.of(Activation.TANH, 1).slopeSquare().value()), tanh.rootMeanSquare(), 1e-5);
        // P(|s| < 1) = 0.682689 lies above tanh'(1)
        assertEquals(1 - 0.682689, tanh.cumulative(Activation.TANH.derivative(1)), 1e-3);
    }

    @Test
    void anActivationWithoutSlopeLeavesNothing() {
        Activation constant = Activation.of("constant", s -> 1, s -> 0);
        assertEquals(0, JacobianSpectrum.gaussian(3, 5, 1, constant, 1).quantile(1));
    }

    @Test
    void extremeScalesNeitherOverflowNorVanish() {
        assertEquals(
                1e-100 * QUARTER_CIRCLE_MEAN,
                JacobianSpectrum.gaussian(5, 5, 1e-200).meanSingularValue(),
                1e-106);
        // at q = 1e6 tanh' is 0 or as good for all but one unit in a thousand
        JacobianSpectrum saturated = JacobianSpectrum.gaussian(5, 5, 1, Activation.TANH, 1e6);
        assertEquals(
                Math.sqrt(GaussianMoments.of(Activation.TANH, 1e6).slopeSquare().value()),
                saturated.rootMeanSquare(),
                1e-3);
    }

    @Test
    void whatIsNotPositiveIsRefused() {
        assertMessage("fan_in must be at least 1, got 0", () -> JacobianSpectrum.gaussian(0, 1, 1));
        assertMessage("fan_out must be at least 1, got -1", () -> JacobianSpectrum.gaussian(1, -1, 1));
        assertMessage(
                "fan_in Var(W) must be positive and finite, got NaN",
                () -> JacobianSpectrum.gaussian(1, 1, Double.NaN));
        assertMessage(
                "q must be positive and finite, got 0.0", () -> JacobianSpectrum.orthogonal(1, Activation.TANH, 0));
        assertMessage(
                "gain must be positive and finite, got 0.0", () -> JacobianSpectrum.orthogonal(0, Activation.TANH, 1));
        assertMessage(
                "p must be between 0 and 1, got 1.1",
                () -> JacobianSpectrum.gaussian(1, 1, 1).quantile(1.1));
    }

    private static void assertMessage(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
