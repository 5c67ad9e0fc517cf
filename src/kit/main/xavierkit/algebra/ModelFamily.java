package xavierkit.algebra;

import java.math.BigInteger;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The finite models on which steps are tried: every family of variables with every combination of a distribution of its
 * members, a dependence between them, and a dependence on the families before it.
 */
final class ModelFamily {

    /**
     * A finite distribution of one variable.
     *
     * @param text the values, and their probabilities where they differ
     * @param law values to probabilities
     */
    record Marginal(String text, Map<BigFraction, BigFraction> law) {}

    static final List<Marginal> MARGINALS = List.of(
            marginal("-1 or 1", 1, 2, -1, 1, 2, 1),
            marginal("-1 (2/3) or 2 (1/3)", 2, 3, -1, 1, 3, 2),
            marginal("0 (1/3) or 1 (2/3)", 1, 3, 0, 2, 3, 1),
            marginal("1 or 3", 1, 2, 1, 1, 2, 3));

    /** Enough where there are many models: the first is symmetric, the second has a mean. */
    static final List<Marginal> FEW = List.of(MARGINALS.get(0), MARGINALS.get(2));

    /** For a family that a rule leaves alone: mean, variance and second moment are different, and neither 0 nor 1. */
    private static final Marginal BESIDE = marginal("1 (2/3) or 7 (1/3)", 2, 3, 1, 1, 3, 7);

    private ModelFamily() {}

    private static Marginal marginal(String text, int... pqx) {
        Map<BigFraction, BigFraction> law = new LinkedHashMap<>();
        for (int i = 0; i < pqx.length; i += 3) {
            law.put(BigFraction.of(pqx[i + 2]), BigFraction.of(pqx[i], pqx[i + 1]));
        }
        return new Marginal(text, law);
    }

    /**
     * Values of symbols: bounds of sums are as large as families, but for the one that is to be 1, so that no other
     * bound can stand in for it; others that have no fixed value get different primes.
     *
     * @param shortened the bound that is 1, or an empty string
     */
    static Map<String, BigFraction> symbols(Set<String> names, Set<String> bounds, String shortened) {
        Map<String, BigFraction> values = new HashMap<>(Model.SYMBOLS);
        bounds.forEach(name -> values.put(name, BigFraction.of(name.equals(shortened) ? 1 : Model.MEMBERS)));
        BigInteger prime = BigInteger.valueOf(3);
        for (String name : names) {
            if (!values.containsKey(name)) {
                prime = prime.nextProbablePrime();
                values.put(name, BigFraction.of(prime));
            }
        }
        return values;
    }

    /**
     * All candidate models.
     *
     * @param empty a model with the values of symbols and the definitions, without families
     * @param families the families, with the number of their indices
     * @param varied the families of which every distribution is tried; each other one has a single distribution
     * @param marginals the distributions to try
     * @param premises what must hold; models that break one are left out as soon as they can be told
     */
    static Stream<Model> of(
            Model empty,
            Map<String, Integer> families,
            Set<String> varied,
            List<Marginal> marginals,
            Set<Assumption> premises) {
        Model start = empty;
        for (String family : families.keySet()) {
            if (!varied.contains(family)) {
                start = start.with(family, ways(count(families.get(family)), List.of(), List.of(BESIDE)).get(0));
            }
        }
        Stream<Model> models = Stream.of(start);
        List<String> before = new ArrayList<>();
        for (String family : varied) {
            List<Model.Members> ways = ways(count(families.get(family)), List.copyOf(before), marginals);
            models = models.flatMap(model -> ways.stream().map(way -> model.with(family, way)))
                    .filter(model -> premises.stream()
                            .filter(premise -> premise.families().stream().allMatch(model::knows))
                            .allMatch(premise -> premise.holds(model)));
            before.add(family);
        }
        return models;
    }

    private static int count(int indices) {
        return indices <= 1 ? Model.MEMBERS : Model.MEMBERS * count(indices - 1);
    }

