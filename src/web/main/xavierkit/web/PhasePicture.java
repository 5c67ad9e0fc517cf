package xavierkit.web;

import java.util.*;
import java.util.stream.*;
import org.teavm.jso.dom.html.HTMLElement;

/** How the phase plane of an activation looks, and what is said of its points. */
final class PhasePicture {

    static final String HINT =
            "Move the pointer over the plane, or press where you want the point; arrow keys move it, too.";

    /** Depth scales that separate the shades, in layers. */
    private static final List<Integer> SCALES = List.of(2, 5, 10, 20, 50);

    private final String activation;
    private final Map<String, List<double[]>> cells = new TreeMap<>();
    private double[][] edge = {{}, {}};

    /** A picture without colours, until they are known. */
    PhasePicture(String activation) {
        this.activation = activation;
    }

    /** Takes ln chi_1 of all places, as {@link PhaseAnswers#plane} gives it: neighbours of one shade become one box. */
    void fill(NumberRows rows) {
        cells.clear();
        edge = new double[][] {rows.get("edgeGain"), rows.get("edgeBias")};
        double[] logs = rows.get("logChi");
        int columns = (int) rows.first("columns");
        double width = PhasePlane.mostGain(activation) / columns;
        double height = PhasePlane.MOST_BIAS * columns / logs.length;
        for (int i = 0, end; i < logs.length; i = end) {
            String shade = shade(logs[i]);
            end = i + 1;
            while (end % columns != 0 && shade(logs[end]).equals(shade)) {
                end++;
            }
            int column = i % columns;
            double below = i / columns * height;
            double[] box = {column * width, below, (column + end - i) * width, below + height};
            cells.computeIfAbsent(shade, s -> new ArrayList<>()).add(box);
        }
    }

    /** The fainter, the deeper a signal reaches. */
    private static String shade(double logChi) {
        if (Double.isNaN(logChi)) {
            return "endless";
        }
        double scale = 1 / Math.abs(logChi);
        return (logChi < 0 ? "ordered-" : "chaotic-")
                + SCALES.stream().filter(s -> s < scale).count();
    }

    Chart chart() {
        return new Chart(
                "Phase plane of %s: chi_1 below 1 on one side of the line, above 1 on the other. The fainter, the deeper a signal reaches."
                        .formatted(activation),
                "gain s_w",
                Chart.Axis.linear(0, PhasePlane.mostGain(activation)),
                "bias deviation s_b",
                Chart.Axis.linear(0, PhasePlane.MOST_BIAS));
    }

    /** The plane with a point. */
    String svg(double gain, double bias) {
        Chart chart = chart();
        cells.forEach((shade, boxes) -> chart.boxes("cell " + shade, boxes));
        chart.line("edge", edge[0], edge[1]);
        chart.line("here", new double[] {gain, gain}, new double[] {0, PhasePlane.MOST_BIAS});
        chart.line("here", new double[] {0, PhasePlane.mostGain(activation)}, new double[] {bias, bias});
        return chart.points("point", new double[] {gain}, new double[] {bias}).svg();
    }

    static HTMLElement legend() {
        HTMLElement legend = Dom.make(
                "div",
                "legend",
                SmallFrame.swatch("cell ordered-1", "ordered, χ₁ < 1"),
                SmallFrame.swatch("cell chaotic-1", "chaotic, χ₁ > 1"),
                SmallFrame.legend("edge", "χ₁ = 1"),
                SmallFrame.swatch("cell endless", "no fixed point"));
        legend.appendChild(Dom.text("span", "key", "fainter where the depth scale exceeds 2, 5, 10, 20, 50 layers"));
        return legend;
    }

    /** What becomes of a signal at a point. */
    static String sentence(String activation, NumberRows rows) {
        double[] setting = rows.get("setting");
        double[] fixed = rows.get("fixed");
        String place = "%s, s_w = %s, s_b = %s (variance %s): "
                .formatted(
                        activation,
                        Chart.text(setting[0]),
                        Chart.text(setting[1]),
                        Chart.text(setting[1] * setting[1]));
        if (Double.isNaN(fixed[0])) {
            return place + "no fixed point, E[s²] grows without bound. ";
        }
        String numbers = "q* = %s, χ₁ = %s, ".formatted(Chart.text(fixed[0]), Chart.text(fixed[1]));
        if (Double.isInfinite(fixed[2])) {
            return place + numbers + "critical: no exponential change. ";
        }
        String end = fixed[1] < 1
                ? "ordered: inputs become alike, gradients vanish, by the factor e in %s layers. "
                : "chaotic: inputs are torn apart, gradients explode, by the factor e in %s layers. ";
        return place + numbers + end.formatted(Chart.text(fixed[2]));
    }

    /** Both ends of a deep network. */
    static String ends(NumberRows rows) {
        double[] lengths = rows.get("lengths");
        return "From E[s²] = 1 in layer 1 it becomes %s in layer %s; the squared gradient in layer 1 is %s times that in layer %s."
                .formatted(
                        Chart.text(lengths[lengths.length - 1]),
                        lengths.length,
                        Chart.text(rows.first("gradients")),
                        lengths.length);
    }

    /** Signal and gradient in all layers. */
    static String layers(NumberRows rows, String sentence) {
        double[] layers =
                IntStream.rangeClosed(1, PhaseAnswers.DEPTH).mapToDouble(l -> l).toArray();
        double[] logs = Stream.of("lengths", "gradients")
                .flatMapToDouble(n -> DoubleStream.of(rows.get(n)))
                .map(Math::log10)
                .filter(Double::isFinite)
                .map(x -> Math.max(-30, Math.min(30, x)))
                .toArray();
        double low = Math.floor(DoubleStream.of(logs).min().orElse(0) / 3 - 0.01) * 3;
        double high = Math.ceil(DoubleStream.of(logs).max().orElse(0) / 3 + 0.01) * 3;
        Chart chart = new Chart(
                "Signal and gradient in 100 layers, logarithmic. " + sentence,
                "layer",
                Chart.Axis.linear(1, PhaseAnswers.DEPTH),
                "second moment",
                Chart.Axis.logarithmic(Math.pow(10, low), Math.pow(10, high)));
        return chart.line("a", layers, rows.get("lengths"))
                .line("b", layers, rows.get("gradients"))
                .svg();
    }
}
