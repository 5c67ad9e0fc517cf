package xavierkit.init;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xavierkit.matrix.Moments;

class OrthogonalTest {

    private static final double GAIN = 1.5;
    private static final int N = 8;
    private static final int SEEDS = 16_000;
    private static final List<DMatrixRMaj> UNIFORM = LongStream.range(0, SEEDS)
            .mapToObj(seed -> new Orthogonal(1).weights(Fan.dense(N, N), new SplittableRandom(seed)))
            .toList();

    private static DMatrixRMaj weights(int in, int out, long seed) {
        return new Orthogonal(GAIN).weights(Fan.dense(in, out), new SplittableRandom(seed));
    }

    @ParameterizedTest
    @CsvSource({"40, 40", "60, 25", "25, 60", "1, 7"})
    void theFewerOfRowsAndColumnsAreOrthonormalTimesGain(int in, int out) {
        DMatrixRMaj w = weights(in, out, 1);
        assertEquals(in, w.numRows);
        assertEquals(out, w.numCols);
        int small = Math.min(in, out);
        DMatrixRMaj gram = new DMatrixRMaj(small, small);
        if (in < out) {
            CommonOps_DDRM.multTransB(w, w, gram);
        } else {
            CommonOps_DDRM.multTransA(w, w, gram);
        }
        CommonOps_DDRM.scale(1 / (GAIN * GAIN), gram);
        assertTrue(MatrixFeatures_DDRM.isIdentity(gram, 1e-12));
    }

    @Test
    void aWideMatrixKeepsTheNormOfEveryInput() {
        DMatrixRMaj z = WeightDistribution.NORMAL.sample(1, 25, 1, new SplittableRandom(2));
        DMatrixRMaj s = CommonOps_DDRM.mult(z, weights(25, 60, 3), null);
        assertEquals(GAIN * NormOps_DDRM.normF(z), NormOps_DDRM.normF(s), 1e-12);
    }

    @Test
    void varianceIsTheMeanSquareOfTheEntries() {
        Fan fan = Fan.dense(60, 25);
        assertEquals(
                new Orthogonal(GAIN).variance(fan),
                Moments.of(weights(60, 25, 4)).secondMoment(),
                1e-12);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        assertArrayEquals(weights(30, 20, 5).data, weights(30, 20, 5).data);
        assertFalse(Arrays.equals(weights(30, 20, 5).data, weights(30, 20, 6).data));
    }

    private static double mean(ToDoubleFunction<DMatrixRMaj> f) {
        return UNIFORM.stream().mapToDouble(f).average().orElseThrow();
    }

    // q uniform over the orthogonal matrices: E[q] = 0, E[q^2] = 1/n, E[q^4] = 3 / (n (n + 2)).
    // 128 comparisons within 5 standard errors: one false alarm in 13,000
    @Test
    void everyEntryHasMeanZeroAndVarianceOneOverN() {
        double squareError = Math.sqrt((3.0 / (N * (N + 2)) - 1.0 / (N * N)) / SEEDS);
        for (int i = 0; i < N * N; i++) {
            int entry = i;
            assertEquals(0, mean(q -> q.get(entry)), 5 * Math.sqrt(1.0 / N / SEEDS), "entry " + i);
            assertEquals(1.0 / N, mean(q -> Math.pow(q.get(entry), 2)), 5 * squareError, "entry " + i);
        }
    }

    // the mixed moments of Collins, Sniady 2006, with d = (n - 1) n (n + 2). Variances are bounded by
    // the mean of the square, that by Cauchy-Schwarz by E[q11^8] = 105 / (n (n + 2) (n + 4) (n + 6)),
    // and for the product round the square by E[q11^4 q12^4], 9 instead of 105: these 4 comparisons
    // give at most one false alarm in 400,000
    @Test
    void entriesDependOnEachOtherAsThoseOfAUniformMatrix() {
        double d = (N - 1) * N * (N + 2);
        double eighth = 1.0 / (N * (N + 2) * (N + 4) * (N + 6));
        double error = Math.sqrt(105 * eighth / SEEDS);
        assertEquals(0, mean(q -> q.get(0, 0) * q.get(1, 1)), 5 * Math.sqrt((N + 1) / d / SEEDS));
        assertEquals((N + 1) / d, mean(q -> Math.pow(q.get(0, 0) * q.get(1, 1), 2)), 5 * error);
        assertEquals(3.0 / (N * (N + 2)), mean(q -> Math.pow(q.get(0, 0), 4)), 5 * error);
        assertEquals(
                -1 / d,
                mean(q -> q.get(0, 0) * q.get(0, 1) * q.get(1, 0) * q.get(1, 1)),
                5 * Math.sqrt(9 * eighth / SEEDS));
    }

    @Test
    void signsAreFair() {
        // 1x1: plus or minus the gain; 1,000 fair coins have a standard deviation of 15.8, 5 of them
        // allowed
        long positive = LongStream.range(0, 1000)
                .filter(seed -> weights(1, 1, seed).get(0) > 0)
                .count();
        assertEquals(500, positive, 5 * 15.8);
    }
}
