package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import xavierkit.activation.Activation;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;
import xavierkit.matrix.Moments;
import xavierkit.network.ProfileSample;
import xavierkit.network.VarianceProfile;
import xavierkit.prediction.GaussianMoments;

/** Profiles that are put in, where {@link ProfileDiagnosisTest} measures networks. */
class ProfileEvidenceTest {

    private static final List<Integer> WIDTHS = List.of(100, 200, 100, 200, 100);
    private static final VarianceScaling GLOROT = VarianceScaling.glorotNormal();
    private static final VarianceScaling HE = VarianceScaling.heNormal();

    // q_l = fan_in Var(W) E[phi^2] at q_(l-1), in two networks with a little more and a little less
    private static ProfileDiagnosis diagnose(Activation phi, double spread, ToDoubleFunction<Fan> variance) {
        List<VarianceProfile> profiles = new ArrayList<>();
        for (double factor : new double[] {1 - spread, 1 + spread, 1 - spread, 1 + spread}) {
            List<Moments> moments = new ArrayList<>();
            double q = 1;
            for (int l = 1; l < WIDTHS.size(); l++) {
                moments.add(new Moments(1_000, 0, q));
                if (l < WIDTHS.size() - 1) {
                    Fan fan = Fan.dense(WIDTHS.get(l), WIDTHS.get(l + 1));
                    q = factor
                            * fan.in()
                            * variance.applyAsDouble(fan)
                            * GaussianMoments.of(phi, q).square().value();
                }
            }
            profiles.add(new VarianceProfile("s", 1, moments));
        }
        return ProfileDiagnosis.of(new ProfileSample(profiles), WIDTHS, phi);
    }

    // fans 200 to 100, 100 to 200, 200 to 100: fan_in Var(W) is 4/3, 2/3, 4/3 under Glorot's rule, on geometric average
    // (4/3 * 2/3 * 4/3)^(1/3) = 1.058; the fans widen by (1/2 * 2 * 1/2)^(1/3) = 0.79; ReLU halves
    @Test
    void theRuleAndItsConsequencesAreNamed() {
        ProfileDiagnosis glorot = diagnose(Activation.RELU, 1e-3, GLOROT::variance);
        assertEquals(List.of(GLOROT), glorot.rules());
        assertEquals(
                "With ReLU, this is the profile of Glorot's rule, 2/(fan_in + fan_out): fan_in Var(W) is 1.06 on"
                        + " average, so that at E[s^2] = 0.22 a layer multiplies E[s^2] by 0.53 and E[(dC/ds)^2] on its"
                        + " way back by 0.42. The signal fades: to keep it here, ReLU needs fan_in Var(W) = 2.00.",
                glorot.evidence());
        assertTrue(diagnose(Activation.RELU, 1e-3, HE::variance)
                .evidence()
                .endsWith("by 1.00 and E[(dC/ds)^2] on its way back by 0.79. The signal is kept, but gradients fade."));
        assertTrue(diagnose(Activation.RELU, 1e-3, fan -> 2 * HE.variance(fan))
                .evidence()
                .endsWith("The signal grows: to keep it here, ReLU needs fan_in Var(W) = 2.00."));
    }

    // 3 % and the interval: of 12 numbers with a spread of 0.1 % this is 0.03 % times 6, and of 4 more
    @Test
    void aRuleHoldsToThreePerCent() {
        assertEquals(
                List.of(HE),
                diagnose(Activation.RELU, 1e-3, fan -> 1.029 * HE.variance(fan)).rules());
        assertEquals(
                List.of(HE),
                diagnose(Activation.RELU, 1e-3, fan -> 0.971 * HE.variance(fan)).rules());
        assertEquals(
                List.of(),
                diagnose(Activation.RELU, 1e-3, fan -> 1.06 * HE.variance(fan)).rules());
        assertEquals(
                List.of(),
                diagnose(Activation.RELU, 1e-3, fan -> 0.94 * HE.variance(fan)).rules());
    }

    // 12 numbers with a spread of 10 %: a standard error of 3 %, of which Student's t with 11 degrees allows about 6
    @Test
    void aWideSpreadDecidesNothing() {
        assertEquals(
                "UNKNOWN: too few networks or layers to tell.",
                diagnose(Activation.RELU, 0.1, HE::variance).evidence());
        assertEquals(List.of(HE), diagnose(Activation.RELU, 0.03, HE::variance).rules());
    }

    @Test
    void theGainOfAnotherActivationIsAmongTheRules() {
        double square = GaussianMoments.of(Activation.TANH, 1).square().value();
        ProfileDiagnosis exact = diagnose(Activation.TANH, 1e-3, fan -> 1 / square / fan.in());
        assertTrue(exact.evidence().startsWith("With tanh, this is the profile of the gain of tanh, 2.536/fan_in: "));
        assertEquals(1 / square, exact.rules().get(0).scale());
        assertTrue(exact.evidence().contains("at E[s^2] = 1.0 a layer multiplies E[s^2] by 1.00"), exact.evidence());
    }

    @Test
    void signalsThatVanishAreReadAsFarAsTheyGo() {
        assertEquals(
                "UNKNOWN: the signal has vanished or overflowed.",
                diagnose(Activation.IDENTITY, 1e-3, fan -> 1e-260).evidence());
        ProfileDiagnosis two = diagnose(Activation.IDENTITY, 1e-3, fan -> 1e100);
        assertTrue(two.evidence().startsWith("UNKNOWN: no known initializer explains this profile with identity; "));
    }
}
