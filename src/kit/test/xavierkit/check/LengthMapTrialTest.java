package xavierkit.check;

import static org.junit.jupiter.api.Assertions.*;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import xavierkit.activation.Activation;
import xavierkit.network.ProfileSample;
import xavierkit.prediction.LengthMap;

class LengthMapTrialTest {

    private static final LengthMap MAP = new LengthMap(Activation.TANH, 1.5, 0.1);

    private static final LengthMapTrial TRIAL = LengthMapTrial.of(MAP, 200, 4).withSeed(3);

    // a check of a true prediction fails once in 16,000 times
    private static void assertMeasured(ProfileSample measured, IntToDoubleFunction predicted, int layer) {
        VarianceCheck check = VarianceCheck.atLayer(measured, layer, predicted.applyAsDouble(layer));
        assertTrue(check.passed(), check.toString());
    }

    @Test
    void measurementAndPredictionAreOfTheSameNetworks() {
        assertMeasured(TRIAL.lengths(2), TRIAL.predictedLengths(2), 1);
        assertMeasured(TRIAL.lengths(2), TRIAL.predictedLengths(2), 4);
        assertMeasured(TRIAL.gradients(2), TRIAL.predictedGradients(2), 0);
        assertMeasured(TRIAL.gradients(2), TRIAL.predictedGradients(2), 4);
        assertMeasured(TRIAL.differences(2, 0.9), TRIAL.predictedDifferences(2, 0.9), 1);
        assertMeasured(TRIAL.differences(2, 0.9), TRIAL.predictedDifferences(2, 0.9), 4);
    }

    // 2 q (1 - c) with q = 2 of which 0.1 is bias and 1.9 correlates by 0.9
    @Test
    void predictionsStartAtTheFirstLayerAndAtTheTop() {
        assertEquals(2, TRIAL.predictedLengths(2).applyAsDouble(1));
        assertEquals(MAP.next(2), TRIAL.predictedLengths(2).applyAsDouble(2));
        assertEquals(1, TRIAL.predictedGradients(2).applyAsDouble(4));
        assertEquals(0.38, TRIAL.predictedDifferences(2, 0.9).applyAsDouble(1), 1e-12);
    }

    @Test
    void sizesAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> TRIAL.withSize(1, 20));
        assertEquals(5, TRIAL.withSize(5, 2).lengths(1).profiles().size());
    }
}
