package xavierkit.web;

import java.util.*;
import java.util.stream.*;
import org.teavm.jso.dom.html.HTMLElement;
import xavierkit.web.Chart.Axis;

/** Mean squares over the layers, of the signal and of the gradient; the axes stay while a slider is moved. */
final class ProfileCharts {

    private static final double LEAST = 1e-300;

    /** An axis of fewer layers would have fractions on it. */
    private static final int FEWEST = 6;

    private final HTMLElement forward = Dom.make("div", "");
    private final HTMLElement backward = Dom.make("div", "");
    private final HTMLElement element = Dom.make(
            "div",
            "pair",
            Dom.make("figure", "", Dom.text("figcaption", "", "Signal, forward: E[s²]"), forward),
            Dom.make("figure", "", Dom.text("figcaption", "", "Gradient, backward: E[(dC/dz)²]"), backward));
    private final Map<String, Axis> axes = new HashMap<>();

    HTMLElement element() {
        return element;
    }

    /** Draws what the panels have found. */
    void draw(List<SettingPanel> panels, boolean fixed) {
        draw(panels, fixed, "s", 1, forward, "Mean square of the pre-activations");
        draw(panels, fixed, "g", 0, backward, "Mean square of the gradients");
    }

    private void draw(List<SettingPanel> panels, boolean fixed, String row, int first, HTMLElement place, String what) {
        if (!fixed || !axes.containsKey(row)) {
            axes.put(row, axis(panels, row));
            axes.put("x" + row, Axis.linear(first - 0.5, first - 0.5 + Math.max(FEWEST, longest(panels, row))));
        }
        Chart chart =
                new Chart(description(panels, row, what), "layer", axes.get("x" + row), "mean square", axes.get(row));
        for (SettingPanel panel : panels) {
            NumberRows found = panel.found();
            if (found != null) {
                double[] layers = layers(first, found.get(row).length);
                band(chart, panel, row, first);
                chart.line("theory " + panel.letter, layers, found.get("theory-" + row));
                chart.points(panel.letter, layers, positive(found.get(row)));
            }
        }
        place.setInnerHTML(chart.svg());
    }

    private static void band(Chart chart, SettingPanel panel, String row, int first) {
        NumberRows intervals = panel.intervals();
        double[] known = IntStream.rangeClosed(first, first + Setting.MOST_DEPTH)
                .filter(l -> intervals.has(row + "-" + l) && intervals.first(row + "-" + l) >= 0)
                .asDoubleStream()
                .toArray();
        if (known.length > 0) {
            chart.band(panel.letter, known, ends(intervals, row, known, 0), ends(intervals, row, known, 1));
        }
    }

    private static double[] ends(NumberRows intervals, String row, double[] layers, int end) {
        return DoubleStream.of(layers)
                .map(l -> intervals.get(row + "-" + (int) l)[end])
                .toArray();
    }

    private static double[] layers(int first, int count) {
        return IntStream.range(first, first + count).asDoubleStream().toArray();
    }

    private static double[] positive(double[] squares) {
        return DoubleStream.of(squares).map(x -> x > 0 ? x : Double.NaN).toArray();
    }

    private static int longest(List<SettingPanel> panels, String row) {
        return panels.stream()
                .filter(panel -> panel.found() != null)
                .mapToInt(panel -> panel.found().get(row).length)
                .max()
                .orElse(1);
    }

    /** From a power of ten below everything to one above, at least two decades. */
    private static Axis axis(List<SettingPanel> panels, String row) {
        double[] all = panels.stream()
                .filter(panel -> panel.found() != null)
                .flatMapToDouble(panel -> DoubleStream.concat(
                        DoubleStream.of(panel.found().get(row)),
                        DoubleStream.of(panel.found().get("theory-" + row))))
                .filter(x -> x > LEAST && x < 1 / LEAST)
                .toArray();
        double low = Math.floor(Math.log10(DoubleStream.of(all).min().orElse(1)) - 0.05);
        double high = Math.ceil(Math.log10(DoubleStream.of(all).max().orElse(1)) + 0.05);
        return Axis.logarithmic(Math.pow(10, high - low < 2 ? high - 2 : low), Math.pow(10, high));
    }

    private static String description(List<SettingPanel> panels, String row, String what) {
        return panels.stream()
                .filter(panel -> panel.found() != null)
                .map(panel -> described(panel.found().get(row), panel))
                .collect(Collectors.joining("; ", what + " over the layers. ", "."));
    }

    private static String described(double[] squares, SettingPanel panel) {
        return "Setting %s: from %s to %s"
                .formatted(
                        panel.letter.toUpperCase(Locale.ROOT),
                        Chart.text(squares[0]),
                        Chart.text(squares[squares.length - 1]));
    }
}
