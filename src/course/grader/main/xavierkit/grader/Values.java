package xavierkit.grader;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import xavierkit.algebra.Derivation;
import xavierkit.check.Mistake;

/**
 * What may be asked of an answer and what it may reply, as text and back: numbers, truth values, strings, lists,
 * matrices, mistakes, derivations, and generators of random numbers, of which a seed is drawn. The text of a value
 * starts with the letter of its kind. Reading it runs nothing: no class is named in it.
 */
final class Values {

    private static final String KINDS = "int, long, double, boolean, String, double[], DMatrixRMaj,"
            + " List, Mistake, Derivation or RandomGenerator";

    private Values() {}

    /**
     * The value as text.
     *
     * @throws IllegalArgumentException for null and every type that is not in the list above
     */
    static String write(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return (value instanceof Integer ? "i" : "l") + value;
        } else if (value instanceof Double) {
            return "d" + value;
        } else if (value instanceof Boolean) {
            return "b" + value;
        } else if (value instanceof String) {
            return "s" + value;
        } else if (value instanceof Mistake mistake) {
            return "e" + mistake.name();
        } else if (value instanceof RandomGenerator random) {
            return "r" + random.nextLong();
        } else if (value instanceof double[] numbers) {
            return "v" + base64(numbers, numbers.length);
        } else if (value instanceof DMatrixRMaj w) {
            return "m" + w.numRows + " " + w.numCols + " " + base64(w.data, w.getNumElements());
        } else if (value instanceof List<?> list) {
            return "a" + Fields.line(list.stream().map(Values::write));
        } else if (value instanceof Derivation derivation) {
            return "t" + Vocabulary.write(derivation);
        }
        String kind = value == null ? "null" : value.getClass().getSimpleName();
        throw new IllegalArgumentException("an answer must be " + KINDS + ", got " + kind);
    }

    /**
     * The value that a text says.
     *
     * @throws RuntimeException if it says none
     */
    static Object read(String text) {
        String rest = text.substring(1);
        return switch (text.charAt(0)) {
            case 'i' -> Integer.valueOf(rest);
            case 'l' -> Long.valueOf(rest);
            case 'd' -> Double.valueOf(rest);
            case 'b' -> Boolean.valueOf(rest);
            case 's' -> rest;
            case 'e' -> Mistake.valueOf(rest);
            case 'r' -> new SplittableRandom(Long.parseLong(rest));
            case 'v' -> numbers(rest);
            case 'm' -> matrix(rest.split(" ", 3));
            case 'a' -> rest.isEmpty() ? List.of() : list(Fields.of(rest));
            case 't' -> Vocabulary.read(rest);
            default -> throw new IllegalArgumentException("no value is written like this: " + text);
        };
    }

    private static List<Object> list(List<String> items) {
        List<Object> list = new ArrayList<>();
        items.forEach(item -> list.add(read(item)));
        return list;
    }

    private static DMatrixRMaj matrix(String... parts) {
        int rows = Integer.parseInt(parts[0]);
        int columns = Integer.parseInt(parts[1]);
        double[] data = numbers(parts[2]);
        if (rows < 0 || columns < 0 || (long) rows * columns != data.length) {
            throw new IllegalArgumentException(
                    "a " + rows + "x" + columns + " matrix cannot have " + data.length + " weights");
        }
        return new DMatrixRMaj(rows, columns, true, data);
    }

    private static String base64(double[] numbers, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * Double.BYTES);
        bytes.asDoubleBuffer().put(numbers, 0, count);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static double[] numbers(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        double[] numbers = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(numbers);
        return numbers;
    }

    /** The name of what is asked and the values it is asked about, as one line. */
    static String question(String name, Object... about) {
        return Fields.line(Stream.concat(Stream.of(name), Stream.of(about).map(Values::write)));
    }
}
