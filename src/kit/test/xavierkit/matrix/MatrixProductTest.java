package xavierkit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.activation.Activation;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;
import xavierkit.network.BackwardSignals;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Layer;
import xavierkit.network.Network;

class MatrixProductTest {

    private final int threads = EjmlConcurrency.getMaxThreads();

    @AfterEach
    void restoreThreads() {
        EjmlConcurrency.setMaxThreads(threads);
    }

    // shapes at 1 and 0, primes, and at the edges of what the kernels cut: heights by 3, depths by 2
    // and 64, widths by 512, narrow results below 16, several threads from 2^20 on
    static List<Arguments> shapes() {
        return List.of(
                Arguments.of(0, 0, 0),
                Arguments.of(0, 5, 7),
                Arguments.of(5, 0, 7),
                Arguments.of(20, 0, 1),
                Arguments.of(20, 0, 20),
                Arguments.of(5, 7, 0),
                Arguments.of(1, 1, 1),
                Arguments.of(2, 3, 4),
                Arguments.of(1, 64, 10),
                Arguments.of(1, 300, 1),
                Arguments.of(300, 1, 7),
                Arguments.of(300, 65, 1),
                Arguments.of(1, 65, 300),
                Arguments.of(14, 40, 14),
                Arguments.of(15, 129, 15),
                Arguments.of(16, 64, 17),
                Arguments.of(1009, 11, 13),
                Arguments.of(11, 13, 1031),
                Arguments.of(37, 1013, 53),
                Arguments.of(10, 256, 256),
                Arguments.of(256, 10, 256),
                Arguments.of(256, 300, 200),
                Arguments.of(100, 67, 513),
                Arguments.of(49, 67, 1025),
                Arguments.of(1021, 131, 9));
    }

    @ParameterizedTest(name = "{0} x {1} times {1} x {2}")
    @MethodSource("shapes")
    void doublesHaveTheBitsOfEjmlForAnyNumberOfThreads(int m, int k, int n) {
        for (Numbers numbers : Numbers.values()) {
            SplittableRandom random = new SplittableRandom(m);
            DMatrixRMaj a = doubles(m, k, () -> numbers.left.applyAsDouble(random));
            DMatrixRMaj b = doubles(k, n, () -> numbers.right.applyAsDouble(random));
            DMatrixRMaj at = CommonOps_DDRM.transpose(a, null);
            DMatrixRMaj bt = CommonOps_DDRM.transpose(b, null);
            DMatrixRMaj ab = CommonOps_DDRM.mult(a, b, null);
            DMatrixRMaj atb = CommonOps_DDRM.multTransA(at, b, null);
            DMatrixRMaj abt = CommonOps_DDRM.multTransB(a, bt, null);
            for (int count : new int[] {1, 2, 3, 8}) {
                EjmlConcurrency.setMaxThreads(count);
                assertSame(ab, MatrixProduct.ab(a, b));
                assertSame(atb, MatrixProduct.atb(at, b));
                assertSame(abt, MatrixProduct.abt(a, bt));
            }
        }
    }

    /** What the two factors are filled with. */
    private enum Numbers {
        ORDINARY(Numbers::ordinary, Numbers::ordinary),
        /** Every product is -0.0, and the sum shows what it started with. */
        NEGATIVE_ZEROS(random -> 1, random -> -0.0),
        ZEROS(Numbers::zero, Numbers::zero),
        /** NaN, infinities and underflow here and there. */
        SPECIAL(Numbers::special, Numbers::special);

        private static final double[] SPECIALS = {
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, Float.MIN_VALUE
        };

        private final ToDoubleFunction<SplittableRandom> left;
        private final ToDoubleFunction<SplittableRandom> right;

        Numbers(ToDoubleFunction<SplittableRandom> left, ToDoubleFunction<SplittableRandom> right) {
            this.left = left;
            this.right = right;
        }

        private static double ordinary(SplittableRandom random) {
            return random.nextDouble(-1, 1);
        }

        private static double zero(SplittableRandom random) {
            return random.nextBoolean() ? 0.0 : -0.0;
        }

        private static double special(SplittableRandom random) {
            return random.nextInt(500) == 0 ? SPECIALS[random.nextInt(SPECIALS.length)] : ordinary(random);
        }
    }

    private static DMatrixRMaj doubles(int rows, int columns, DoubleSupplier numbers) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        Arrays.setAll(matrix.data, i -> numbers.getAsDouble());
        return matrix;
    }

    // assertArrayEquals tells 0.0 from -0.0, and takes all NaN for one
    private static void assertSame(DMatrixRMaj expected, DMatrixRMaj actual) {
        assertEquals(Require.shape(expected), Require.shape(actual));
        assertArrayEquals(expected.data, actual.data);
    }

    @Test
    void theArrayOfAMatrixMayBeLongerThanTheMatrix() {
        DMatrixRMaj a = new DMatrixRMaj(40, 40);
        DMatrixRMaj b = new DMatrixRMaj(40, 40);
        CommonOps_DDRM.fill(a, 2);
        CommonOps_DDRM.fill(b, 3);
        a.reshape(20, 10);
        b.reshape(10, 30);
        assertSame(CommonOps_DDRM.mult(a, b, null), MatrixProduct.ab(a, b));
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        DMatrixRMaj a = new DMatrixRMaj(3, 4);
        String rule = "the left factor must have as many columns as the right has rows, got ";
        assertRefused(rule + "3x4 and 3x4", () -> MatrixProduct.ab(a, a));
        assertRefused(rule + "4x3 and 2x3", () -> MatrixProduct.atb(a, new DMatrixRMaj(2, 3)));
        assertRefused(rule + "3x4 and 3x2", () -> MatrixProduct.abt(a, new DMatrixRMaj(2, 3)));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void aNetworkHasTheSameBitsForAnyNumberOfThreads() {
        List<double[]> single = signals(1);
        for (int count : new int[] {2, 3, 8}) {
            List<double[]> several = signals(count);
            assertEquals(single.size(), several.size());
            for (int i = 0; i < single.size(); i++) {
                assertArrayEquals(single.get(i), several.get(i), "signal " + i + ", threads " + count);
            }
        }
    }

    // weights, forward and backward signals, all made anew with this number of threads
    private static List<double[]> signals(int threads) {
        EjmlConcurrency.setMaxThreads(threads);
        SplittableRandom random = new SplittableRandom(1);
        Network network =
                Network.of(List.of(150, 300, 211, 37), Activation.TANH, VarianceScaling.glorotNormal(), random);
        ForwardSignals forward = network.forward(WeightDistribution.NORMAL.sample(256, 150, 1, random));
        BackwardSignals backward = network.backward(forward, WeightDistribution.NORMAL.sample(256, 37, 1, random));
        return Stream.of(
                        network.layers().stream().map(Layer::weights).toList(),
                        forward.preActivations(),
                        forward.activations(),
                        backward.weightGradients(),
                        backward.preActivationGradients(),
                        backward.activationGradients())
                .flatMap(List::stream)
                .map(matrix -> matrix.data)
                .toList();
    }
}
