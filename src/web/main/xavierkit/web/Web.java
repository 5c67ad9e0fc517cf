package xavierkit.web;

import java.util.*;
import java.util.function.Consumer;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.*;

/**
 * What runs in a browser. In a page, it starts every element that names a widget; in a worker, it answers what the page
 * asks.
 */
public final class Web {

    /** What an element with the attribute data-widget can be. */
    private static final Map<String, Consumer<HTMLElement>> WIDGETS = Map.ofEntries(
            Map.entry("network", NetworkWidget::new),
            Map.entry("derive", DeriveWidget::start),
            Map.entry("fans", FansWidget::start),
            Map.entry("depth", DepthWidget::start),
            Map.entry("densities", DensitiesWidget::start),
            Map.entry("phase", PhaseWidget::start),
            Map.entry("start", StartWidget::start));

    private Web() {}

    /** Started by the page's script. */
    public static void main(String[] arguments) {
        if (Background.isHere()) {
            Background.answer(Answers::to);
        } else {
            style(HTMLDocument.current());
            start(HTMLDocument.current());
        }
    }

    private static void style(HTMLDocument document) {
        if (document.getElementById("xavierkit-style") == null) {
            HTMLElement style = document.createElement("style").withText(styleSheet());
            style.setAttribute("id", "xavierkit-style");
            document.getHead().appendChild(style);
        }
    }

    private static void start(HTMLDocument document) {
        var found = document.querySelectorAll("[data-widget]:not([data-started])");
        for (int i = 0; i < found.getLength(); i++) {
            HTMLElement element = found.item(i);
            element.setAttribute("data-started", "");
            WIDGETS.get(element.getAttribute("data-widget")).accept(element);
        }
    }

    @JSBody(script = "return xavierkit.style;")
    private static native String styleSheet();
}
