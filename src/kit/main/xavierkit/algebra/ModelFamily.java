package xavierkit.algebra;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The finite models on which steps are tried: every family of variables in every combination of a
 * marginal distribution, a dependence between its members, and a dependence on the family before
 * it.
 */
final class ModelFamily {

    /** A finite distribution: values and their probabilities. */
    record Marginal(String text, Map<Rational, Rational> law) {}

    static final List<Marginal> MARGINALS = List.of(
            marginal("-1 or 1", 1, 2, -1, 1, 2, 1),
            marginal("-1 (2/3) or 2 (1/3)", 2, 3, -1, 1, 3, 2),
            marginal("0 (1/3) or 1 (2/3)", 1, 3, 0, 2, 3, 1),
            marginal("1 or 3", 1, 2, 1, 1, 2, 3));

    /** Enough where there are many models: the first is symmetric, the second has a mean. */
    static final List<Marginal> FEW = List.of(MARGINALS.get(0), MARGINALS.get(2));

    /** For a family that a rule leaves alone: mean, variance and second moment are different, and neither 0 nor 1. */
    private static final Marginal BESIDE = marginal("1 (2/3) or 7 (1/3)", 2, 3, 1, 1, 3, 7);

    /** How the members of a family come about. */
    private enum Members {
        INDEPENDENT("independent members"),
        EQUAL("all members equal"),
        GROWING("independent members, the last doubled"),
        FIRST_WITH_SIGN("each the first with an independent fair sign"),
        COMPLEMENT("the second is 1 minus the first"),
        EQUAL_TO("equal to"),
        WITH_SIGN("with independent fair signs"),
        LAST_WITH_SIGN("with an independent fair sign for the last"),
        PRODUCT("the product of");

        private final String text;

        Members(String text) {
            this.text = text;
        }
    }

    /**
     * The slope a of leaky ReLU, the probability p with which dropout keeps a unit, and the parameters of
     * the {@link Shape}s.
     */
    static final Map<String, Rational> SYMBOLS = Map.of(
            "a",
            Rational.of(1, 3),
            "p",
            Rational.of(2, 3),
            Shape.VARIANCE,
            Rational.of(3),
            Shape.BOUND,
            Rational.of(4),
            Shape.DENSITY,
            Rational.of(1, 40));

    /** Exact stand-ins for activations, by the name that terms use; phi is like tanh near 0. */
    private static final Map<String, UnaryOperator<Rational>> FUNCTIONS = Map.of(
            "relu", x -> x.signum() > 0 ? x : Rational.ZERO,
            "leaky", x -> x.signum() > 0 ? x : x.times(SYMBOLS.get("a")),
            "phi", x -> x.minus(x.power(3).over(Rational.of(3))),
            "phi'", x -> Rational.ONE.minus(x.power(2)));

    private ModelFamily() {}

    /**
     * Values of symbols: bounds of sums are as large as families, but for the one that is to be short, so that
     * no other bound can stand in for it; others that have no fixed value get different primes.
     */
    static Map<String, Rational> symbols(Set<String> names, Set<String> bounds, String shortened) {
        Map<String, Rational> values = new HashMap<>(SYMBOLS);
        bounds.forEach(name -> values.put(name, Rational.of(name.equals(shortened) ? 1 : Model.MEMBERS)));
        BigInteger prime = BigInteger.valueOf(3);
        for (String name : names) {
            if (!values.containsKey(name)) {
                prime = prime.nextProbablePrime();
                values.put(name, new Rational(prime, BigInteger.ONE));
            }
        }
        return values;
    }

    /**
     * All candidate models.
     *
     * @param families the families, with the number of their indices
     * @param varied the families of which every law is tried; each other one has a single law
     * @param marginals the distributions to try
     * @param premises what must hold; models that break one are left out as soon as they can be told
     */
    static Stream<Model> of(
            SortedMap<String, Integer> families,
            Set<String> varied,
            List<Marginal> marginals,
            Set<Assumption> premises,
            Map<String, Rational> symbols,
            Map<String, Term> definitions) {
        Predicate<Draft> fits = draft -> {
            Model model = new Model("", draft.outcomes, symbols, definitions, FUNCTIONS);
            Set<String> placed = draft.outcomes.get(0).values().keySet();
            return premises.stream()
                    .filter(p -> placed.containsAll(p.families()))
                    .allMatch(p -> p.holds(model));
        };
        return drafts(families, varied, marginals, fits)
                .map(draft -> new Model(draft.text, draft.outcomes, symbols, definitions, FUNCTIONS));
    }

    private static Stream<Draft> drafts(
            SortedMap<String, Integer> families, Set<String> varied, List<Marginal> marginals, Predicate<Draft> fits) {
        Draft start = new Draft("", List.of(new Model.Outcome(Rational.ONE, Map.of())));
        for (String family : families.keySet()) {
            if (!varied.contains(family)) {
                int members = members(families.get(family));
                start = start.placed(family, members, BESIDE, Members.INDEPENDENT);
            }
        }
        Stream<Draft> drafts = Stream.of(start);
        List<String> before = new ArrayList<>();
        for (String family : varied) {
            int members = members(families.get(family));
            List<String> placed = List.copyOf(before);
            drafts = drafts.flatMap(draft -> draft.with(family, members, placed, marginals))
                    .filter(fits);
            before.add(family);
        }
        return drafts;
    }

    private static int members(int indices) {
        return indices <= 1 ? Model.MEMBERS : Model.MEMBERS * members(indices - 1);
    }

