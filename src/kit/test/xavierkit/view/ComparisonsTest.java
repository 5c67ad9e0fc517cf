package xavierkit.view;

import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.Path;
import java.util.*;
import org.junit.jupiter.api.Test;

/** Of the committed file, whose numbers do not change. */
class ComparisonsTest {

    private static final Comparisons FILE = Comparisons.read(Path.of("data/results/comparisons.csv"));

    @Test
    void hypothesesAreReadFromTheNotes() {
        assertEquals(12, FILE.hypotheses().size());
        assertEquals(
                "H12 tanh, 30: orthogonal - normalized", FILE.hypothesis("H12").toString());
        assertEquals("faster (C17)", FILE.hypothesis("H12").expected());
        assertEquals(List.of("Fashion-MNIST", "digits"), FILE.data());
        assertThrows(IllegalArgumentException.class, () -> FILE.hypothesis("H13"));
    }

    @Test
    void testsAreThoseOfTenPairs() {
        assertEquals(
                "-0.072 (-0.083 to -0.062)",
                FILE.test("digits", FILE.hypothesis("H1")).toString());
        assertEquals(2, FILE.faster("H1"));
        assertEquals(0, FILE.faster("H5"));
        assertEquals(2, FILE.alike("H5", 0.01));
        assertEquals(0, FILE.alike("H6", 0.01));
        assertEquals(18, FILE.count((data, h) -> FILE.test(data, h).pValue() < 0.05 / 24));
    }

    @Test
    void rateAtTheEdgeHasAStar() {
        assertEquals("0.30 at 3.0*", FILE.end("digits", FILE.hypothesis("H4"), "standard"));
        assertEquals("0.14 at 0.1", FILE.end("digits", FILE.hypothesis("H1"), "standard"));
        assertEquals("0.366, 0.506; 0.233, 0.306", FILE.meanErrors("H1"));
    }

    @Test
    void tablesAndThePlotNameEachHypothesis() {
        assertEquals(12, FILE.expectations().rowCount());
        assertEquals(
                List.of("comparison", "Fashion-MNIST", "digits"),
                FILE.table("title", (data, h) -> 1).columnNames());
        IntervalPlot plot = FILE.plot("title");
        assertTrue(plot.toString().contains("H1 tanh, 5: normalized - standard: Fashion-MNIST -0.140 (-0.157 to"));
        assertEquals(Set.of("image/png", "text/plain"), plot.mimeBundle().keySet());
    }
}
