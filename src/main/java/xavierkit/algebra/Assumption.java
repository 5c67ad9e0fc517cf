package xavierkit.algebra;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a rule may need to be true of the random variables. Each can be decided in a finite model.
 */
public sealed interface Assumption {

  /** E[x_i] is a given number for every member of the family. */
  record MeanIs(String family, Term mean) implements Assumption {
    @Override
    public boolean holds(Model model) {
      return MEMBERS.stream()
          .allMatch(i -> model.mean(o -> o.value(family, i)).equals(model.value(mean)));
    }

    @Override
    public String toString() {
      return family + " has mean " + mean;
    }
  }

  /** The members of one family are independent of each other. */
  record MutuallyIndependent(String family) implements Assumption {
    @Override
    public boolean holds(Model model) {
      return model.independent(o -> o.value(family, 1), o -> o.value(family, 2));
    }

    @Override
    public String toString() {
      return "the " + family + "_i are independent of each other";
    }
  }

  /** Two families, all members taken together, are independent. */
  record Independent(String first, String second) implements Assumption {
    /** Puts the names in order, so that both ways of saying it are equal. */
    public Independent {
      if (first.compareTo(second) > 0) {
        String swap = first;
        first = second;
        second = swap;
      }
    }

    @Override
    public boolean holds(Model model) {
      String x = first;
      String y = second;
      return model.independent(o -> o.values().get(x), o -> o.values().get(y));
    }

    @Override
    public String toString() {
      return first + " and " + second + " are independent";
    }
  }

  /** The joint law of (x_i, y_i, …) is the same for every i. */
  record Identical(Set<String> families) implements Assumption {
    /** Sorts the names. */
    public Identical {
      families = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(families));
    }

    @Override
    public boolean holds(Model model) {
      return law(model, 1).equals(law(model, 2));
    }

    private Map<List<Rational>, Rational> law(Model model, int i) {
      return model.law(o -> families.stream().map(family -> o.value(family, i)).toList());
    }

    @Override
    public String toString() {
      return families.size() == 1
          ? "the " + families.iterator().next() + "_i are identically distributed"
          : "the (" + String.join("_i, ", families) + "_i) are identically distributed";
    }
  }

  /** x and -x have the same law. */
  record Symmetric(String family) implements Assumption {
    @Override
    public boolean holds(Model model) {
      return MEMBERS.stream()
          .allMatch(i -> model
              .law(o -> o.value(family, i))
              .equals(model.law(o -> o.value(family, i).times(Rational.of(-1)))));
    }

    @Override
    public String toString() {
      return family + " is distributed symmetrically around 0";
    }
  }

  /** x is 0 or 1. */
  record Indicator(String family) implements Assumption {
    @Override
    public boolean holds(Model model) {
      return MEMBERS.stream()
          .flatMap(i -> model.law(o -> o.value(family, i)).keySet().stream())
          .allMatch(x -> x.equals(Rational.ZERO) || x.equals(Rational.ONE));
    }

    @Override
    public String toString() {
      return family + " is 0 or 1";
    }
  }

  /** The terms body(1), body(2), … over the index i are pairwise uncorrelated. */
  record UncorrelatedTerms(Term body) implements Assumption {
    @Override
    public boolean holds(Model model) {
      Rational product = model.mean(o -> model.at(body, o, 1).times(model.at(body, o, 2)));
      Rational means =
          model.mean(o -> model.at(body, o, 1)).times(model.mean(o -> model.at(body, o, 2)));
      return product.equals(means);
    }

    @Override
    public String toString() {
      return "the terms " + body + " are pairwise uncorrelated";
    }
  }

  /** Cov(X, Y) = 0. */
  record Uncorrelated(Term first, Term second) implements Assumption {
    /** Puts the terms in order, so that both ways of saying it are equal. */
    public Uncorrelated {
      if (first.toString().compareTo(second.toString()) > 0) {
        Term swap = first;
        first = second;
        second = swap;
      }
    }

    @Override
    public boolean holds(Model model) {
      return model.value(Term.covariance(first, second)).equals(Rational.ZERO);
    }

    @Override
    public String toString() {
      return first + " and " + second + " are uncorrelated";
    }
  }

  /** The members that finite models have. */
  List<Integer> MEMBERS = IntStream.rangeClosed(1, Model.MEMBERS).boxed().toList();

  /** E[x_i] = 0. */
  static Assumption zeroMean(String family) {
    return new MeanIs(family, Term.ZERO);
  }

  /** Decides the assumption exactly. */
  boolean holds(Model model);
}
