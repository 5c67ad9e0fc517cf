package xavierkit.init;

import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.*;
import org.ejml.data.DMatrixRMaj;
import xavierkit.matrix.*;

/**
 * The shape of a zero-mean weight distribution. It is told the variance that the weights are to have and works out its
 * own parameter: a bound, or the standard deviation before truncation.
 */
public enum WeightDistribution {
    /** N(0, v): standard deviation sqrt(v), unbounded, kurtosis 3. */
    NORMAL(Double.POSITIVE_INFINITY, 3, ZigguratSampler.NormalizedGaussian::of),

    /** U(-a, a) with a = sqrt(3 v), because Var U(-a, a) = a^2 / 3; kurtosis 9/5. */
    UNIFORM(3, 9.0 / 5, random -> {
        double a = StrictMath.sqrt(3);
        return () -> a * (2 * random.nextDouble() - 1);
    }),

    /**
     * A normal cut off at 2 of its standard deviations. Cutting lowers the variance by the factor 1 - 4 f(2) / erf(sqrt
     * 2) = 0.774, f the normal density, so the normal that is cut is wider by as much: the weights that come out have
     * variance v.
     */
    TRUNCATED_NORMAL(Truncation.CUT * Truncation.CUT / Truncation.VARIANCE, Truncation.KURTOSIS, Truncation::sampler);

    /** Values drawn from one generator; a block never depends on another, so threads may share them. */
    private static final int BLOCK = 1 << 14;

    /** The largest multiple of a block that is an int: no overflow, and below every JVM's limit. */
    private static final int MAX_ENTRIES = Integer.MAX_VALUE / BLOCK * BLOCK;

    private final double squaredBound;
    private final double kurtosis;
    private final Function<UniformRandomProvider, ContinuousSampler> unitSampler;

    // of variance 1: the square of the largest |w|, and a sampler
    WeightDistribution(
            double squaredBound, double kurtosis, Function<UniformRandomProvider, ContinuousSampler> unitSampler) {
        this.squaredBound = squaredBound;
        this.kurtosis = kurtosis;
        this.unitSampler = unitSampler;
    }

    /** The largest |w| that can occur at this variance, which must be finite and at least 0. */
    public double bound(double variance) {
        Require.variance("variance", variance);
        return this == NORMAL ? squaredBound : StrictMath.sqrt(squaredBound * variance);
    }

    /** E[w^4] / E[w^2]^2. The sample variance of N weights has the relative standard error sqrt((kurtosis - 1) / N). */
    public double kurtosis() {
        return kurtosis;
    }

    /**
     * A matrix of independent draws with mean 0 and the given variance.
     *
     * <p>Every block of 16,384 entries has a XoShiRo256++ generator of its own, seeded by one {@code nextLong()} of
     * {@code random}: on one machine the same seed gives the same bits for any number of threads. So it does for
     * {@code UNIFORM} on every machine. The normal sampler asks {@link Math#exp}, whose last bit a
     * machine may choose, whether to keep a draw from the edge of its tables: only a tie to within that bit could be
     * decided otherwise elsewhere, and change the rest of its block.
     *
     * @throws IllegalArgumentException if the variance is negative, infinite or NaN, or the shape is not at least 1x1 or
     *     has more than 2,147,467,264 entries, the most blocks that an int counts
     */
    public DMatrixRMaj sample(int rows, int columns, double variance, RandomGenerator random) {
        double standardDeviation = StrictMath.sqrt(Require.variance("variance", variance));
        boolean possible = rows >= 1 && columns >= 1 && (long) rows * columns <= MAX_ENTRIES;
        String rule = "a matrix must have between 1 and %d entries, got %dx%d";
        Require.that(possible, rule, MAX_ENTRIES, rows, columns);
        Require.given("the random generator", random);
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        // the seeds in order, before any thread starts
        long[] seeds = new long[(int) ((matrix.getNumElements() + BLOCK - 1L) / BLOCK)];
        Arrays.setAll(seeds, block -> random.nextLong());
        Parallel.forEach(seeds.length, block -> fill(matrix, block, seeds[block], standardDeviation));
        return matrix;
    }

    private void fill(DMatrixRMaj matrix, int block, long seed, double standardDeviation) {
        ContinuousSampler sampler = unitSampler.apply(RandomStream.of(seed));
        double[] w = matrix.data;
        int start = block * BLOCK;
        int end = start + Math.min(BLOCK, matrix.getNumElements() - start);
        for (int i = start; i < end; i++) {
            w[i] = standardDeviation * sampler.sample();
        }
    }

    /** N(0, 1) cut off at 2; by parts, its moments are m_k = (k-1) m_(k-2) - 2^k f(2) / erf(sqrt 2). */
    private static final class Truncation {
        static final double CUT = 2;
        /** 2 f(2) / erf(sqrt 2): the density at 2, and the probability of not being cut. */
        static final double EDGE = 2 * 0.05399096651318806 / 0.9544997361036416;

        static final double VARIANCE = 1 - 2 * EDGE;
        static final double KURTOSIS = (3 * VARIANCE - 8 * EDGE) / (VARIANCE * VARIANCE);

        static ContinuousSampler sampler(UniformRandomProvider random) {
            ContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(random);
            double widening = 1 / StrictMath.sqrt(VARIANCE);
            return () -> {
                double z = normal.sample();
                while (Math.abs(z) > CUT) {
                    z = normal.sample();
                }
                return widening * z;
            };
        }
    }
}
