package xavierkit.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MomentsTest {

    @Test
    void bothEstimatorsOfTheVarianceAreNamed() {
        Moments moments = Moments.of(1, 2, 3, 6);
        assertEquals(3, moments.mean());
        assertEquals(14.0 / 4, moments.populationVariance());
        assertEquals(14.0 / 3, moments.sampleVariance(), 1e-15);
        assertEquals(50.0 / 4, moments.secondMoment());
    }

    @Test
    void hugeNumbersHaveMomentsUntilTheyExceedADouble() {
        assertEquals(1e306, Moments.of(1e153, -1e153).populationVariance(), 1e292);
        assertEquals(0, Moments.of(1e153, -1e153).mean());
        assertEquals(Double.POSITIVE_INFINITY, Moments.of(1e160, -1e160).populationVariance());
        assertEquals(2e307, Moments.of(1e307, 3e307).mean(), 1e292);
        assertEquals(Double.POSITIVE_INFINITY, Moments.of(1e307, 3e307).populationVariance());
        assertTrue(Double.isNaN(Moments.of(1, Double.NaN).mean()));
    }

    @Test
    void aLargeMeanDoesNotDrownTheVariance() {
        assertEquals(1, Moments.of(1e9 - 1, 1e9 + 1).populationVariance());
    }

    /** 50,000 numbers, more than three blocks: sizes and offsets that cancel, and a late outlier. */
    static Stream<double[]> nastyData() {
        SplittableRandom random = new SplittableRandom(1);
        return Stream.<DoubleSupplier>of(
                        () -> random.nextDouble() - 0.5,
                        () -> 1e8 + random.nextGaussian(),
                        () -> -1e12 + random.nextInt(2),
                        () -> Math.pow(10, random.nextDouble(-8, 8)),
                        () -> 1e-300 * random.nextDouble(),
                        () -> 0.1)
                .map(law -> DoubleStream.generate(law).limit(50_000).toArray())
                .peek(values -> values[49_999] *= 3);
    }

    // the errors of the sums, some n^(1/2) 2^-53 of their size; the offset costs (mean / sd) 2^-53
    @ParameterizedTest
    @MethodSource("nastyData")
    void momentsAreThoseOfExactArithmetic(double[] values) {
        BigDecimal n = BigDecimal.valueOf(values.length);
        BigDecimal mean = Arrays.stream(values)
                .mapToObj(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(n, MathContext.DECIMAL128);
        BigDecimal variance = Arrays.stream(values)
                .mapToObj(x -> new BigDecimal(x).subtract(mean).pow(2, MathContext.DECIMAL128))
                .reduce(BigDecimal.ZERO, (a, b) -> a.add(b, MathContext.DECIMAL128))
                .divide(n, MathContext.DECIMAL128);
        Moments moments = Moments.of(values);
        assertEquals(mean.doubleValue(), moments.mean(), 1e-14 * Math.abs(mean.doubleValue()) + 1e-16);
        double exact = variance.doubleValue();
        assertEquals(exact, moments.populationVariance(), 1e-13 * exact);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() throws Exception {
        double[] values = new SplittableRandom(2).doubles(200_001).toArray();
        for (int threads : new int[] {1, 2, 5}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            assertEquals(
                    Moments.of(values), pool.submit(() -> Moments.of(values)).get());
            pool.shutdown();
        }
    }

    @Test
    void onlyTheEntriesOfTheMatrixCount() {
        DMatrixRMaj reused = new DMatrixRMaj(2, 2, true, 1, 3, 50, 60);
        reused.reshape(1, 2);
        assertEquals(new Moments(2, 2, 1), Moments.of(reused));
    }

    @Test
    void oneSampleHasNoSampleVariance() {
        Moments one = Moments.of(5);
        assertEquals(0, one.populationVariance());
        var error = assertThrows(IllegalStateException.class, one::sampleVariance);
        assertEquals("sample variance needs at least 2 values, got 1", error.getMessage());
    }

    @Test
    void noValuesAndNegativeVariancesAreRefused() {
        assertEquals(
                "moments need at least 1 value, got 0",
                assertThrows(IllegalArgumentException.class, () -> Moments.of()).getMessage());
        assertEquals(
                "variance must be at least 0, got -1.0",
                assertThrows(IllegalArgumentException.class, () -> new Moments(3, 0, -1))
                        .getMessage());
    }

    // deviations -1.5, -0.5, 0.5, 1.5: population variance 5/4, sample variance 5/3
    @Test
    void deviationAndStandardErrorAreRootsOfTheVariances() {
        Moments moments = Moments.of(1, 2, 3, 4);
        assertEquals(Math.sqrt(1.25), moments.populationStandardDeviation(), 1e-15);
        assertEquals(Math.sqrt(5.0 / 12), moments.standardError(), 1e-15);
        assertThrows(IllegalStateException.class, () -> Moments.of(1).standardError());
    }
}
