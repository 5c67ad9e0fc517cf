package xavierkit.algebra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A finite joint distribution of families of random variables, with values for the symbols and
 * functions for the activations: small enough that every expectation is a finite exact sum.
 */
public final class Model {

    /** How far every index runs, and so the value of every symbol that bounds a sum. */
    static final int MEMBERS = 2;

    /**
     * One outcome: its probability, and the values of w_1, w_2 … of each family by name.
     *
     * @param probability positive; those of a model add up to 1
     * @param values family to the values of its members; of two indices the first runs fastest
     */
    public record Outcome(Rational probability, Map<String, List<Rational>> values) {
        Rational value(String name, int member) {
            List<Rational> family = values.get(name);
            if (family == null) {
                throw new IllegalArgumentException("the model gives " + name + " no value");
            }
            return family.get(member - 1);
        }
    }

    private final String description;
    private final List<Outcome> outcomes;
    private final Map<String, Rational> symbols;
    private final Map<String, Term> definitions;
    private final Map<String, UnaryOperator<Rational>> functions;

    Model(
            String description,
            List<Outcome> outcomes,
            Map<String, Rational> symbols,
            Map<String, Term> definitions,
            Map<String, UnaryOperator<Rational>> functions) {
        this.description = description;
        this.outcomes = List.copyOf(outcomes);
        this.symbols = Map.copyOf(symbols);
        this.definitions = Map.copyOf(definitions);
        this.functions = Map.copyOf(functions);
    }

    /** All outcomes. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** The exact value of a term that is not random. */
    public Rational value(Term term) {
        return term.value(new Exact(Optional.empty(), Map.of()));
    }

    /** The number of members of a family. */
    int members(String family) {
        return outcomes.get(0).values().get(family).size();
    }

    /** The law of a function of the outcome: its values to their probabilities. */
    <T> Map<T, Rational> law(Function<Outcome, T> of) {
        return outcomes.stream()
                .collect(Collectors.toMap(of, Outcome::probability, Rational::plus, LinkedHashMap::new));
    }

    /** The mean of a function of the outcome. */
    Rational mean(Function<Outcome, Rational> of) {
        return outcomes.stream().map(o -> o.probability().times(of.apply(o))).reduce(Rational.ZERO, Rational::plus);
    }

    /** Cov(X, Y), each for some values of its free indices. */
    Rational covariance(Term x, Map<String, Integer> atX, Term y, Map<String, Integer> atY) {
        Rational product = mean(o -> at(x, o, atX).times(at(y, o, atY)));
        return product.minus(mean(o -> at(x, o, atX)).times(mean(o -> at(y, o, atY))));
    }

    /** The value that a random term has in one outcome, for some values of its free indices. */
    Rational at(Term term, Outcome outcome, Map<String, Integer> indices) {
        return term.value(new Exact(Optional.of(outcome), indices));
    }

    /** Whether two functions of the outcome are independent: every pair of values multiplies. */
    <S, T> boolean independent(Function<Outcome, S> first, Function<Outcome, T> second) {
        Map<S, Rational> x = law(first);
        Map<T, Rational> y = law(second);
        Map<Map.Entry<S, T>, Rational> both = law(o -> Map.entry(first.apply(o), second.apply(o)));
        return x.keySet().stream()
                .allMatch(a -> y.keySet().stream()
                        .allMatch(b -> both.getOrDefault(Map.entry(a, b), Rational.ZERO)
                                .equals(x.get(a).times(y.get(b)))));
    }

    // a term that has no index of its own is about the k-th member of every family in it
    private static Term member(Term term) {
        return term.indices().isEmpty() ? term.withIndices(List.of("k")) : term;
    }

    /** The same model with more families, whose k-th members are the values of terms with the index k. */
    Model with(Map<String, Term> defined) {
        if (defined.isEmpty()) {
            return this;
        }
        Map<String, Term> members = new LinkedHashMap<>();
        defined.forEach((family, term) -> members.put(family, member(term)));
        List<Outcome> all = outcomes.stream()
                .map(o -> {
                    Map<String, List<Rational>> values = new LinkedHashMap<>(o.values());
                    members.forEach((family, term) -> values.put(
                            family,
                            Assumption.MEMBERS.stream()
                                    .map(k -> at(term, o, Map.of("k", k)))
                                    .toList()));
                    return new Outcome(o.probability(), values);
                })
                .toList();
        return new Model(description, all, symbols, definitions, functions);
    }

    Rational symbol(String name) {
        return symbols.get(name);
    }

    /** Exact numbers; random variables have a value only where one outcome is looked at. */
    private final class Exact extends Scope<Rational> {
        private final Optional<Outcome> outcome;

        Exact(Optional<Outcome> outcome, Map<String, Integer> indices) {
            super(MEMBERS, definitions, indices);
            this.outcome = outcome;
        }

        @Override
        Rational number(Rational value) {
            return value;
        }

        @Override
        Rational plus(Rational a, Rational b) {
            return a.plus(b);
        }

        @Override
        Rational times(Rational a, Rational b) {
            return a.times(b);
        }

        @Override
        Rational power(Rational base, int exponent) {
            return base.power(exponent);
        }

        @Override
        int count(Rational bound) {
            return bound.numerator().divide(bound.denominator()).intValue();
        }

        @Override
        Rational symbol(String name) {
            return Model.this.symbol(name);
        }

        @Override
        Rational function(String name, Rational argument) {
            UnaryOperator<Rational> function = functions.get(name);
            if (function == null) {
                throw new IllegalArgumentException("the model gives the function " + name + " no values");
            }
            return function.apply(argument);
        }

        @Override
        Rational mean(Term term) {
            return Model.this.mean(o -> term.value(new Exact(Optional.of(o), indices())));
        }

        @Override
        Rational member(String family, int member) {
            return outcome.orElseThrow(
                            () -> new IllegalArgumentException(family + " is random, so it has no one value"))
                    .value(family, member);
        }

        @Override
        Scope<Rational> withIndices(Map<String, Integer> values) {
            return new Exact(outcome, values);
        }
    }

    /** How the variables are made, in words. */
    @Override
    public String toString() {
        return description;
    }
}
