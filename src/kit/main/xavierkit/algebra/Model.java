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
            "a",
            BigFraction.of(1, 3),
            "p",
            BigFraction.of(2, 3),
            Shape.VARIANCE,
            BigFraction.of(3),
            Shape.BOUND,
            BigFraction.of(4),
            Shape.DENSITY,
            BigFraction.of(1, 40));

    /** Exact stand-ins for activations, by the name that terms use; phi is like tanh near 0. */
    private static final Map<String, UnaryOperator<BigFraction>> FUNCTIONS = Map.of(
            "relu", x -> x.signum() > 0 ? x : BigFraction.ZERO,
            "leaky", x -> x.signum() > 0 ? x : x.multiply(SYMBOLS.get("a")),
            "phi", x -> x.subtract(x.pow(3).divide(3)),
            "phi'", x -> BigFraction.ONE.subtract(x.pow(2)));

    private static final Arithmetic<BigFraction> EXACT =
            new Arithmetic<>(x -> x, BigFraction::add, BigFraction::multiply, BigFraction::pow);

    /**
     * A distribution of the members of a family.
     *
     * @param text how they are made, in words
     * @param law from what an outcome says about other families to the values of the members with their probabilities
     */
    record Members(
            String text, Function<Function<String, List<BigFraction>>, Map<List<BigFraction>, BigFraction>> law) {}

    private final String description;
    private final List<BigFraction> weights;

    /** A model without families, but for those that terms define. */
    Model(Map<String, BigFraction> symbols, Map<String, Term> definitions) {
        this("", List.of(BigFraction.ONE), Map.of(), symbols, definitions);
    }

    private Model(
            String description,
            List<BigFraction> weights,
            Map<String, List<List<BigFraction>>> families,
            Map<String, BigFraction> symbols,
            Map<String, Term> definitions) {
        super(EXACT, MEMBERS, families, symbols, FUNCTIONS, definitions);
        this.description = description;
        this.weights = weights;
    }

    /** The values of the members of a family in one outcome. */
    private List<BigFraction> row(String family, int outcome) {
        return mapped(families.get(family), x -> x.get(outcome));
    }

    /** The same model with one family more; its description says how the members are made. */
    Model with(String family, Members members) {
        List<BigFraction> probabilities = new ArrayList<>();
        List<Integer> origins = new ArrayList<>();
        List<List<BigFraction>> rows = new ArrayList<>();
        for (int o = 0; o < weights.size(); o++) {
            int at = o;
            members.law().apply(name -> row(name, at)).forEach((values, p) -> {
                probabilities.add(weights.get(at).multiply(p));
                origins.add(at);
                rows.add(values);
            });
        }
        Map<String, List<List<BigFraction>>> all = new HashMap<>();
        families.forEach((name, columns) -> all.put(name, mapped(columns, x -> mapped(origins, x::get))));
        List<Integer> numbers = IntStream.range(0, rows.get(0).size()).boxed().toList();
        all.put(family, mapped(numbers, i -> mapped(rows, row -> row.get(i))));
        String text = description + (description.isEmpty() ? "" : " ") + family + ": " + members.text() + ".";
        return new Model(text, probabilities, all, symbols, definitions);
    }

    private static <S, T> List<T> mapped(List<S> list, Function<S, T> image) {
        return list.stream().map(image).toList();
    }

    @Override
    BigFraction mean(List<BigFraction> values) {
        return values.size() == 1
                ? values.get(0)
                : IntStream.range(0, values.size())
                        .mapToObj(o -> weights.get(o).multiply(values.get(o)))
                        .reduce(BigFraction.ZERO, BigFraction::add);
    }

    /** Whether a family has values here, its own or those of a term that defines it. */
    boolean knows(String family) {
        Term definition = definitions.get(family);
        return families.containsKey(family)
                || definition != null
                        && definition.names(Atom.Kind.VARIABLE).stream().allMatch(this::knows);
    }

    /** The joint distribution of variables: the values that they take together to the probability of that. */
    Map<List<BigFraction>, BigFraction> law(List<List<BigFraction>> variables) {
        Map<List<BigFraction>, BigFraction> law = new HashMap<>();
        for (int o = 0; o < weights.size(); o++) {
            int at = o;
            Stream<BigFraction> values = variables.stream().map(x -> x.get(x.size() == 1 ? 0 : at));
            law.merge(values.toList(), weights.get(o), BigFraction::add);
        }
        return law;
    }

    /** Whether two groups of variables are independent: the probability of every pair of values is the product. */
    boolean independent(List<List<BigFraction>> first, List<List<BigFraction>> second) {
        Map<List<BigFraction>, BigFraction> both = law(joined(first, second));
        Map<List<BigFraction>, BigFraction> y = law(second);
        return law(first).entrySet().stream()
                .allMatch(a -> y.entrySet().stream().allMatch(b -> {
                    BigFraction together = both.getOrDefault(joined(a.getKey(), b.getKey()), BigFraction.ZERO);
                    return together.equals(a.getValue().multiply(b.getValue()));
                }));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** How the variables are made, in words. */
    @Override
    public String toString() {
        return description;
    }
}
