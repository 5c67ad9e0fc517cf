package xavierkit.network;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import xavierkit.activation.Activation;
import xavierkit.check.VarianceCheck;
import xavierkit.init.Initializer;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;

/**
 * What the literature says of networks at initialization, measured on 40 of them with fixed seeds.
 * A check that is right passes within 4 standard errors: with 40 networks about 1 in 4,000 fails.
 */
class InitializationTest {

    private static final int WIDTH = 128;
    private static final int DEPTH = 10;
    private static final int BATCH = 64;

    private static ProfileSample measure(
            Activation phi, Initializer initializer, Function<Signals, VarianceProfile> profile) {
        return ProfileSample.of(40, 2010, random -> {
            Network network = Network.constantWidth(WIDTH, DEPTH, phi, initializer, random);
            DMatrixRMaj x = WeightDistribution.NORMAL.sample(BATCH, WIDTH, 1, random);
            DMatrixRMaj g = WeightDistribution.NORMAL.sample(BATCH, WIDTH, 1, random);
            ForwardSignals forward = network.forward(x);
            return profile.apply(new Signals(forward, network.backward(forward, g)));
        });
    }

    private record Signals(ForwardSignals forward, BackwardSignals backward) {}

    private static void assertVariance(ProfileSample sample, int layer, double predicted) {
        VarianceCheck check = VarianceCheck.atLayer(sample, layer, predicted);
        assertTrue(check.passed(), check::toString);
    }

    @Test
    void theStandardHeuristicDividesTheVarianceByThreeInEveryLinearLayer() {
        var forward = measure(
                Activation.IDENTITY,
                VarianceScaling.standardHeuristic(),
                s -> s.forward().activationProfile());
        var backward = measure(
                Activation.IDENTITY,
                VarianceScaling.standardHeuristic(),
                s -> s.backward().activationGradientProfile());
        for (int l : new int[] {1, 5, 10}) {
            assertVariance(forward, l, Math.pow(3, -l));
            assertVariance(backward, DEPTH - l, Math.pow(3, -l));
        }
    }

    // Glorot, Bengio 2010, eq. 14: forward and backward factors cancel in the weight gradients
    @Test
    void weightGradientsAreAlikeInEveryLinearLayerEvenUnderTheStandardHeuristic() {
        var sample = measure(
                Activation.IDENTITY,
                VarianceScaling.standardHeuristic(),
                s -> s.backward().weightGradientProfile());
        for (int l : new int[] {1, 5, 10}) {
            assertVariance(sample, l, BATCH * Math.pow(3, -(DEPTH - 1)));
        }
    }

    @Test
    void glorotAndOrthogonalKeepTheVarianceOfALinearNetwork() {
        for (Initializer initializer : List.of(VarianceScaling.glorotUniform(), new xavierkit.init.Orthogonal(1))) {
            assertVariance(
                    measure(Activation.IDENTITY, initializer, s -> s.forward().activationProfile()), DEPTH, 1);
        }
    }

    // REFERENCE: tanh with s_w = 1 from q_1 = 1; wide networks follow it up to terms of order 1/width
    @Test
    void tanhLosesVarianceAsTheLengthMapSays() {
        var sample = measure(
                Activation.TANH,
                VarianceScaling.glorotNormal(),
                s -> s.forward().preActivationProfile());
        assertVariance(sample, 1, 1);
        assertVariance(sample, 2, 0.39429449);
        assertVariance(sample, 5, 0.12790474);
        assertVariance(sample, 10, 0.05801185);
    }

    // He et al. 2015: Var(s) stays at 2 Var(x) E[x^2 on the first layer]: 2, then is kept by ReLU
    @Test
    void heNormalKeepsTheVarianceOfReluPreActivations() {
        var sample = measure(
                Activation.RELU, VarianceScaling.heNormal(), s -> s.forward().preActivationProfile());
        IntStream.of(1, 5, 10).forEach(l -> assertVariance(sample, l, 2));
    }

    @Test
    void theCheckSeesHeWhereGlorotIsMeant() {
        var sample = measure(
                Activation.IDENTITY,
                VarianceScaling.heNormal(),
                s -> s.forward().activationProfile());
        assertTrue(!VarianceCheck.atLayer(sample, 1, 1).passed());
    }
}
