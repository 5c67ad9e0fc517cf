package xavierkit.algebra;

import java.math.BigInteger;
import java.util.*;
import java.util.concurrent.CancellationException;
import java.util.function.*;
import java.util.stream.*;
import org.apache.commons.numbers.fraction.BigFraction;
import xavierkit.algebra.Model.Members;

/**
 * The finite models on which steps are tried: every family of variables with every combination of a distribution of its
 * members, a dependence between them, and a dependence on the families before it. Their order matters: the first model
 * that shows something is the one that readers see. How many distributions are tried depends on how many members all
 * families have together, so that a step about four families still takes less than a minute.
 */
final class ModelFamily {

    /** A distribution of one variable, with its values in words and their probabilities where they differ. */
    record Marginal(String text, Distribution<BigFraction> law) {
        /** Of equally likely values, which may repeat. */
        static Marginal of(String text, int... values) {
            Map<BigFraction, BigFraction> law = new LinkedHashMap<>();
            for (int value : values) {
                law.merge(BigFraction.of(value), BigFraction.of(1, values.length), BigFraction::add);
            }
            return new Marginal(text, new Distribution<>(law));
        }
    }

    private static final Marginal SIGN = Marginal.of("-1 or 1", -1, 1);

    static final List<Marginal> MARGINALS = List.of(
            SIGN,
            Marginal.of("-1 (2/3) or 2 (1/3)", -1, -1, 2),
            indicator(BigFraction.of(2, 3)),
            Marginal.of("0 (1/2), -3 or 3 (1/4 each)", -3, 0, 0, 3),
            Marginal.of("1 or 3", 1, 3),
            Marginal.of("-1 (1/2), 0 or 2 (1/4 each)", -1, -1, 0, 2));

    /** Enough where there are many models: one is symmetric, one has a mean. */
    private static final List<Marginal> FEW = List.of(SIGN, MARGINALS.get(2));

    /** For a family that a rule leaves alone: mean, variance and second moment are different, and neither 0 nor 1. */
    private static final Marginal BESIDE = Marginal.of("1 (2/3) or 7 (1/3)", 1, 1, 7);

    private ModelFamily() {}

    /** On which a step is tried: sums over 2 terms, over 1 and, where there are few families, over 3. */
    static Stream<Model> of(Step step, Predicate<Model> possible) {
        List<Stream<Model>> all = new ArrayList<>(List.of(of(step, 2, "", marginals(step), possible)));
        step.bounds().forEach(shortened -> all.add(of(step, 2, shortened, FEW, possible)));
        boolean small =
                step.touched().size() <= 2 && step.families().values().stream().allMatch(i -> i <= 1);
        if (small && !step.bounds().isEmpty()) {
            all.add(of(step, 3, "", FEW, possible));
        }
        return all.stream().flatMap(models -> models);
    }

    private static List<Marginal> marginals(Step step) {
        int members = step.touched().stream()
                .mapToInt(x -> count(2, step.families().get(x)))
                .sum();
        return members > 6 && step.touched().size() > 2
                ? FEW
                : MARGINALS.subList(0, members <= 4 ? MARGINALS.size() : members <= 6 ? 4 : 3);
    }

    private static Stream<Model> of(
            Step step, int members, String shortened, List<Marginal> marginals, Predicate<Model> possible) {
        Map<String, BigFraction> symbols = symbols(step.symbols(), step.bounds(), members);
        symbols.replace(shortened, BigFraction.ONE); // so that no other bound can stand in for it
        Model start = new Model(members, symbols, step.rule().definitions());
        for (String family : step.families().keySet()) {
            if (!step.touched().contains(family)) {
                int count = count(members, step.families().get(family));
                start = start.with(
                        family, ways(count, List.of(), List.of(BESIDE)).get(1));
            }
        }
        SortedMap<String, Integer> touched = new TreeMap<>(step.families());
        touched.keySet().retainAll(step.touched());
        return of(start, touched, marginals, step.needs(), possible);
    }

