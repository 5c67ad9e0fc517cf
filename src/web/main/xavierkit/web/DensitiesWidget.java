package xavierkit.web;

import java.util.*;
import java.util.stream.*;
import org.teavm.jso.dom.html.HTMLElement;
import xavierkit.web.RangeControl.Scale;

/** Distributions of equal variance, over each other. */
final class DensitiesWidget {

    private static final List<String> NAMES = List.of("NORMAL", "UNIFORM", "TRUNCATED_NORMAL");
    private static final List<String> TITLES = List.of("normal", "uniform", "truncated normal");
    private static final List<String> STYLES = List.of("ink dashed", "a", "b");

    private final HTMLElement chart = Dom.make("div", "");
    private final HTMLElement table = Dom.make("div", "table");
    private final RangeControl fanIn = new RangeControl("fan_in", Scale.LOGARITHMIC_WHOLE, 1, 4000, 300, this::show);
    private final RangeControl fanOut = new RangeControl("fan_out", Scale.LOGARITHMIC_WHOLE, 1, 4000, 100, this::show);
    private final SmallFrame frame;
    private String rule = "Glorot";

    private DensitiesWidget(HTMLElement root) {
        HTMLElement legend = Dom.make("div", "legend");
        for (int i = 0; i < NAMES.size(); i++) {
            legend.appendChild(SmallFrame.legend(STYLES.get(i), TITLES.get(i)));
        }
        frame = new SmallFrame(root, chart, legend, table)
                .with(
                        Dom.choice("rule", List.of("Glorot", "He", "LeCun"), rule, this::choose),
                        fanIn.element(),
                        fanOut.element());
        show();
    }

    static void start(HTMLElement root) {
        new DensitiesWidget(root);
    }

    private void choose(String chosen) {
        rule = chosen;
        show();
    }

    private void show() {
        String question = "%s %s %s".formatted(rule, fanIn.whole(), fanOut.whole());
        String answer = DensityCurves.answer(question);
        NumberRows rows = NumberRows.parse(answer);
        double v = rows.first("variance");
        String sentence =
                "Var(W) is %s in all three, the standard deviation %s. The uniform ends at %s = sqrt(3 Var(W)), the truncated normal at %s; the normal has no end, and 4.6 %% of its weights lie beyond two standard deviations."
                        .formatted(
                                Chart.text(v),
                                Chart.text(Math.sqrt(v)),
                                Chart.text(rows.first("UNIFORM")),
                                Chart.text(rows.first("TRUNCATED_NORMAL")));
        chart.setInnerHTML(picture(rows, Math.sqrt(v), sentence));
        table.setInnerHTML(table(rows));
        frame.say("densities " + question, answer, sentence);
    }

    private static String picture(NumberRows rows, double deviation, String sentence) {
        double reach = round(DensityCurves.REACH * deviation);
        Chart picture = new Chart(
                "Densities of the weights. " + sentence,
                "weight w",
                Chart.Axis.linear(-reach, reach),
                "density",
                Chart.Axis.linear(0, round(0.45 / deviation)));
        for (int i = 0; i < NAMES.size(); i++) {
            double[] w = rows.get(NAMES.get(i) + "_W");
            double[] density = rows.get(NAMES.get(i) + "_DENSITY");
            boolean bounded = Double.isFinite(rows.first(NAMES.get(i)));
            picture.line(
                    STYLES.get(i),
                    bounded ? closed(w, w[0], w[w.length - 1]) : w,
                    bounded ? closed(density, 0, 0) : density);
        }
        return picture.svg();
    }

    /** 1, 2 or 5 times a power of ten, no less than a number. */
    private static double round(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        return DoubleStream.of(1, 2, 5, 10)
                .map(k -> k * power)
                .filter(x -> x >= least)
                .findFirst()
                .orElse(10 * power);
    }

    private static double[] closed(double[] numbers, double first, double last) {
        return DoubleStream.concat(
                        DoubleStream.concat(DoubleStream.of(first), DoubleStream.of(numbers)), DoubleStream.of(last))
                .toArray();
    }

    private static String table(NumberRows rows) {
        String head =
                "<table class='numbers' tabindex='0' aria-label='the distributions in numbers'><thead><tr><th scope='col'>distribution</th><th scope='col'>largest |w|</th>"
                        + "<th scope='col'>kurtosis</th><th scope='col'>a layer's variance varies by</th></tr></thead><tbody>";
        return IntStream.range(0, NAMES.size())
                .mapToObj(i -> row(TITLES.get(i), rows.get(NAMES.get(i))))
                .collect(Collectors.joining("", head, "</tbody></table>"));
    }

    private static String row(String title, double[] numbers) {
        String bound = Double.isInfinite(numbers[0]) ? "none" : Chart.text(numbers[0]);
        return "<tr><th scope='row'>%s</th><td>%s</td><td>%s</td><td>%s %%</td></tr>"
                .formatted(title, bound, Chart.text(numbers[1]), Chart.text(100 * numbers[2]));
    }
}
