package xavierkit.algebra;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Where terms get their values: exactly in a finite {@link Model}, or estimated in a {@link Sample}. A random term has
 * one value for each outcome; a term that is not random has a single one.
 *
 * @param <N> the type of numbers
 */
abstract class Scope<N extends Number> {

    /** The free index of a term that defines the k-th member of a family. */
    static final String MEMBER = "k";

    private final int members;
    private final Map<String, N> symbols;
    private final Map<String, UnaryOperator<N>> functions;
    private final Map<String, Term> definitions;

    /**
     * A scope for terms.
     *
     * @param members how far each index runs, and so the value of every symbol that bounds a sum
     * @param definitions the variables that are defined by terms
     */
    Scope(
            int members,
            Map<String, N> symbols,
            Map<String, UnaryOperator<N>> functions,
            Map<String, Term> definitions) {
        this.members = members;
        this.symbols = Map.copyOf(symbols);
        this.functions = Map.copyOf(functions);
        this.definitions = Map.copyOf(definitions);
    }

    abstract N number(BigFraction exact);

    abstract N add(N a, N b);

    abstract N multiply(N a, N b);

    abstract N power(N base, int exponent);

    /** The mean over the outcomes, of one value for each or of a single one. */
    abstract N mean(List<N> values);

    /** The values of a member of a family that is not defined by a term; the first member is 1. */
    abstract List<N> member(String family, int member);

    final N symbol(String name) {
        return given(symbols, name, "symbol");
    }

    final Map<String, Term> definitions() {
        return definitions;
    }

    /**
     * The value of a term that is not random.
     *
     * @throws IllegalArgumentException if the term is random, or if a symbol, function or variable in it has no value
     */
    public final N value(Term term) {
        if (term.isRandom()) {
            throw new IllegalArgumentException(term + " is random, so it has no one value");
        }
        return values(term, Map.of()).get(0);
    }

    /** The values of a term whose free indices have the values {@code at}; one that is not there is 1. */
    final List<N> values(Term term, Map<String, Integer> at) {
        List<N> total = List.of(number(BigFraction.ZERO));
        for (var summand : term.summands().entrySet()) {
            List<N> product = List.of(number(summand.getValue()));
            for (var factor : summand.getKey().powers().entrySet()) {
                int exponent = factor.getValue();
                List<N> base = values(factor.getKey(), at);
                List<N> power = exponent == 1 ? base : each(base, x -> power(x, exponent));
                product = combined(product, power, this::multiply);
            }
            total = combined(total, product, this::add);
        }
        return total;
    }

    private List<N> values(Atom atom, Map<String, Integer> at) {
        return switch (atom.kind()) {
            case SYMBOL -> List.of(symbol(atom.name()));
            case DIVISOR -> values(atom.inner(), at);
            case VARIABLE -> variable(atom.name(), atom.indices(), at);
            case SUM -> sum(atom, at);
            case APPLIED -> each(values(atom.inner(), at), given(functions, atom.name(), "function"));
            case MEAN -> List.of(mean(values(atom.inner(), at)));
            case VARIANCE, COVARIANCE -> List.of(covariance(atom.parts().get(0), at, atom.inner(), at));
        };
    }

    /** Cov(X, Y) = E[X Y] - E[X] E[Y], each term with values of its own for its free indices. */
    final N covariance(Term x, Map<String, Integer> atX, Term y, Map<String, Integer> atY) {
        List<N> first = values(x, atX);
        List<N> second = x.equals(y) && atX.equals(atY) ? first : values(y, atY);
        N minusProduct = multiply(number(BigFraction.ONE.negate()), multiply(mean(first), mean(second)));
        return add(mean(combined(first, second, this::multiply)), minusProduct);
    }

    private List<N> sum(Atom sum, Map<String, Integer> at) {
        int last = values(sum.parts().get(0), at).get(0).intValue();
        Map<String, Integer> inside = new HashMap<>(at);
        List<N> total = List.of(number(BigFraction.ZERO));
        for (int i = 1; i <= last; i++) {
            inside.put(sum.name(), i);
            total = combined(total, values(sum.inner(), inside), this::add);
        }
        return total;
    }

    private List<N> variable(String name, List<String> indices, Map<String, Integer> at) {
        Term definition = definitions.get(name);
        if (definition == null) {
            return member(name, number(indices, at));
        }
        if (definition.hasNoIndex()) {
            return values(definition.withIndices(indices), at);
        }
        if (!indices.isEmpty() && !definition.freeIndices().contains(MEMBER)) {
            throw new IllegalArgumentException(
                    name + " is defined by a sum, so its members " + name + "_" + indices + " are not modelled");
        }
        return values(definition, Map.of(MEMBER, number(indices, at)));
    }

    /** The values of the k-th member of a family that is defined by a term. */
    final List<N> defined(String family, int k) {
        Term definition = definitions.get(family);
        Term member = definition.hasNoIndex() ? definition.withIndices(List.of(MEMBER)) : definition;
        return values(member, Map.of(MEMBER, k));
    }

    // Of two indices the first runs fastest; no index means a typical member: the first
    private int number(List<String> indices, Map<String, Integer> at) {
        int number = 1;
        int stride = 1;
        for (String index : indices) {
            int value = at.getOrDefault(index, 1);
            if (value > members) {
                throw new IllegalArgumentException("a sum may have as many terms as a family has members, " + members
                        + ", got an index of " + value);
            }
            number += (value - 1) * stride;
            stride *= members;
        }
        return number;
    }

    /** The value under a name. */
    static <V> V given(Map<String, V> all, String name, String what) {
        if (!all.containsKey(name)) {
            throw new IllegalArgumentException("the " + what + " " + name + " has no value here");
        }
        return all.get(name);
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
