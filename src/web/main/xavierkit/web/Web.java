package xavierkit.web;

import java.util.*;
import java.util.function.Consumer;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.*;

/**
 * What runs in a browser. In a page, it starts every element that names a widget; in a worker, it answers what the page
 * asks.
 */
final class Web {

    private Web() {}

    /**
     * Runs a script.
     *
     * @param widgets what an element with the attribute data-widget can be
     */
    static void run(Map<String, Consumer<HTMLElement>> widgets, Answers answers) {
        if (Background.isHere()) {
            Background.answer(answers::to);
        } else {
            style(HTMLDocument.current());
            start(HTMLDocument.current(), widgets);
        }
    }

    private static void style(HTMLDocument document) {
        if (document.getElementById("xavierkit-style") == null) {
            HTMLElement style = document.createElement("style").withText(styleSheet());
            style.setAttribute("id", "xavierkit-style");
            document.getHead().appendChild(style);
        }
    }

    private static void start(HTMLDocument document, Map<String, Consumer<HTMLElement>> widgets) {
        var found = document.querySelectorAll("[data-widget]:not([data-started])");
        for (int i = 0; i < found.getLength(); i++) {
            HTMLElement element = found.item(i);
            element.setAttribute("data-started", "");
            widgets.get(element.getAttribute("data-widget")).accept(element);
        }
    }

    @JSBody(script = "return xavierkit.style;")
    private static native String styleSheet();
}
