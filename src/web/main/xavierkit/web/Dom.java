package xavierkit.web;

import java.util.*;
import java.util.function.Consumer;
import org.teavm.jso.dom.html.*;

/** Elements of a page, each made in one call. */
final class Dom {

    private Dom() {}

    /** An element with children. */
    static HTMLElement make(String tag, String style, HTMLElement... children) {
        HTMLElement made = HTMLDocument.current().createElement(tag);
        made.setClassName(style);
        for (HTMLElement child : children) {
            made.appendChild(child);
        }
        return made;
    }

    /** An element with a text. */
    static HTMLElement text(String tag, String style, String text) {
        return make(tag, style).withText(text);
    }

    /** A button, and what it does. */
    static HTMLElement button(String text, Runnable action) {
        HTMLElement button = text("button", "", text);
        button.setAttribute("type", "button");
        button.onClick(event -> action.run());
        return button;
    }

    /** A choice, under its name. */
    static HTMLElement choice(String name, List<String> options, String chosen, Consumer<String> action) {
        HTMLSelectElement select = (HTMLSelectElement) make("select", "");
        for (String option : options) {
            HTMLElement made = text("option", "", option);
            made.setAttribute("value", option);
            select.appendChild(made);
        }
        select.setValue(chosen);
        select.addEventListener("change", event -> action.accept(select.getValue()));
        return labelled(name, select);
    }

    /** A control under its name. */
    static HTMLElement labelled(String name, HTMLElement... controls) {
        HTMLElement label = make("label", "control", text("span", "name", name));
        for (HTMLElement control : controls) {
            label.appendChild(control);
        }
        return label;
    }
}
