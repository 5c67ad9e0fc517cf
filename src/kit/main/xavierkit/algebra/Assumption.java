package xavierkit.algebra;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a rule may need to be true of the random variables. Each can be decided in a finite model.
 */
public sealed interface Assumption {

    /** About a single family. */
    sealed interface OfOne extends Assumption {
        /** Its name. */
        String family();

        @Override
        default Set<String> families() {
            return Set.of(family());
        }
    }

    /** E[x_i] is a given number for every member of the family. */
    record MeanIs(String family, Term mean) implements OfOne {
        @Override
        public boolean holds(Model model) {
            return members(model, family)
                    .allMatch(i -> model.mean(o -> o.value(family, i)).equals(model.value(mean)));
        }

        @Override
        public String toString() {
            return family + " has mean " + mean;
        }
    }

    /** The members of one family are independent of each other. */
    record MutuallyIndependent(String family) implements OfOne {
        @Override
        public boolean holds(Model model) {
            return members(model, family)
                    .allMatch(i ->
                            model.independent(o -> o.values().get(family).subList(0, i - 1), o -> o.value(family, i)));
        }

        @Override
        public String toString() {
            return "the " + family + "_i are independent of each other";
        }
    }

    /** Families, all members of each taken together, are independent of each other. */
    record Independent(SortedSet<String> families) implements Assumption {
        /** Sorts the names. */
        public Independent {
            families = Collections.unmodifiableSortedSet(new TreeSet<>(families));
            if (families.size() < 2) {
                throw new IllegalArgumentException("independence is about at least 2 families, got " + families);
            }
        }

        /** These families. */
        public Independent(String... families) {
            this(new TreeSet<>(List.of(families)));
        }

        @Override
        public boolean holds(Model model) {
            return families.stream()
                    .allMatch(x -> model.independent(
                            o -> families.headSet(x).stream()
                                    .map(o.values()::get)
                                    .toList(),
                            o -> o.values().get(x)));
        }

        @Override
        public String toString() {
            List<String> names = List.copyOf(families);
            int last = names.size() - 1;
            return String.join(", ", names.subList(0, last)) + " and " + names.get(last) + " are independent";
        }
    }

    /** The joint law of (x_i, y_i, …) is the same for every i. */
    record Identical(Set<String> families) implements Assumption {
        /** Sorts the names. */
        public Identical {
            families = Collections.unmodifiableSortedSet(new TreeSet<>(families));
        }

        @Override
        public boolean holds(Model model) {
            return members(model, families.iterator().next())
                    .allMatch(i -> law(model, i).equals(law(model, 1)));
        }

        private Map<List<Rational>, Rational> law(Model model, int i) {
            return model.law(
                    o -> families.stream().map(family -> o.value(family, i)).toList());
        }

        @Override
        public String toString() {
            return families.size() == 1
                    ? "the " + families.iterator().next() + "_i are identically distributed"
                    : "the (" + String.join("_i, ", families) + "_i) are identically distributed";
        }
    }

    /** x and -x have the same law. */
    record Symmetric(String family) implements OfOne {
        @Override
        public boolean holds(Model model) {
            return members(model, family)
                    .allMatch(i -> model.law(o -> o.value(family, i))
                            .equals(model.law(o -> o.value(family, i).times(Rational.of(-1)))));
        }

        @Override
        public String toString() {
            return family + " is distributed symmetrically around 0";
        }
    }

    /** x is 0 or 1. */
    record Indicator(String family) implements OfOne {
        @Override
        public boolean holds(Model model) {
            return members(model, family)
                    .boxed()
                    .flatMap(i -> model.law(o -> o.value(family, i)).keySet().stream())
                    .allMatch(x -> x.equals(Rational.ZERO) || x.equals(Rational.ONE));
        }

        @Override
        public String toString() {
            return family + " is 0 or 1";
        }
    }

    /** x_1 + ... + x_bound is a given number, in every outcome. */
    record SumIs(String family, Term bound, Term total) implements OfOne {
        @Override
        public boolean holds(Model model) {
            Term sum = Term.sum("i", bound, Term.variable(family, "i"));
            Rational wanted = model.value(total);
            return model.outcomes().stream()
                    .allMatch(o -> model.at(sum, o, Map.of()).equals(wanted));
        }

        @Override
        public String toString() {
            return "the " + family + "_i always add up to " + total;
        }
    }

    /** The distribution has a known shape. */
    record HasShape(String family, Shape shape) implements OfOne {
        @Override
        public boolean holds(Model model) {
            return shape.holds(model, family);
        }

        @Override
        public String toString() {
            return family + " is " + shape;
        }
    }

    /** The terms body(1), body(2), … over an index are pairwise uncorrelated. */
    record UncorrelatedTerms(String index, Term body) implements Assumption {
        @Override
        public boolean holds(Model model) {
            List<String> others =
                    body.indices().stream().filter(i -> !i.equals(index)).toList();
            return settings(others)
                    .allMatch(around -> model.covariance(body, with(around, 1), body, with(around, 2))
                            .equals(Rational.ZERO));
        }

        private Map<String, Integer> with(Map<String, Integer> around, int value) {
            Map<String, Integer> all = new HashMap<>(around);
            all.put(index, value);
            return all;
        }

        @Override
        public Set<String> families() {
            return Set.copyOf(Assumptions.families(body));
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
            Set<String> free = first.times(second).freeIndices();
            return settings(List.copyOf(free))
                    .allMatch(at -> model.covariance(first, at, second, at).equals(Rational.ZERO));
        }

        @Override
        public Set<String> families() {
            return Set.copyOf(Assumptions.families(first.plus(second)));
        }

        @Override
        public String toString() {
            return first + " and " + second + " are uncorrelated";
        }
    }

    /** The values that an index takes in finite models. */
    List<Integer> MEMBERS = IntStream.rangeClosed(1, Model.MEMBERS).boxed().toList();

    // all values of some indices
    private static Stream<Map<String, Integer>> settings(List<String> indices) {
        Stream<Map<String, Integer>> all = Stream.of(Map.of());
        for (String other : indices) {
            all = all.flatMap(setting -> MEMBERS.stream().map(i -> {
                Map<String, Integer> more = new HashMap<>(setting);
                more.put(other, i);
                return more;
            }));
        }
        return all;
    }

    private static IntStream members(Model model, String family) {
        return IntStream.rangeClosed(1, model.members(family));
    }

    /** E[x_i] = 0. */
    static Assumption zeroMean(String family) {
        return new MeanIs(family, Term.ZERO);
    }

    /** The names of the families that it is about. */
    Set<String> families();

    /** Decides the assumption exactly. */
    boolean holds(Model model);
}
