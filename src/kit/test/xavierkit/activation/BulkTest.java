package xavierkit.activation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BulkTest {

    private static final double[] SINGULAR = {
        0.0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE
    };

    static Stream<Activation> all() {
        Activation own = Activation.of("own", s -> s * s, s -> 2 * s);
        return Stream.concat(ActivationTest.all(), Stream.of(own));
    }

    // more than two shares of 16,384, and a last block that is not full
    private static double[] arguments() {
        double[] s = new SplittableRandom(1).doubles(40_000, -800, 800).toArray();
        for (int i = 0; i < s.length / 2; i++) {
            s[i] /= 100;
        }
        System.arraycopy(SINGULAR, 0, s, 700, SINGULAR.length);
        return s;
    }

    // assertArrayEquals tells 0.0 from -0.0 and takes NaN for itself
    @ParameterizedTest
    @MethodSource("all")
    void bulkGivesTheBitsOfOneByOne(Activation phi) {
        double[] s = arguments();
        double[] z = new double[s.length];
        phi.values(s, s.length, z);
        assertArrayEquals(Arrays.stream(s).map(phi::value).toArray(), z);
        phi.derivatives(s, s.length, z);
        assertArrayEquals(Arrays.stream(s).map(phi::derivative).toArray(), z);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 16_384, 16_385})
    void onlyTheFirstNumbersAreReplacedAlsoInPlace(int count) {
        double[] s = arguments();
        double[] expected = s.clone();
        for (int i = 0; i < count; i++) {
            expected[i] = Activation.TANH.value(s[i]);
        }
        Activation.TANH.values(s, count, s);
        assertArrayEquals(expected, s);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() throws Exception {
        List<double[]> results = new ArrayList<>();
        for (int threads : new int[] {1, 2, 5}) {
            double[] z = new double[40_000];
            ForkJoinPool pool = new ForkJoinPool(threads);
            pool.submit(() -> Activation.TANH.values(arguments(), z.length, z)).get();
            pool.shutdown();
            results.add(z);
        }
        assertArrayEquals(results.get(0), results.get(1));
        assertArrayEquals(results.get(0), results.get(2));
    }

    @Test
    void aFunctionOfOnesOwnIsCalledInOrderByTheCaller() {
        List<Double> seen = new ArrayList<>();
        Thread caller = Thread.currentThread();
        Activation own = Activation.of(
                "own",
                s -> {
                    assertEquals(caller, Thread.currentThread());
                    seen.add(s);
                    return s;
                },
                s -> 1);
        own.values(new double[] {3, 1, 2}, 3, new double[3]);
        assertEquals(List.of(3.0, 1.0, 2.0), seen);
    }
}
