package xavierkit.algebra;

import java.util.List;
import java.util.Map;

/**
 * Where a term gets its value: exactly in a finite {@link Model}, or estimated in a {@link Sample}.
 *
 * @param <T> a number, or one number an outcome
 */
abstract class Scope<T> {

    private final int members;
    private final Map<String, Term> definitions;
    private final Map<String, Integer> indices;

    /** {@code members} is how far each index runs, {@code indices} the values of those around a term. */
    Scope(int members, Map<String, Term> definitions, Map<String, Integer> indices) {
        this.members = members;
        this.definitions = definitions;
        this.indices = indices;
    }

    abstract T number(Rational value);

    abstract T plus(T a, T b);

    abstract T times(T a, T b);

    abstract T power(T base, int exponent);

    abstract int count(T bound);

    abstract T symbol(String name);

    abstract T function(String name, T argument);

    abstract T mean(Term term);

    abstract T member(String family, int member);

    abstract Scope<T> withIndices(Map<String, Integer> values);

    Map<String, Integer> indices() {
        return indices;
    }

    // a free index, or none, means a typical member: the first
    final T variable(String name, List<String> names) {
        Term definition = definitions.get(name);
        if (definition == null) {
            return member(name, memberAt(names));
        }
        if (!names.isEmpty() && !definition.indices().isEmpty()) {
            throw new IllegalArgumentException(
                    name + " is defined by a sum, so its members " + name + "_" + names + " are not modelled");
        }
        return definition.withIndices(names).value(this);
    }

    private int memberAt(List<String> names) {
        int member = 1;
        int stride = 1;
        for (String index : names) {
            if (indices.getOrDefault(index, 1) > members) {
                throw new IllegalArgumentException("a sum may have as many terms as a family has members, " + members
                        + ", got an index of " + indices.get(index));
            }
            member += (indices.getOrDefault(index, 1) - 1) * stride;
            stride *= members;
        }
        return member;
    }

    // Cov(X, Y) = E[X Y] - E[X] E[Y]
    final T covariance(Term x, Term y) {
        T product = times(mean(x), mean(y));
        return plus(mean(x.times(y)), times(number(Rational.of(-1)), product));
    }
}
