package xavierkit.init;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Kurtosis;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import xavierkit.matrix.Moments;

/**
 * Each random test has a fixed seed and allows 5 standard errors: a sampler that is right would
 * fail one such comparison in 1.7 million; the goodness-of-fit test allows one false alarm in
 * 10,000.
 */
class WeightDistributionTest {

    private static final double VARIANCE = 0.005;
    private static final int ROWS = 400;
    private static final int COLUMNS = 251; // 100,400 draws: seven blocks, the last one short

    private static DMatrixRMaj draw(WeightDistribution distribution, long seed) {
        return distribution.sample(ROWS, COLUMNS, VARIANCE, new SplittableRandom(seed));
    }

    private static ContinuousDistribution law(WeightDistribution distribution) {
        double bound = distribution.bound(VARIANCE);
        return switch (distribution) {
            case NORMAL -> NormalDistribution.of(0, Math.sqrt(VARIANCE));
            case UNIFORM -> UniformContinuousDistribution.of(-bound, bound);
            case TRUNCATED_NORMAL -> TruncatedNormalDistribution.of(0, bound / 2, -bound, bound);
        };
    }

    @ParameterizedTest
    @EnumSource
    void meanAndVarianceAreAsAsked(WeightDistribution distribution) {
        Moments moments = Moments.of(draw(distribution, 1));
        double n = moments.count();
        assertEquals(0, moments.mean(), 5 * Math.sqrt(VARIANCE / n));
        double standardError = VARIANCE * Math.sqrt((distribution.kurtosis() - 1) / n);
        assertEquals(VARIANCE, moments.sampleVariance(), 5 * standardError);
    }

    @ParameterizedTest
    @EnumSource
    void kurtosisIsAsStated(WeightDistribution distribution) {
        double[] sample = draw(distribution, 2).data;
        // Var of the sample kurtosis is at most 24/n, the normal's; commons reports excess kurtosis
        double measured = Kurtosis.of(sample).getAsDouble() + 3;
        assertEquals(distribution.kurtosis(), measured, 5 * Math.sqrt(24.0 / sample.length));
    }

    @ParameterizedTest
    @EnumSource
    void noDrawExceedsTheBoundAndSomeComeClose(WeightDistribution distribution) {
        double bound = distribution.bound(VARIANCE);
        double largest =
                Arrays.stream(draw(distribution, 3).data).map(Math::abs).max().orElseThrow();
        assertTrue(largest <= bound);
        if (Double.isFinite(bound)) {
            assertTrue(largest > 0.99 * bound);
        }
    }

    @ParameterizedTest
    @EnumSource
    void drawsFollowTheLaw(WeightDistribution distribution) {
        double[] sample = draw(distribution, 4).data;
        var result = KolmogorovSmirnovTest.withDefaults().test(sample, law(distribution)::cumulativeProbability);
        assertTrue(result.getPValue() > 1e-4, "p = " + result.getPValue());
    }

    @ParameterizedTest
    @EnumSource
    void theGoodnessOfFitTestSeesAVarianceThatIsTenPercentOff(WeightDistribution distribution) {
        double[] sample = distribution.sample(ROWS, COLUMNS, 1.1 * VARIANCE, new SplittableRandom(4)).data;
        var result = KolmogorovSmirnovTest.withDefaults().test(sample, law(distribution)::cumulativeProbability);
        assertTrue(result.getPValue() < 1e-4, "p = " + result.getPValue());
    }

    @ParameterizedTest
    @EnumSource
    void neighboursAndBlocksAreUncorrelated(WeightDistribution distribution) {
        double[] sample = draw(distribution, 5).data;
        for (int lag : new int[] {1, COLUMNS, 1 << 14}) {
            int n = sample.length - lag;
            double covariance = IntStream.range(0, n)
                            .mapToDouble(i -> sample[i] * sample[i + lag])
                            .sum()
                    / n;
            assertEquals(0, covariance, 5 * VARIANCE / Math.sqrt(n), "lag " + lag);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameBits(WeightDistribution distribution) {
        assertArrayEquals(draw(distribution, 6).data, draw(distribution, 6).data);
        assertTrue(!Arrays.equals(draw(distribution, 6).data, draw(distribution, 7).data));
    }

    @ParameterizedTest
    @EnumSource
    void anyNumberOfThreadsGivesTheSameBits(WeightDistribution distribution) throws Exception {
        for (int threads : new int[] {1, 2, 5}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            double[] sample = pool.submit(() -> draw(distribution, 8).data).get();
            pool.shutdown();
            assertArrayEquals(draw(distribution, 8).data, sample, threads + " threads");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyBlockIsDrawnFromASeedOfItsOwnInOrder(WeightDistribution distribution) {
        SplittableRandom one = new SplittableRandom(9);
        SplittableRandom all = new SplittableRandom(9);
        double[] together = distribution.sample(1, 3 << 14, VARIANCE, all).data;
        for (int block = 0; block < 3; block++) {
            double[] alone = distribution.sample(1, 1 << 14, VARIANCE, one).data;
            assertArrayEquals(alone, Arrays.copyOfRange(together, block << 14, (block + 1) << 14));
        }
        assertEquals(one.nextLong(), all.nextLong());
    }

    @Test
    void theFirstDrawIsTheSameInEveryVersion() {
        // a change here changes every committed result: say so in the CHANGELOG
        assertEquals(0.21283010033279923, draw(WeightDistribution.NORMAL, 1).get(0, 0));
    }

    @Test
    void theTruncatedNormalHasTheTextbookConstants() {
        // bound = 2 sd of the normal that is cut, which is wider by 1/0.87962566103423978
        assertEquals(2 / 0.87962566103423978, WeightDistribution.TRUNCATED_NORMAL.bound(1), 1e-14);
        assertEquals(2.3655367171, WeightDistribution.TRUNCATED_NORMAL.kurtosis(), 1e-10);
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 0x5", "5, -1, 5x-1", "70000, 70000, 70000x70000", "1, 2147467265, 1x2147467265"})
    void impossibleShapesAreNamed(int rows, int columns, String got) {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> WeightDistribution.NORMAL.sample(rows, columns, 1, new SplittableRandom(1)));
        assertEquals("a matrix must have between 1 and 2147467264 entries, got " + got, error.getMessage());
    }
}
