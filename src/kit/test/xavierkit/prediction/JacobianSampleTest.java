package xavierkit.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xavierkit.activation.Activation;
import xavierkit.init.Initializer;
import xavierkit.init.Orthogonal;
import xavierkit.init.VarianceScaling;
import xavierkit.matrix.MatrixProduct;
import xavierkit.matrix.Moments;
import xavierkit.matrix.SingularValues;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Network;

/**
 * The limit laws against the singular values of real layers. Averages over a spectrum miss the limit by bias /
 * width, which is allowed, and by chance: Student's t of twenty samples, one false alarm in 16,000.
 */
class JacobianSampleTest {

    private static final int SAMPLES = 20;
    private static final double FALSE_ALARMS = 1.0 / 16_000;

    // For real Gaussian matrices tr f(W'W) is off by f(0)/4 + f(4)/4 - (1/2 pi) times the integral of
    // f(x) / sqrt(x (4 - x)):
    // 1/2 - 2/pi = -0.14 for the sum of the singular values
    @ParameterizedTest
    @CsvSource({"200, 200", "100, 200", "200, 100"})
    void linearGaussianLayers(int fanIn, int fanOut) {
        JacobianSpectrum law = JacobianSpectrum.gaussian(fanIn, fanOut, 1);
        double[][] samples = sample(fanIn, fanOut, Activation.IDENTITY, VarianceScaling.lecunNormal(), 1);
        assertMean(law.meanSingularValue(), 0.2 / 100, samples, JacobianSampleTest::mean);
        assertMean(law.rootMeanSquare(), 0.2 / 100, samples, JacobianSampleTest::rootMeanSquare);
        assertMean(law.geometricMean(), 1.0 / 100, samples, JacobianSampleTest::geometricMean);
    }

    // How many of n singular values lie below a point has a variance of about log(n) / pi^2: allow 6
    // standard
    // deviations and the law's own 1e-3
    @Test
    void theSingularValuesOfOneLayerLieAlmostEvenlyInTheLaw() {
        int n = 200;
        double[] values = sample(n, n, Activation.IDENTITY, VarianceScaling.lecunNormal(), 1)[0];
        JacobianSpectrum law = JacobianSpectrum.gaussian(n, n, 1);
        double allowed = 6 * Math.sqrt(Math.log(n)) / Math.PI / n + 1e-3;
        for (int i = 0; i < n; i++) {
            assertEquals(1 - (i + 0.5) / n, law.cumulative(values[i]), allowed);
        }
    }

    @ParameterizedTest
    @CsvSource({"200, 200, 0.1", "200, 200, 1", "200, 100, 1", "100, 200, 1"})
    void tanhLayers(int fanIn, int fanOut, double q) {
        JacobianSpectrum law = JacobianSpectrum.gaussian(fanIn, fanOut, 1, Activation.TANH, q);
        double[][] samples = sample(fanIn, fanOut, Activation.TANH, VarianceScaling.lecunNormal(), q);
        assertMean(law.meanSingularValue(), 0.3 / 100, samples, JacobianSampleTest::mean);
        for (double p : new double[] {0.1, 0.5, 0.9}) {
            double x = law.quantile(p);
            assertMean(p, 0.5 / 100, samples, values -> shareUpTo(x, values));
        }
    }

    @Test
    void reluLayers() {
        JacobianSpectrum law = JacobianSpectrum.gaussian(200, 200, 2, Activation.RELU, 1);
        double[][] samples = sample(200, 200, Activation.RELU, VarianceScaling.heNormal(), 1);
        assertMean(law.meanSingularValue(), 0.3 / 200, samples, JacobianSampleTest::mean);
        assertMean(0.5, 0.3 / 200, samples, values -> shareUpTo(1e-9, values));
    }

