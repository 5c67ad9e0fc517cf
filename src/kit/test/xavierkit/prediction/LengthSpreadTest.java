package xavierkit.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.activation.Activation;
import xavierkit.init.VarianceScaling;
import xavierkit.matrix.Moments;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Network;

class LengthSpreadTest {

    private static final List<Integer> WIDTHS = List.of(100, 50, 200, 80);

    // 2 and 5 times the sum of 1/n over the layers that the signal has passed: 1/100, 3/100, 35/1000,
    // 475/10000
    @Test
    void linearAndReluGrowAsDepthOverWidth() {
        List<Double> inverse = List.of(0.01, 0.03, 0.035, 0.0475);
        LengthSpread linear = spread(Activation.IDENTITY, 1, WIDTHS);
        LengthSpread relu = spread(Activation.RELU, 2, WIDTHS);
        for (int l = 0; l < 4; l++) {
            assertEquals(2 * inverse.get(l), linear.activations().get(l), 1e-12);
            assertEquals(5 * inverse.get(l), relu.activations().get(l), 1e-12);
        }
    }

    // log(1 + 2/n) = 2/n - 2/n^2: the exact law differs in the second order
    @Test
    void theExactLawAgreesToFirstOrder() {
        List<Integer> widths = Collections.nCopies(10, 1000);
        double relu = spread(Activation.RELU, 2, widths).activations().get(9);
        assertEquals(FiniteWidth.heRelu(widths).logVariance(), relu, 0.01 * relu);
        double linear = spread(Activation.IDENTITY, 1, widths).activations().get(9);
        assertEquals(FiniteWidth.linear(widths).secondMoment() - 1, linear, 0.02 * linear);
    }

    // By hand: V = 3 q + 1/2 = 3.5 at q_1 = 1, d log V / d log q = 3 / 3.5, noise 9 (3 - 1) / (20
    // 3.5^2)
    @Test
    void biasesDampTheSpread() {
        LengthSpread spread = new LengthSpread(new LengthMap(Activation.IDENTITY, 3, 0.5), 1, List.of(20, 30));
        double second = 18 / (20 * 3.5 * 3.5);
        assertEquals(second + 2.0 / 30, spread.activations().get(1), 1e-14);
        LengthSpread third = new LengthSpread(new LengthMap(Activation.IDENTITY, 3, 0.5), 1, List.of(20, 30, 40));
        double q3 = 3 * 3.5 + 0.5;
        double expected = Math.pow(3 * 3.5 / q3, 2) * second + 9 * 2 * 3.5 * 3.5 / (30 * q3 * q3) + 2.0 / 40;
        assertEquals(expected, third.activations().get(2), 1e-14);
    }

    @Test
    void aStableFixedPointBoundsTheSpread() {
        LengthMap map = new LengthMap(Activation.TANH, 25.0 / 9, 0);
        double q = map.iterate(1, 200).get(199);
        double slope = map.slope(q);
        GaussianMoments phi = GaussianMoments.of(Activation.TANH, q);
        double square = phi.square().value();
        double noise = (phi.fourth().value() - square * square) / (square * square);
        List<Double> spread = new LengthSpread(map, q, Collections.nCopies(100, 50)).activations();
        assertEquals(noise / (1 - slope * slope) / 50, spread.get(99), 1e-9);
    }

    static List<Activation> activations() {
        return List.of(Activation.TANH, Activation.SIGMOID, Activation.GELU);
    }

    // Allowed: 5 standard errors, sqrt((kurtosis - 1) / 1500) of the variance, a false alarm in 1.7
    // million, and the
    // next order in depth/width, relatively as large as the spread itself
    @ParameterizedTest
    @MethodSource("activations")
    void theSpreadOfRealNetworks(Activation phi) {
        int depth = 4;
        int n = 100;
        int networks = 1500;
        RandomGenerator random = new SplittableRandom(1);
        DMatrixRMaj input = new DMatrixRMaj(1, 30);
        Arrays.fill(input.data, 1);
        List<Integer> widths = Collections.nCopies(depth, n);
        List<Integer> all = new ArrayList<>(List.of(30));
        all.addAll(widths);
        double[][] post = new double[depth][networks];
        for (int i = 0; i < networks; i++) {
            ForwardSignals signals = Network.of(
                            all, phi, VarianceScaling.lecunNormal().withGain(1.5), random)
                    .forward(input);
            for (int l = 0; l < depth; l++) {
                post[l][i] = Moments.of(signals.activation(l + 1)).secondMoment();
            }
        }
        LengthSpread spread = new LengthSpread(new LengthMap(phi, 2.25, 0), 2.25, widths);
        for (int l = 0; l < depth; l++) {
            assertSpread(spread.activations().get(l), post[l], phi + " z_" + (l + 1));
        }
    }

    private static void assertSpread(double expected, double[] squares, String what) {
        Moments moments = Moments.of(squares);
        double mean = moments.mean();
        double measured = moments.sampleVariance() / (mean * mean);
        double fourth = Arrays.stream(squares)
                .map(x -> Math.pow(x / mean - 1, 4))
                .average()
                .orElseThrow();
        double error = Math.sqrt((fourth - measured * measured) / squares.length);
        assertEquals(expected, measured, 5 * error + expected * (expected + 0.04), what);
    }

    private static LengthSpread spread(Activation phi, double weightVariance, List<Integer> widths) {
        return new LengthSpread(new LengthMap(phi, weightVariance, 0), 0.7, widths);
    }

    @Test
    void whatIsNoLengthOrWidthIsRefused() {
        LengthMap map = new LengthMap(Activation.TANH, 1, 0);
        var length = assertThrows(IllegalArgumentException.class, () -> new LengthSpread(map, 0, List.of(1)));
        assertEquals("q_1 must be positive and finite, got 0.0", length.getMessage());
        var width = assertThrows(IllegalArgumentException.class, () -> new LengthSpread(map, 1, List.of(0)));
        assertEquals("width must be at least 1, got 0", width.getMessage());
    }
}
