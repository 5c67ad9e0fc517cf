package xavierkit.web;

import java.util.*;
import java.util.stream.*;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.html.*;
import xavierkit.activation.Activation;

/** The controls of one setting. */
final class SettingControls {

    private static final String GAIN = "a gain";

    private final Runnable changed;
    private final RangeControl depth;
    private final RangeControl width;
    private final RangeControl gain;
    private final RangeControl bias;
    private final RangeControl input;
    private final HTMLSelectElement activation = (HTMLSelectElement) Dom.make("select", "");
    private final HTMLSelectElement start = (HTMLSelectElement) Dom.make("select", "");
    private final HTMLElement element;
    private Setting setting;
    private boolean sliding;

    /** Controls that show a setting; {@code changed} runs while the reader changes it and when he has. */
    SettingControls(Setting setting, Runnable changed) {
        this.setting = setting;
        this.changed = changed;
        depth = range("layers", RangeControl.Scale.WHOLE, 1, Setting.MOST_DEPTH, "depth");
        width = range("units in each", RangeControl.Scale.LOGARITHMIC_WHOLE, 1, Setting.MOST_WIDTH, "width");
        gain = range("gain", RangeControl.Scale.LOGARITHMIC, Start.LEAST_GAIN, Start.MOST_GAIN, "start");
        bias = range("bias variance", RangeControl.Scale.LINEAR, 0, Setting.MOST_BIAS, "bias");
        input = range("input E[z²]", RangeControl.Scale.LOGARITHMIC, Setting.LEAST_INPUT, Setting.MOST_INPUT, "input");
        options(activation, Setting.ACTIVATIONS.stream().map(Activation::name).toList());
        activation.addEventListener("change", (Event event) -> put("activation", activation.getValue()));
        options(
                start,
                Stream.concat(Start.NAMES.values().stream(), Stream.of(GAIN)).toList());
        start.addEventListener("change", (Event event) -> startChosen());
        element = Dom.make(
                "div",
                "setting-controls",
                choice("activation", activation),
                choice("weights", start),
                gain.element(),
                depth.element(),
                width.element(),
                bias.element(),
                input.element());
        element.addEventListener("input", (Event event) -> sliding = isRange(event), true);
        element.addEventListener("change", (Event event) -> sliding = false, true);
        element.addEventListener("change", (Event event) -> changed.run());
        element.addEventListener("pointerup", (Event event) -> released());
        show(setting);
    }

    private RangeControl range(String name, RangeControl.Scale scale, double least, double most, String key) {
        RangeControl[] made = new RangeControl[1];
        made[0] = new RangeControl(name, scale, least, most, most, () -> put(key, Setting.plain(made[0].value())));
        return made[0];
    }

    private static void options(HTMLSelectElement select, List<String> names) {
        for (String name : names) {
            HTMLElement option = Dom.text("option", "", name);
            option.setAttribute("value", name);
            select.appendChild(option);
        }
    }

    private static HTMLElement choice(String name, HTMLSelectElement select) {
        select.setAttribute("aria-label", name);
        return Dom.make("div", "range", Dom.text("span", "name", name), select);
    }

    private static boolean isRange(Event event) {
        return "range".equals(((HTMLElement) event.getTarget()).getAttribute("type"));
    }

    /** A slider that is released where it was taken tells of no change. */
    private void released() {
        if (sliding) {
            sliding = false;
            changed.run();
        }
    }

    private void put(String name, String value) {
        show(setting.with(name, value));
        changed.run();
    }

    private void startChosen() {
        String chosen = start.getValue();
        String name = Start.NAMES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(chosen))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> Setting.plain(gain.value()));
        put("start", name);
    }

    /** The element with all controls. */
    HTMLElement element() {
        return element;
    }

    /** What they are set to. */
    Setting setting() {
        return setting;
    }

    /** Whether a slider is being moved, and not yet released. */
    boolean isSliding() {
        return sliding;
    }

    /** Shows another setting. */
    void show(Setting shown) {
        setting = shown;
        depth.set(shown.depth());
        width.set(shown.width());
        bias.set(shown.bias());
        input.set(shown.input());
        gain.set(shownGain(shown));
        activation.setValue(shown.activation().name());
        start.setValue(shown.start().isGain() ? GAIN : shown.start().shown());
    }

    /** That of a rule to four digits, and as near as the control goes. */
    private static double shownGain(Setting shown) {
        if (shown.start().isGain()) {
            return Double.parseDouble(shown.start().text());
        }
        double gain = Math.rint(1e4 * shown.start().gain(shown.width())) / 1e4;
        return Math.max(Start.LEAST_GAIN, Math.min(Start.MOST_GAIN, gain));
    }
}
