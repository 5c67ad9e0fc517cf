package xavierkit.algebra;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A finite joint distribution of families of random variables, with values for the symbols and stand-ins for the
 * activations: small enough that every expectation is a finite exact sum. Steps and assumptions are decided on it. Its
 * text says how the variables are made, as in "x: 0 (1/3) or 1 (2/3), all members equal. y: equal to x."
 */
public final class Model extends Scope<BigFraction> {

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
     * A way to make the members of a family.
     *
     * @param text how they are made, in words
     * @param law from the values of other families in an outcome, by name, to the distribution of the members
     */
    record Members(String text, Function<Function<String, List<BigFraction>>, Distribution<List<BigFraction>>> law) {}

    private final String description;
    private final List<BigFraction> weights;

    /** A model without families, but for those that terms define; each will have this many members for each index. */
    Model(int members, Map<String, BigFraction> symbols, Map<String, Term> definitions) {
        this("", List.of(BigFraction.ONE), new Setting<>(members, Map.of(), symbols, FUNCTIONS, definitions));
    }

    private Model(String description, List<BigFraction> weights, Setting<BigFraction> setting) {
        super(EXACT, setting);
        this.description = description;
        this.weights = weights;
    }

    /** The same model with one family more; its description says how the members are made. */
    Model with(String family, Members members) {
        List<Integer> before = new ArrayList<>(); // the outcome of this model that each new one goes on from
        List<BigFraction> chances = new ArrayList<>();
        List<List<BigFraction>> rows = new ArrayList<>();
        for (int outcome = 0; outcome < weights.size(); outcome++) {
            int o = outcome;
            members.law()
                    .apply(name -> at(o, setting.families().get(name)))
                    .probabilities()
                    .forEach((row, chance) -> {
                        before.add(o);
                        chances.add(weights.get(o).multiply(chance));
                        rows.add(row);
                    });
        }
        Map<String, List<List<BigFraction>>> all = new HashMap<>();
        setting.families()
                .forEach((name, columns) -> all.put(
                        name,
                        columns.stream()
                                .map(x -> before.stream().map(x::get).toList())
                                .toList()));
        all.put(
                family,
                IntStream.range(0, rows.get(0).size())
                        .mapToObj(i -> at(i, rows))
                        .toList());
        String text = description + (description.isEmpty() ? "" : " ") + family + ": " + members.text() + ".";
        return new Model(
                text,
                chances,
                new Setting<>(setting.members(), all, setting.symbols(), FUNCTIONS, setting.definitions()));
    }

    private static List<BigFraction> at(int i, List<List<BigFraction>> lists) {
        return lists.stream().map(x -> x.get(i)).toList();
    }

    @Override
    BigFraction mean(List<BigFraction> values) {
        return values.size() == 1
                ? values.get(0)
                : IntStream.range(0, values.size())
                        .mapToObj(o -> weights.get(o).multiply(values.get(o)))
                        .reduce(BigFraction.ZERO, BigFraction::add);
    }

    /** Whether there is a stand-in for each function in a term. */
    static boolean knowsFunctions(Term term) {
        return FUNCTIONS.keySet().containsAll(term.names(Atom.Kind.APPLIED));
    }

    /** Whether a family has values here, its own or those of a term that defines it. */
    boolean knows(String family) {
        Term definition = setting.definitions().get(family);
        return setting.families().containsKey(family)
                || definition != null
                        && definition.names(Atom.Kind.VARIABLE).stream().allMatch(this::knows);
    }

    /** The joint distribution of variables. */
    Distribution<List<BigFraction>> law(List<List<BigFraction>> variables) {
        Map<List<BigFraction>, BigFraction> law = new HashMap<>();
        for (int o = 0; o < weights.size(); o++) {
            int at = o;
            Stream<BigFraction> values = variables.stream().map(x -> x.get(x.size() == 1 ? 0 : at));
            law.merge(values.toList(), weights.get(o), BigFraction::add);
        }
        return new Distribution<>(law);
    }

    /** Whether groups of variables are independent: the probability of all their values together is the product. */
    boolean independent(List<List<List<BigFraction>>> groups) {
        Distribution<List<BigFraction>> product = Distribution.certain(List.of());
        for (List<List<BigFraction>> group : groups) {
            Distribution<List<BigFraction>> law = law(group);
            product = product.flatMap(before -> law.map(values -> Distribution.joined(before, values)));
        }
        return product.equals(law(groups.stream().flatMap(List::stream).toList()));
    }

    /** How the variables are made, in words. */
    @Override
    public String toString() {
        return description;
    }
}