    // Exactly gain |phi'(s)|; a Kolmogorov-Smirnov test of all values with one false alarm in 16,000
    @Test
    void orthogonalTanhLayersHaveTheLawOfTheSlopes() {
        int n = 200;
        Network network = Network.constantWidth(n, 1, Activation.TANH, new Orthogonal(1.2), new SplittableRandom(2));
        ForwardSignals signals = network.forward(input(n, 0.5));
        double[] slopes = Arrays.stream(signals.preActivation(1).data)
                .map(s -> -1.2 * Activation.TANH.derivative(s))
                .sorted()
                .map(x -> -x)
                .toArray();
        assertArrayEquals(slopes, SingularValues.of(jacobian(network, signals)), 1e-12);
        double[][] samples = sample(n, n, Activation.TANH, new Orthogonal(1.2), 0.5);
        double[] all = Stream.of(samples).flatMapToDouble(Arrays::stream).toArray();
        JacobianSpectrum law = JacobianSpectrum.orthogonal(1.2, Activation.TANH, 1.44 * 0.5);
        assertTrue(
                KolmogorovSmirnovTest.withDefaults().test(all, law::cumulative).getPValue() > FALSE_ALARMS);
    }

    @Test
    void aProductOfGaussianLayersSpreadsAndOneOfOrthogonalLayersStaysFlat() {
        int n = 100;
        int depth = 3;
        FussCatalan law = new FussCatalan(depth);
        double[][] gaussian = products(n, depth, VarianceScaling.lecunNormal());
        assertMean(law.spectrum().meanSingularValue(), 0.5 / n, gaussian, JacobianSampleTest::mean);
        assertMean(law.spectrum().geometricMean(), 1.0 / n, gaussian, JacobianSampleTest::geometricMean);
        assertMean(depth + 1, 20.0 / n, gaussian, JacobianSampleTest::fourthMoment);
        for (double value : products(n, 50, new Orthogonal(1))[0]) {
            assertEquals(1, value, 1e-12);
        }
    }

    private static double[][] products(int n, int depth, Initializer initializer) {
        RandomGenerator random = new SplittableRandom(3);
        return IntStream.range(0, SAMPLES)
                .mapToObj(i -> Network.constantWidth(n, depth, Activation.IDENTITY, initializer, random))
                .map(network -> network.layers().stream()
                        .map(layer -> layer.weights())
                        .reduce(MatrixProduct::ab)
                        .orElseThrow())
                .map(SingularValues::of)
                .toArray(double[][]::new);
    }

    private static double[][] sample(int fanIn, int fanOut, Activation activation, Initializer initializer, double q) {
        RandomGenerator random = new SplittableRandom(1);
        double inputSquare = activation == Activation.RELU ? q / 2 : q; // He weights double it
        return IntStream.range(0, SAMPLES)
                .mapToObj(i -> Network.of(List.of(fanIn, fanOut), activation, initializer, random))
                .map(network -> SingularValues.of(jacobian(network, network.forward(input(fanIn, inputSquare)))))
                .toArray(double[][]::new);
    }

    // dz_1/dz_0 = W diag(phi'(s))
    private static DMatrixRMaj jacobian(Network network, ForwardSignals signals) {
        DMatrixRMaj jacobian = network.layers().get(0).weights().copy();
        DMatrixRMaj s = signals.preActivation(1);
        Activation phi = network.layers().get(0).activation();
        for (int row = 0; row < jacobian.numRows; row++) {
            for (int column = 0; column < jacobian.numCols; column++) {
                jacobian.set(row, column, jacobian.get(row, column) * phi.derivative(s.get(0, column)));
            }
        }
        return jacobian;
    }

    private static DMatrixRMaj input(int width, double square) {
        DMatrixRMaj input = new DMatrixRMaj(1, width);
        Arrays.fill(input.data, Math.sqrt(square));
        return input;
    }

    private static void assertMean(
            double expected, double bias, double[][] samples, ToDoubleFunction<double[]> average) {
        Moments moments = Moments.of(Arrays.stream(samples).mapToDouble(average).toArray());
        double t = TDistribution.of(SAMPLES - 1.0).inverseSurvivalProbability(FALSE_ALARMS / 2);
        double standardError = Math.sqrt(moments.sampleVariance() / SAMPLES);
        assertEquals(expected, moments.mean(), t * standardError + bias);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double rootMeanSquare(double[] values) {
        return Math.sqrt(Moments.of(values).secondMoment());
    }

    private static double geometricMean(double[] values) {
        return Math.exp(Arrays.stream(values).map(Math::log).average().orElseThrow());
    }

    private static double fourthMoment(double[] values) {
        return Arrays.stream(values).map(x -> x * x * x * x).average().orElseThrow();
    }

    private static double shareUpTo(double x, double[] values) {
        return Arrays.stream(values).filter(value -> value <= x).count() / (double) values.length;
    }
}
