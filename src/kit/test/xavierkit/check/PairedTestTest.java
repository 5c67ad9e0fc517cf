package xavierkit.check;

import static org.junit.jupiter.api.Assertions.*;

import org.junit.jupiter.api.Test;

class PairedTestTest {

    /** Differences 1, 2, 3: mean 2, standard error 1/sqrt(3); R: t.test(c(1, 2, 3)) gives p = 0.07418, -0.4841 to 4.4841. */
    private static final PairedTest TEST = PairedTest.of(new double[] {2, 4, 6}, new double[] {1, 2, 3});

    @Test
    void isStudentsTestOfTheDifferences() {
        assertEquals(2, TEST.mean(), 1e-12);
        assertEquals(1 / Math.sqrt(3), TEST.standardError(), 1e-12);
        assertEquals(0.07418, TEST.pValue(), 1e-5);
        assertEquals(-0.4841, TEST.low(), 1e-4);
        assertEquals(4.4841, TEST.high(), 1e-4);
        assertEquals("+2.000 (-0.484 to +4.484)", TEST.toString());
    }

    @Test
    void startsAreAlikeOnlyIfTheWholeIntervalLiesWithinTheMargin() {
        assertFalse(TEST.isWithin(4.4));
        assertTrue(TEST.isWithin(4.5));
        assertFalse(new PairedTest(-2, 0.001, 3).isWithin(1));
    }

    @Test
    void pairsNeedTwoOfAKind() {
        var unequal = assertThrows(
                IllegalArgumentException.class, () -> PairedTest.of(new double[] {1, 2}, new double[] {1}));
        assertEquals("pairs need two of a kind, got 2 and 1", unequal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> PairedTest.of(new double[] {1}, new double[] {1}));
    }
}
