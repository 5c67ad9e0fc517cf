package xavierkit.web;

import java.util.*;
import org.teavm.jso.dom.html.*;

/** One of the two settings: its controls, its worker and what the worker has found. */
final class SettingPanel {

    /** The panel's letter in the style of its marks, a or b. */
    final String letter;

    private final SettingControls controls;
    private final Runnable drawn;
    private final Runnable changed;
    private final HTMLElement verdict = Dom.make("p", "verdict");
    private final HTMLElement checks = Dom.make("p", "checks");
    private final HTMLElement element;
    private final Background worker = new Background(this::told, this::failed);
    private NumberRows intervals = new NumberRows();
    private NumberRows found;
    private String asked = "";
    private boolean dirty;
    private boolean shown = true;
    private int checked;
    private int failures;

    /**
     * A panel.
     *
     * @param changed runs when the reader has changed the setting, and while he does
     * @param drawn runs when there is something new to draw
     */
    SettingPanel(String letter, Setting setting, Runnable changed, Runnable drawn) {
        this.letter = letter;
        this.changed = changed;
        this.drawn = drawn;
        controls = new SettingControls(setting, this::change);
        verdict.setAttribute("aria-live", "polite");
        HTMLElement title = Dom.text("legend", "key-" + letter, "Setting " + letter.toUpperCase(Locale.ROOT));
        element = Dom.make("fieldset", "setting", title, controls.element(), verdict, checks);
    }

    HTMLElement element() {
        return element;
    }

    Setting setting() {
        return controls.setting();
    }

    boolean isSliding() {
        return controls.isSliding();
    }

    boolean isShown() {
        return shown;
    }

    /** What was measured last, or null. */
    NumberRows found() {
        return shown ? found : null;
    }

    /** The intervals of the layers that have been checked since, each under a name such as s-1. */
    NumberRows intervals() {
        return intervals;
    }

    /** Whether every layer has been checked. */
    boolean isChecked() {
        return checked == setting().depth();
    }

    /** Takes another setting, or none. */
    void show(Optional<Setting> setting) {
        shown = setting.isPresent();
        element.setHidden(!shown);
        setting.ifPresent(controls::show);
        measure();
    }

    /** Asks for the numbers of what is set now. */
    private void measure() {
        dirty = true;
        next();
    }

    private void change() {
        changed.run();
        measure();
    }

    private void next() {
        if (worker.isBusy() || !shown) {
            return;
        }
        if (dirty) {
            dirty = false;
            ask("measure " + setting() + (isSliding() && found != null ? kept() : ""));
        } else if (!isSliding() && !isChecked() && found != null) {
            ask("interval " + setting() + " " + (checked + 1));
        }
    }

    private String kept() {
        StringBuilder ranges = new StringBuilder();
        for (double range : found.get("ranges")) {
            ranges.append(' ').append(range);
        }
        return ranges.toString();
    }

    private void ask(String question) {
        asked = question;
        worker.ask(question);
    }

    private void told(String answer) {
        if (asked.startsWith("measure")) {
            measured(answer);
        } else {
            checked(NumberRows.parse(answer));
        }
        next();
    }

    private void measured(String answer) {
        int bar = answer.indexOf(" | ");
        found = NumberRows.parse(answer.substring(0, bar));
        checked = 0;
        failures = 0;
        intervals = new NumberRows();
        checks.setTextContent("");
        verdict.setClassName("verdict");
        verdict.setTextContent(answer.substring(bar + 3));
        element.setAttribute("data-question", asked);
        element.setAttribute("data-answer", answer);
        drawn.run();
    }

    private void checked(NumberRows interval) {
        if (dirty) {
            return;
        }
        checked++;
        intervals.with("s-" + checked, interval.get("s")).with("g-" + (checked - 1), interval.get("g"));
        failures += interval.get("s")[2] == 0 || interval.get("g")[2] == 0 ? 1 : 0;
        String tally = failures == 0 ? "all of them inside" : failures + " of them outside";
        String form = "%d of %d layers held against their intervals, %s.";
        checks.setTextContent(form.formatted(checked, setting().depth(), tally));
        if (checked % 5 == 0 || isChecked()) {
            drawn.run();
        }
    }

    private void failed(String sentence) {
        verdict.setClassName("verdict error");
        verdict.setTextContent(sentence);
        next();
    }
}