    // First what does not look at the families before, for every marginal, then what does
    private static List<Model.Members> ways(int count, List<String> before, List<Marginal> marginals) {
        List<Model.Members> ways = new ArrayList<>();
        free(ways, "independent members", marginals, count, 0, x -> x);
        free(ways, "all members equal", marginals, 1, 0, x -> Collections.nCopies(count, x.get(0)));
        free(ways, "independent members, the last doubled", marginals, count, 0, ModelFamily::lastDoubled);
        free(ways, "each the first with an independent fair sign", marginals, 1, count - 1,
                x -> Collections.nCopies(count, x.get(0)));
        if (count == 2) {
            free(ways, "the second is 1 minus the first", marginals, 1, 0,
                    x -> List.of(x.get(0), BigFraction.ONE.subtract(x.get(0))));
        }
        for (String other : before) {
            tied(ways, "equal to " + other, count, 0, other);
            tied(ways, other + " with independent fair signs", count, count, other);
            tied(ways, other + " with an independent fair sign for the last", count, 1, other);
        }
        int last = before.size() - 1;
        if (last >= 1) {
            String[] two = {before.get(last - 1), before.get(last)};
            tied(ways, "the product of " + two[0] + " and " + two[1], count, 0, two);
        }
        return ways;
    }

    // Some independent draws, the members made of them, and fair signs for the last members
    private static void free(
            List<Model.Members> ways,
            String text,
            List<Marginal> marginals,
            int drawn,
            int signs,
            UnaryOperator<List<BigFraction>> made) {
        for (Marginal marginal : marginals) {
            Map<List<BigFraction>, BigFraction> law = new LinkedHashMap<>();
            draws(marginal.law, drawn).forEach((x, p) ->
                    signed(made.apply(x), signs).forEach((values, q) -> law.merge(values, p.multiply(q), BigFraction::add)));
            ways.add(new Model.Members(marginal.text + ", " + text, others -> law));
        }
    }

    // The product of one or two families, whose members may have to begin anew, and fair signs for the last members
    private static void tied(List<Model.Members> ways, String text, int count, int signs, String... names) {
        ways.add(new Model.Members(text, others -> signed(
                IntStream.range(0, count)
                        .mapToObj(i -> Stream.of(names)
                                .map(others::get)
                                .map(x -> x.get(i % x.size()))
                                .reduce(BigFraction.ONE, BigFraction::multiply))
                        .toList(),
                signs)));
    }

    private static List<BigFraction> lastDoubled(List<BigFraction> values) {
        List<BigFraction> all = new ArrayList<>(values);
        all.set(all.size() - 1, all.get(all.size() - 1).multiply(2));
        return all;
    }

    /** The last values each as it is or negated, independently, with probability 1/2. */
    private static Map<List<BigFraction>, BigFraction> signed(List<BigFraction> values, int signs) {
        Map<List<BigFraction>, BigFraction> all = new LinkedHashMap<>();
        int kept = values.size() - signs;
        draws(MARGINALS.get(0).law, signs).forEach((sign, p) -> all.merge(
                IntStream.range(0, values.size())
                        .mapToObj(i -> i < kept ? values.get(i) : values.get(i).multiply(sign.get(i - kept)))
                        .toList(),
                p,
                BigFraction::add));
        return all;
    }

    /** All lists of independent draws with their probabilities. */
    private static Map<List<BigFraction>, BigFraction> draws(Map<BigFraction, BigFraction> law, int count) {
        if (count == 0) {
            return Map.of(List.of(), BigFraction.ONE);
        }
        Map<List<BigFraction>, BigFraction> all = new LinkedHashMap<>();
        draws(law, count - 1).forEach((values, p) -> law.forEach((x, q) ->
                all.put(Stream.concat(values.stream(), Stream.of(x)).toList(), p.multiply(q))));
        return all;
    }
}
