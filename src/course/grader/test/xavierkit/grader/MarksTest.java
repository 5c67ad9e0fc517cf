package xavierkit.grader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xavierkit.check.WeightSampler;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;

class MarksTest {

    private static final VarianceScaling NORMAL = VarianceScaling.glorotNormal();

    // A right sampler fails a diagnosis with probability 1/16,000, and these seeds are fixed.
    private static Mark marked(VarianceScaling drawn) {
        return Marks.weights(sampler(drawn), NORMAL, 3, 1);
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
        assertTrue(mark.reason().contains("scaled by fan_in alone"), mark::reason);
    }

    @Test
    void layersOfOnesOwnAreTried() {
        WeightSampler wide = (fanIn, fanOut, random) -> {
            assertEquals(300, fanIn);
            return NORMAL.weights(Fan.dense(fanIn, fanOut), random);
        };
        assertEquals(
                1,
                Marks.weights(wide, NORMAL, 1, 1, List.of(Fan.dense(300, 30))).points());
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "2.0009, 1", "1.9991, 1", "2.0011, 0", "-2, 0", "NaN, 0", "Infinity, 0"})
    void aNumberIsRightWithinItsTolerance(double value, double points) {
        assertEquals(points, Marks.number("the bound", value, 2, 5e-4, 1).points());
    }

    @Test
    void aWrongNumberIsToldHowFarOffItIs() {
        assertEquals(
                "0 of 2 points: the bound: you said 6.000, it is 2.000. Too large by a factor of 3.00.",
                Marks.number("the bound", 6, 2, 1e-6, 2).toString());
    }

    @Test
    void marksAddUp() {
        Mark sum = Mark.of(true, 2, "Good.").plus(Mark.of(false, 1, "Bad."));
        assertEquals(new Mark(2, 3, "Good.\nBad."), sum);
    }

    @Test
    void anotherReasonLeavesThePoints() {
        assertEquals(new Mark(1, 1, "yes"), new Mark(1, 1, "secret").saying("yes", "no"));
        assertEquals(new Mark(0.5, 1, "no"), new Mark(0.5, 1, "secret").saying("yes", "no"));
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "2, 1", "NaN, 1", "0, NaN", "0, Infinity", "0, -1"})
    void pointsAreWithinWhatIsPossible(double points, double possible) {
        assertThrows(IllegalArgumentException.class, () -> new Mark(points, possible, ""));
    }
}
