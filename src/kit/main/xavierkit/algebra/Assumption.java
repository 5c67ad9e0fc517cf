package xavierkit.algebra;

import java.util.*;
import java.util.stream.*;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * What a rule may need to be true of families of random variables. A family is a name with members, such as the weights
 * w_1, w_2 and so on; w without index is a typical member. Each assumption can be decided exactly in a finite model.
 */
public sealed interface Assumption {

    /** The names of the families that it is about. */
    default Set<String> families() {
        Set<String> all = new TreeSet<>();
        terms().forEach(term -> all.addAll(term.names(Atom.Kind.VARIABLE)));
        return all;
    }

    /** The terms in it. */
    default List<Term> terms() {
        return List.of();
    }

    /** Decides the assumption exactly. */
    boolean holds(Model model);

    /** Whether the families that a model has so far leave it possible. */
    default boolean mayHold(Model model) {
        return !families().stream().allMatch(model::knows) || holds(model);
    }

    /** E[x_i] = 0. */
    static Assumption zeroMean(String family) {
        return new MeanIs(family, Term.ZERO);
    }

    /** About a single family. */
    sealed interface OfOne extends Assumption {
        /** Its name. */
        String family();

        @Override
        default Set<String> families() {
            return Set.of(family());
        }
    }

    /**
     * E[x_i] is a given number for every member of the family.
     *
     * @param family the name of the family
     * @param mean the number, possibly with symbols, such as p
     */
    record MeanIs(String family, Term mean) implements OfOne {
        @Override
        public List<Term> terms() {
            return List.of(mean);
        }

        @Override
        public boolean holds(Model model) {
            return model.members(family).stream().allMatch(x -> model.mean(x).equals(model.value(mean)));
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
            return model.independent(
                    model.members(family).stream().map(List::of).toList());
        }

        @Override
        public String toString() {
            return "the " + family + "_i are independent of each other";
        }
    }

    /**
     * Families, all members of each taken together, are independent of each other. About the members within a family it
     * says nothing; see {@link MutuallyIndependent}.
     *
     * @param families their names, at least 2
     */
    record Independent(Set<String> families) implements Assumption {
        /**
         * Sorts the names.
         *
         * @throws IllegalArgumentException if there are fewer than 2
         */
        public Independent {
            families = Collections.unmodifiableSet(new TreeSet<>(families));
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
            return model.independent(families.stream().map(model::members).toList());
        }

        @Override
        public boolean mayHold(Model model) {
            String[] known = families.stream().filter(model::knows).toArray(String[]::new);
            return known.length < 2 || new Independent(known).holds(model);
        }

        @Override
        public String toString() {
            return String.join(", ", families).replaceFirst(", ([^,]*)$", " and $1") + " are independent";
        }
    }

    /**
     * The joint distribution of (x_i, y_i, …) is the same for every i. That is more than that each family is identically
     * distributed, unless the families are independent of each other.
     *
     * @param families their names
     */
    record Identical(Set<String> families) implements Assumption {
        /** Sorts the names. */
        public Identical {
            families = Collections.unmodifiableSet(new TreeSet<>(families));
        }

        @Override
        public boolean holds(Model model) {
            List<List<List<BigFraction>>> x =
                    families.stream().map(model::members).toList();
            return IntStream.range(0, x.get(0).size())
                            .mapToObj(i -> model.law(
                                    x.stream().map(members -> members.get(i)).toList()))
                            .distinct()
                            .count()
                    == 1;
        }

        @Override
        public String toString() {
            String members = String.join("_i, ", families) + "_i";
            return "the " + (families.size() == 1 ? members : "(" + members + ")") + " are identically distributed";
        }
    }

    /** x and -x have the same distribution. */
    record Symmetric(String family) implements OfOne {
        @Override
        public boolean holds(Model model) {
            return model.members(family).stream()
                    .allMatch(x -> model.law(List.of(x))
                            .equals(model.law(
                                    List.of(x.stream().map(BigFraction::negate).toList()))));
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
            return model.members(family).stream().flatMap(List::stream).allMatch(x -> x.isZero() || x.isOne());
        }

        @Override
        public String toString() {
            return family + " is 0 or 1";
        }
    }

    /**
     * x_1 + ... + x_bound is a given number, in every outcome, as for one-hot inputs.
     *
     * @param family the name of the family
     * @param bound how many members are added
     * @param total the number
     */
    record SumIs(String family, Term bound, Term total) implements OfOne {
        @Override
        public List<Term> terms() {
            return List.of(Term.sum("i", bound, Term.variable(family, "i")), total);
        }

        @Override
        public boolean holds(Model model) {
            return model.values(terms().get(0), Map.of()).stream().allMatch(model.value(total)::equals);
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

    /**
     * The terms body(1), body(2), … over an index are pairwise uncorrelated, whatever the other indices are. It is what
     * Bienaymé's rule needs, and less than independence: w_1 z_1 and w_2 z_2 are uncorrelated for independent w_i of mean
     * 0 even if z_1 = z_2.
     *
     * @param index the index that tells the terms apart
     * @param body the terms
     */
    record UncorrelatedTerms(String index, Term body) implements Assumption {
        @Override
        public List<Term> terms() {
            return List.of(body);
        }

        @Override
        public boolean holds(Model model) {
            int n = model.setting.members();
            return model.settings(body.freeIndices())
                    .allMatch(at -> IntStream.rangeClosed(at.getOrDefault(index, 1) + 1, n)
                            .mapToObj(other -> model.covariance(body, at, body, Scope.with(at, index, other)))
                            .allMatch(BigFraction::isZero));
        }

        @Override
        public String toString() {
            return "the terms " + body + " are pairwise uncorrelated";
        }
    }

    /**
     * Cov(X, Y) = 0, for all values of free indices.
     *
     * @param first X
     * @param second Y
     */
    record Uncorrelated(Term first, Term second) implements Assumption {
        /** Leaves out constant factors and puts the terms in order, so that all ways of saying it are equal. */
        public Uncorrelated {
            first = unscaled(first);
            second = unscaled(second);
            if (!first.isRandom() || !second.isRandom()) {
                throw new IllegalArgumentException("only variables can be uncorrelated, got " + first + ", " + second);
            }
            if (first.toString().compareTo(second.toString()) > 0) {
                Term swap = first;
                first = second;
                second = swap;
            }
        }

        @Override
        public List<Term> terms() {
            return List.of(first, second);
        }

        @Override
        public boolean holds(Model model) {
            return model.settings(first.times(second).freeIndices())
                    .allMatch(at -> model.covariance(first, at, second, at).isZero());
        }

        @Override
        public String toString() {
            return first + " and " + second + " are uncorrelated";
        }

        private static Term unscaled(Term x) {
            return x.summands().size() == 1
                    ? x.summands().keySet().iterator().next().term()
                    : x;
        }
    }
}
