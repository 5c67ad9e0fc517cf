package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;
import xavierkit.matrix.Moments;

/** Verdicts on moments that are put in, where {@link DiagnosisTest} draws them. */
class WeightEvidenceTest {

    private static final VarianceScaling GLOROT = VarianceScaling.glorotNormal();
    private static final VarianceScaling HE = VarianceScaling.heNormal();
    private static final List<Fan> FANS = List.of(Fan.dense(40, 160), Fan.dense(160, 40), Fan.dense(60, 60));

    // 40,000 weights each: kurtosis 3 gives a relative error of 0.71 %, and 4 of 2.8 %
    private static Diagnosis diagnose(VarianceScaling rule, double kurtosis, ToDoubleFunction<Fan> variance) {
        List<WeightMoments> measured = FANS.stream()
                .map(fan -> new WeightMoments(fan, new Moments(40_000, 0, variance.applyAsDouble(fan)), kurtosis))
                .toList();
        return new WeightEvidence(rule, measured, 4).diagnose();
    }

    // 1 - (1 - p)^(1/6) to either side: of 1/16,000 this is 1.04e-5, a z of 4.41; of one pair 3.125e-5, 4.16
    @Test
    void eachMomentMayBeOffAsFarAsAllTogetherAllow() {
        List<WeightMoments> three = diagnose(GLOROT, 3, GLOROT::variance).measured();
        assertEquals(4.41, WeightEvidence.of(GLOROT, three, 1 / 16_000.0).allowed(), 0.005);
        assertEquals(
                4.16,
                WeightEvidence.of(GLOROT, three.subList(0, 1), 1 / 16_000.0).allowed(),
                0.005);
    }

    @Test
    void theRightVarianceInAnyDistributionPasses() {
        Diagnosis same = diagnose(GLOROT, 3, GLOROT::variance);
        assertTrue(same.passed());
        assertEquals(
                "Var(W) is 1.000 +/- 0.007 (40x160), 1.000 +/- 0.007 (160x40), 1.000 +/- 0.007 (60x60) times the"
                        + " rule's. The kurtosis is 3.00.",
                same.evidence());
        Diagnosis other = diagnose(GLOROT, 1.8, GLOROT::variance);
        assertTrue(other.passed());
        assertTrue(other.evidence()
                .endsWith(" The kurtosis is 1.80, not 3.00: another distribution of the same variance."));
        assertEquals(
                List.of(Mistake.WRONG_DISTRIBUTION), other.demandDistribution().mistakes());
    }

    @Test
    void oneWrongVarianceFails() {
        Diagnosis one = diagnose(GLOROT, 3, fan -> (fan.in() == 60 ? 1.1 : 1) * GLOROT.variance(fan));
        assertFalse(one.passed());
        assertEquals(List.of(), one.mistakes());
    }

    // Var(W) 0.01 of 40,000 weights: a standard error of 0.0005 for the mean
    @Test
    void aMeanThatIsNotZeroComesFirst() {
        assertEquals(List.of(), ofMean(0.0019).mistakes());
        Diagnosis moved = ofMean(-0.0021);
        assertEquals(List.of(Mistake.NON_ZERO_MEAN), moved.mistakes());
        assertEquals("The mean is -0.0021 +/- 0.0005 (100x100).", moved.evidence());
    }

    private static Diagnosis ofMean(double mean) {
        Moments moments = new Moments(40_000, mean, 0.01);
        return new WeightEvidence(GLOROT, List.of(new WeightMoments(Fan.dense(100, 100), moments, 3)), 4).diagnose();
    }

    @Test
    void aFactorTellsTheMistakeAndTheKurtosisTheDistribution() {
        ToDoubleFunction<Fan> three = fan -> 3 * GLOROT.variance(fan);
        assertEquals(List.of(Mistake.BOUND_AS_SD), diagnose(GLOROT, 3, three).mistakes());
        assertEquals(
                List.of(Mistake.BOUND_OF_3_SD), diagnose(GLOROT, 1.8, three).mistakes());
        assertEquals(List.of(), diagnose(GLOROT, 1, three).mistakes());
    }

    @Test
    void anotherRuleIsNamed() {
        Diagnosis old = diagnose(HE, 1.8, VarianceScaling.standardHeuristic()::variance);
        assertEquals(List.of(Mistake.OTHER_RULE), old.mistakes());
        assertTrue(old.evidence()
                .endsWith(" That is the variance of the older heuristic, 1/(3 fan_in). The kurtosis is 1.80."));
        assertTrue(
                diagnose(GLOROT, 3, HE::variance).evidence().contains(" That is the variance of He's rule, 2/fan_in."));
        assertEquals(
                List.of(Mistake.FAN_IN_ONLY), diagnose(GLOROT, 3, HE::variance).mistakes());
    }

    @Test
    void aLevelVarianceIgnoresTheFans() {
        assertEquals(
                List.of(Mistake.FANS_IGNORED), diagnose(HE, 3, fan -> 0.001).mistakes());
        assertEquals(List.of(), diagnose(HE, 3, fan -> 0.001 * fan.in()).mistakes());
        // Glorot's rule itself is level for these two
        List<WeightMoments> two = diagnose(GLOROT, 3, fan -> 0.001).measured().subList(0, 2);
        assertEquals(List.of(), new WeightEvidence(GLOROT, two, 4).diagnose().mistakes());
    }
}
