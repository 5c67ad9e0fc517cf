package xavierkit.matrix;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.apache.commons.statistics.descriptive.StatisticsConfiguration;
import org.ejml.data.DMatrixRMaj;

/**
 * Count, mean and variance of a set of numbers.
 *
 * @param count how many numbers, n; at least 1
 * @param mean their sum divided by n
 * @param populationVariance the mean of (x - mean)^2: divided by n, not n - 1
 */
public record Moments(long count, double mean, double populationVariance) {

    /** What one thread takes at a time. */
    private static final int BLOCK = 1 << 14;

    /** Each block is gone over twice, for its mean and for the squares about it. */
    private static final DoubleStatistics.Builder STATISTICS = DoubleStatistics.builder(
                    Statistic.MEAN, Statistic.VARIANCE)
            .setConfiguration(StatisticsConfiguration.withDefaults().withBiased(true));

    /** Validates: at least one number, and a variance that is not negative (NaN may be measured). */
    public Moments {
        if (count < 1) {
            throw new IllegalArgumentException("moments need at least 1 value, got " + count);
        }
        if (populationVariance < 0) {
            throw new IllegalArgumentException("variance must be at least 0, got " + populationVariance);
        }
    }

    /** The moments of all entries of a matrix, rows and columns alike. */
    public static Moments of(DMatrixRMaj matrix) {
        Objects.requireNonNull(matrix, "the matrix must be given");
        return of(matrix.data, matrix.getNumElements());
    }

    /** The moments of some numbers. */
    public static Moments of(double... values) {
        Objects.requireNonNull(values, "the values must be given");
        return of(values, values.length);
    }

    // block by block, on several threads, then put together in order: no sum depends on the threads
    private static Moments of(double[] values, int count) {
        int blocks = (int) ((count + BLOCK - 1L) / BLOCK);
        DoubleStatistics[] parts = new DoubleStatistics[blocks];
        IntStream.range(0, blocks)
                .parallel()
                .forEach(k ->
                        parts[k] = STATISTICS.build(values, k * BLOCK, k * BLOCK + Math.min(BLOCK, count - k * BLOCK)));
        DoubleStatistics all =
                Arrays.stream(parts).reduce(DoubleStatistics::combine).orElseGet(STATISTICS::build);
        return new Moments(count, all.getAsDouble(Statistic.MEAN), all.getAsDouble(Statistic.VARIANCE));
    }

    /**
     * The unbiased estimator: squared deviations divided by n - 1.
     *
     * @throws IllegalStateException for a single number, which has no sample variance
     */
    public double sampleVariance() {
        if (count < 2) {
            throw new IllegalStateException("sample variance needs at least 2 values, got " + count);
        }
        return populationVariance * count / (count - 1);
    }

    /**
     * The standard error of the mean of independent numbers: sqrt(sampleVariance / n).
     *
     * @throws IllegalStateException for a single number
     */
    public double standardError() {
        return Math.sqrt(sampleVariance() / count);
    }

    /** sqrt(populationVariance). */
    public double populationStandardDeviation() {
        return Math.sqrt(populationVariance);
    }

    /** The mean of x^2: populationVariance + mean^2. */
    public double secondMoment() {
        return populationVariance + mean * mean;
    }
}
