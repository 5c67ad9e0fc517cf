package xavierkit.view;

import static org.junit.jupiter.api.Assertions.*;

import java.util.*;
import org.junit.jupiter.api.Test;
import xavierkit.check.VarianceCheck;

class LedgerTest {

    private final Ledger ledger = new Ledger();

    @Test
    void twoAnswersMakeAVerdict() {
        assertEquals("C10 in part: 1\n", ledger.decide("C10", true, true, "%d", 1));
        assertEquals("C2 true: x\n", ledger.decide("C2", true, false, "x"));
        assertEquals("C3 false: x\n", ledger.decide("C3", false, "x"));
        assertEquals("C4 undecided: x\n", ledger.decide("C4", false, false, "x"));
        assertEquals(
                List.of("C2", "C3", "C4", "C10"), List.copyOf(ledger.verdicts().keySet()));
        assertThrows(IllegalArgumentException.class, () -> ledger.decide("D1", true, "x"));
    }

    @Test
    void aCheckIsToldByWhatWasMeasured() {
        assertEquals("C1 true: 0.25\n", ledger.decide("C1", true, "%.2f", new VarianceCheck("v", 0.25, 1, 0.1)));
    }

    @Test
    void aReaderIsToldWhereTheyDiffer() {
        ledger.decide("C1", true, "because");
        ledger.decide("C2", false, "because");
        ledger.decide("C3", true, true, "because");
        String all = "1 of your verdicts agree, 1 differ, 1 are still open.";
        assertEquals("You say true. C2 false: because\n" + all, ledger.against("C1 t  C2 t\n C3 ?"));
        assertTrue(ledger.against("").startsWith("0 of your verdicts agree, 0 differ, 3"));
    }
}
