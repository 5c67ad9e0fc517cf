package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import xavierkit.activation.Activation;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;
import xavierkit.network.Network;
import xavierkit.network.ProfileSample;

class VarianceCheckTest {

    private static final SamplingDistribution EIGHT =
            new SamplingDistribution.ChiSquares(new double[] {1}, new double[] {8});

    private static VarianceCheck check(double measured, double standardError) {
        return new VarianceCheck("Var(W)", measured, 1, standardError);
    }

    @Test
    void theVerdictIsASentence() {
        assertEquals(
                "PASS: Var(W) is 1.030 +/- 0.020, theory 1.000: 1.5 standard errors off (4.0 allowed).",
                check(1.03, 0.02).toString());
        assertEquals(
                "FAIL: Var(W) is 0.9000 +/- 0.020, theory 1.000: 5.0 standard errors off (4.0 allowed).",
                check(0.9, 0.02).toString());
    }

    @Test
    void theScoreIsThatOfANormalVariable() {
        assertEquals(2, check(1.2, 0.1).score(), 1e-12);
        assertEquals(-3, check(0.7, 0.1).score(), 1e-12);
        assertEquals(0, check(1 + 1e-13, 1e-14).deviation());
        assertEquals(200, check(1 + 2e-12, 1e-14).deviation(), 0.1);
    }

    @Test
    void whatHasOverflowedFailsAndWhatCannotBeToldIsUndecided() {
        assertEquals(
                "FAIL: Var(W) is NaN, which is no finite number: something has overflowed.",
                check(Double.NaN, Double.NaN).toString());
        assertEquals(
                "FAIL: Var(W) is Infinity, which is no finite number: something has overflowed.",
                check(Double.POSITIVE_INFINITY, Double.NaN).toString());
        assertEquals(
                "FAIL: Var(W) is 0, theory 1.000: nothing is left.", check(0, 0).toString());
        assertEquals(
                "UNDECIDED: Var(W) is 2.300e+28 +/- 1.9e+28, theory 1.000: too uncertain to tell.",
                check(2.3e28, 1.9e28).toString());
        assertEquals(
                "FAIL: Var(W) is 1.000e+06 +/- 1.5e+05, theory 1.000: 1.0e+06 times too large.",
                check(1e6, 1.5e5).toString());
        assertTrue(check(1, 0).passed());
        assertFalse(check(1.0001, 0).passed());
    }

    // 8 squares, of skewness 1, are 4 standard errors wide on its long side only
    @Test
    void eachSideOfASkewedDistributionHasItsOwnLimit() {
        SamplingDistribution squares = EIGHT;
        double far = squares.quantile(1 - 1 / 32_000.0);
        double near = -squares.quantile(1 / 32_000.0);
        assertTrue(far > 6 && near > 1.8 && near < 2);
        assertEquals(far, new VarianceCheck("T", 3, 2, 0.1, squares).allowed());
        assertEquals(near, new VarianceCheck("T", 1, 2, 0.1, squares).allowed());
        assertTrue(new VarianceCheck("T", 2 + 0.0999 * far, 2, 0.1, squares).passed());
        assertFalse(new VarianceCheck("T", 2 + 0.1001 * far, 2, 0.1, squares).passed());
        assertEquals(2 + 0.1 * squares.quantile(0.3), new VarianceCheck("T", 3, 2, 0.1, squares).quantile(0.3));
    }

    // a quarter of the prediction, under a symmetric distribution; another knows its own width
    @Test
    void aCoarseMeasurementDecidesNothing() {
        assertTrue(new VarianceCheck("T", 4, 4, 1).passed());
        assertFalse(new VarianceCheck("T", 4, 4, 1.01).passed());
        assertTrue(new VarianceCheck("T", 4, 4, 3, EIGHT).passed());
        assertFalse(new VarianceCheck("T", 4, 4, Double.NaN, EIGHT).passed());
        assertEquals(
                "FAIL: T is 40.00 +/- 2.0, theory 4.000: 10 times too large.",
                new VarianceCheck("T", 40, 4, 2.0).toString());
        assertEquals(
                "UNDECIDED: T is 40.00 +/- 11, theory 4.000: too uncertain to tell.",
                new VarianceCheck("T", 40, 4, 11).toString());
    }

    // Networks that are right, 10 at a time: Student's t with 9 degrees of freedom is beyond its
    // quartiles +-0.703 in half of 400 checks; 200 with a standard deviation of 10, 5 allowed.
    @Test
    void theStandardErrorOfNetworksIsHonest() {
        long outside = LongStream.range(0, 400)
                .mapToObj(seed -> VarianceCheck.atLayer(oneLayer(seed), 1, 1))
                .filter(check -> Math.abs(check.deviation()) > 0.703)
                .count();
        assertEquals(200, outside, 50);
        SamplingDistribution law = VarianceCheck.atLayer(oneLayer(1), 1, 1).distribution();
        for (double p : new double[] {1 / 32_000.0, 0.4, 1 - 1 / 32_000.0}) {
            assertEquals(p, law.cumulative(law.quantile(p)), 1e-6 * Math.min(p, 1 - p));
        }
    }

