package xavierkit.web;

import java.util.*;
import org.teavm.jso.dom.html.HTMLElement;
import xavierkit.web.RangeControl.Scale;

/** The two factors of a layer against fan_out / fan_in, for three means of the fans. */
final class FansWidget {

    private static final List<String> NAMES = List.of("ARITHMETIC", "GEOMETRIC", "HARMONIC");
    private static final List<String> TITLES = List.of("arithmetic (Glorot)", "geometric", "harmonic");
    private static final int PIECES = 48;

    /** Fans of the curves: large, so that every ratio is nearly met. */
    private static final int LARGE = 8000;

    private final HTMLElement chart = Dom.make("div", "");
    private final HTMLElement table = Dom.make("div", "table");
    private final RangeControl fanIn = new RangeControl("fan_in", Scale.LOGARITHMIC_WHOLE, 8, 4000, 400, this::show);
    private final RangeControl ratio = new RangeControl(
            "fan_out / fan_in", Scale.LOGARITHMIC, 1.0 / FanFactors.MOST, FanFactors.MOST, 2, this::show);
    private final SmallFrame frame;
    private final double[] ratios = new double[PIECES + 1];
    private final List<NumberRows> curves = new ArrayList<>();

    private FansWidget(HTMLElement root) {
        HTMLElement legend = Dom.make(
                "div",
                "legend",
                SmallFrame.legend("a", "forward, fan_in Var(W)"),
                SmallFrame.legend("b", "backward, fan_out Var(W)"),
                SmallFrame.legend("ink", "arithmetic mean"),
                SmallFrame.legend("ink dashed", "geometric"),
                SmallFrame.legend("ink dotted", "harmonic"));
        frame = new SmallFrame(root, chart, legend, table).with(ratio.element(), fanIn.element());
        for (int i = 0; i <= PIECES; i++) {
            int out = (int) Math.rint(LARGE * Math.pow(FanFactors.MOST, 2.0 * i / PIECES - 1));
            ratios[i] = (double) out / LARGE;
            curves.add(NumberRows.parse(FanFactors.answer(LARGE + " " + out)));
        }
        show();
    }

    static void start(HTMLElement root) {
        new FansWidget(root);
    }

    private void show() {
        int out = Math.max(1, (int) Math.rint(fanIn.value() * ratio.value()));
        String question = fanIn.whole() + " " + out;
        try {
            String answer = FanFactors.answer(question);
            NumberRows rows = NumberRows.parse(answer);
            String sentence = sentence(rows, out);
            chart.setInnerHTML(picture(rows, (double) out / fanIn.whole(), sentence));
            table.setInnerHTML(table(rows));
            frame.say("fans " + question, answer, sentence);
        } catch (IllegalArgumentException e) {
            frame.fail(e.getMessage());
        }
    }

    private String sentence(NumberRows rows, int out) {
        double forward = rows.get("ARITHMETIC")[1];
        String layer =
                "fan_in %s, fan_out %s: under Glorot's rule the layer multiplies the variance of the signal by %s and that of the gradient by %s."
                        .formatted(fanIn.whole(), out, Chart.text(forward), Chart.text(rows.get("ARITHMETIC")[2]));
        return layer
                + (forward == 1
                        ? " Both are kept."
                        : " Both miss 1 by the same amount, %s.".formatted(Chart.text(Math.abs(forward - 1))));
    }

    private String picture(NumberRows rows, double here, String sentence) {
        Chart.Axis x = Chart.Axis.logarithmic(1.0 / FanFactors.MOST, FanFactors.MOST);
        Chart picture = new Chart(
                "Both factors against fan_out / fan_in. " + sentence,
                "fan_out / fan_in",
                x,
                "factor of one layer",
                Chart.Axis.logarithmic(0.15, 6));
        picture.line("one", new double[] {1.0 / FanFactors.MOST, FanFactors.MOST}, new double[] {1, 1});
        picture.line("here", new double[] {here, here}, new double[] {0.15, 6});
        List<String> dashes = List.of("", " dashed", " dotted");
        for (int mean = 0; mean < NAMES.size(); mean++) {
            String name = NAMES.get(mean);
            picture.line(
                    "a" + dashes.get(mean),
                    ratios,
                    curves.stream().mapToDouble(c -> c.get(name)[1]).toArray());
            picture.line(
                    "b" + dashes.get(mean),
                    ratios,
                    curves.stream().mapToDouble(c -> c.get(name)[2]).toArray());
            picture.points("a", new double[] {here}, new double[] {rows.get(name)[1]});
            picture.points("b", new double[] {here}, new double[] {rows.get(name)[2]});
        }
        return picture.svg();
    }

    private static String table(NumberRows rows) {
        StringBuilder html = new StringBuilder(
                "<table class='numbers' tabindex='0' aria-label='the means in numbers'><thead><tr><th scope='col'>mean of the fans</th><th scope='col'>Var(W)</th>"
                        + "<th scope='col'>forward</th><th scope='col'>backward</th><th scope='col'>product</th></tr></thead><tbody>");
        for (int mean = 0; mean < NAMES.size(); mean++) {
            double[] row = rows.get(NAMES.get(mean));
            html.append("<tr><th scope='row'>%s</th><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                    .formatted(
                            TITLES.get(mean),
                            Chart.text(row[0]),
                            Chart.text(row[1]),
                            Chart.text(row[2]),
                            Chart.text(row[1] * row[2])));
        }
        return html + "</tbody></table>";
    }
}
