package xavierkit.algebra;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Where terms get their values: exactly in a finite {@link Model}, or estimated in a {@link Sample}. A random term has
 * one value for each outcome, a term that is not random a single one; both are lists, and where they meet, the single
 * value counts for every outcome. Means are taken over the outcomes.
 *
 * @param <N> the type of numbers
 */
abstract class Scope<N extends Number> {

    /**
     * How to calculate.
     *
     * @param <N> the type of numbers
     */
    record Arithmetic<N>(
            Function<BigFraction, N> number,
            BinaryOperator<N> add,
            BinaryOperator<N> multiply,
            BiFunction<N, Integer, N> power) {}

    /**
     * What has values.
     *
     * @param members how far every index runs, and so the value of every symbol that bounds a sum
     * @param families family to the values of each member, one for each outcome; of two indices the first runs fastest
     * @param symbols the values of the symbols
     * @param functions phi, phi' and other functions, by the names that terms use
     * @param definitions the variables that are defined by terms, with these terms
     * @param <N> the type of numbers
     */
    record Setting<N>(
            int members,
            Map<String, List<List<N>>> families,
            Map<String, N> symbols,
            Map<String, UnaryOperator<N>> functions,
            Map<String, Term> definitions) {}

    /** The free index of a term that defines the k-th member of a family. */
    static final String MEMBER = "k";

    private final Arithmetic<N> arithmetic;
    final Setting<N> setting;

    /** A scope with these values. */
    Scope(Arithmetic<N> arithmetic, Setting<N> setting) {
        this.arithmetic = arithmetic;
        this.setting = setting;
    }

    /**
     * The value of a term that is not random.
     *
     * @throws IllegalArgumentException if the term is random, or if a symbol, function or variable in it has no value
     */
    public final N value(Term term) {
        return value(term, Map.of());
    }

    /** The same for a term whose free indices have the values {@code at}. */
    final N value(Term term, Map<String, Integer> at) {
        if (term.isRandom()) {
            throw new IllegalArgumentException(term + " is random, so it has no one value");
        }
        return values(term, at).get(0);
    }

    /** The values of a term whose free indices have the values {@code at}, or 1 where it gives none; x_2 is member 2. */
    final List<N> values(Term term, Map<String, Integer> at) {
        List<N> total = constant(BigFraction.ZERO);
        for (var summand : term.summands().entrySet()) {
            List<N> product = constant(summand.getValue());
            for (var factor : summand.getKey().powers().entrySet()) {
                int exponent = factor.getValue();
                List<N> base = values(factor.getKey(), at);
                List<N> power = exponent == 1 ? base : each(base, x -> arithmetic.power.apply(x, exponent));
                product = combined(product, power, arithmetic.multiply);
            }
            total = combined(total, product, arithmetic.add);
        }
        return total;
    }

    private List<N> values(Atom atom, Map<String, Integer> at) {
        return switch (atom.kind()) {
            case SYMBOL -> List.of(given(setting.symbols, atom.name(), "symbol"));
            case DIVISOR -> values(atom.inner(), at);
            case VARIABLE -> variable(atom.name(), atom.indices(), at);
            case SUM -> sum(atom, at);
            case APPLIED -> each(values(atom.inner(), at), given(setting.functions, atom.name(), "function"));
            case MEAN -> List.of(mean(values(atom.inner(), at)));
            case VARIANCE, COVARIANCE -> List.of(covariance(atom.parts().get(0), at, atom.inner(), at));
        };
    }

    private List<N> sum(Atom sum, Map<String, Integer> at) {
        N bound = values(sum.parts().get(0), at).get(0);
        if (bound.doubleValue() < 0 || bound.doubleValue() != bound.intValue()) {
            throw new IllegalArgumentException(
                    "a sum has a whole number of terms, got " + bound + " in " + Term.of(sum));
        }
        List<N> total = constant(BigFraction.ZERO);
        for (int i = 1; i <= bound.intValue(); i++) {
            total = combined(total, values(sum.inner(), with(at, sum.name(), i)), arithmetic.add);
        }
        return total;
    }