    /**
     * Those that satisfy premises about families and what is defined by them.
     *
     * @param about what says which families there are: the premises, and more
     * @param varying whether no variable may have only one absolute value, as -1 or 1
     */
    static Stream<Model> of(
            Collection<Assumption> premises,
            Collection<Assumption> about,
            Map<String, Term> definitions,
            boolean varying) {
        Set<String> first = new HashSet<>(); // what definitions need, so that what cannot be shows early
        if (varying) {
            definitions.values().forEach(term -> first.addAll(term.names(Atom.Kind.VARIABLE)));
        }
        Comparator<String> others = Comparator.comparing(name -> !first.contains(name));
        SortedMap<String, Integer> families = new TreeMap<>(others.thenComparing(Comparator.naturalOrder()));
        Set<Term> terms = new HashSet<>(definitions.values());
        about.forEach(assumption -> {
            assumption.families().forEach(name -> families.put(name, 1));
            terms.addAll(assumption.terms());
        });
        Set<String> symbols = new TreeSet<>();
        Set<String> bounds = new TreeSet<>();
        terms.forEach(term -> {
            term.all(Atom.Kind.VARIABLE)
                    .forEach(v -> families.merge(v.name(), v.indices().size(), Math::max));
            symbols.addAll(term.names(Atom.Kind.SYMBOL));
            bounds.addAll(term.bounds());
        });
        families.keySet().removeAll(definitions.keySet());
        List<Marginal> marginals = families.size() <= 2 ? MARGINALS : FEW;
        return of(
                new Model(2, symbols(symbols, bounds, 2), definitions),
                families,
                varying ? MARGINALS.subList(1, 4) : marginals,
                premises,
                model -> premises.stream().allMatch(premise -> premise.mayHold(model)));
    }

    /** Values of symbols: bounds of sums are as large as families, others that have no fixed value are different primes. */
    static Map<String, BigFraction> symbols(Set<String> names, Set<String> bounds, int members) {
        Map<String, BigFraction> values = new HashMap<>(Model.SYMBOLS);
        bounds.forEach(name -> values.put(name, BigFraction.of(members)));
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
     * All models with some families more.
     *
     * @param families their names, with the number of their indices
     * @param marginals the distributions to try, besides those that the assumptions ask for
     * @param possible whether more families can make something of a model; the others are left out as early as that
     */
    static Stream<Model> of(
            Model start,
            Map<String, Integer> families,
            List<Marginal> marginals,
            Collection<Assumption> assumptions,
            Predicate<Model> possible) {
        Stream<Model> models = Stream.of(start).filter(possible);
        List<String> before = new ArrayList<>();
        for (String family : families.keySet()) {
            Set<Marginal> laws = new LinkedHashSet<>(marginals);
            assumptions.stream()
                    .filter(about -> about.families().contains(family))
                    .forEach(about -> laws.addAll(special(about, start)));
            int count = count(start.setting.members(), families.get(family));
            List<Members> ways = ways(count, List.copyOf(before), List.copyOf(laws));
            models = models.flatMap(model -> ways.stream().map(way -> model.with(family, way)))
                    .filter(model -> {
                        if (Thread.interrupted()) {
                            throw new CancellationException("interrupted while models were tried");
                        }
                        return possible.test(model);
                    });
            before.add(family);
        }
        return models;
    }

    // A shape has its example, means other than 0 and indicators have more than the one distribution that would do
    private static List<Marginal> special(Assumption about, Model start) {
        if (about instanceof Assumption.HasShape known) {
            return List.of(known.shape().example());
        }
        if (about instanceof Assumption.Indicator) {
            return List.of(indicator(BigFraction.of(1, 4)));
        }
        BigFraction mean = about instanceof Assumption.MeanIs is ? start.value(is.mean()) : BigFraction.ZERO;
        if (mean.isZero()) {
            return List.of();
        }
        boolean share = mean.signum() > 0 && mean.compareTo(BigFraction.ONE) < 0;
        List<Marginal> all = new ArrayList<>(share ? List.of(indicator(mean)) : List.of());
        for (Marginal zeroMean : MARGINALS.subList(0, 2)) {
            all.add(new Marginal(Notation.write(mean) + " plus " + zeroMean.text, zeroMean.law.map(mean::add)));
        }
        return all;
    }

    private static Marginal indicator(BigFraction mean) {
        BigFraction rest = BigFraction.ONE.subtract(mean);
        Map<BigFraction, BigFraction> law = new TreeMap<>(Map.of(BigFraction.ZERO, rest, BigFraction.ONE, mean));
        String text = "0 (%s) or 1 (%s)".formatted(Notation.write(rest), Notation.write(mean));
        return new Marginal(text, new Distribution<>(law));
    }

    private static int count(int members, int indices) {
        return indices <= 1 ? members : members * count(members, indices - 1);
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
            List<List<BigFraction>> rows = Stream.of(names).map(others).toList();
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
