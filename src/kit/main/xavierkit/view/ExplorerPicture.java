package xavierkit.view;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two plots over layers as SVG: what an {@link Explorer} shows where its script does not run. Its
 * bytes, unlike those of a PNG, do not depend on the machine's fonts.
 */
record ExplorerPicture(String setting, List<Integer> layers, List<Line> lines) {

    /** One gain, and the common logarithms of its numbers in the two plots. */
    record Line(String label, List<Double> squares, List<Double> gradients) {

        static Line of(ExplorerGrid.Gain gain, ExplorerCurve curve) {
            double all = last(curve.factors());
            List<Double> gradients =
                    curve.factors().stream().map(factor -> all - factor).toList();
            return new Line(gain.toString(), curve.squares(), gradients);
        }

        private String words() {
            return " Gain " + label + ": E[s^2] in the last layer is " + power(last(squares))
                    + ", E[(dC/ds)^2] in the first " + power(gradients.get(0)) + " times that in the last.";
        }

        private static double last(List<Double> values) {
            return values.get(values.size() - 1);
        }
    }

    private static final List<String> STYLES = List.of(
            "stroke=\"#0072B2\" stroke-width=\"1.5\" stroke-dasharray=\"8 4\"",
            "stroke=\"#000\" stroke-width=\"1.5\"",
            "stroke=\"#D55E00\" stroke-width=\"2\" stroke-dasharray=\"2 3\"");

    private static final int TOP = 86;
    private static final int HEIGHT = 214;
    private static final int WIDTH = 330;

    /** The text alternative. */
    String words() {
        return setting + " over " + layers.get(layers.size() - 1)
                + " wide layers, as predicted from E[s^2] = 1 in the first."
                + lines.stream().map(Line::words).collect(Collectors.joining());
    }

    String svg() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 860 342\""
                + " font-family=\"sans-serif\" font-size=\"13\">"
                + "<rect width=\"860\" height=\"342\" fill=\"#fff\"/>"
                + text(70, 20, "start", setting)
                + each(i -> path("M" + (70 + 250 * i) + " 40h32", STYLES.get(i))
                        + text(
                                110 + 250 * i,
                                44,
                                "start",
                                "gain " + lines.get(i).label()))
                + plot(70, "E[s²] in each layer", Line::squares)
                + plot(510, "E[(dC/ds)²] in each layer, over that in the last", Line::gradients)
                + "</svg>";
    }

    private String plot(int left, String title, Function<Line, List<Double>> logs) {
        var range = lines.stream()
                .flatMap(line -> logs.apply(line).stream())
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        double low = range.getCount() == 0 ? -1 : range.getMin() - 0.3;
        double high = range.getCount() == 0 ? 1 : range.getMax() + 0.3;
        Function<Double, Double> y = log -> TOP + HEIGHT * (high - log) / (high - low);
        String grid = ticks(low, high)
                .map(e -> path("M" + left + " " + fixed(y.apply(e)) + "h" + WIDTH, "stroke=\"#E6E6E6\"")
                        + text(left - 6, y.apply(e) + 4, "end", label(e)))
                .collect(Collectors.joining());
        return text(left, TOP - 14, "start", title)
                + grid
                + across(left)
                + each(i -> path(points(left, logs.apply(lines.get(i)), y), STYLES.get(i)));
    }

    private String across(int left) {
        int last = layers.get(layers.size() - 1);
        return path("M" + left + " " + TOP + "v" + HEIGHT + "h" + WIDTH, "stroke=\"#111\"")
                + text(left + WIDTH / 2.0, TOP + HEIGHT + 38, "middle", "layer")
                + Stream.of(1, (1 + last) / 2, last)
                        .distinct()
                        .map(layer -> text(x(left, layer), TOP + HEIGHT + 18, "middle", layer.toString()))
                        .collect(Collectors.joining());
    }

    private String points(int left, List<Double> logs, Function<Double, Double> y) {
        return IntStream.range(0, logs.size())
                .filter(i -> Double.isFinite(logs.get(i)))
                .mapToObj(i -> fixed(x(left, layers.get(i))) + " " + fixed(y.apply(logs.get(i))))
                .collect(Collectors.joining("L", "M", ""));
    }

    private double x(int left, int layer) {
        return left + WIDTH * (layer - 1.0) / (layers.get(layers.size() - 1) - 1);
    }

    /** Exponents: up to 8, and at least 1, as the range spans more than half a decade. */
    private static Stream<Double> ticks(double low, double high) {
        double step = Stream.of(0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
                .filter(s -> (high - low) / s <= 8)
                .findFirst()
                .orElse(200.0);
        return IntStream.rangeClosed((int) Math.ceil(low / step), (int) Math.floor(high / step))
                .mapToObj(k -> k * step);
    }

    private static String label(double exponent) {
        return exponent == Math.rint(exponent) && Math.abs(exponent) > 2
                ? "1e" + (int) exponent
                : ExplorerGrid.number(Math.pow(10, exponent), 3);
    }

    // what a double cannot hold is still a power of ten
    private static String power(double exponent) {
        return Math.abs(exponent) < 300 || Double.isInfinite(exponent)
                ? Series.number(Math.pow(10, exponent))
                : "1e" + Math.round(exponent);
    }

    private String each(Function<Integer, String> drawn) {
        return IntStream.range(0, lines.size()).boxed().map(drawn).collect(Collectors.joining());
    }

    private static String path(String points, String style) {
        return "<path fill=\"none\" " + style + " d=\"" + points + "\"/>";
    }

    private static String text(double x, double y, String anchor, String text) {
        return "<text x=\"" + fixed(x) + "\" y=\"" + fixed(y) + "\" text-anchor=\"" + anchor + "\">"
                + HtmlTable.escape(text) + "</text>";
    }

    private static String fixed(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }
}