    /** All values of some indices together. */
    final Stream<Map<String, Integer>> settings(Set<String> indices) {
        Stream<Map<String, Integer>> all = Stream.of(Map.of());
        for (String index : indices) {
            all = all.flatMap(at -> IntStream.rangeClosed(1, setting.members).mapToObj(i -> with(at, index, i)));
        }
        return all;
    }

    /** One index more, or another value for it. */
    static Map<String, Integer> with(Map<String, Integer> indices, String index, int value) {
        Map<String, Integer> all = new HashMap<>(indices);
        all.put(index, value);
        return all;
    }

    private List<N> variable(String name, List<String> indices, Map<String, Integer> at) {
        Term definition = setting.definitions.get(name);
        if (definition == null) {
            return given(setting.families, name, "family").get(number(indices, at) - 1);
        }
        boolean indexed = !definition.hasNoIndex();
        if (indexed && !indices.isEmpty() && !definition.freeIndices().contains(MEMBER)) {
            throw new IllegalArgumentException(
                    name + " is defined by a sum, so its members " + name + "_" + indices + " are not modelled");
        }
        return indexed
                ? values(definition, Map.of(MEMBER, number(indices, at)))
                : values(definition.withIndices(indices), at);
    }

    // No index means a typical member: the first
    private int number(List<String> indices, Map<String, Integer> at) {
        int number = 1;
        int stride = 1;
        for (String index : indices) {
            int value = Character.isDigit(index.charAt(0)) ? Integer.parseInt(index) : at.getOrDefault(index, 1);
            if (value > setting.members) {
                throw new IllegalArgumentException(
                        "an index goes as far as a family has members, " + setting.members + ", got " + value);
            }
            number += (value - 1) * stride;
            stride *= setting.members;
        }
        return number;
    }

    /** The values of each member of a family, its own or those of the term that defines it. */
    final List<List<N>> members(String family) {
        Term definition = setting.definitions.get(family);
        if (definition == null) {
            return given(setting.families, family, "family");
        }
        Term member = definition.hasNoIndex() ? definition.withIndices(List.of(MEMBER)) : definition;
        return IntStream.rangeClosed(1, setting.members)
                .mapToObj(k -> values(member, Map.of(MEMBER, k)))
                .toList();
    }

    /** The mean over the outcomes, of one value for each or of a single one. */
    abstract N mean(List<N> values);

    /** Cov(X, Y) = E[X Y] - E[X] E[Y], each term with values of its own for its free indices. */
    final N covariance(Term x, Map<String, Integer> atX, Term y, Map<String, Integer> atY) {
        List<N> first = values(x, atX);
        List<N> second = x.equals(y) && atX.equals(atY) ? first : values(y, atY);
        List<N> means = combined(List.of(mean(first)), List.of(mean(second)), arithmetic.multiply);
        List<N> minus = combined(constant(BigFraction.of(-1)), means, arithmetic.multiply);
        return arithmetic.add.apply(mean(combined(first, second, arithmetic.multiply)), minus.get(0));
    }

    private static <V> V given(Map<String, V> all, String name, String what) {
        if (!all.containsKey(name)) {
            throw new IllegalArgumentException("the " + what + " " + name + " has no value here");
        }
        return all.get(name);
    }

    private List<N> constant(BigFraction exact) {
        return List.of(arithmetic.number.apply(exact));
    }

    private List<N> each(List<N> values, UnaryOperator<N> function) {
        List<N> all = new ArrayList<>(values);
        all.replaceAll(function);
        return all;
    }

    private List<N> combined(List<N> a, List<N> b, BinaryOperator<N> operator) {
        int size = Math.max(a.size(), b.size());
        List<N> all = new ArrayList<>(size);
        for (int o = 0; o < size; o++) {
            all.add(operator.apply(a.get(a.size() == 1 ? 0 : o), b.get(b.size() == 1 ? 0 : o)));
        }
        return all;
    }
}
