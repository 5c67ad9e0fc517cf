package xavierkit.grader;

import java.nio.ByteBuffer;
import java.util.*;
import java.util.random.RandomGenerator;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import xavierkit.algebra.Derivation;
import xavierkit.check.Mistake;
import xavierkit.matrix.Require;

/**
 * What may be asked of an answer and what it may reply, as text and back: numbers, truth values, strings, lists,
 * matrices, mistakes, derivations, and generators of random numbers, of which a seed is drawn. The text of a value
 * starts with the letter of its kind. Reading it runs nothing: no class is named in it.
 */
final class Values {

    private static final String KINDS = "int, long, double, boolean, String, double[], DMatrixRMaj,"
            + " List, Mistake, Derivation or RandomGenerator";
    private static final int LONGEST_REASON = 300;

    private static final String NONE = Fields.line(
            none("The program ended before it replied: it stopped itself, ran out of memory, or took too long."));

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
            return "t" + Fields.line(Session.names(derivation));
        }
        String kind = value == null ? "null" : value.getClass().getSimpleName();
        throw new IllegalArgumentException("an answer must be " + KINDS + ", got " + kind);
    }

    /** What stands for a value where there is none. */
    static String none(String reason) {
        return "n" + reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
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
            case 'a' ->
                rest.isEmpty()
                        ? List.of()
                        : Fields.of(rest).stream().map(Values::read).collect(Collectors.toList()); // may be changed
            case 't' -> Session.derived(Fields.of(rest));
            case 'n' -> throw new AnswerException(rest);
            default -> throw new IllegalArgumentException("no value is written like this: " + text);
        };
    }

    /** The value in the line of a reply, or the exception that says why there is none. */
    static Object reply(String line) {
        try {
            return read(Fields.of(line.isEmpty() ? NONE : line).get(0));
        } catch (AnswerException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new AnswerException("the reply cannot be read: " + e.getMessage());
        }
    }

    private static DMatrixRMaj matrix(String... parts) {
        int rows = Integer.parseInt(parts[0]);
        int columns = Integer.parseInt(parts[1]);
        double[] data = numbers(parts[2]);
        boolean fits = rows >= 0 && columns >= 0 && (long) rows * columns == data.length;
        Require.that(fits, "a %dx%d matrix cannot have %d weights", rows, columns, data.length);
        return new DMatrixRMaj(rows, columns, true, data);
    }

    private static String base64(double[] numbers, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * Double.BYTES);
        bytes.asDoubleBuffer().put(numbers, 0, count);
        return Base64.getUrlEncoder().encodeToString(bytes.array());
    }

    private static double[] numbers(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        double[] numbers = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(numbers);
        return numbers;
    }

    /** The name of what is asked and the values it is asked about, as one line. */
    static String question(String name, Object... about) {
        return Fields.line(Stream.concat(Stream.of(name), Stream.of(about).map(Values::write)));
    }
}
