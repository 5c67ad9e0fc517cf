package xavierkit.algebra;

import java.math.BigInteger;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.apache.commons.numbers.fraction.BigFraction;
import xavierkit.algebra.Model.Members;

/**
 * The finite models on which steps are tried: every family of variables with every combination of a distribution of its
 * members, a dependence between them, and a dependence on the families before it. Their order
 * matters: the first model that shows something is the one that readers see.
 */
final class ModelFamily {

    /**
     * A distribution of one variable.
     *
     * @param text the values, and their probabilities where they differ
     * @param law the distribution
     */
    record Marginal(String text, Distribution<BigFraction> law) {
        /** Two values, the first with probability p / q. */
        static Marginal of(String text, int p, int q, int first, int second) {
            Map<BigFraction, BigFraction> law = new LinkedHashMap<>();
            law.put(BigFraction.of(first), BigFraction.of(p, q));
            law.put(BigFraction.of(second), BigFraction.of(q - p, q));
            return new Marginal(text, new Distribution<>(law));
        }
    }

    private static final Marginal SIGN = Marginal.of("-1 or 1", 1, 2, -1, 1);

    static final List<Marginal> MARGINALS = List.of(
            SIGN,
            Marginal.of("-1 (2/3) or 2 (1/3)", 2, 3, -1, 2),
            Marginal.of("0 (1/3) or 1 (2/3)", 1, 3, 0, 1),
            Marginal.of("1 or 3", 1, 2, 1, 3));

    /** Enough where there are many models: the first is symmetric, the second has a mean. */
    static final List<Marginal> FEW = List.of(SIGN, MARGINALS.get(2));

    /** For a family that a rule leaves alone: mean, variance and second moment are different, and neither 0 nor 1. */
    private static final Marginal BESIDE = Marginal.of("1 (2/3) or 7 (1/3)", 2, 3, 1, 7);

    private ModelFamily() {}

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
                start = start.with(
                        family,
                        ways(count(families.get(family)), List.of(), List.of(BESIDE))
                                .get(0));
            }
        }
        Stream<Model> models = Stream.of(start);
        List<String> before = new ArrayList<>();
        for (String family : varied) {
            List<Members> ways = ways(count(families.get(family)), List.copyOf(before), marginals);
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
    private static List<Members> ways(int count, List<String> before, List<Marginal> laws) {
        UnaryOperator<List<BigFraction>> copies = x -> Collections.nCopies(count, x.get(0));
        UnaryOperator<List<BigFraction>> sumToOne = x -> List.of(x.get(0), BigFraction.ONE.subtract(x.get(0)));
        Stream<Members> free = Stream.of(
                        free("independent members", laws, count, x -> x, 0),
                        free("all members equal", laws, 1, copies, 0),
                        free("independent members, the last doubled", laws, count, ModelFamily::lastDoubled, 0),
                        free("each the first with an independent fair sign", laws, 1, copies, count - 1),
                        free("the second is 1 minus the first", count == 2 ? laws : List.of(), 1, sumToOne, 0))
                .flatMap(ways -> ways);
        Stream<Members> tied = before.stream()
                .flatMap(other -> Stream.of(
                        tied("equal to " + other, count, 0, other),
                        tied(other + " with independent fair signs", count, count, other),
                        tied(other + " with an independent fair sign for the last", count, 1, other)));
        String[] two = before.stream().skip(Math.max(0, before.size() - 2)).toArray(String[]::new);
        Stream<Members> product =
                Stream.of(two).skip(1).map(last -> tied("the product of " + two[0] + " and " + last, count, 0, two));
        return Stream.of(free, tied, product).flatMap(ways -> ways).toList();
    }

    // Some independent draws, the members made of them, and fair signs for the last members
    private static Stream<Members> free(
            String text, List<Marginal> laws, int drawn, UnaryOperator<List<BigFraction>> made, int signs) {
        return laws.stream().map(marginal -> {
            Distribution<List<BigFraction>> law = marginal.law.draws(drawn).flatMap(x -> signed(made.apply(x), signs));
            return new Members(marginal.text + ", " + text, others -> law);
        });
    }

    // The product of one or two families, whose members may have to begin anew, and fair signs for the last members
    private static Members tied(String text, int count, int signs, String... names) {
        return new Members(text, others -> {
            List<List<BigFraction>> rows = Stream.of(names).map(others::get).toList();
            IntFunction<BigFraction> product =
                    i -> rows.stream().map(x -> x.get(i % x.size())).reduce(BigFraction.ONE, BigFraction::multiply);
            return signed(IntStream.range(0, count).mapToObj(product).toList(), signs);
        });
    }

    private static List<BigFraction> lastDoubled(List<BigFraction> x) {
        int last = x.size() - 1;
        return Distribution.joined(x.subList(0, last), List.of(x.get(last).multiply(2)));
    }

    /** The last values each as it is or negated, independently, with probability 1/2. */
    private static Distribution<List<BigFraction>> signed(List<BigFraction> values, int signs) {
        int kept = values.size() - signs;
        return SIGN.law
                .draws(signs)
                .map(sign -> IntStream.range(0, values.size())
                        .mapToObj(i -> i < kept ? values.get(i) : values.get(i).multiply(sign.get(i - kept)))
                        .toList());
    }
}
