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

  /** How many members each family has, and so the value of every symbol that bounds a sum. */
  static final int MEMBERS = 2;

  /**
   * One outcome: its probability, and the values of w_1, w_2 … of each family by name.
   *
   * @param probability positive; those of a model add up to 1
   * @param values family to the values of its members
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
    return term.value(new Scope(this, Optional.empty(), Map.of()));
  }

  /** The law of a function of the outcome: its values to their probabilities. */
  <T> Map<T, Rational> law(Function<Outcome, T> of) {
    return outcomes.stream()
        .collect(Collectors.toMap(of, Outcome::probability, Rational::plus, LinkedHashMap::new));
  }

  /** The mean of a function of the outcome. */
  Rational mean(Function<Outcome, Rational> of) {
    return outcomes.stream()
        .map(o -> o.probability().times(of.apply(o)))
        .reduce(Rational.ZERO, Rational::plus);
  }

  /** The value that a random term over the index i has in one outcome, for one i. */
  Rational at(Term term, Outcome outcome, int i) {
    return term.value(new Scope(this, Optional.of(outcome), Map.of("i", i)));
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

  Rational symbol(String name) {
    return symbols.get(name);
  }

  Optional<Term> definition(String name) {
    return Optional.ofNullable(definitions.get(name));
  }

  Rational function(String name, Rational argument) {
    UnaryOperator<Rational> function = functions.get(name);
    if (function == null) {
      throw new IllegalArgumentException("the model gives the function " + name + " no values");
    }
    return function.apply(argument);
  }

  /** How the variables are made, in words. */
  @Override
  public String toString() {
    return description;
  }
}
