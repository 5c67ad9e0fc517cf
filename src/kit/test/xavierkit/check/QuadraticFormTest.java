package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import xavierkit.init.WeightDistribution;

class QuadraticFormTest {

    private static final double UNIFORM = WeightDistribution.UNIFORM.kurtosis();

    private static void assertForm(double mean, double relativeVariance, double skewness, QuadraticForm form) {
        assertEquals(mean, form.mean(), 1e-14);
        assertEquals(relativeVariance, form.relativeVariance(), 1e-14);
        assertEquals(skewness, form.skewness(), 1e-14);
    }

    // T = 0.3 * 25 chi^2_1: variance 2, skewness sqrt 8
    @Test
    void parallelSamplesAreOne() {
        DMatrixRMaj batch = new DMatrixRMaj(new double[][] {{3, 4}, {3, 4}, {-3, -4}});
        assertForm(7.5, 2, Math.sqrt(8), QuadraticForm.of(batch, 0.3, 3, 0));
    }

    // T = 0.3 chi^2_5 / 5
    @Test
    void orthogonalSamplesAreIndependent() {
        assertForm(0.3, 2.0 / 5, Math.sqrt(8.0 / 5), QuadraticForm.of(CommonOps_DDRM.identity(5), 0.3, 3, 0));
    }

    // T = (w + b)^2: the bias is normal and as good as one more weight, with its own variance
    @Test
    void aBiasIsOneMoreWeight() {
        DMatrixRMaj one = new DMatrixRMaj(new double[][] {{1}});
        assertForm(0.5, 2, Math.sqrt(8), QuadraticForm.of(one, 0.3, 3, 0.2));
        // Var(T) = 2 (0.3 + 0.2)^2 + (1.8 - 3) 0.3^2
        assertEquals(2 - 1.2 * 0.36, QuadraticForm.of(one, 0.3, UNIFORM, 0.2).relativeVariance(), 1e-14);
    }

    // of w^2 alone: kurtosis - 1
    @Test
    void uniformWeightsScatterLess() {
        DMatrixRMaj one = new DMatrixRMaj(new double[][] {{1}});
        assertEquals(0.8, QuadraticForm.of(one, 0.3, UNIFORM, 0).relativeVariance(), 1e-14);
    }

    @Test
    void aBatchLargerThanItsWidthIsTheSame() {
        DMatrixRMaj batch = WeightDistribution.NORMAL.sample(9, 4, 1, new SplittableRandom(1));
        DMatrixRMaj wide = CommonOps_DDRM.concatColumns(batch, new DMatrixRMaj(9, 6), null);
        QuadraticForm form = QuadraticForm.of(wide, 0.3, UNIFORM, 0.1);
        assertForm(form.mean(), form.relativeVariance(), form.skewness(), QuadraticForm.of(batch, 0.3, UNIFORM, 0.1));
    }

    // no smaller than 1e-300: squares of squares would underflow
    @Test
    void scaleDoesNotMatter() {
        DMatrixRMaj batch = CommonOps_DDRM.identity(5);
        CommonOps_DDRM.scale(1e-120, batch);
        assertEquals(2.0 / 5, QuadraticForm.of(batch, 1, 3, 0).relativeVariance(), 1e-14);
    }

    // Cost |s|^2 / 2, so d = s: with normal weights of variance v, |z| = 5 and m units,
    // E|s W'|^2 = v^2 25 m (m + 2 + 1 - 1 + n - 1) = v^2 25 m (m + n + 1), and given s it is s as
    // measured
    @Test
    void aGradientThatDependsOnTheWeightsIsPredicted() {
        SplittableRandom random = new SplittableRandom(1);
        double v = 0.1;
        int m = 20;
        DMatrixRMaj z = new DMatrixRMaj(new double[][] {{3, 4, 0}});
        int runs = 20_000;
        double predicted = 0;
        double measured = 0;
        for (int run = 0; run < runs; run++) {
            DMatrixRMaj weights = WeightDistribution.NORMAL.sample(3, m, v, random);
            DMatrixRMaj s = CommonOps_DDRM.mult(z, weights, null);
            DMatrixRMaj gradient = CommonOps_DDRM.multTransB(s, weights, null);
            predicted += SignalCheck.gradientSquare(v, z, s, gradient) / runs;
            measured += CommonOps_DDRM.elementSum(CommonOps_DDRM.elementMult(gradient, gradient, null)) / 3 / runs;
        }
        double expected = v * v * 25 * m * (m + 3 + 1) / 3;
        // both are sums of squares with a relative standard deviation of about 0.5 in a run
        assertEquals(expected, predicted, 4 * 0.5 / Math.sqrt(runs) * expected);
        assertEquals(expected, measured, 4 * 0.5 / Math.sqrt(runs) * expected);
    }
}
