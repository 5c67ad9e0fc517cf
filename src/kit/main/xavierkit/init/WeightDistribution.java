package xavierkit.init;

import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;

/**
 * The shape of a zero-mean weight distribution. It is told the variance that the weights must have
 * and works out its own parameter: a bound, or the standard deviation before truncation.
 */
public enum WeightDistribution {
    /** N(0, v): standard deviation sqrt(v), unbounded, kurtosis 3. */
    NORMAL {
        @Override
        public double bound(double variance) {
            requireVariance(variance);
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public double kurtosis() {
            return 3;
        }

        @Override
        ContinuousSampler unitSampler(UniformRandomProvider random) {
            return ZigguratSampler.NormalizedGaussian.of(random);
        }
    },

    /** U(-a, a) with a = sqrt(3 v), because Var U(-a, a) = a^2 / 3; kurtosis 9/5. */
    UNIFORM {
        @Override
        public double bound(double variance) {
            requireVariance(variance);
            return StrictMath.sqrt(3 * variance);
        }

        @Override
        public double kurtosis() {
            return 9.0 / 5;
        }

        @Override
        ContinuousSampler unitSampler(UniformRandomProvider random) {
            double a = bound(1);
            return () -> a * (2 * random.nextDouble() - 1);
        }
    },

    /**
     * A normal cut off at 2 of its standard deviations. Cutting lowers the variance by the factor 1 -
     * 4 f(2) / erf(sqrt 2) = 0.774, f the normal density, so the normal that is cut is wider by as
     * much: the weights that come out have variance v.
     */
    TRUNCATED_NORMAL {
        @Override
        public double bound(double variance) {
            requireVariance(variance);
            return CUT * StrictMath.sqrt(variance / truncatedMoment(2));
        }

        @Override
        public double kurtosis() {
            return truncatedMoment(4) / (truncatedMoment(2) * truncatedMoment(2));
        }

        @Override
        ContinuousSampler unitSampler(UniformRandomProvider random) {
            ContinuousSampler normal = NORMAL.unitSampler(random);
            double widening = 1 / StrictMath.sqrt(truncatedMoment(2));
            return () -> {
                double z = normal.sample();
                while (Math.abs(z) > CUT) {
                    z = normal.sample();
                }
                return widening * z;
            };
        }
    };

    private static final double CUT = 2;

    /**
     * Values drawn from one generator; a block never depends on another, so threads may share them.
     */
    private static final int BLOCK = 1 << 14;

    /** The largest multiple of a block that is an int: no overflow, and below every JVM's limit. */
    private static final int MAX_ENTRIES = Integer.MAX_VALUE / BLOCK * BLOCK;

    /**
     * The largest |w| that can occur at this variance.
     *
     * @throws IllegalArgumentException if the variance is negative, infinite or NaN
     */
    public abstract double bound(double variance);

    /**
     * E[w^4] / E[w^2]^2. The sample variance of N weights has the relative standard error
     * sqrt((kurtosis - 1) / N).
     */
    public abstract double kurtosis();

    /** A sampler of mean 0 and variance 1. */
    abstract ContinuousSampler unitSampler(UniformRandomProvider random);

    /**
     * A matrix of independent draws with mean 0 and the given variance.
     *
     * <p>Every block of 16,384 entries has a XoShiRo256++ generator of its own, seeded by one {@code
     * nextLong()} of {@code random}: on one machine the same seed gives the same bits for any number
     * of threads.
     *
     * <p>So it does for {@code UNIFORM} on every machine. The normal sampler asks {@link Math#exp},
     * whose last bit a machine may choose, whether to keep a draw from the edge of its tables: only a
     * tie to within that bit could be decided otherwise elsewhere, and change the rest of its block.
     *
     * @throws IllegalArgumentException if the variance is negative, infinite or NaN, or the shape is
     *     not at least 1x1 or has more than 2,147,467,264 entries, the most blocks that an int counts
     */
    public DMatrixRMaj sample(int rows, int columns, double variance, RandomGenerator random) {
        requireVariance(variance);
        requireShape(rows, columns);
        Objects.requireNonNull(random, "the random generator must be given");
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        double standardDeviation = StrictMath.sqrt(variance);
        // the seeds in order, before any thread starts
        long[] seeds = new long[(int) ((matrix.getNumElements() + BLOCK - 1L) / BLOCK)];
        Arrays.setAll(seeds, block -> random.nextLong());
        IntStream.range(0, seeds.length)
                .parallel()
                .forEach(block -> fill(matrix, block, seeds[block], standardDeviation));
        return matrix;
    }

    private void fill(DMatrixRMaj matrix, int block, long seed, double standardDeviation) {
        ContinuousSampler sampler = unitSampler(RandomSource.XO_SHI_RO_256_PP.create(seed));
        double[] w = matrix.data;
        int start = block * BLOCK;
        int end = start + Math.min(BLOCK, matrix.getNumElements() - start);
        for (int i = start; i < end; i++) {
            w[i] = standardDeviation * sampler.sample();
        }
    }

    static double requireVariance(double variance) {
        if (!(variance >= 0) || Double.isInfinite(variance)) {
            throw new IllegalArgumentException("variance must be finite and at least 0, got " + variance);
        }
        return variance;
    }

    private static void requireShape(int rows, int columns) {
        if (rows < 1 || columns < 1 || (long) rows * columns > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "a matrix must have between 1 and " + MAX_ENTRIES + " entries, got " + rows + "x" + columns);
        }
    }

    // m_k = (k-1) m_{k-2} - 2 c^(k-1) f(c) / P(|z| < c), integrating by parts; m_0 = 1
    private static double truncatedMoment(int k) {
        if (k == 0) {
            return 1;
        }
        double density = StrictMath.exp(-CUT * CUT / 2) / StrictMath.sqrt(2 * Math.PI);
        double kept = Activation.ERF.value(CUT / StrictMath.sqrt(2));
        return (k - 1) * truncatedMoment(k - 2) - 2 * StrictMath.pow(CUT, k - 1) * density / kept;
    }
}
