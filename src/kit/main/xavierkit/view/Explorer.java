package xavierkit.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.*;
import java.math.*;
import java.util.*;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.*;
import xavierkit.activation.Activation;
import xavierkit.matrix.Require;
import xavierkit.prediction.*;

/**
 * Predictions to play with: E[s^2] and the gradient in each layer of a wide network, for a choice of activation, gain,
 * bias variance and depth. All layers are equally wide, and E[s_1^2] = 1.
 *
 * <p>A notebook shows sliders, whose script looks up what {@link LengthMap} predicted for each of their places. Where
 * scripts do not run it shows two charts, of the first activation without bias. The page loads nothing from the
 * network.
 */
public final class Explorer implements Rich {

    private static final List<Double> BIAS_VARIANCES = List.of(0.0, 0.01, 0.05, 0.2);

    private final List<Part> parts;

    private Explorer(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * One activation.
     *
     * @param gains ascending, each with its text: four significant digits and the names by which it is known
     * @param curves for each gain one for each bias variance
     */
    private record Part(Activation activation, SortedMap<Double, String> gains, List<ExplorerCurve> curves) {

        static Part of(Activation phi) {
            SortedMap<Double, String> gains = Explorer.gains(phi);
            List<LengthMap> maps = new ArrayList<>();
            gains.keySet().forEach(g -> BIAS_VARIANCES.forEach(bias -> maps.add(new LengthMap(phi, g * g, bias))));
            Stream<ExplorerCurve> curves = maps.parallelStream().map(ExplorerCurve::of);
            return new Part(phi, gains, curves.toList());
        }

        /** Gain 1 and its neighbours without bias, by their texts. */
        Map<String, ExplorerCurve> charted() {
            List<String> texts = List.copyOf(gains.values());
            Map<String, ExplorerCurve> charted = new LinkedHashMap<>();
            int middle = gains.headMap(1.0).size();
            for (int i = middle - 1; i <= middle + 1; i++) {
                charted.put(texts.get(i), curves.get(BIAS_VARIANCES.size() * i));
            }
            return charted;
        }

        String json() {
            List<String> texts = gains.values().stream().map(Explorer::quoted).toList();
            List<String> lengths =
                    curves.stream().map(ExplorerCurve::lengthsJson).toList();
            List<String> factors =
                    curves.stream().map(ExplorerCurve::factorsJson).toList();
            List<String> phases = curves.stream().map(c -> quoted(c.phase())).toList();
            return "{\"name\":%s,\"gains\":%s,\"gainTexts\":%s,\"squares\":%s,\"factors\":%s,\"phases\":%s}\n"
                    .formatted(quoted(activation.name()), gains.keySet(), texts, lengths, factors, phases);
        }
    }

    /**
     * Sliders for bias variances 0, 0.01, 0.05 and 0.2, up to 100 layers, gains s_w = sqrt(fan_in Var(W)) of 0.6, 0.7
     * to 2, and those that have a name for an activation: the exact one, PyTorch's, the critical one without bias, and
     * sqrt(1/3), which is that of the heuristic U(-1/sqrt(fan_in), 1/sqrt(fan_in)).
     *
     * @throws IllegalArgumentException if there is no activation, or if E[s^2] exceeds 1e300 for one of the settings
     */
    public static Explorer of(Activation... activations) {
        Require.that(activations.length > 0, "at least one activation must be given, got none");
        return new Explorer(Stream.of(activations).map(Part::of).toList());
    }

    /** The gains of an activation, each with its text. */
    private static SortedMap<Double, String> gains(Activation phi) {
        SortedMap<Double, String> names = new TreeMap<>();
        IntStream.rangeClosed(6, 20).forEach(tenths -> names.put(tenths / 10.0, ""));
        name(names, "standard heuristic", Math.sqrt(1.0 / 3));
        name(names, "exact", Gains.exact(phi));
        Gains.pytorch(phi).ifPresent(gain -> name(names, "PyTorch", gain));
        try {
            double critical = LengthMap.critical(phi, 0).weightVariance();
            name(names, "critical without bias", Math.sqrt(critical));
        } catch (IllegalArgumentException noneWithoutBias) {
            // the slider has one gain less
        }
        names.replaceAll(Explorer::text);
        return names;
    }

    private static String text(double gain, String names) {
        BigDecimal exact = new BigDecimal(gain);
        String number = exact.round(new MathContext(4)).stripTrailingZeros().toPlainString();
        return number + (names.isEmpty() ? "" : " (" + names + ")");
    }

    /** Adds a name to a gain, which may be there but for rounding. */
    private static void name(SortedMap<Double, String> names, String name, double gain) {
        Stream<Double> same = names.keySet().stream().filter(g -> Math.abs(g - gain) <= 1e-12 * gain);
        double known = same.findFirst().orElse(gain);
        names.merge(known, name, (before, added) -> before.isEmpty() ? added : before + ", " + added);
    }

    /** The page element, and its text alternative. */
    @Override
    public Map<String, String> mimeBundle() {
        String words = toString();
        String escaped = HtmlTable.escape(words).replace("\"", "&quot;");
        String lengths = png("E[s^2]", ExplorerCurve::length);
        String gradients = png("E[(dC/ds)^2], over that in the last layer", ExplorerCurve::gradient);
        List<String> all = parts.stream().map(Part::json).toList();
        Object[] blanks = {
            escaped, lengths, gradients, BIAS_VARIANCES, ExplorerCurve.LAYERS, all, resource("explorer.js")
        };
        String page = resource("explorer.html").formatted(blanks);
        return Map.of("text/html", page, "text/plain", words);
    }

    /** What the charts show, at their ends. */
    @Override
    public String toString() {
        String start = setting() + " over 100 wide layers, as predicted from E[s^2] = 1 in the first.";
        StringBuilder words = new StringBuilder(start);
        parts.get(0).charted().forEach((gain, curve) -> words.append(" Gain " + gain + ": " + curve));
        return words.toString();
    }

    private String png(String vertical, ToDoubleBiFunction<ExplorerCurve, Integer> number) {
        List<Double> layers = ExplorerCurve.LAYERS.stream().map(l -> (double) l).toList();
        CurvePlot plot = CurvePlot.of(setting(), "layer", vertical).logarithmic();
        for (Map.Entry<String, ExplorerCurve> e : parts.get(0).charted().entrySet()) {
            ExplorerCurve curve = e.getValue();
            plot = plot.with(
                    Series.line("gain " + e.getKey(), layers, layer -> number.applyAsDouble(curve, (int) layer)));
        }
        return plot.png();
    }

    private String setting() {
        return parts.get(0).activation() + " with bias variance 0";
    }

    private static String resource(String name) {
        try (InputStream stream = Explorer.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be read from the library's jar", e);
        }
    }

    /** As a JSON string, without {@code <}, which could end the script element that holds the text. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        for (char c : text.toCharArray()) {
            boolean plain = c >= ' ' && c <= '~' && "<\"\\".indexOf(c) < 0;
            quoted.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return "\"" + quoted + "\"";
    }
}
