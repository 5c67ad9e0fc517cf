package xavierkit.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import xavierkit.activation.Activation;

class GainTableTest {

    @Test
    void eachActivationHasARowWithFourNumbers() {
        var table = GainTable.of(Activation.TANH, Activation.SOFTSIGN, Activation.RELU);
        assertEquals(List.of("activation", "PyTorch's gain", "exact gain", "slope", "chi"), table.columnNames());
        assertEquals(List.of("tanh", "softsign", "ReLU"), table.stringColumn(0).asList());
        assertEquals(List.of("1.6667", "none", "1.4142"), table.stringColumn(1).asList());
        assertEquals(
                List.of("1.5925", "2.3375", "1.4142"), table.stringColumn(2).asList());
        assertEquals("0.4611", table.stringColumn(3).get(0));
        assertEquals("1.0000", table.stringColumn(4).get(2));
    }

    @Test
    void aTableNeedsAnActivation() {
        var e = assertThrows(IllegalArgumentException.class, GainTable::of);
        assertEquals("a table of gains needs at least 1 activation, got 0", e.getMessage());
    }
}
