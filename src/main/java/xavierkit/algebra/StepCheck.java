package xavierkit.algebra;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A step tried on finite models in exact arithmetic: on all that satisfy what it needs, both sides
 * must be equal; on one that breaks a single need, they may differ.
 *
 * @param step the step
 * @param tried how many models satisfied every need
 * @param failure a model that satisfies every need and on which the sides differ; empty if the step
 *     holds
 * @param counterexamples for each need, a model that breaks just that need and on which the sides
 *     differ; empty if the step holds even without it
 */
public record StepCheck(
    Step step,
    int tried,
    Optional<Model> failure,
    Map<Assumption, Optional<Model>> counterexamples) {

  /** Tries a step; {@code definitions} give the variables that earlier or later rules define. */
  public static StepCheck of(Step step, Map<String, Term> definitions) {
    List<Model> all = models(step, definitions).toList();
    List<Model> fitting = all.stream().filter(m -> holdAll(step.needs(), m)).toList();
    Optional<Model> failure = fitting.stream().filter(m -> differs(step, m)).findFirst();
    Map<Assumption, Optional<Model>> counterexamples = new LinkedHashMap<>();
    for (Assumption need : step.needs()) {
      List<Assumption> others =
          step.needs().stream().filter(a -> !a.equals(need)).toList();
      counterexamples.put(
          need,
          all.stream()
              .filter(m -> !need.holds(m) && holdAll(others, m) && differs(step, m))
              .findFirst());
    }
    return new StepCheck(step, fitting.size(), failure, counterexamples);
  }

  /** Whether every model that satisfies {@code premises}, of which there are some, satisfies the conclusion. */
  public static boolean entails(Set<Assumption> premises, Assumption conclusion) {
    List<Model> fitting = ModelFamily.of(List.of("w", "z"), Map.of(), Map.of())
        .filter(m -> holdAll(List.copyOf(premises), m))
        .toList();
    return !fitting.isEmpty() && fitting.stream().allMatch(conclusion::holds);
  }

  /** Whether both sides were equal on every model that satisfies the needs, and there were some. */
  public boolean passed() {
    return tried > 0 && failure.isEmpty();
  }

  private static Stream<Model> models(Step step, Map<String, Term> definitions) {
    List<Term> terms = Stream.of(step.before(), step.after())
        .flatMap(t -> Stream.concat(Stream.of(t), defined(t, definitions)))
        .toList();
    List<String> families = terms.stream()
        .flatMap(t -> Assumptions.families(t).stream())
        .filter(name -> !definitions.containsKey(name))
        .distinct()
        .sorted()
        .toList();
    return ModelFamily.of(families, symbols(terms), definitions);
  }

  private static Stream<Term> defined(Term term, Map<String, Term> definitions) {
    return Assumptions.families(term).stream()
        .filter(definitions::containsKey)
        .map(definitions::get)
        .flatMap(t -> Stream.concat(Stream.of(t), defined(t, definitions)));
  }

  // Bounds of sums are as large as families; other symbols get primes, so that none can stand in
  // for another.
  private static Map<String, Rational> symbols(List<Term> terms) {
    Iterator<Integer> primes = List.of(5, 7, 11, 13, 17, 19, 23).iterator();
    Map<String, Rational> values = new HashMap<>(ModelFamily.SYMBOLS);
    for (Atom.Sum sum : atoms(terms, Atom.Sum.class)) {
      atoms(List.of(sum.bound()), Atom.Symbol.class)
          .forEach(s -> values.put(s.name(), Rational.of(Model.MEMBERS)));
    }
    for (Atom.Symbol symbol : atoms(terms, Atom.Symbol.class)) {
      values.computeIfAbsent(symbol.name(), name -> Rational.of(primes.next()));
    }
    return values;
  }

  private static <T extends Atom> List<T> atoms(List<Term> terms, Class<T> kind) {
    return terms.stream()
        .flatMap(t -> t.allAtoms().stream())
        .flatMap(atom -> atom.as(kind).stream())
        .distinct()
        .toList();
  }

  private static boolean holdAll(List<Assumption> needs, Model model) {
    return needs.stream().allMatch(need -> need.holds(model));
  }

  private static boolean differs(Step step, Model model) {
    return !model.value(step.before()).equals(model.value(step.after()));
  }

  /** The verdict, with a counterexample for every need. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(step.rule().name() + ": ");
    text.append(failure
        .map(m -> "WRONG on this model: " + m + sides(m))
        .orElse(
            tried == 0
                ? "not decided: no model tried satisfies its needs."
                : "both sides equal on all " + tried + " models that satisfy its needs."));
    counterexamples.forEach((need, model) -> text.append("\n  Without \"" + need + "\": ")
        .append(model.map(m -> m + sides(m)).orElse("it still holds on every model tried.")));
    return text.toString();
  }

  private String sides(Model m) {
    String symbols = atoms(List.of(step.before(), step.after()), Atom.Symbol.class).stream()
        .map(s -> " With " + s.name() + " = " + m.symbol(s.name()) + ":")
        .collect(Collectors.joining());
    return symbols
        + "\n    " + step.before() + " = " + m.value(step.before())
        + ", but\n    " + step.after() + " = " + m.value(step.after());
  }
}
