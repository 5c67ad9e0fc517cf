package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static xavierkit.check.SamplingDistribution.*;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class SamplingDistributionTest {

    private static SamplingDistribution squares(double n) {
        return new ChiSquares(new double[] {0.7}, new double[] {n});
    }

    // (chi^2_n - n) / sqrt(2 n), whatever the weight
    @Test
    void aSumOfSquaresIsChiSquaredInBothTails() {
        for (int n : new int[] {1, 2, 7, 1000}) {
            ChiSquaredDistribution known = ChiSquaredDistribution.of(n);
            for (double part : new double[] {1e-6, 0.01, 0.1, 0.5, 0.99, 1, 1.01, 1.5, 3, 20}) {
                double deviation = (part * n - n) / Math.sqrt(2.0 * n);
                double below = known.cumulativeProbability(part * n);
                double above = known.survivalProbability(part * n);
                assertEquals(below, squares(n).cumulative(deviation), 1e-9 * below + 1e-300);
                assertEquals(above, squares(n).survival(deviation), 1e-9 * above + 1e-300);
                assertEquals(2 * Math.min(below, above), squares(n).pValue(deviation), 1e-10);
            }
            for (double p : new double[] {1e-4, 0.1, 0.5, 0.9, 1 - 1e-6}) {
                assertEquals(p, squares(n).cumulative(squares(n).quantile(p)), 1e-8 * Math.min(p, 1 - p));
            }
        }
    }

    // a X + b Y with a > b, X and Y of 2 degrees of freedom: P(> x) = (a e^(-x/2a) - b e^(-x/2b)) / (a - b)
    @Test
    void squaresOfDifferentSizesAddUp() {
        double a = 2;
        double b = 0.3;
        ChiSquares law = new ChiSquares(new double[] {a, b}, new double[] {2, 2});
        assertEquals(2 * (a + b), law.mean());
        assertEquals(2 * Math.sqrt(a * a + b * b), law.standardDeviation(), 1e-15);
        assertEquals(2 * (a * a * a + b * b * b) / Math.pow(a * a + b * b, 1.5), law.skewness(), 1e-14);
        assertEquals(4, law.inAll());
        for (double x : new double[] {1e-3, 1, 4.5, 4.7, 10, 100, 1000}) {
            double above = (a * Math.exp(-x / (2 * a)) - b * Math.exp(-x / (2 * b))) / (a - b);
            double deviation = (x - law.mean()) / law.standardDeviation();
            assertEquals(above, law.survival(deviation), 1e-10 * above);
            assertEquals(1 - above, law.cumulative(deviation), 1e-10 * (1 - above) + 1e-15);
        }
    }

    @Test
    void meansOfEstimatesNeedPrecision() {
        assertTrue(NORMAL.needsPrecision());
        assertFalse(squares(3).needsPrecision() || new SamplingDistribution.LogNormal(1).needsPrecision());
        assertEquals(-1.6448536269514722, NORMAL.quantile(0.05), 1e-12);
        assertEquals(1, new SamplingDistribution.LogNormal(Math.log(2)).shift(), 1e-15);
    }

    @Test
    void whatIsUnknownHasNoProbability() {
        SamplingDistribution unknown = new SamplingDistribution.Unknown("too small to tell");
        assertTrue(Double.isNaN(unknown.cumulative(0)) && Double.isNaN(unknown.survival(0)));
        assertTrue(Double.isNaN(unknown.quantile(0.5)) && Double.isNaN(unknown.pValue(1)));
    }

    // P(|z| > 2) = 0.0455
    @Test
    void manySquaresAreNormal() {
        assertEquals(0.0455, NORMAL.pValue(2), 1e-5);
        assertEquals(0.0455, new SamplingDistribution.StudentsT(1e9).pValue(-2), 1e-5);
        assertEquals(0.0455, squares(1e9).pValue(2), 1e-5);
    }

    @Test
    void aPValueIsAProbability() {
        for (SamplingDistribution law : List.of(NORMAL, new SamplingDistribution.StudentsT(1), squares(1))) {
            assertTrue(law.pValue(0) <= 1 && law.pValue(0) > 0.6, law::toString);
            assertEquals(0, law.pValue(Double.POSITIVE_INFINITY));
            assertTrue(Double.isNaN(law.pValue(Double.NaN)));
        }
    }

    // a product X of mean 1 whose logarithm has mean -v/2 and variance v; its own variance is e^v - 1
    @Test
    void aProductIsLogNormal() {
        double v = 0.3;
        SamplingDistribution law = new SamplingDistribution.LogNormal(v);
        double two = Math.exp(-v / 2 + 2 * Math.sqrt(v));
        double deviation = (two - 1) / Math.sqrt(Math.exp(v) - 1);
        assertEquals(NORMAL.pValue(2), law.pValue(deviation), 1e-12);
    }
}
