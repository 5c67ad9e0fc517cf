package xavierkit.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import xavierkit.activation.Activation;
import xavierkit.init.VarianceScaling;
import xavierkit.network.Network;

class DeepDigitsTest {

    private static final DeepDigits DEEP = DeepDigits.load(Path.of("data/digits.csv"));

    private static Network drawn(VarianceScaling rule) {
        return Network.of(DeepDigits.WIDTHS, Activation.TANH, rule, new SplittableRandom(1))
                .withLinearOutput();
    }

    @Test
    void theStandardHeuristicStaysAtGuessingAndGlorotsRuleLearns() {
        assertEquals(21, drawn(VarianceScaling.glorotUniform()).depth());
        assertEquals(
                Math.log(10),
                DEEP.trained(drawn(VarianceScaling.standardHeuristic())).cost(),
                0.01);
        assertTrue(DEEP.trained(drawn(VarianceScaling.glorotUniform())).cost() < 1);
    }

    @Test
    void tooFewDigitsAreRefused() {
        var few = DEEP.digits().first(100);
        var e = assertThrows(IllegalArgumentException.class, () -> new DeepDigits(few));
        assertEquals("there must be at least 1797 digits, got 100", e.getMessage());
    }
}