    // log-normal estimates of mean 1, ten at a time: as many false alarms as stated, where Student's t has 4 times as
    // many
    @Test
    void estimatesThatScatterWidelyRaiseNoMoreFalseAlarms() {
        SplittableRandom random = new SplittableRandom(1);
        double[] pValues = new double[4000];
        for (int i = 0; i < pValues.length; i++) {
            double[] estimates = IntStream.range(0, 10)
                    .mapToDouble(k -> Math.exp(random.nextGaussian() - 0.5))
                    .toArray();
            pValues[i] = VarianceCheck.ofEstimates("X", 1, estimates).pValue();
        }
        // 5 % are 200 +/- 14, 1 % 40 +/- 6.3; the approximation adds a tenth
        assertEquals(
                210, IntStream.range(0, 4000).filter(i -> pValues[i] < 0.05).count(), 50);
        assertEquals(44, IntStream.range(0, 4000).filter(i -> pValues[i] < 0.01).count(), 25);
    }

    // a factor of 1,000 is found though the estimates differ by as much
    @Test
    void whatIsFarOffFailsHoweverItScatters() {
        VarianceCheck far = VarianceCheck.ofEstimates("X", 1, 1e5, 3e4, 1e3, 2e6, 5e4, 7e5, 2e4, 9e3);
        assertEquals(VarianceCheck.Verdict.FAIL, far.verdict());
        VarianceCheck near = VarianceCheck.ofEstimates("X", 1, 5, 0.1, 0.03, 2, 0.4, 0.7, 0.02, 9);
        assertEquals(VarianceCheck.Verdict.UNDECIDED, near.verdict());
        assertTrue(near.toString().endsWith("too uncertain to tell."), near::toString);
    }

    // squares of exponential numbers, mean 2, at their quantiles: log-normal numbers with such logarithms have the mean
    // 8,
    // which 4,000 tell apart from 2, but 8 do not
    @Test
    void estimatesThatAreNotLogNormalDecideNothing() {
        VarianceCheck many = VarianceCheck.ofEstimates("X", 2, squares(4000));
        assertEquals(
                "UNDECIDED: X is 1.998 +/- 0.070, theory 2.000: the estimates are not log-normal, and how far chance moves their mean is not known.",
                many.toString());
        assertEquals(
                VarianceCheck.Verdict.PASS,
                VarianceCheck.ofEstimates("X", 1, logNormal(4000)).verdict());
        assertTrue(Double.isFinite(VarianceCheck.ofEstimates("X", 2, squares(8)).pValue()));
    }

    private static double[] squares(int n) {
        return IntStream.range(0, n)
                .mapToDouble(i -> Math.pow(Math.log((i + 0.5) / n), 2))
                .toArray();
    }

    private static double[] logNormal(int n) {
        SplittableRandom random = new SplittableRandom(2);
        return IntStream.range(0, n)
                .mapToDouble(i -> Math.exp(random.nextGaussian() - 0.5))
                .toArray();
    }

    private static ProfileSample oneLayer(long seed) {
        return ProfileSample.of(
                10,
                seed,
                random -> Network.constantWidth(20, 1, Activation.IDENTITY, VarianceScaling.glorotNormal(), random)
                        .forward(WeightDistribution.NORMAL.sample(20, 20, 1, random))
                        .preActivationProfile());
    }

    // |z| > 1 happens in 31.73 % of 1,000 checks: 317 with a standard deviation of 14.7, 5 allowed
    @ParameterizedTest
    @EnumSource
    void theStandardErrorOfWeightsIsHonest(WeightDistribution distribution) {
        SplittableRandom random = new SplittableRandom(1);
        long outside = IntStream.range(0, 1000)
                .mapToObj(i -> distribution.sample(50, 40, 0.3, random))
                .filter(w ->
                        Math.abs(VarianceCheck.ofWeights(w, distribution, 0.3).deviation()) > 1)
                .count();
        assertEquals(317.3, outside, 5 * 14.7);
    }

    @ParameterizedTest
    @EnumSource
    void aVarianceThatIsAFifthOffIsFound(WeightDistribution distribution) {
        var weights = distribution.sample(50, 40, 1.2 * 0.3, new SplittableRandom(1));
        assertFalse(VarianceCheck.ofWeights(weights, distribution, 0.3).passed());
        assertTrue(VarianceCheck.ofWeights(weights, distribution, 1.2 * 0.3).passed());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void impossiblePredictionsAreNamed(double bad) {
        var error = assertThrows(IllegalArgumentException.class, () -> new VarianceCheck("Var(W)", 1, bad, 1));
        assertEquals("the prediction of Var(W) must be positive and finite, got " + bad, error.getMessage());
    }
}
