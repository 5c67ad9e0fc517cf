package xavierkit.algebra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The finite models on which steps are tried: every family of variables in every combination of a
 * marginal distribution, a dependence between its members, and a dependence on the family before
 * it.
 */
final class ModelFamily {

  /** A finite distribution: values and their probabilities. */
  private record Marginal(String text, Map<Rational, Rational> law) {}

  private static final List<Marginal> MARGINALS = List.of(
      marginal("-1 or 1", 1, 2, -1, 1, 2, 1),
      marginal("-1 (2/3) or 2 (1/3)", 2, 3, -1, 1, 3, 2),
      marginal("0 (1/3) or 1 (2/3)", 1, 3, 0, 2, 3, 1),
      marginal("1 or 3", 1, 2, 1, 1, 2, 3));

  /** How the members of a family come about. */
  private enum Members {
    INDEPENDENT("independent members"),
    EQUAL("all members equal"),
    GROWING("independent members, the second doubled"),
    EQUAL_TO_BEFORE("equal to the family before"),
    BEFORE_WITH_SIGN("the family before, with independent fair signs");

    private final String text;

    Members(String text) {
      this.text = text;
    }
  }

  /** The slope a of leaky ReLU, and the probability p with which dropout keeps a unit. */
  static final Map<String, Rational> SYMBOLS =
      Map.of("a", Rational.of(1, 3), "p", Rational.of(2, 3));

  /** Exact stand-ins for activations, by the name that terms use; phi is like tanh near 0. */
  private static final Map<String, UnaryOperator<Rational>> FUNCTIONS = Map.of(
      "relu", x -> x.signum() > 0 ? x : Rational.ZERO,
      "leaky", x -> x.signum() > 0 ? x : x.times(SYMBOLS.get("a")),
      "phi", x -> x.minus(x.power(3).over(Rational.of(3))),
      "phi'", x -> Rational.ONE.minus(x.power(2)));

  private ModelFamily() {}

  /** All candidate models for these families, with values of the symbols, and definitions. */
  static Stream<Model> of(
      List<String> families, Map<String, Rational> symbols, Map<String, Term> definitions) {
    Stream<Draft> drafts =
        Stream.of(new Draft("", List.of(new Model.Outcome(Rational.ONE, Map.of()))));
    for (int i = 0; i < families.size(); i++) {
      String family = families.get(i);
      String before = i == 0 ? null : families.get(i - 1);
      drafts = drafts.flatMap(draft -> draft.with(family, before));
    }
    return drafts.map(
        draft -> new Model(draft.text, draft.outcomes, symbols, definitions, FUNCTIONS));
  }

  /** Some families placed, others still to come. */
  private record Draft(String text, List<Model.Outcome> outcomes) {

    Stream<Draft> with(String family, String before) {
      Stream<Draft> free = MARGINALS.stream()
          .flatMap(m -> Stream.of(Members.INDEPENDENT, Members.EQUAL, Members.GROWING)
              .map(members -> placed(family, m, members)));
      Stream<Draft> tied = before == null
          ? Stream.empty()
          : Stream.of(Members.EQUAL_TO_BEFORE, Members.BEFORE_WITH_SIGN)
              .map(members -> tied(family, before, members));
      return Stream.concat(free, tied);
    }

    private Draft placed(String family, Marginal marginal, Members members) {
      List<Model.Outcome> all = new ArrayList<>();
      for (Model.Outcome o : outcomes) {
        marginal.law.forEach((x, p) -> {
          if (members == Members.EQUAL) {
            all.add(extended(o, p, family, x, x));
          } else {
            marginal.law.forEach((y, q) -> all.add(extended(
                o,
                p.times(q),
                family,
                x,
                members == Members.GROWING ? y.times(Rational.of(2)) : y)));
          }
        });
      }
      return new Draft(text + sentence(family, marginal.text + ", " + members.text), all);
    }

    private Draft tied(String family, String before, Members members) {
      List<Rational> signs = members == Members.EQUAL_TO_BEFORE
          ? List.of(Rational.ONE)
          : List.of(Rational.ONE, Rational.of(-1));
      Rational p = Rational.ONE.over(Rational.of(signs.size() * signs.size()));
      List<Model.Outcome> all = new ArrayList<>();
      for (Model.Outcome o : outcomes) {
        for (Rational a : signs) {
          for (Rational b : signs) {
            Rational x = o.value(before, 1).times(a);
            Rational y = o.value(before, 2).times(b);
            all.add(extended(o, p, family, x, y));
          }
        }
      }
      return new Draft(text + sentence(family, members.text), all);
    }

    private static String sentence(String family, String how) {
      return family + ": " + how + ". ";
    }

    private static Model.Outcome extended(
        Model.Outcome o, Rational p, String family, Rational x, Rational y) {
      Map<String, List<Rational>> values = new LinkedHashMap<>(o.values());
      values.put(family, List.of(x, y));
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