    /** Some families placed, others still to come. */
    private record Draft(String text, List<Model.Outcome> outcomes) {

        Stream<Draft> with(String family, int count, List<String> before, List<Marginal> marginals) {
            List<Members> free = new ArrayList<>(
                    List.of(Members.INDEPENDENT, Members.EQUAL, Members.GROWING, Members.FIRST_WITH_SIGN));
            if (count == 2) {
                free.add(Members.COMPLEMENT);
            }
            Stream<Draft> placed =
                    free.stream().flatMap(members -> marginals.stream().map(m -> placed(family, count, m, members)));
            Stream<Draft> tied = before.stream()
                    .flatMap(other -> Stream.of(Members.EQUAL_TO, Members.WITH_SIGN, Members.LAST_WITH_SIGN)
                            .map(members -> tied(family, count, List.of(other), members)));
            int last = before.size() - 1;
            Stream<Draft> product = last < 1
                    ? Stream.empty()
                    : Stream.of(tied(family, count, before.subList(last - 1, last + 1), Members.PRODUCT));
            return Stream.of(placed, tied, product).flatMap(drafts -> drafts);
        }

        private Draft placed(String family, int count, Marginal marginal, Members members) {
            List<Model.Outcome> all = new ArrayList<>();
            boolean drawn = members == Members.INDEPENDENT || members == Members.GROWING;
            for (Model.Outcome o : outcomes) {
                tuples(marginal.law, drawn ? count : 1).forEach((values, p) -> {
                    if (members == Members.FIRST_WITH_SIGN) {
                        signed(Collections.nCopies(count - 1, values.get(0)))
                                .forEach((rest, q) -> all.add(extended(o, p.times(q), family, joined(values, rest))));
                    } else {
                        all.add(extended(o, p, family, completed(values, count, members)));
                    }
                });
            }
            return new Draft(said(family, marginal.text + ", " + members.text), all);
        }

        private static List<Rational> completed(List<Rational> drawn, int count, Members members) {
            if (members == Members.EQUAL) {
                return Collections.nCopies(count, drawn.get(0));
            }
            List<Rational> values = new ArrayList<>(drawn);
            if (members == Members.COMPLEMENT) {
                values.add(Rational.ONE.minus(drawn.get(0)));
            } else if (members == Members.GROWING) {
                values.set(count - 1, drawn.get(count - 1).times(Rational.of(2)));
            }
            return values;
        }

        // The product of one or two families, of which the members may begin anew, with or without
        // signs
        private Draft tied(String family, int count, List<String> others, Members members) {
            List<Model.Outcome> all = new ArrayList<>();
            for (Model.Outcome o : outcomes) {
                List<Rational> values = IntStream.range(0, count)
                        .mapToObj(i -> others.stream()
                                .map(o.values()::get)
                                .map(other -> other.get(i % other.size()))
                                .reduce(Rational.ONE, Rational::times))
                        .toList();
                int signs = members == Members.WITH_SIGN ? count : members == Members.LAST_WITH_SIGN ? 1 : 0;
                List<Rational> kept = values.subList(0, count - signs);
                signed(values.subList(count - signs, count))
                        .forEach((rest, p) -> all.add(extended(o, p, family, joined(kept, rest))));
            }
            String names = String.join(" and ", others);
            boolean signed = members == Members.WITH_SIGN || members == Members.LAST_WITH_SIGN;
            String how = signed ? names + " " + members.text : members.text + " " + names;
            return new Draft(said(family, how), all);
        }

        /** Each value as it is or negated, independently, with probability 1/2. */
        private static Map<List<Rational>, Rational> signed(List<Rational> values) {
            Map<List<Rational>, Rational> all = new LinkedHashMap<>();
            tuples(MARGINALS.get(0).law, values.size()).forEach((signs, p) -> {
                List<Rational> signed = IntStream.range(0, values.size())
                        .mapToObj(i -> values.get(i).times(signs.get(i)))
                        .toList();
                all.merge(signed, p, Rational::plus);
            });
            return all;
        }

        private static List<Rational> joined(List<Rational> some, List<Rational> more) {
            return Stream.concat(some.stream(), more.stream()).toList();
        }

        /** All tuples of independent draws with their probabilities. */
        private static Map<List<Rational>, Rational> tuples(Map<Rational, Rational> law, int length) {
            Map<List<Rational>, Rational> all = new LinkedHashMap<>(Map.of(List.of(), Rational.ONE));
            for (int i = 0; i < length; i++) {
                Map<List<Rational>, Rational> longer = new LinkedHashMap<>();
                all.forEach((values, p) -> law.forEach((x, q) -> {
                    List<Rational> more = new ArrayList<>(values);
                    more.add(x);
                    longer.put(more, p.times(q));
                }));
                all = longer;
            }
            return all;
        }

        private String said(String family, String how) {
            return (text.isEmpty() ? "" : text + " ") + family + ": " + how + ".";
        }

        private static Model.Outcome extended(Model.Outcome o, Rational p, String family, List<Rational> members) {
            Map<String, List<Rational>> values = new LinkedHashMap<>(o.values());
            values.put(family, List.copyOf(members));
            return new Model.Outcome(o.probability().times(p), values);
        }
    }

    private static Marginal marginal(String text, long... pqx) {
        Map<Rational, Rational> law = new LinkedHashMap<>();
        for (int i = 0; i < pqx.length; i += 3) {
            law.put(Rational.of(pqx[i + 2]), Rational.of(pqx[i], pqx[i + 1]));
        }
        return new Marginal(text, law);
    }
}
