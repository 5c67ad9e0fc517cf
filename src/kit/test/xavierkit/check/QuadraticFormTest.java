package xavierkit.check;

import static org.junit.jupiter.api.Assertions.*;

import java.util.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import xavierkit.init.WeightDistribution;

class QuadraticFormTest {

    private static final double UNIFORM = WeightDistribution.UNIFORM.kurtosis();

    private static DMatrixRMaj matrix(double[]... rows) {
        return new DMatrixRMaj(rows);
    }

    private static void assertEigenvalues(QuadraticForm form, double... expected) {
        double[] found = Arrays.stream(form.shares()).map(x -> x * form.mean()).toArray();
        Arrays.sort(found);
        assertArrayEquals(expected, found, 1e-12);
    }

    // three times (3, 4) or its negative: 3 * 25 chi^2_1
    @Test
    void parallelRowsAreOne() {
        assertEigenvalues(
                QuadraticForm.of(matrix(new double[] {3, 4}, new double[] {3, 4}, new double[] {-3, -4}), 2, 3), 75);
    }

    @Test
    void orthogonalRowsAreIndependent() {
        assertEigenvalues(QuadraticForm.of(matrix(new double[] {2, 0, 0}, new double[] {0, 0, 3}), 3, 3), 4, 9);
        assertEquals(
                13,
                QuadraticForm.of(matrix(new double[] {2, 0, 0}, new double[] {0, 0, 3}), 3, 3)
                        .mean(),
                1e-14);
    }

    // no smaller than 1e-300: squares of squares would underflow
    @Test
    void neitherScaleNorShapeMatters() {
        DMatrixRMaj small = CommonOps_DDRM.identity(5);
        CommonOps_DDRM.scale(1e-120, small);
        QuadraticForm five = QuadraticForm.of(small, 5, 3);
        assertEquals(1e-240, five.shares()[4] * five.mean(), 1e-252);
        DMatrixRMaj tall = WeightDistribution.NORMAL.sample(9, 4, 1, new SplittableRandom(1));
        DMatrixRMaj wide = CommonOps_DDRM.concatColumns(tall, new DMatrixRMaj(9, 6), null);
        QuadraticForm form = QuadraticForm.of(tall, 4, 3);
        double[] expected =
                Arrays.stream(form.shares()).map(x -> x * form.mean()).sorted().toArray();
        assertEigenvalues(QuadraticForm.of(wide, 10, 3), expected);
    }

    // T = w^2: Var(T) = kurtosis - 1, for normal weights 2
    @Test
    void weightsThatAreNotNormalScatterMoreOrLess() {
        assertEquals(0.4, QuadraticForm.of(matrix(new double[] {1}), 1, UNIFORM).excess(), 1e-14);
        assertEquals(4, QuadraticForm.of(matrix(new double[] {7}), 1, 9).excess(), 1e-14);
        assertEquals(1, QuadraticForm.of(matrix(new double[] {7}), 1, 3).excess());
        // (w + b)^2 with a normal b of variance 0.2: 2 (0.3 + 0.2)^2 + (1.8 - 3) 0.3^2
        DMatrixRMaj one = matrix(new double[] {Math.sqrt(0.3), Math.sqrt(0.2)});
        assertEquals((0.5 - 1.2 * 0.09) / 0.5, QuadraticForm.of(one, 1, UNIFORM).excess(), 1e-14);
    }

    private static VarianceCheck check(double kurtosis, double units) {
        return QuadraticForm.of(matrix(new double[] {1, 1}), 2, kurtosis).check("T", 2, 2, units, 0);
    }

    // the mean of n units: 2 chi^2_n / n, of standard deviation 2 sqrt(2/n)
    @Test
    void unitsAreAveraged() {
        assertEquals(2 * Math.sqrt(2 / 50.0), check(3, 50).standardError(), 1e-14);
        assertEquals(50, ((SamplingDistribution.ChiSquares) check(3, 50).distribution()).inAll(), 1e-12);
        assertEquals(1, check(3, 50).pValue(), 0.06); // the median is close to the mean
    }

    // excess 1 + (1.8 - 3) / 4 = 0.7, so 0.3 times the skewness sqrt(8 * 0.7 / n) must be at most 0.1
    @Test
    void aFewUnitsOfOtherWeightsAreTooSmallToTell() {
        assertEquals(VarianceCheck.Verdict.PASS, check(UNIFORM, 51).verdict());
        assertEquals(VarianceCheck.Verdict.UNDECIDED, check(UNIFORM, 50).verdict());
        assertEquals(VarianceCheck.Verdict.UNDECIDED, check(Double.NaN, 1000).verdict());
        assertEquals(VarianceCheck.Verdict.UNDECIDED, check(3, 0).verdict());
        assertEquals(
                "UNDECIDED: T is 2.000 +/- 0.33, theory 2.000: too small to tell.",
                check(UNIFORM, 50).toString());
    }

    // one input of +-1: T is 1 whatever the weight
    @Test
    void whatIsAlwaysTheSameMustBeAsPredicted() {
        QuadraticForm constant = QuadraticForm.of(matrix(new double[] {1}), 1, 1);
        assertEquals(
                VarianceCheck.Verdict.PASS,
                constant.check("T", 1 + 1e-15, 1, 1, 0).verdict());
        assertEquals(
                VarianceCheck.Verdict.FAIL,
                constant.check("T", 1 + 1e-9, 1, 1, 0).verdict());
    }

    /** Two weights of +-1, all four pairs as units, seen along (1, 1): x_j is 1, 0, 0 or -1, and strength (x_1 + x_2)^2. */
    @Test
    void weightsAlongTheBatchTellOfThoseAcross() {
        DMatrixRMaj pairs = matrix(new double[] {1, 1, -1, -1}, new double[] {1, -1, 1, -1});
        DMatrixRMaj gradient = matrix(new double[] {2, 0, 0, -2});
        DMatrixRMaj along = matrix(new double[] {Math.sqrt(0.5)}, new double[] {Math.sqrt(0.5)});
        double[] taken = {0.5, 0.5};
        assertEquals(-0.5, QuadraticForm.told(pairs, gradient, along, taken, 0, -2), 1e-12);
        assertEquals(0, QuadraticForm.told(pairs, gradient, along, taken, 0, 0), 1e-12);
        assertEquals(0, QuadraticForm.told(pairs, gradient, along, taken, 0, Double.NaN));
        DMatrixRMaj one = matrix(new double[] {2}, new double[] {-0.5}); // x is 0.75 twice, half of it across
        assertEquals(3 * 0.75, QuadraticForm.told(one, matrix(new double[] {1}), along, taken, 3, 0), 1e-12);
    }

    @Test
    void whereMuchIsToldTheLayerIsTooSmallToTell() {
        QuadraticForm form = QuadraticForm.of(matrix(new double[] {1, 1}), 2, 3);
        double error = form.check("T", 2, 2, 100, 0).standardError() / 2;
        assertEquals(
                VarianceCheck.Verdict.PASS,
                form.check("T", 2, 2, 100, 0.4 * error).verdict());
        assertEquals(
                VarianceCheck.Verdict.UNDECIDED,
                form.check("T", 2, 2, 100, -0.6 * error).verdict());
        assertEquals(2, form.check("T", 2, 2, 100, -5).predicted());
        assertEquals(
                2 * (1 + 0.4 * error), form.check("T", 2, 2, 100, 0.4 * error).predicted(), 1e-12);
    }
}
