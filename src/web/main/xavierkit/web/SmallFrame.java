package xavierkit.web;

import org.teavm.jso.dom.html.HTMLElement;

/** What the small widgets share: controls above, charts, and below them what the charts say. */
final class SmallFrame {

    private final HTMLElement root;
    private final HTMLElement controls = Dom.make("div", "controls");
    private final HTMLElement words = Dom.make("p", "words");

    /**
     * Fills an element, in the place of the picture that it may hold.
     *
     * @param parts what stands between the controls and the words
     */
    SmallFrame(HTMLElement root, HTMLElement... parts) {
        this.root = root;
        root.clear();
        root.getClassList().add("small-widget");
        root.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab leaves keys alone
        words.setAttribute("aria-live", "polite");
        root.appendChild(controls);
        for (HTMLElement part : parts) {
            root.appendChild(part);
        }
        root.appendChild(words);
    }

    /** Adds controls. */
    SmallFrame with(HTMLElement... added) {
        for (HTMLElement control : added) {
            controls.appendChild(control);
        }
        return this;
    }

    /** Says what the charts show, and keeps for tests which question was answered. */
    void say(String question, String answer, String sentence) {
        words.setClassName("words");
        words.setTextContent(sentence);
        root.setAttribute("data-question", question);
        root.setAttribute("data-answer", answer);
    }

    /** Says why there is nothing to show. */
    void fail(String sentence) {
        words.setClassName("words error");
        words.setTextContent(sentence);
    }

    /** An entry of a legend: a mark in a style, and what it stands for. */
    static HTMLElement legend(String style, String text) {
        HTMLElement entry = Dom.make("span", "key");
        entry.setInnerHTML("<svg viewBox='0 0 28 10' aria-hidden='true'><path class='line %s' d='M1 5H27'/></svg>"
                .formatted(style));
        entry.appendChild(Dom.text("span", "", text));
        return entry;
    }

    /** An entry of a legend for an area. */
    static HTMLElement swatch(String style, String text) {
        HTMLElement entry = Dom.make("span", "key");
        entry.setInnerHTML(
                "<svg viewBox='0 0 14 10' class='swatch' aria-hidden='true'><path class='%s' d='M0 0H14V10H0z'/></svg>"
                        .formatted(style));
        entry.appendChild(Dom.text("span", "", text));
        return entry;
    }
}
