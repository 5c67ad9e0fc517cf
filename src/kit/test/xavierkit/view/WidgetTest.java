package xavierkit.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.*;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class WidgetTest {

    private static final CurvePlot PICTURE = CurvePlot.of("Line", "x", "y").curve("half", 0, 1, x -> x / 2);
    private static final Widget WIDGET = Widget.of("phase", PICTURE);

    private static String html(Widget widget) {
        return widget.mimeBundle().get("text/html");
    }

    @Test
    void untilItLivesItIsItsPicture() {
        var found = Pattern.compile("src=\"data:image/png;base64,([A-Za-z0-9+/=]+)\"")
                .matcher(html(WIDGET));
        assertTrue(found.find());
        assertEquals(PICTURE.png(), found.group(1));
        assertTrue(html(WIDGET).contains("<img alt=\"" + PICTURE.toString().replace("\"", "&quot;") + "\""));
        assertEquals(PICTURE.toString(), WIDGET.mimeBundle().get("text/plain"));
    }

    @Test
    void aLayerPlotIsAPictureToo() {
        LayerPlot picture = LayerPlot.of("Title", "Var(s)").points("one", 1, List.of(new double[] {1, 2}));
        assertTrue(html(Widget.of("start", picture)).contains("<div class=\"xavierkit\" data-widget=\"start\">"));
    }

    @Test
    void nothingIsLoadedFromAnotherHost() {
        assertFalse(html(WIDGET).replaceAll("base64,[^\"]*", "").contains("//"));
    }

    @Test
    void theSameChartGivesTheSameTextAndNoIds() {
        assertEquals(html(WIDGET), html(Widget.of("phase", PICTURE)));
        assertFalse(html(WIDGET).contains(" id="));
    }

    @Test
    void aTitleCannotBreakOutOfItsPlace() {
        Widget odd = Widget.of("phase", CurvePlot.of("</div>\"<b>&%s", "x", "y").curve("half", 0, 1, x -> x / 2));
        assertTrue(html(odd).contains("alt=\"Chart &quot;&lt;/div&gt;&quot;&lt;b&gt;&amp;%s&quot;: "));
    }

    @Test
    void namesAreSmallLetters() {
        var error = assertThrows(IllegalArgumentException.class, () -> Widget.of("\"x", PICTURE));
        assertEquals("the name of a widget must be small letters and hyphens, got \"\"x\"", error.getMessage());
    }

    @Test
    void aPictureMustBeGiven() {
        var error = assertThrows(NullPointerException.class, () -> Widget.of("phase", (CurvePlot) null));
        assertEquals("the picture must be given", error.getMessage());
    }
}
