package xavierkit.web;

import java.util.*;
import java.util.stream.*;
import xavierkit.activation.Activation;
import xavierkit.matrix.Require;

/**
 * A network to look at, and the batch that it is given.
 *
 * @param depth the number of layers
 * @param width the units of each layer, and the inputs
 * @param activation phi
 * @param start how the weights are drawn
 * @param bias Var(b), the variance of normal biases
 * @param input E[z_0^2] of normal inputs
 * @param seed the seed of everything that is drawn
 */
record Setting(int depth, int width, Activation activation, Start start, double bias, double input, long seed) {

    static final int MOST_DEPTH = 50;
    static final int MOST_WIDTH = 300;
    static final double MOST_BIAS = 4;
    static final double LEAST_INPUT = 1e-6;
    static final double MOST_INPUT = 1e6;
    static final long MOST_SEED = 999_999;

    /** The activations that can be chosen. */
    static final List<Activation> ACTIVATIONS = List.of(
            Activation.IDENTITY,
            Activation.TANH,
            Activation.SIGMOID,
            Activation.SOFTSIGN,
            Activation.ERF,
            Activation.RELU,
            Activation.GELU,
            Activation.SILU,
            Activation.SELU,
            Activation.SOFTPLUS);

    /** What a link leaves out. */
    static final Setting DEFAULT = new Setting(20, 100, Activation.TANH, Start.of("glorot-normal"), 0, 1, 1);

    /**
     * Reads what {@link #toString} wrote; what is left out is as in {@link #DEFAULT}.
     *
     * @throws IllegalArgumentException whose message names the rule and the value that broke it
     */
    static Setting parse(String text) {
        Map<String, String> values = DEFAULT.values();
        for (String entry : text.split("&")) {
            int equals = entry.indexOf('=');
            String rule = "a setting must be written as name=value, got %s";
            Require.that(equals > 0, rule, entry.isEmpty() ? "nothing" : entry);
            put(values, entry.substring(0, equals), entry.substring(equals + 1));
        }
        return of(values);
    }

    /** The same setting but for one value. */
    Setting with(String name, String value) {
        Map<String, String> values = values();
        put(values, name, value);
        return of(values);
    }

    private static void put(Map<String, String> values, String name, String value) {
        String names = String.join(", ", values.keySet());
        Require.that(values.containsKey(name), "the name of a value must be one of %s, got %s", names, name);
        values.put(name, value.isEmpty() ? "nothing" : value);
    }

    private static Setting of(Map<String, String> values) {
        return new Setting(
                (int) whole("depth", values, 1, MOST_DEPTH),
                (int) whole("width", values, 1, MOST_WIDTH),
                activation(values.get("activation")),
                Start.of(values.get("start")),
                number("bias", values, 0, MOST_BIAS),
                number("input", values, LEAST_INPUT, MOST_INPUT),
                whole("seed", values, 0, MOST_SEED));
    }

    private static long whole(String name, Map<String, String> values, long least, long most) {
        String text = values.get(name);
        double number = number(text);
        String rule = "%s must be a whole number from %d to %d, got %s";
        Require.that(number >= least && number <= most && number == Math.rint(number), rule, name, least, most, text);
        return (long) number;
    }

    private static double number(String name, Map<String, String> values, double least, double most) {
        String text = values.get(name);
        double number = number(text);
        String rule = "%s must be a number from %s to %s, got %s";
        Require.that(number >= least && number <= most, rule, name, Chart.text(least), Chart.text(most), text);
        return number;
    }

    /** The number that a text is; NaN if it is none. */
    static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static Activation activation(String name) {
        String names = ACTIVATIONS.stream().map(Activation::name).collect(Collectors.joining(", "));
        return ACTIVATIONS.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("activation must be one of %s, got %s".formatted(names, name)));
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("depth", String.valueOf(depth));
        values.put("width", String.valueOf(width));
        values.put("activation", activation.name());
        values.put("start", start.text());
        values.put("bias", plain(bias));
        values.put("input", plain(input));
        values.put("seed", String.valueOf(seed));
        return values;
    }

    /** A number without a fraction of 0. */
    static String plain(double number) {
        String text = String.valueOf(number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** The text for a link: {@code depth=20&width=100&...}. */
    @Override
    public String toString() {
        return values().entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining("&"));
    }

    /** In words, for a reader. */
    String inWords() {
        String biased = bias > 0 ? ", bias variance " + Chart.text(bias) : "";
        return depth + " layers of " + width + " " + activation + " units, " + start.shown() + biased;
    }
}
