package xavierkit.algebra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a term gets its exact value: a finite model, the outcome that random atoms look at, and the
 * values of the indices of the sums around it.
 */
record Scope(Model model, Optional<Model.Outcome> outcome, Map<String, Integer> indices) {

  Scope withIndex(String index, int value) {
    Map<String, Integer> all = new HashMap<>(indices);
    all.put(index, value);
    return new Scope(model, outcome, all);
  }

  Rational symbol(String name) {
    return model.symbol(name);
  }

  Rational function(String name, Rational argument) {
    return model.function(name, argument);
  }

  // a free index, or none, means a typical member: the first
  Rational variable(String name, List<String> names) {
    Optional<Term> definition = model.definition(name);
    if (definition.isPresent()
        && !names.isEmpty()
        && !definition.get().indices().isEmpty()) {
      throw new IllegalArgumentException(name + " is defined by a sum, so its members " + name + "_"
          + names + " are not modelled");
    }
    if (definition.isPresent()) {
      return definition.get().withIndices(names).value(this);
    }
    int member =
        names.stream().mapToInt(i -> indices.getOrDefault(i, 1)).findFirst().orElse(1);
    return outcome
        .orElseThrow(
            () -> new IllegalArgumentException(name + " is random, so it has no one value"))
        .value(name, member);
  }

  Rational mean(Term term) {
    Rational total = Rational.ZERO;
    for (Model.Outcome each : model.outcomes()) {
      Rational value = term.value(new Scope(model, Optional.of(each), indices));
      total = total.plus(each.probability().times(value));
    }
    return total;
  }

  // Cov(X, Y) = E[X Y] - E[X] E[Y]
  Rational covariance(Term x, Term y) {
    return mean(x.times(y)).minus(mean(x).times(mean(y)));
  }
}
