package xavierkit.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.*;
import java.util.function.Function;
import java.util.stream.*;
import xavierkit.activation.Activation;
import xavierkit.prediction.*;

/**
 * What an {@link Explorer} knows of one activation.
 *
 * @param gains ascending, each with the names by which it is known; "" for none
 * @param curves for each gain one for each of {@link #BIAS_VARIANCES}
 */
record ExplorerPart(Activation activation, SortedMap<Double, String> gains, List<ExplorerCurve> curves) {

    static final List<Double> BIAS_VARIANCES = List.of(0.0, 0.01, 0.05, 0.2);

    /** The layers that are shown: from 10 on not all. */
    static final List<Integer> LAYERS = IntStream.rangeClosed(1, 100)
            .filter(layer -> layer <= 10 || layer == 15 || layer % 10 == 0)
            .boxed()
            .toList();

    static ExplorerPart of(Activation phi) {
        SortedMap<Double, String> gains = gains(phi);
        List<LengthMap> maps = gains.keySet().stream()
                .flatMap(gain -> BIAS_VARIANCES.stream().map(bias -> new LengthMap(phi, gain * gain, bias)))
                .toList();
        Stream<ExplorerCurve> curves = maps.parallelStream().map(map -> ExplorerCurve.of(map, LAYERS));
        return new ExplorerPart(phi, gains, curves.toList());
    }

    private static SortedMap<Double, String> gains(Activation phi) {
        SortedMap<Double, String> names = new TreeMap<>();
        IntStream.rangeClosed(6, 20).forEach(tenths -> names.put(tenths / 10.0, ""));
        name(names, "standard heuristic", Math.sqrt(1.0 / 3));
        name(names, "exact", Gains.exact(phi));
        Gains.pytorch(phi).ifPresent(gain -> name(names, "PyTorch", gain));
        try {
            name(
                    names,
                    "critical without bias",
                    Math.sqrt(LengthMap.critical(phi, 0).weightVariance()));
        } catch (IllegalArgumentException noneWithoutBias) {
            // the slider has one gain less
        }
        return names;
    }

    private static void name(SortedMap<Double, String> names, String name, double gain) {
        Stream<Double> sameButForRounding = names.keySet().stream().filter(g -> Math.abs(g - gain) <= 1e-12 * gain);
        double known = sameButForRounding.findFirst().orElse(gain);
        names.merge(known, name, (before, added) -> before.isEmpty() ? added : before + ", " + added);
    }

    /** A gain with four significant digits, and its names. */
    String text(double gain) {
        BigDecimal rounded = new BigDecimal(gain).round(new MathContext(4)).stripTrailingZeros();
        return rounded.toPlainString() + (gains.get(gain).isEmpty() ? "" : " (" + gains.get(gain) + ")");
    }

    /** Gain 1 and its neighbours. */
    List<Double> charted() {
        List<Double> all = List.copyOf(gains.keySet());
        return all.subList(all.indexOf(1.0) - 1, all.indexOf(1.0) + 2);
    }

    /** The curve of a gain without bias. */
    ExplorerCurve curve(double gain) {
        return curves.get(BIAS_VARIANCES.size() * gains.headMap(gain).size());
    }

    String json() {
        return "{\"name\":" + quoted(activation.name()) + ",\"gains\":" + gains.keySet()
                + ",\"gainTexts\":" + list(gains.keySet(), gain -> quoted(text(gain)))
                + ",\"squares\":" + list(curves, curve -> ExplorerCurve.json(curve.squares()))
                + ",\"factors\":" + list(curves, curve -> ExplorerCurve.json(curve.factors()))
                + ",\"phases\":"
                + list(curves, curve -> quoted(curve.phase().map(Phase::name).orElse("NONE"))) + "}\n";
    }

    private static <T> String list(Collection<T> items, Function<T, String> json) {
        return items.stream().map(json).collect(Collectors.joining(",", "[", "]"));
    }

    // without "<", which could end the script element that holds the text
    private static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> c < ' ' || c > '~' || "<\"\\".indexOf(c) >= 0
                        ? String.format("\\u%04x", c)
                        : Character.toString(c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
