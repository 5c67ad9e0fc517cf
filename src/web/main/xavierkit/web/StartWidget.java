package xavierkit.web;

import java.util.*;
import java.util.stream.*;
import org.teavm.jso.dom.html.HTMLElement;
import xavierkit.web.RangeControl.Scale;

/** What a stranger sees first: one slider, and what it does to a deep network. */
final class StartWidget {

    /** Of U(-1/sqrt(fan_in), 1/sqrt(fan_in)), in use before 2010: sqrt(1/3). */
    private static final double HEURISTIC = 0.577;

    private static final double LARGE = 2;
    private static final double LOWEST = 1e-10;
    private static final double HIGHEST = 1e6;

    private final HTMLElement chart = Dom.make("div", "");
    private final RangeControl gain = new RangeControl("gain", Scale.LOGARITHMIC, 0.25, 4, 1, this::ask);
    private final Background worker = new Background(this::receive, this::fail);
    private final SmallFrame frame;
    private int seed = 1;

    private StartWidget(HTMLElement root) {
        HTMLElement marks = Dom.make(
                "div",
                "marks",
                Dom.button("too small: 0.577, before 2010", () -> choose(HEURISTIC)),
                Dom.button("Xavier: 1", () -> choose(1)),
                Dom.button("too large: 2", () -> choose(LARGE)),
                Dom.button("another network", this::draw));
        HTMLElement legend = Dom.make(
                "div",
                "legend",
                SmallFrame.legend("a", "signal, Var(s)"),
                SmallFrame.legend("b", "gradient, Var(dC/dz)"),
                Dom.text("span", "key", "dots: measured in one network, lines: theory"));
        frame = new SmallFrame(root, marks, chart, legend).with(gain.element());
        ask();
    }

    static void start(HTMLElement root) {
        new StartWidget(root);
    }

    private void choose(double chosen) {
        gain.set(chosen);
        ask();
    }

    private void draw() {
        seed++;
        ask();
    }

    private void ask() {
        worker.ask("glance " + gain.value() + " " + seed);
    }

    private void fail(String sentence) {
        frame.fail(sentence);
    }

    private void receive(String answer) {
        NumberRows rows = NumberRows.parse(answer);
        double[] signal = rows.get("theory");
        double[] gradient = rows.get("gradientTheory");
        String sentence = sentence(
                rows.get("measured")[Glance.DEPTH - 1], rows.get("gradient")[0], gradient[0], signal[Glance.DEPTH - 1]);
        double[] layers =
                IntStream.rangeClosed(1, Glance.DEPTH).mapToDouble(l -> l).toArray();
        Chart picture = new Chart(
                "Variances in each layer, logarithmic. " + sentence,
                "layer",
                Chart.Axis.linear(1, Glance.DEPTH),
                "variance",
                Chart.Axis.logarithmic(LOWEST, HIGHEST));
        picture.line("one", new double[] {1, Glance.DEPTH}, new double[] {1, 1});
        picture.line("a theory", layers, signal).line("b theory", layers, gradient);
        picture.points("a", layers, rows.get("measured")).points("b", layers, rows.get("gradient"));
        chart.setInnerHTML(picture.svg());
        double[] setting = rows.get("setting");
        frame.say("glance %s %s".formatted(setting[0], (long) setting[1]), answer, sentence);
    }

    private static String sentence(double signal, double gradient, double expectedGradient, double expectedSignal) {
        String numbers =
                "In layer 20 the signal's variance is %s; of the gradient that enters there, %s times its variance arrives in layer 1. "
                        .formatted(Chart.text(signal), Chart.text(gradient));
        if (expectedSignal < 1e-3) {
            return numbers + "Too small: the signal dies on its way up, the gradient on its way down.";
        }
        return numbers
                + (expectedGradient > 3
                        ? "Too large: tanh saturates, and the gradient explodes on its way down."
                        : "Both survive.");
    }
}
