package xavierkit.matrix;

import java.util.*;
import org.ejml.data.DMatrixRMaj;

/** What arguments must be, and the sentences that say so: the rule first, then the value that broke it. */
public final class Require {

    private Require() {}

    /**
     * Checks any rule.
     *
     * @param message the rule and what was met, as of {@link String#formatted}
     * @throws IllegalArgumentException with that message unless the rule holds
     */
    public static void that(boolean holds, String message, Object... values) {
        if (!holds) {
            throw new IllegalArgumentException(message.formatted(values));
        }
    }

    /**
     * An argument that must not be null.
     *
     * @throws NullPointerException "{@code what} must be given"
     */
    public static <T> T given(String what, T value) {
        return Objects.requireNonNull(value, what + " must be given");
    }

    /**
     * An immutable copy of a list.
     *
     * @param what names the list and its elements
     * @throws NullPointerException if the list or one of its elements is null
     */
    public static <T> List<T> all(String what, List<T> list) {
        given(what, list).forEach(x -> given("every one of " + what, x));
        return List.copyOf(list);
    }

    /**
     * The element of a list that belongs to a layer.
     *
     * @param first the layer of the first element
     * @throws IllegalArgumentException "layer must be between 1 and 5, got 6"
     */
    public static <T> T layer(int layer, int first, List<T> list) {
        int last = first + list.size() - 1;
        that(layer >= first && layer <= last, "layer must be between %d and %d, got %d", first, last, layer);
        return list.get(layer - first);
    }

    /** A count, such as fan_in: "fan_in must be at least 1, got 0". */
    public static int atLeast(int least, String what, int count) {
        that(count >= least, "%s must be at least %d, got %d", what, least, count);
        return count;
    }

    /** A number that is neither infinite nor NaN. */
    public static double finite(String what, double value) {
        that(Double.isFinite(value), "%s must be finite, got %s", what, value);
        return value;
    }

    /** A number above 0 that is not infinite. */
    public static double positive(String what, double value) {
        that(value > 0 && value < Double.POSITIVE_INFINITY, "%s must be positive and finite, got %s", what, value);
        return value;
    }

    /** A variance or another square: finite and at least 0. */
    public static double variance(String what, double value) {
        that(value >= 0 && value < Double.POSITIVE_INFINITY, "%s must be finite and at least 0, got %s", what, value);
        return value;
    }

    /** A matrix of a given shape: "the input must be 300x64, got 300x65". */
    public static void shape(String what, DMatrixRMaj matrix, int rows, int columns) {
        boolean fits = given(what, matrix).numRows == rows && matrix.numCols == columns;
        that(fits, "%s must be %dx%d, got %s", what, rows, columns, shape(matrix));
    }

    /** Rows and columns, as in 300x64. */
    public static String shape(DMatrixRMaj matrix) {
        return matrix.numRows + "x" + matrix.numCols;
    }
}
