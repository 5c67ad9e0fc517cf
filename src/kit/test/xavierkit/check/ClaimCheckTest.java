package xavierkit.check;

import static org.junit.jupiter.api.Assertions.*;
import static xavierkit.activation.Activation.*;
import static xavierkit.check.ClaimCheck.*;
import static xavierkit.init.VarianceScaling.*;

import org.junit.jupiter.api.Test;
import xavierkit.init.*;

/** What is measured, where arithmetic says what must come out. */
class ClaimCheckTest {

    @Test
    void aConvolutionAddsUpWhatItsReceptiveFieldHolds() {
        assertTrue(convolution(Fan.convolution(32, 32, 3)).passed());
        assertEquals(3, convolution(Fan.dense(32, 32)).measured(), 0.2);
        assertEquals(2 / 3.0, paddedConvolution().measured(), 0.05);
        assertEquals(1 / 2.0, stridedConvolution().measured(), 0.05);
    }

    @Test
    void shortcutsDoubleAndScoresAddUp() {
        assertEquals(1024, shortcuts().measured(), 150);
        assertEquals(64, attentionScores().measured(), 4);
    }

    @Test
    void predictionsOfTenAndTwentyLayersHold() {
        assertTrue(tenLayers(TANH, glorotNormal().withGain(5)).passed());
        assertEquals(
                2 * Math.pow(0.5, 20), tenLayers(RELU, heNormal().withGain(0.5)).predicted(), 1e-18);
        assertTrue(gradientBelow(TANH).passed());
        assertEquals(1, gradientBelow(IDENTITY).predicted(), 1e-12);
    }

    @Test
    void normsAndDirectionsAreKeptByOrthogonalWeights() {
        assertTrue(keepsNorms(50, 100, true));
        assertFalse(keepsNorms(50, 100, false));
        assertEquals(100, directions(new Orthogonal(1)));
        assertTrue(directions(glorotNormal()) < 50);
    }

    @Test
    void onlyRulesWithFanInFadeWithTheVocabulary() {
        assertTrue(fadesWithVocabulary(glorotUniform()));
        assertFalse(fadesWithVocabulary(new ConstantVariance(1, WeightDistribution.NORMAL)));
    }
}
