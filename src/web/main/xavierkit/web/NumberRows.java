package xavierkit.web;

import java.util.*;
import java.util.stream.*;

/** Numbers under names, as a text that goes from a worker to its page: {@code theory 1.0 0.8; measured 1.1 0.7}. */
final class NumberRows {

    private final Map<String, double[]> rows = new LinkedHashMap<>();

    /** Reads what {@link #toString} wrote. */
    static NumberRows parse(String text) {
        NumberRows parsed = new NumberRows();
        for (String row : text.split("; ")) {
            String[] words = row.split(" ");
            parsed.with(
                    words[0],
                    Stream.of(words).skip(1).mapToDouble(Double::parseDouble).toArray());
        }
        return parsed;
    }

    /** Adds a row. */
    NumberRows with(String name, double... numbers) {
        rows.put(name, numbers);
        return this;
    }

    /** Adds a row. */
    NumberRows with(String name, List<Double> numbers) {
        return with(name, numbers.stream().mapToDouble(x -> x).toArray());
    }

    /** Whether there is a row of this name. */
    boolean has(String name) {
        return rows.containsKey(name);
    }

    /** The numbers of a row. */
    double[] get(String name) {
        return rows.get(name);
    }

    /** The first number of a row. */
    double first(String name) {
        return get(name)[0];
    }

    @Override
    public String toString() {
        return rows.entrySet().stream()
                .map(row -> row.getKey() + text(row.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String text(double[] numbers) {
        return DoubleStream.of(numbers).mapToObj(x -> " " + x).collect(Collectors.joining());
    }
}
