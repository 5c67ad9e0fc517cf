package xavierkit.web;

import java.util.*;
import java.util.stream.*;
import org.teavm.jso.dom.html.HTMLElement;
import xavierkit.web.RangeControl.Scale;

/** Depth over width: how far networks that differ in their seeds are apart. */
final class DepthWidget {

    private static final String RELU = "ReLU, He's rule";
    private static final String LINEAR = "linear, Var(W) = 1/fan_in";

    private final HTMLElement chart = Dom.make("div", "");
    private final RangeControl depth = new RangeControl("depth", Scale.WHOLE, 1, DepthSpread.MOST, 30, this::ask);
    private final RangeControl width = new RangeControl("width", Scale.WHOLE, 1, DepthSpread.MOST, 30, this::ask);
    private final Background worker = new Background(this::receive, this::fail);
    private final SmallFrame frame;
    private String activation = "ReLU";
    private int seed = 1;
    private String asked;
    private final List<String> parts = new ArrayList<>();

    private DepthWidget(HTMLElement root) {
        HTMLElement legend = Dom.make(
                "div",
                "legend",
                SmallFrame.legend("a", "one network"),
                SmallFrame.legend("a faint", (DepthSpread.NETWORKS - 1) + " others, other seeds"),
                SmallFrame.legend("ink dashed", "median of the law"),
                SmallFrame.swatch("band ink", "95 % of networks"));
        frame = new SmallFrame(root, chart, legend)
                .with(
                        Dom.choice("activation", List.of(RELU, LINEAR), RELU, this::choose),
                        depth.element(),
                        width.element(),
                        Dom.button("New seeds", this::draw));
        ask();
    }

    static void start(HTMLElement root) {
        new DepthWidget(root);
    }

    private void choose(String name) {
        activation = name.equals(RELU) ? "ReLU" : "linear";
        ask();
    }

    private void draw() {
        seed++;
        ask();
    }

    /** An answer that is no longer asked for is not waited for. */
    private void ask() {
        asked = "depth %s %s %s %s".formatted(activation, width.whole(), depth.whole(), seed);
        if (worker.isBusy()) {
            worker.stop();
        }
        parts.clear();
        worker.ask(asked);
    }

    private void fail(String sentence) {
        frame.fail(sentence);
    }

    private void receive(String part) {
        parts.add(part);
        NumberRows moments = NumberRows.parse(parts.get(0));
        List<double[]> networks = parts.stream()
                .map(NumberRows::parse)
                .filter(p -> p.has("network"))
                .map(p -> p.get("network"))
                .toList();
        if (networks.isEmpty()) {
            return;
        }
        Optional<NumberRows> law = Optional.of(NumberRows.parse(part)).filter(p -> p.has("layers"));
        String sentence = sentence(moments, networks, law);
        chart.setInnerHTML(picture(moments, networks, law, sentence));
        if (law.isPresent()) {
            frame.say(asked, String.join("\n", parts), sentence);
        }
    }

    private String sentence(NumberRows moments, List<double[]> networks, Optional<NumberRows> law) {
        int last = depth.whole();
        int rate = activation.equals("ReLU") ? 5 : 2;
        double ratio = (double) last / width.whole();
        double[] ends = networks.stream().mapToDouble(n -> n[last]).sorted().toArray();
        return "Depth / width is %s, and E[X²] = (1 + %s/n)^L is %s; exp(%s L/n) is %s. "
                        .formatted(
                                Chart.text(ratio),
                                rate,
                                Chart.text(moments.first("moments")),
                                rate,
                                Chart.text(Math.exp(rate * ratio)))
                + "The mean of X is 1, yet "
                + law.map(l -> "half of all networks keep less than "
                                + Chart.text(l.get("p0.5")[l.get("p0.5").length - 1]))
                        .orElse("…")
                + ". These %s keep %s to %s."
                        .formatted(ends.length, Chart.text(ends[0]), Chart.text(ends[ends.length - 1]));
    }

    private String picture(NumberRows moments, List<double[]> networks, Optional<NumberRows> law, String sentence) {
        int last = depth.whole();
        double[] m = moments.get("moments");
        double reach = 3 * Math.sqrt(m[2]);
        double low = Math.pow(10, Math.floor((Math.min(0, m[1] - reach)) / Math.log(10)));
        double high = Math.pow(10, Math.ceil(Math.max(0.5, m[1] + reach) / Math.log(10)));
        Chart picture = new Chart(
                "X in each layer, logarithmic. " + sentence,
                "layer",
                Chart.Axis.linear(0, last),
                "squared length, X",
                Chart.Axis.logarithmic(low, high));
        law.ifPresent(l -> {
            double[] layers = from(0, l.get("layers"));
            picture.band("ink", layers, from(1, l.get("p0.025")), from(1, l.get("p0.975")));
            picture.line("ink dashed", layers, from(1, l.get("p0.5")));
        });
        double[] layers = IntStream.rangeClosed(0, last).mapToDouble(l -> l).toArray();
        for (int i = networks.size() - 1; i >= 0; i--) {
            picture.line(i == 0 ? "a" : "a faint", layers, networks.get(i));
        }
        return picture.svg();
    }

    private static double[] from(double first, double[] others) {
        return DoubleStream.concat(DoubleStream.of(first), DoubleStream.of(others))
                .toArray();
    }
}
