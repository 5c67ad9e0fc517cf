package xavierkit.matrix;

import static org.apache.commons.statistics.descriptive.Statistic.*;

import java.util.*;
import java.util.stream.*;
import org.apache.commons.statistics.descriptive.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Count, mean and variance of a set of numbers, without cancellation where the mean is large.
 *
 * @param count how many numbers, n; at least 1
 * @param mean their sum divided by n
 * @param populationVariance the mean of (x - mean)^2: divided by n, not n - 1; infinite if it exceeds a double
 */
public record Moments(long count, double mean, double populationVariance) {

    /** What one thread takes at a time. */
    private static final int PIECE = 1 << 14;

    /** Fewer pieces than this take no longer than to wake another thread. */
    private static final int WORTH_THREADS = 3;

    /** Each piece is gone over twice, for its mean and for the squares about it. */
    private static final DoubleStatistics.Builder STATISTICS = DoubleStatistics.builder(MEAN, VARIANCE)
            .setConfiguration(StatisticsConfiguration.withDefaults().withBiased(true));

    /** Numbers whose squares overflow are divided by two to this power first. */
    private static final int SCALE = 600;

    /** Validates: at least one number, and a variance that is not negative (NaN may be measured). */
    public Moments {
        Require.that(count >= 1, "moments need at least 1 value, got %d", count);
        Require.that(!(populationVariance < 0), "variance must be at least 0, got %s", populationVariance);
    }

    /** The moments of all entries of a matrix, rows and columns alike. */
    public static Moments of(DMatrixRMaj matrix) {
        return of(Require.given("the matrix", matrix).data, matrix.getNumElements());
    }

    /** The moments of each row, such as of each sample. */
    public static List<Moments> ofRows(DMatrixRMaj matrix) {
        return IntStream.range(0, Require.given("the matrix", matrix).numRows)
                .mapToObj(row -> of(CommonOps_DDRM.extractRow(matrix, row, null)))
                .toList();
    }

    /** The moments of some numbers. */
    public static Moments of(double... values) {
        return of(Require.given("the values", values), values.length);
    }

    /** Piece by piece, on several threads, then put together in order: no sum depends on the threads. */
    private static Moments of(double[] values, int count) {
        DoubleStatistics[] parts = new DoubleStatistics[(int) ((count + PIECE - 1L) / PIECE)];
        Parallel.forEach(parts.length, parts.length >= WORTH_THREADS, i -> {
            int from = i * PIECE;
            parts[i] = STATISTICS.build(values, from, from + Math.min(PIECE, count - from));
        });
        Optional<DoubleStatistics> sum = Stream.of(parts).reduce(DoubleStatistics::combine);
        DoubleStatistics all = sum.orElseGet(STATISTICS::build);
        double mean = all.getAsDouble(MEAN);
        double variance = all.getAsDouble(VARIANCE);
        if (count > 0
                && !Double.isFinite(variance)
                && Arrays.stream(values, 0, count).allMatch(Double::isFinite)) {
            double[] smaller = Arrays.stream(values, 0, count)
                    .map(x -> Math.scalb(x, -SCALE))
                    .toArray();
            Moments found = of(smaller, count);
            return new Moments(count, Math.scalb(found.mean, SCALE), Math.scalb(found.populationVariance, 2 * SCALE));
        }
        return new Moments(count, mean, variance);
    }

    /** Squared deviations divided by n - 1, an unbiased estimate; IllegalStateException for a single number. */
    public double sampleVariance() {
        if (count < 2) {
            throw new IllegalStateException("sample variance needs at least 2 values, got " + count);
        }
        return populationVariance * count / (count - 1);
    }

    /** That of the mean of independent numbers, sqrt(sampleVariance / n); IllegalStateException for a single number. */
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
