package xavierkit.algebra;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A finite joint distribution of families of random variables, with values for the symbols and stand-ins for the
 * activations: small enough that every expectation is a finite exact sum. Steps and assumptions are decided on it.
 */
public final class Model extends Scope<BigFraction> {

    /** How far every index runs, and so the value of every symbol that bounds a sum. */
    static final int MEMBERS = 2;

    /** The slope a of leaky ReLU, the probability p with which dropout keeps a unit, the parameters of {@link Shape}s. */
    static final Map<String, BigFraction> SYMBOLS = Map.of(
            "a", BigFraction.of(1, 3),
            "p", BigFraction.of(2, 3),
            Shape.VARIANCE, BigFraction.of(3),
            Shape.BOUND, BigFraction.of(4),
            Shape.DENSITY, BigFraction.of(1, 40));

    /** Exact stand-ins for activations, by the name that terms use; phi is like tanh near 0. */
    private static final Map<String, UnaryOperator<BigFraction>> FUNCTIONS = Map.of(
            "relu", x -> x.signum() > 0 ? x : BigFraction.ZERO,
            "leaky", x -> x.signum() > 0 ? x : x.multiply(SYMBOLS.get("a")),
            "phi", x -> x.subtract(x.pow(3).divide(3)),
            "phi'", x -> BigFraction.ONE.subtract(x.pow(2)));

    /**
     * A distribution of the members of a family.
     *
     * @param text how they are made, in words
     * @param law what the outcomes so far say about other families to the values of the members with their probabilities
     */
    record Members(String text, Function<Map<String, List<BigFraction>>, Map<List<BigFraction>, BigFraction>> law) {}

    private record Outcome(BigFraction probability, Map<String, List<BigFraction>> values) {}

    private final String description;
    private final List<Outcome> outcomes;
    private final Map<String, BigFraction> symbols;

    /** Without families, but for those that terms define. */
    Model(Map<String, BigFraction> symbols, Map<String, Term> definitions) {
        this("", List.of(new Outcome(BigFraction.ONE, Map.of())), symbols, definitions);
    }

    private Model(
            String description,
            List<Outcome> outcomes,
            Map<String, BigFraction> symbols,
            Map<String, Term> definitions) {
        super(MEMBERS, symbols, FUNCTIONS, definitions);
        this.description = description;
        this.outcomes = outcomes;
        this.symbols = symbols;
    }

    /** The same model with one family more. */
    Model with(String family, Members members) {
        List<Outcome> all = new ArrayList<>();
        for (Outcome o : outcomes) {
            members.law().apply(o.values).forEach((values, p) -> {
                Map<String, List<BigFraction>> more = new HashMap<>(o.values);
                more.put(family, values);
                all.add(new Outcome(o.probability.multiply(p), more));
            });
        }
        String text = description + (description.isEmpty() ? "" : " ") + family + ": " + members.text() + ".";
        return new Model(text, all, symbols, definitions());
    }

    /** Whether a family has values here, its own or those of a term that defines it. */
    boolean knows(String family) {
        return outcomes.get(0).values.containsKey(family)
                || definitions().containsKey(family)
                        && definitions().get(family).names(Atom.Kind.VARIABLE).stream().allMatch(this::knows);
    }

    /** The values of each member of a family, one for each outcome. */
    List<List<BigFraction>> members(String family) {
        boolean defined = definitions().containsKey(family);
        int count = defined ? MEMBERS : given(outcomes.get(0).values, family, "family").size();
        return IntStream.rangeClosed(1, count)
                .mapToObj(k -> defined ? defined(family, k) : member(family, k))
                .toList();
    }

    /** The joint distribution of variables: the values that they take together to the probability of that. */
    Map<List<BigFraction>, BigFraction> law(List<List<BigFraction>> variables) {
        Map<List<BigFraction>, BigFraction> law = new HashMap<>();
        for (int o = 0; o < outcomes.size(); o++) {
            int at = o;
            List<BigFraction> values = variables.stream().map(x -> x.get(x.size() == 1 ? 0 : at)).toList();
            law.merge(values, outcomes.get(o).probability, BigFraction::add);
        }
        return law;
    }

    /** Whether two groups of variables are independent: the probability of every pair of values is the product. */
    boolean independent(List<List<BigFraction>> first, List<List<BigFraction>> second) {
        Map<List<BigFraction>, BigFraction> both = law(joined(first, second));
        Map<List<BigFraction>, BigFraction> y = law(second);
        return law(first).entrySet().stream().allMatch(a -> y.entrySet().stream().allMatch(b -> a.getValue()
                .multiply(b.getValue())
                .equals(both.getOrDefault(joined(a.getKey(), b.getKey()), BigFraction.ZERO))));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    @Override
    BigFraction number(BigFraction exact) {
        return exact;
    }

    @Override
    BigFraction add(BigFraction a, BigFraction b) {
        return a.add(b);
    }

    @Override
    BigFraction multiply(BigFraction a, BigFraction b) {
        return a.multiply(b);
    }

    @Override
    BigFraction power(BigFraction base, int exponent) {
        return base.pow(exponent);
    }

    @Override
    BigFraction mean(List<BigFraction> values) {
        BigFraction total = BigFraction.ZERO;
        for (int o = 0; o < values.size(); o++) {
            total = total.add(values.size() == 1 ? values.get(0) : values.get(o).multiply(outcomes.get(o).probability));
        }
        return total;
    }

    @Override
    List<BigFraction> member(String family, int member) {
        return outcomes.stream().map(o -> given(o.values, family, "family").get(member - 1)).toList();
    }

    /** How the variables are made, in words. */
    @Override
    public String toString() {
        return description;
    }
}
