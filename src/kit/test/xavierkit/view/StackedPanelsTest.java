package xavierkit.view;

import static org.junit.jupiter.api.Assertions.*;

import java.util.*;
import org.junit.jupiter.api.Test;

class StackedPanelsTest {

    private static CurvePlot plot(String title) {
        return CurvePlot.of(title, "x", "y").curve("one", 0, 1, x -> 1 + x);
    }

    @Test
    void wordsAreThoseOfAllCharts() {
        LayerPlot layers = LayerPlot.of("C", "y").points("two", 1, List.of(new double[] {1, 2}));
        Panels panels = Panels.of(plot("A"), plot("B")).and(layers);
        assertEquals(plot("A") + "\n" + plot("B") + "\n" + layers, panels.toString());
        assertEquals(Set.of("image/png", "text/plain"), panels.mimeBundle().keySet());
        assertThrows(IllegalArgumentException.class, () -> Panels.of(new CurvePlot[0]));
    }
}
