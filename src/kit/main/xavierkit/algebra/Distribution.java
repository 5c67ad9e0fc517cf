package xavierkit.algebra;

import java.util.*;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A finite distribution of a random value in exact fractions.
 *
 * @param probabilities each value with its probability, positive; together they are 1
 * @param <T> the type of values, which must have an equality
 */
record Distribution<T>(Map<T, BigFraction> probabilities) {

    /** The distribution of what has only one value. */
    static <T> Distribution<T> certain(T value) {
        return new Distribution<>(Map.of(value, BigFraction.ONE));
    }

    /** First this value is drawn, then another from a distribution that may depend on it: that of the second value. */
    <U> Distribution<U> flatMap(Function<T, Distribution<U>> next) {
        Map<U, BigFraction> all = new LinkedHashMap<>();
        probabilities.forEach((first, p) -> next.apply(first)
                .probabilities
                .forEach((second, q) -> all.merge(second, p.multiply(q), BigFraction::add)));
        return new Distribution<>(all);
    }

    /** The distribution of a function of the value. */
    <U> Distribution<U> map(Function<T, U> function) {
        return flatMap(value -> certain(function.apply(value)));
    }

    /** The distribution of some independent draws, in a list. */
    Distribution<List<T>> draws(int count) {
        return count == 0 ? certain(List.of()) : draws(count - 1).flatMap(drawn -> map(x -> joined(drawn, List.of(x))));
    }

    /** One list after the other. */
    static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
