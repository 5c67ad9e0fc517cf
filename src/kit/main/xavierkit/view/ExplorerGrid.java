package xavierkit.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import xavierkit.activation.Activation;
import xavierkit.prediction.Gains;
import xavierkit.prediction.LengthMap;
import xavierkit.prediction.Phase;

/** The settings of an {@link Explorer} and the prediction for each, as JSON for its script. */
record ExplorerGrid(List<Part> parts, List<Double> biasVariances, List<Integer> layers) {

    /** The gain that is shown first, or the one next to it. */
    static final double START = 1;

    /** Stands for the logarithm of infinity; the script knows it too. */
    private static final double LIMIT = 9999;

    private static final double UNITS = 10_000;

    /** One activation: its gains, ascending, and for each of them a curve for each bias variance. */
    record Part(Activation activation, List<Gain> gains, List<ExplorerCurve> curves) {

        /** The place of the gain next to {@code wanted}. */
        int nearest(double wanted) {
            return IntStream.range(0, gains.size())
                    .boxed()
                    .min(Comparator.comparingDouble(i -> Math.abs(gains.get(i).value - wanted)))
                    .orElseThrow();
        }
    }

    /** A gain, and what it is known as; "" if it has no name. */
    record Gain(double value, String name) {

        @Override
        public String toString() {
            return number(value, 4) + (name.isEmpty() ? "" : " (" + name + ")");
        }
    }

    static ExplorerGrid of(List<Activation> activations, List<Double> gains, List<Double> biasVariances, int depth) {
        List<Integer> layers = layers(depth);
        List<Part> parts = activations.stream()
                .map(phi -> part(phi, gains(phi, gains), biasVariances, layers))
                .toList();
        return new ExplorerGrid(parts, biasVariances, layers);
    }

    /** So many significant digits, without zeros at the end. */
    static String number(double x, int digits) {
        return new BigDecimal(x)
                .round(new MathContext(digits))
                .stripTrailingZeros()
                .toPlainString();
    }

    ExplorerCurve curve(Part part, int gain, int bias) {
        return part.curves.get(gain * biasVariances.size() + bias);
    }

    /** The given gains and those that have a name for the activation, ascending. */
    private static List<Gain> gains(Activation phi, List<Double> others) {
        Map<Double, String> names = new TreeMap<>();
        others.forEach(gain -> names.put(gain, ""));
        name(names, "standard heuristic", Math.sqrt(1.0 / 3));
        name(names, "exact", Gains.exact(phi));
        Gains.pytorch(phi).ifPresent(gain -> name(names, "PyTorch", gain));
        critical(phi).ifPresent(gain -> name(names, "critical without bias", gain));
        return names.entrySet().stream()
                .map(e -> new Gain(e.getKey(), e.getValue()))
                .toList();
    }

    // Gains that differ by rounding alone are one gain.
    private static void name(Map<Double, String> names, String name, double gain) {
        double same = names.keySet().stream()
                .filter(other -> Math.abs(other - gain) <= 1e-12 * gain)
                .findFirst()
                .orElse(gain);
        names.merge(same, name, (before, added) -> before.isEmpty() ? added : before + ", " + added);
    }

    private static OptionalDouble critical(Activation phi) {
        try {
            return OptionalDouble.of(Math.sqrt(LengthMap.critical(phi, 0).weightVariance()));
        } catch (IllegalArgumentException noneWithoutBias) {
            return OptionalDouble.empty();
        }
    }

    private static Part part(Activation phi, List<Gain> gains, List<Double> biasVariances, List<Integer> layers) {
        List<LengthMap> maps = gains.stream()
                .flatMap(g -> biasVariances.stream().map(b -> new LengthMap(phi, g.value() * g.value(), b)))
                .toList();
        List<ExplorerCurve> curves =
                maps.parallelStream().map(map -> ExplorerCurve.of(map, layers)).toList();
        return new Part(phi, gains, curves);
    }

    /** Every layer up to 10, then 15, 20, 30, 40 to 100, 150, 200, 300 and so on, and the last. */
    private static List<Integer> layers(int depth) {
        return IntStream.rangeClosed(1, depth)
                .filter(l -> l % spacing(l) == 0 || l == depth)
                .boxed()
                .toList();
    }

    private static int spacing(int layer) {
        int decade = layer < 10 ? 1 : layer < 100 ? 10 : 100;
        return decade > 1 && layer < 2 * decade ? decade / 2 : decade;
    }

    String json() {
        return "{\"start\":" + START
                + ",\"biasVariances\":" + biasVariances
                + ",\"layers\":" + layers
                + ",\"activations\":"
                + list(parts, part -> json(part)) + "}";
    }

    private static String json(Part part) {
        return "{\"name\":" + text(part.activation.name())
                + ",\"gains\":" + list(part.gains, g -> String.valueOf(g.value()))
                + ",\"gainTexts\":" + list(part.gains, g -> text(g.toString()))
                + ",\"squares\":" + list(part.curves, c -> differences(c.squares()))
                + ",\"factors\":" + list(part.curves, c -> differences(c.factors()))
                + ",\"phases\":"
                + list(part.curves, c -> text(c.phase().map(Phase::name).orElse("NONE"))) + "}\n";
    }

    private static <T> String list(Collection<T> items, Function<T, String> json) {
        return items.stream().map(json).collect(Collectors.joining(",", "[", "]"));
    }

    /** The first logarithm and the differences after it, in units of 1/10,000, or 0.023 % of q. */
    private static String differences(List<Double> logs) {
        StringBuilder json = new StringBuilder();
        long before = 0;
        for (double log : logs) {
            long units = Math.round(UNITS * Math.max(-LIMIT, Math.min(LIMIT, log)));
            json.append(json.isEmpty() ? "[" : ",").append(units - before);
            before = units;
        }
        return json.append("]").toString();
    }

    // no "<" and no "{", so that no name can end the script element that holds it or be replaced
    private static String text(String name) {
        return name.chars()
                .mapToObj(c -> c < ' ' || c > '~' || "<{\"\\".indexOf(c) >= 0
                        ? String.format("\\u%04x", c)
                        : Character.toString(c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
