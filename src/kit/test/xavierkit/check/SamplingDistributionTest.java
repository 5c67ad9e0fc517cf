package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class SamplingDistributionTest {

    private static final SamplingDistribution NORMAL = new SamplingDistribution.StudentsT(Double.POSITIVE_INFINITY);

    // the mean of n squares: (chi^2_n - n) / sqrt(2 n)
    @Test
    void aMeanOfSquaresIsChiSquared() {
        for (int n : new int[] {1, 7, 1000}) {
            SamplingDistribution law = new SamplingDistribution.Gamma(Math.sqrt(8.0 / n));
            for (double p : new double[] {1e-6, 0.1, 0.9}) {
                double x = ChiSquaredDistribution.of(n).inverseCumulativeProbability(p);
                double deviation = (x - n) / Math.sqrt(2.0 * n);
                assertEquals(2 * Math.min(p, 1 - p), law.pValue(deviation), 1e-8);
                assertEquals(deviation, law.quantile(p), 1e-8);
            }
        }
    }

    // the standard normal has skewness 0 and lies where it is; a gamma of skewness 1/2 lies 4 to the right
    @Test
    void onlySkewedDistributionsAreShifted() {
        assertEquals(0, NORMAL.shift());
        assertEquals(0, NORMAL.skewness());
        assertEquals(-1.6448536269514722, NORMAL.quantile(0.05), 1e-12);
        assertEquals(4, new SamplingDistribution.Gamma(0.5).shift());
        assertEquals(0.5, new SamplingDistribution.Gamma(0.5).skewness());
        assertEquals(1, new SamplingDistribution.LogNormal(Math.log(2)).shift(), 1e-15);
    }

    // P(|z| > 2) = 0.0455
    @Test
    void manySquaresAreNormal() {
        assertEquals(0.0455, NORMAL.pValue(2), 1e-5);
        assertEquals(0.0455, new SamplingDistribution.StudentsT(1e9).pValue(-2), 1e-5);
        assertEquals(0.0455, new SamplingDistribution.Gamma(1e-4).pValue(2), 1e-5);
    }

    @Test
    void aPValueIsAProbability() {
        for (SamplingDistribution law :
                List.of(NORMAL, new SamplingDistribution.StudentsT(1), new SamplingDistribution.Gamma(2.8))) {
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
