package xavierkit.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import xavierkit.check.WeightSampler;
import xavierkit.grader.Mark;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;

class WeightMarksTest {

    private static final VarianceScaling NORMAL = VarianceScaling.glorotNormal();

    // A right sampler fails a diagnosis with probability 1/16,000, and these seeds are fixed.
    private static Mark marked(VarianceScaling drawn) {
        return WeightMarks.of(sampler(drawn), NORMAL, 3, 1);
    }

    private static WeightSampler sampler(VarianceScaling drawn) {
        return (fanIn, fanOut, random) -> drawn.weights(Fan.dense(fanIn, fanOut), random);
    }

    @Test
    void rightWeightsEarnAllPoints() {
        assertEquals(3, marked(NORMAL).points());
    }

    @Test
    void anotherDistributionOfTheSameVarianceEarnsHalf() {
        Mark mark = marked(VarianceScaling.glorotUniform());
        assertEquals(1.5, mark.points());
        assertTrue(mark.toString().startsWith("1.5 of 3 points: FAIL: Var(W) is right"), mark::reason);
    }

    @Test
    void anotherVarianceEarnsNothingAndIsNamed() {
        Mark mark = marked(VarianceScaling.lecunNormal());
        assertEquals(0, mark.points());
        assertTrue(mark.reason().contains("scaled only by fan_in"), mark::reason);
    }

    @Test
    void layersOfOnesOwnAreTried() {
        WeightSampler wide = (fanIn, fanOut, random) -> {
            assertEquals(300, fanIn);
            return NORMAL.weights(Fan.dense(fanIn, fanOut), random);
        };
        assertEquals(1, WeightMarks.of(wide, NORMAL, 1, 1, Fan.dense(300, 30)).points());
    }
}
