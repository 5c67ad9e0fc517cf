package xavierkit.web;

import java.util.*;
import java.util.stream.*;
import org.teavm.jso.dom.events.*;
import org.teavm.jso.dom.html.*;
import xavierkit.web.RangeControl.Scale;

/** The phase plane, a point on it, and what a deep network at this point does to its signal and gradient. */
final class PhaseWidget {

    /** Presses of an arrow key from one end of the plane to the other; with Shift five times as many. */
    private static final int PRESSES = 60;

    private final HTMLElement plane = Dom.make("div", "plane");
    private final HTMLElement under = Dom.make("p", "under");
    private final HTMLElement curves = Dom.make("div", "");
    private final Background planes = new Background(this::receivePlane, this::fail);
    private final Background points = new Background(this::receivePoint, this::fail);
    private final HTMLElement controls = Dom.make("div", "controls");
    private final SmallFrame frame;
    private String activation = "tanh";
    private RangeControl gain;
    private RangeControl bias;
    private PhasePicture picture;

    private PhaseWidget(HTMLElement root) {
        plane.setTabIndex(0);
        plane.setAttribute("role", "application");
        plane.setAttribute("aria-label", "phase plane: arrow keys move the point, with Shift in smaller steps");
        plane.addEventListener("keydown", this::pressed);
        plane.addEventListener("pointerdown", this::moved);
        plane.addEventListener("pointermove", this::moved);
        plane.addEventListener("pointerleave", (Event event) -> under.setTextContent(PhasePicture.HINT));
        under.setTextContent(PhasePicture.HINT);
        under.setAttribute("aria-hidden", "true");
        HTMLElement left = Dom.make("div", "", plane, PhasePicture.legend(), under);
        HTMLElement right = Dom.make(
                "div",
                "",
                curves,
                Dom.make(
                        "div",
                        "legend",
                        SmallFrame.legend("a", "E[s²]"),
                        SmallFrame.legend("b", "squared gradient, over that in the last layer")));
        frame = new SmallFrame(root, Dom.make("div", "side-by-side", left, right))
                .with(
                        Dom.choice(
                                "activation", List.copyOf(PhasePlane.ACTIVATIONS.keySet()), activation, this::choose),
                        controls);
        choose(activation);
    }

    static void start(HTMLElement root) {
        new PhaseWidget(root);
    }

    private void choose(String name) {
        double most = PhasePlane.mostGain(name);
        double start = gain == null ? 1 : Math.min(gain.value(), most);
        activation = name;
        picture = new PhasePicture(name);
        gain = new RangeControl("gain s_w", Scale.LINEAR, 0, most, start, this::ask);
        bias = new RangeControl(
                "biases s_b", Scale.LINEAR, 0, PhasePlane.MOST_BIAS, bias == null ? 0 : bias.value(), this::ask);
        controls.clear();
        controls.appendChild(gain.element());
        controls.appendChild(bias.element());
        planes.ask("plane " + name);
        ask();
    }

    private void ask() {
        plane.setInnerHTML(picture.svg(gain.value(), bias.value()));
        points.ask(question(gain.value(), bias.value(), PhaseAnswers.DEPTH));
    }

    private String question(double chosenGain, double chosenBias, int depth) {
        return "point %s %s %s %s".formatted(chosenGain, chosenBias, depth, activation);
    }

    private void fail(String sentence) {
        frame.fail(sentence);
    }

    private void receivePlane(String part) {
        NumberRows rows = NumberRows.parse(part);
        picture.fill(rows);
        plane.setInnerHTML(picture.svg(gain.value(), bias.value()));
        plane.setAttribute("data-columns", String.valueOf((int) rows.first("columns")));
    }

    private void receivePoint(String answer) {
        NumberRows rows = NumberRows.parse(answer);
        double[] setting = rows.get("setting");
        String sentence = PhasePicture.sentence(activation, rows) + PhasePicture.ends(rows);
        curves.setInnerHTML(PhasePicture.layers(rows, sentence));
        frame.say(question(setting[0], setting[1], PhaseAnswers.DEPTH), answer, sentence);
    }

    private void pressed(Event event) {
        KeyboardEvent key = (KeyboardEvent) event;
        double step = 1.0 / PRESSES / (key.isShiftKey() ? 5 : 1);
        double right = key.getKey().equals("ArrowRight") ? step : key.getKey().equals("ArrowLeft") ? -step : 0;
        double up = key.getKey().equals("ArrowUp") ? step : key.getKey().equals("ArrowDown") ? -step : 0;
        if (right != 0 || up != 0) {
            event.preventDefault();
            move(gain.value() + right * PhasePlane.mostGain(activation), bias.value() + up * PhasePlane.MOST_BIAS);
        }
    }

    private void move(double toGain, double toBias) {
        gain.set(Math.max(0, Math.min(PhasePlane.mostGain(activation), rounded(toGain))));
        bias.set(Math.max(0, Math.min(PhasePlane.MOST_BIAS, rounded(toBias))));
        ask();
    }

    private static double rounded(double number) {
        return Math.rint(number * 1000) / 1000;
    }

    /** Tells what is under the pointer, and takes the point along if it is pressed. */
    private void moved(Event event) {
        MouseEvent mouse = (MouseEvent) event;
        TextRectangle box = plane.querySelector("svg").getBoundingClientRect();
        double[] place = picture.chart()
                .numbersAt(
                        (mouse.getClientX() - (double) box.getLeft()) / box.getWidth(),
                        (mouse.getClientY() - (double) box.getTop()) / box.getHeight());
        if (place[0] < 0
                || place[0] > PhasePlane.mostGain(activation)
                || place[1] < 0
                || place[1] > PhasePlane.MOST_BIAS) {
            under.setTextContent(PhasePicture.HINT);
            return;
        }
        String here = question(rounded(place[0]), rounded(place[1]), 1);
        String answer = PhaseAnswers.point(here.substring("point ".length()));
        under.setTextContent("Under the pointer: " + PhasePicture.sentence(activation, NumberRows.parse(answer)));
        under.setAttribute("data-question", here);
        under.setAttribute("data-answer", answer);
        if (mouse.getButtons() == 1 || event.getType().equals("pointerdown")) {
            move(place[0], place[1]);
        }
    }
}
