package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import xavierkit.init.Fan;
import xavierkit.init.WeightDistribution;
import xavierkit.matrix.Moments;

class WeightMomentsTest {

    private static final Fan FAN = Fan.dense(2, 3);

    // of many weights, Var(W) = 4 with mean 0, so that the relative error is sqrt((k - 1) / n)
    private static WeightMoments of(double kurtosis, long count) {
        return new WeightMoments(FAN, new Moments(count, 0, 4), kurtosis);
    }

    // mean 2, deviations -1, -1, -1, 3: variance 12/4, fourth moment 84/4 = 21, kurtosis 21/9
    @Test
    void momentsAreThoseOfTheNumbers() {
        WeightMoments m = WeightMoments.of(FAN, 1, 1, 1, 5);
        assertEquals(FAN, m.fan());
        assertEquals(7, m.secondMoment(), 1e-15);
        assertEquals(21 / 9.0, m.kurtosis(), 1e-15);
        assertEquals(Math.sqrt((21 / 9.0 - 1) / 4), m.relativeError(), 1e-15);
        assertEquals(2 / Math.sqrt(3 / 4.0), m.meanDeviation(), 1e-15);
        assertEquals(0, WeightMoments.of(FAN, 1, -1).relativeError()); // two values, no error
    }

    // 20,000 weights of kurtosis 3: 1 %
    @Test
    void aVarianceAgreesWithinTheErrorsAllowed() {
        WeightMoments m = of(3, 20_000);
        assertTrue(m.agrees(4, 2));
        assertTrue(m.agrees(4 * Math.exp(0.0199), 2) && m.agrees(4 * Math.exp(-0.0199), 2));
        assertFalse(m.agrees(4 * Math.exp(0.0201), 2) || m.agrees(4 * Math.exp(-0.0201), 2));
        assertFalse(m.agrees(Double.NaN, 2));
    }

    // both errors count: sqrt 2 times 1 %
    @Test
    void twoVariancesAgreeWithinBothErrors() {
        WeightMoments m = of(3, 20_000);
        WeightMoments near = new WeightMoments(FAN, new Moments(20_000, 0, 4 * Math.exp(0.0282)), 3);
        WeightMoments far = new WeightMoments(FAN, new Moments(20_000, 0, 4 * Math.exp(0.0284)), 3);
        assertTrue(m.agrees(near, 2) && near.agrees(m, 2));
        assertFalse(m.agrees(far, 2) || far.agrees(m, 2));
    }

    // float has 24 bits; 3 % of relative error are 1,800 weights of kurtosis 2.62
    @Test
    void roundingIsForgivenAndHeavyTailsAreNot() {
        WeightMoments exact = of(1, 100);
        assertTrue(exact.agrees(4 * 1.0009, 4));
        assertFalse(exact.agrees(4 * 1.0011, 4));
        assertTrue(of(2.619, 1_800).agrees(4, 4));
        assertFalse(of(2.621, 1_800).agrees(4, 4));
        assertFalse(of(Double.NaN, 1_800).agrees(4, 4));
    }

    // 9,600 weights: sqrt(24 / 9600) = 0.05
    @Test
    void theKurtosisTellsTheDistribution() {
        assertTrue(of(3.149, 9_600).isOf(WeightDistribution.NORMAL, 3));
        assertTrue(of(2.851, 9_600).isOf(WeightDistribution.NORMAL, 3));
        assertFalse(of(3.151, 9_600).isOf(WeightDistribution.NORMAL, 3));
        assertTrue(of(1.8, 9_600).isOf(WeightDistribution.UNIFORM, 3));
        assertFalse(of(1.8, 9_600).isOf(WeightDistribution.TRUNCATED_NORMAL, 3));
    }
}
