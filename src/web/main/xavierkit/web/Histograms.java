package xavierkit.web;

import java.util.*;
import java.util.function.IntFunction;
import java.util.stream.*;
import org.teavm.jso.dom.html.HTMLElement;

/** Pre-activations, activations and gradients of some layers of one setting. */
final class Histograms {

    private final HTMLElement place = Dom.make("div", "histograms");
    private NumberRows drawn;

    HTMLElement element() {
        return place;
    }

    /** Draws what a panel has found, if it is shown. */
    void draw(SettingPanel panel) {
        NumberRows found = panel.found();
        place.setHidden(found == null);
        if (found == null || found == drawn) {
            return;
        }
        drawn = found;
        double[] ranges = found.get("ranges");
        String heading = "<h3><span class='key-%1$s'>Setting %2$s</span>: %3$s</h3>"
                .formatted(
                        panel.letter,
                        panel.letter.toUpperCase(Locale.ROOT),
                        Chart.escaped(panel.setting().inWords()));
        place.setInnerHTML(heading
                + SmallMultiples.row("Pre-activations s", panel.letter, found, "s", ranges[0], saturated(found))
                + SmallMultiples.row("Activations z", panel.letter, found, "z", ranges[1], dead(found))
                + SmallMultiples.row("Gradients dC/ds", panel.letter, found, "d", ranges[2], layers(found)));
    }

    private static List<String> saturated(NumberRows found) {
        return captions(found, l -> "layer %d: %s saturated".formatted(l, percent(found.get("saturated")[l - 1])));
    }

    private static List<String> dead(NumberRows found) {
        return captions(found, l -> "layer %d: %s dead".formatted(l, percent(found.get("dead")[l - 1])));
    }

    private static List<String> layers(NumberRows found) {
        return captions(found, l -> "layer " + l);
    }

    private static List<String> captions(NumberRows found, IntFunction<String> caption) {
        return DoubleStream.of(found.get("layers"))
                .mapToObj(l -> caption.apply((int) l))
                .toList();
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
