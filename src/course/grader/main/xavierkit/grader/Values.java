package xavierkit.grader;

import java.net.*;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.random.RandomGenerator;
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

    private static final int LONGEST_REASON = 300;

    private Values() {}

    /** A line of fields, which may hold any text, with tabs between them: each is written as in a web form. */
    static String line(Collection<String> fields) {
        StringJoiner line = new StringJoiner("\t");
        fields.forEach(field -> line.add(URLEncoder.encode(field, StandardCharsets.UTF_8)));
        return line.toString();
    }

    /** The fields of a line; an IllegalArgumentException for what {@link #line} never writes. */
    static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        List.of(line.split("\t", -1)).forEach(field -> fields.add(URLDecoder.decode(field, StandardCharsets.UTF_8)));
        return fields;
    }

    /**
     * The value as text.
     *
     * @throws IllegalArgumentException for null and every type that is not in the list above
     */
    static String write(Object value) {
        String kind = value == null ? "null" : value.getClass().getSimpleName();
        if (List.of("Integer", "Long", "Double", "Boolean", "String").contains(kind)) {
            return kind.toLowerCase(Locale.ROOT).charAt(0) + value.toString();
        } else if (value instanceof Mistake mistake) {
            return "e" + mistake.name();
        } else if (value instanceof RandomGenerator random) {
            return "r" + random.nextLong();
        } else if (value instanceof double[] numbers) {
            return "v" + base64(numbers, numbers.length);
        } else if (value instanceof DMatrixRMaj w) {
            return "m" + w.numRows + " " + w.numCols + " " + base64(w.data, w.getNumElements());
        } else if (value instanceof List<?> list) {
            return "a" + line(list.stream().map(Values::write).toList());
        } else if (value instanceof Derivation derivation) {
            return "t" + line(Session.names(derivation));
        }
        throw new IllegalArgumentException(
                "an answer must be int, long, double, boolean, String, double[], DMatrixRMaj,"
                        + " List, Mistake, Derivation or RandomGenerator, got " + kind);
    }

    /** What stands for a value where there is none. */
    static String none(String reason) {
        return "n" + reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
    }

    /** The value that a text says; a RuntimeException if it says none. */
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
            case 'a' -> list(rest);
            case 't' -> Session.derived(fields(rest));
            case 'n' -> throw new AnswerException(rest);
            default -> throw new IllegalArgumentException("no value is written like this: " + text);
        };
    }

    /** The value in the line of a reply, or the exception that says why there is none. */
    static Object reply(String line) {
        String none = "The program ended before it replied: it stopped itself, ran out of memory, or took too long.";
        try {
            return read(line.isEmpty() ? none(none) : fields(line).get(0));
        } catch (AnswerException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new AnswerException("the reply cannot be read: " + e.getMessage());
        }
    }

    private static List<Object> list(String line) {
        List<Object> list = new ArrayList<>();
        (line.isEmpty() ? List.<String>of() : fields(line)).forEach(item -> list.add(read(item)));
        return list;
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
}
