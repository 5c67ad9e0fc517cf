package xavierkit.algebra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import xavierkit.algebra.Assumption.HasShape;
import xavierkit.algebra.Assumption.Identical;
import xavierkit.algebra.Assumption.Indicator;
import xavierkit.algebra.Assumption.MeanIs;
import xavierkit.algebra.Assumption.SumIs;
import xavierkit.algebra.Assumption.Symmetric;
import xavierkit.algebra.Assumption.Uncorrelated;
import xavierkit.algebra.Assumption.UncorrelatedTerms;

/**
 * A named step of reasoning: which atoms it rewrites, into what, and what must be true for that.
 *
 * @param name the field's name for it
 * @param reason why it holds, in one sentence
 * @param pattern what it looks for, in words
 * @param exact whether both sides are equal, not just close
 * @param definitions variables that it defines, with their terms; empty for most rules
 * @param match atom to what becomes of it, or nothing if it is no business of this rule
 */
public record Rule(
        String name,
        String reason,
        String pattern,
        boolean exact,
        Map<String, Term> definitions,
        Function<Atom, Optional<Application>> match) {

    /**
     * What a rule makes of one atom.
     *
     * @param result the new term
     * @param needs what must be true for the two to be equal
     */
    public record Application(Term result, List<Assumption> needs) {
        Application(Term result, Assumption... needs) {
            this(result, List.of(needs));
        }
    }

    /** Var(X) = E[X^2] - E[X]^2. */
    public static final Rule VARIANCE = rule(
            "definition of variance",
            "The mean of (X - E[X])^2, multiplied out.",
            "a variance",
            atom -> atom.as(Atom.Variance.class)
                    .map(v -> v.term())
                    .map(x -> Term.mean(x.power(2)).minus(Term.mean(x).power(2)))
                    .map(Application::new));

    /** E[X^2] = Var(X) + E[X]^2, for a single variable X. */
    public static final Rule SECOND_MOMENT = rule(
            "second moment",
            "The definition of variance, solved for E[X^2].",
            "the mean of the square of a variable",
            atom -> atom.as(Atom.Mean.class)
                    .flatMap(m -> squared(m.term()))
                    .map(Term::of)
                    .map(x -> Term.variance(x).plus(Term.mean(x).power(2)))
                    .map(Application::new));

    /** E[a X + b Y] = a E[X] + b E[Y], and the same for a sum over an index. */
    public static final Rule LINEARITY = rule(
            "linearity of expectation",
            "Means add up, and constants can be drawn out, whatever the dependence.",
            "the mean of a sum, or of a constant times a variable",
            atom -> atom.as(Atom.Mean.class)
                    .map(m -> linear(m.term()))
                    .filter(result -> !result.equals(Term.of(atom)))
                    .map(Application::new));

    /** Var(a X + b Y) = a^2 Var(X) + b^2 Var(Y) + 2 a b Cov(X, Y). */
    public static final Rule VARIANCE_OF_SUM = rule(
            "variance of a sum",
            "The square of a sum has the squares and twice the products.",
            "the variance of a sum, or of a constant times a variable",
            atom -> atom.as(Atom.Variance.class)
                    .map(v -> covarianceExpanded(v.term()))
                    .filter(result -> !result.equals(Term.of(atom)))
                    .map(Application::new));

    /** Var(X_1 + … + X_n) = Var(X_1) + … + Var(X_n) if the X_i are uncorrelated. */
    public static final Rule BIENAYME = rule(
            "Bienaymé",
            "The variances of uncorrelated terms add up, because every covariance is 0.",
            "the variance of a sum over an index",
            atom -> atom.as(Atom.Variance.class)
                    .flatMap(v -> single(v.term()))
                    .flatMap(inner -> inner.as(Atom.Sum.class))
                    .map(s -> new Application(
                            Term.sum(s.index(), s.bound(), Term.variance(s.body())),
                            new UncorrelatedTerms(s.index(), s.body()))));

    /** Cov(X, Y) = 0 for uncorrelated X and Y. */
    public static final Rule UNCORRELATED = rule(
            "uncorrelated",
            "Independent variables have covariance 0.",
            "a covariance",
            atom -> atom.as(Atom.Covariance.class)
                    .map(c -> new Application(Term.ZERO, new Uncorrelated(c.first(), c.second()))));

    /** A mean or variance that is the same for every index is that of a typical member. */
    public static final Rule IDENTICAL = rule(
            "identical distribution",
            "What only depends on the distribution is the same for every member of the family.",
            "a mean or variance inside a sum over an index",
            Rule::typical);

    /** E[X Y] = E[X] E[Y] for independent X and Y. */
    public static final Rule INDEPENDENT_PRODUCT = rule(
            "independence of a product",
            "The mean of a product of independent variables is the product of the means.",
            "the mean of a product of two different variables",
            atom -> atom.as(Atom.Mean.class).flatMap(m -> Factors.of(m.term())).map(Factors::mean));

    /** Var(X Y) = Var(X) Var(Y) + Var(X) E[Y]^2 + E[X]^2 Var(Y) for independent X and Y. */
    public static final Rule PRODUCT_VARIANCE = rule(
            "variance of a product",
            "E[X^2] E[Y^2] - E[X]^2 E[Y]^2, with each second moment split into variance and mean.",
            "the variance of a product of two different variables",
            atom -> atom.as(Atom.Variance.class)
                    .flatMap(v -> Factors.of(v.term()))
                    .map(Factors::variance));

    /**
     * E[relu(s)^2] = E[s^2] / 2 for symmetric s, and E[leaky(s)^2] = (1 + a^2) / 2 E[s^2] for leaky ReLU
     * of slope a.
     */
    public static final Rule SYMMETRIC_HALF = rule(
            "half of a symmetric variable",
            "s and -s are equally likely, and only one of them is let through whole.",
            "the mean of relu(s)^2 or leaky(s)^2",
            atom -> atom.as(Atom.Mean.class)
                    .flatMap(m -> squared(m.term()))
                    .flatMap(inner -> inner.as(Atom.Applied.class))
                    .flatMap(Rule::half));

    /** phi(s) = s and phi'(s) = 1, for an activation with phi(0) = 0 and phi'(0) = 1: approximate. */
    public static final Rule LINEAR_REGIME = new Rule(
            "linear regime",
            "Near 0 an activation with phi(0) = 0 and phi'(0) = 1 is its tangent.",
            "phi or phi' of a term",
            false,
            Map.of(),
            atom -> atom.as(Atom.Applied.class)
                    .filter(phi -> Set.of("phi", "phi'").contains(phi.function()))
                    .map(phi -> phi.function().equals("phi") ? phi.argument() : Term.number(1))
                    .map(Application::new));

    /**
     * The definition of a variable: the pre-activation, the back-propagated gradient, a mask. With a free index
     * k it defines the members of a family, for {@link StepCheck#counterexample}, and rewrites nothing.
     *
     * @param name what is defined, such as {@code pre-activation}
     * @param variable its variable, without index
     * @param term what it stands for
     */
    public static Rule definition(String name, String variable, Term term) {
        if (Assumptions.families(term).contains(variable)) {
            throw new IllegalArgumentException(variable + " must not be defined by itself, got " + term);
        }
        return new Rule(
                name,
                variable + " = " + term + ".",
                "the variable " + variable,
                true,
                Map.of(variable, term),
                atom -> atom.as(Atom.Variable.class)
                        .filter(v -> v.name().equals(variable))
                        .filter(v -> term.freeIndices().isEmpty())
                        .filter(v -> v.indices().isEmpty() || term.indices().isEmpty())
                        .map(v -> new Application(term.withIndices(v.indices()))));
    }

    /** E[x] = mean for the variables of one family, such as a mask that keeps a unit in p of all cases. */
    public static Rule meanOf(String family, Term mean) {
        if (mean.isRandom() || !mean.freeIndices().isEmpty()) {
            throw new IllegalArgumentException("the mean of " + family + " is a number, got " + mean);
        }
        return rule(
                "mean of " + family,
                "It was assumed.",
                "the mean of " + family,
                atom -> atom.as(Atom.Mean.class)
                        .flatMap(m -> single(m.term()))
                        .flatMap(inner -> inner.as(Atom.Variable.class))
                        .filter(x -> x.name().equals(family))
                        .map(x -> new Application(mean, new MeanIs(family, mean))));
    }

    /** E[x] = 0 for the variables of one family. */
    public static Rule zeroMean(String family) {
        return meanOf(family, Term.ZERO);
    }

    /** {@link #IDENTICAL} for the variables of one family alone. */
    public static Rule identical(String family) {
        return rule(
                IDENTICAL.name() + " of " + family,
                IDENTICAL.reason(),
                "a mean or variance of " + family + " inside a sum over an index",
                atom -> typical(atom)
                        .filter(a -> Assumptions.families(a.result()).equals(List.of(family))));
    }

    /** E[x_1] + ... + E[x_bound] = total for the variables of one family that always add up to it. */
    public static Rule sumIs(String family, Term bound, Term total) {
        return rule(
                "sum of the " + family,
                "A sum that is always the same is its own mean, and means add up.",
                "the sum of the means of " + family,
                atom -> atom.as(Atom.Sum.class)
                        .filter(sum -> sum.bound().equals(bound))
                        .filter(sum -> sum.body().equals(Term.mean(Term.variable(family, sum.index()))))
                        .map(x -> new Application(total, new SumIs(family, bound, total))));
    }

    /** E[w^n] for the variables of one family whose distribution has a known shape, n up to 5. */
    public static Rule moments(String family, Shape shape) {
        return rule(
                "moments of " + family,
                "The integral of w^n times the density, for " + family + " " + shape + ".",
                "the mean of a power of " + family,
                atom -> atom.as(Atom.Mean.class)
                        .filter(m -> m.term().summands().size() == 1)
                        .flatMap(m -> order(m.term(), family))
                        .map(n -> new Application(shape.moment(n), new HasShape(family, shape))));
    }

    // n of a term w^n
    private static Optional<Integer> order(Term term, String family) {
        return term.atoms()
                .findFirst()
                .filter(atom -> atom instanceof Atom.Variable w && w.name().equals(family))
                .flatMap(w -> IntStream.rangeClosed(1, Shape.HIGHEST)
                        .boxed()
                        .filter(n -> term.equals(Term.of(w).power(n)))
                        .findFirst());
    }

    /** E[m^2] = E[m] for the variables of one family that are 0 or 1. */
    public static Rule indicator(String family) {
        return rule(
                "indicator " + family,
                "0 and 1 are their own squares.",
                "the mean of the square of " + family,
                atom -> atom.as(Atom.Mean.class)
                        .flatMap(m -> squared(m.term()))
                        .flatMap(inner -> inner.as(Atom.Variable.class))
                        .filter(x -> x.name().equals(family))
                        .map(x -> new Application(Term.mean(Term.of(x)), new Indicator(family))));
    }

    private static Optional<Application> half(Atom.Applied phi) {
        Term both = Term.number(1).plus(Term.symbol("a").power(2));
        Term share = phi.function().equals("leaky") ? both : Term.number(1);
        return single(phi.argument())
                .flatMap(inner -> inner.as(Atom.Variable.class))
                .filter(s -> List.of("relu", "leaky").contains(phi.function()))
                .map(s -> new Application(
                        share.times(Term.mean(Term.of(s).power(2))).over(Term.number(2)), new Symmetric(s.name())));
    }

    private static Optional<Application> typical(Atom atom) {
        Term term = Term.of(atom);
        boolean fits = atom instanceof Atom.Mean || atom instanceof Atom.Variance;
        if (!fits || term.allAtoms().stream().anyMatch(a -> a instanceof Atom.Sum)) {
            return Optional.empty();
        }
        List<String> indices = Assumptions.sharedIndices(term);
        Term member = term;
        for (String index : indices) {
            member = member.withoutIndex(index);
        }
        return indices.isEmpty()
                ? Optional.empty()
                : Optional.of(new Application(member, new Identical(new TreeSet<>(Assumptions.families(term)))));
    }

    private static Rule rule(String name, String reason, String pattern, Function<Atom, Optional<Application>> match) {
        return new Rule(name, reason, pattern, true, Map.of(), match);
    }

    /** The one atom that a term consists of. */
    static Optional<Atom> single(Term term) {
        return term.atoms().findFirst().filter(atom -> term.equals(Term.of(atom)));
    }

    /** X of a term X^2, with a single atom X. */
    private static Optional<Atom> squared(Term term) {
        return term.atoms().findFirst().filter(atom -> term.equals(Term.of(atom).power(2)));
    }

    private static Term linear(Term term) {
        Term total = Term.ZERO;
        for (var summand : term.summands().entrySet()) {
            Term outside = summand.getKey().part(false).term().times(Term.number(summand.getValue()));
            Term inside = summand.getKey().part(true).term();
            total = total.plus(outside.times(meanOf(inside)));
        }
        return total;
    }

    private static Term meanOf(Term inside) {
        return single(inside)
                .flatMap(atom -> atom.as(Atom.Sum.class))
                .map(s -> Term.sum(s.index(), s.bound(), Term.mean(s.body())))
                .orElse(Term.mean(inside));
    }

    private static Term covarianceExpanded(Term term) {
        Term total = Term.ZERO;
        for (var a : term.summands().entrySet()) {
            for (var b : term.summands().entrySet()) {
                Term outside = a.getKey()
                        .part(false)
                        .term()
                        .times(b.getKey().part(false).term())
                        .times(Term.number(a.getValue().times(b.getValue())));
                Term x = a.getKey().part(true).term();
                Term y = b.getKey().part(true).term();
                total = total.plus(outside.times(x.equals(y) ? Term.variance(x) : Term.covariance(x, y)));
            }
        }
        return total;
    }
}
