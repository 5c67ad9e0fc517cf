package xavierkit.grader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkTest {

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
