package xavierkit.web;

import java.math.*;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.html.*;
import xavierkit.matrix.Require;

/** A number that a slider and an entry beside it set; an entry that is refused leaves it as it was and says why. */
final class RangeControl {

    private static final int STEPS = 240;

    private final String name;
    private final Scale scale;
    private final double least;
    private final double most;
    private final Runnable changed;
    private final HTMLInputElement slider = (HTMLInputElement) Dom.make("input", "");
    private final HTMLInputElement entry = (HTMLInputElement) Dom.make("input", "entry");
    private final HTMLElement refusal = Dom.text("p", "error", "");
    private double value;

    /** How places of a slider stand for numbers. */
    enum Scale {
        /** Equal steps add. */
        LINEAR,
        /** Equal steps multiply. */
        LOGARITHMIC,
        /** Whole numbers, one after the other. */
        WHOLE,
        /** Whole numbers, where equal steps multiply. */
        LOGARITHMIC_WHOLE;

        boolean isWhole() {
            return this == WHOLE || this == LOGARITHMIC_WHOLE;
        }

        boolean isLogarithmic() {
            return this == LOGARITHMIC || this == LOGARITHMIC_WHOLE;
        }
    }

    /**
     * A control.
     *
     * @param name what it sets
     * @param changed runs after the reader has changed the number
     */
    RangeControl(String name, Scale scale, double least, double most, double start, Runnable changed) {
        this.name = name;
        this.scale = scale;
        this.least = least;
        this.most = most;
        this.changed = changed;
        slider.setType("range");
        slider.setAttribute("min", "0");
        slider.setAttribute("max", String.valueOf(steps()));
        slider.setAttribute("aria-label", name);
        slider.addEventListener("input", (Event event) -> slid());
        entry.setType("text");
        entry.setAttribute("inputmode", "decimal");
        entry.setAttribute("aria-label", name + ", as a number");
        entry.addEventListener("change", (Event event) -> entered());
        refusal.setAttribute("role", "alert");
        set(start);
    }

    /** Its element. */
    HTMLElement element() {
        return Dom.make("div", "range", Dom.text("span", "name", name), slider, entry, refusal);
    }

    /** The number. */
    double value() {
        return value;
    }

    /** The number, if it is whole. */
    int whole() {
        return (int) value;
    }

    /** Shows another number. */
    void set(double chosen) {
        value = chosen;
        String text = text();
        slider.setValue(String.valueOf((int) Math.rint(place(chosen) * steps())));
        slider.setAttribute("aria-valuetext", text);
        entry.setValue(text);
        entry.removeAttribute("aria-invalid");
        refusal.setTextContent("");
    }

    private String text() {
        return scale.isWhole() ? String.valueOf(whole()) : plain(value);
    }

    private static String plain(double number) {
        String text = String.valueOf(number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private int steps() {
        return scale == Scale.WHOLE ? (int) (most - least) : STEPS;
    }

    private double place(double number) {
        return scale.isLogarithmic()
                ? Math.log(number / least) / Math.log(most / least)
                : (number - least) / (most - least);
    }

    private void slid() {
        double place = Double.parseDouble(slider.getValue()) / steps();
        double number = scale.isLogarithmic() ? least * Math.pow(most / least, place) : least + place * (most - least);
        set(scale.isWhole() ? Math.rint(number) : rounded(number));
        changed.run();
    }

    /** Three digits, so that what a slider gives reads well. */
    private static double rounded(double number) {
        return new BigDecimal(number).round(new MathContext(3)).doubleValue();
    }

    private void entered() {
        try {
            set(allowed(entry.getValue().strip()));
        } catch (IllegalArgumentException e) {
            entry.setAttribute("aria-invalid", "true");
            refusal.setTextContent(e.getMessage());
            return;
        }
        changed.run();
    }

    private double allowed(String text) {
        String rule = scale.isWhole()
                ? "%s must be a whole number from %s to %s, got %s"
                : "%s must be a number from %s to %s, got %s";
        double number = parsed(text);
        boolean holds = number >= least && number <= most && (!scale.isWhole() || number == Math.rint(number));
        Require.that(holds, rule, name, plain(least), plain(most), text.isEmpty() ? "nothing" : text);
        return number;
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
