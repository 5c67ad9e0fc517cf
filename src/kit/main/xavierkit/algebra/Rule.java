package xavierkit.algebra;

import static xavierkit.algebra.Atom.Kind.*;
import static xavierkit.algebra.Term.*;

import java.util.*;
import java.util.function.*;
import java.util.stream.IntStream;
import xavierkit.algebra.Assumption.*;
import xavierkit.algebra.Atom.Kind;

/**
 * A named step of reasoning: which atoms it rewrites, into what, and what must be true for that. The constants hold for
 * any variables; the methods make rules about one family. A rule of one's own is made by the constructor, and nobody has
 * to believe it, because {@link StepCheck} tries it:
 *
 * <pre>{@code
 * new Rule("product of uncorrelated variables", "It looks right.", "a mean", true, Map.of(),
 *     atom -> Rule.INDEPENDENT_PRODUCT.match().apply(atom)
 *         .map(honest -> new Rule.Application(honest.result(), List.of(new Assumption.Uncorrelated(x, y)))));
 * }</pre>
 *
 * @param name the field's name for it
 * @param reason why it holds, in one sentence
 * @param pattern what it looks for, in words
 * @param exact whether both sides are equal, not just close
 * @param definitions variables that it defines, with their terms; empty for most rules
 * @param match atom to what becomes of it, or empty if the rule does not rewrite it
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
    public record Application(Term result, List<Assumption> needs) {}

    /** Var(X) = E[X^2] - E[X]^2. */
    public static final Rule VARIANCE = rule(
            "definition of variance",
            "The mean of (X - E[X])^2, multiplied out.",
            "a variance",
            atom -> atom.inner(Kind.VARIANCE).flatMap(x -> to(mean(x.power(2)).minus(mean(x).power(2)))));

    /** E[X^2] = Var(X) + E[X]^2, for a single variable X. */
    public static final Rule SECOND_MOMENT = rule(
            "second moment",
            "The definition of variance, solved for E[X^2].",
            "the mean of the square of a variable",
            atom -> root(atom, 2).map(Term::of).flatMap(x -> to(variance(x).plus(mean(x).power(2)))));

    /** E[a X + b Y] = a E[X] + b E[Y], and the same for a sum over an index. */
    public static final Rule LINEARITY = rule(
            "linearity of expectation",
            "Means add up, and constants can be drawn out, whatever the dependence.",
            "the mean of a sum, or of a constant times a variable",
            atom -> atom.inner(MEAN).flatMap(x -> to(x.map(p -> constant(p).times(linear(p.random()))))));

    /** Var(a X + b Y) = a^2 Var(X) + b^2 Var(Y) + 2 a b Cov(X, Y). */
    public static final Rule VARIANCE_OF_SUM = rule(
            "variance of a sum",
            "The square of a sum has the squares and twice the products.",
            "the variance of a sum, or of a constant times a variable",
            atom -> atom.inner(Kind.VARIANCE).flatMap(x -> to(x.map(p -> x.map(q -> covariance(p, q))))));

    /** Var(X_1 + … + X_n) = Var(X_1) + … + Var(X_n) if the X_i are uncorrelated. */
    public static final Rule BIENAYME = rule(
            "Bienaymé",
            "The variances of uncorrelated terms add up, because every covariance is 0.",
            "the variance of a sum over an index",
            atom -> atom.inner(Kind.VARIANCE).flatMap(Rule::sum).flatMap(s -> {
                Term variances = Term.sum(s.name(), s.parts().get(0), variance(s.inner()));
                return to(variances, new UncorrelatedTerms(s.name(), s.inner()));
            }));

    /** Cov(X, Y) = 0 for uncorrelated X and Y. */
    public static final Rule UNCORRELATED = rule(
            "uncorrelated",
            "Independent variables have covariance 0.",
            "a covariance",
            atom -> atom.inner(COVARIANCE)
                    .flatMap(y -> to(ZERO, new Uncorrelated(atom.parts().get(0), y))));

    /** A mean or variance that is the same for every index is that of a typical member. */
    public static final Rule IDENTICAL = rule(
            "identical distribution",
            "What only depends on the distribution is the same for every member of the family.",
            "a mean or variance inside a sum over an index",
            Rule::typical);

    /** E[X Y] = E[X] E[Y] for independent X and Y, and the same for more than two. */
    public static final Rule INDEPENDENT_PRODUCT = rule(
            "independence of a product",
            "The mean of a product of independent variables is the product of the means.",
            "the mean of a product of different variables",
            atom -> atom.inner(MEAN)
                    .flatMap(term -> product(
                            term, parts -> parts.stream().map(Term::mean).reduce(number(1), Term::times))));

    /** Var(X Y) = Var(X) Var(Y) + Var(X) E[Y]^2 + E[X]^2 Var(Y) for independent X and Y. */
    public static final Rule PRODUCT_VARIANCE = rule(
            "variance of a product",
            "E[X^2] E[Y^2] - E[X]^2 E[Y]^2, with each second moment split into variance and mean.",
            "the variance of a product of two different variables",
            atom -> atom.inner(Kind.VARIANCE)
                    .filter(term -> term.names(VARIABLE).size() == 2)
                    .flatMap(term -> product(term, parts -> varianceOfProduct(parts.get(0), parts.get(1)))));

    /** E[relu(s)^2] = E[s^2] / 2 for symmetric s, and E[leaky(s)^2] = (1 + a^2) / 2 E[s^2] for leaky ReLU of slope a. */
    public static final Rule SYMMETRIC_HALF = rule(
            "half of a symmetric variable",
            "s and -s are equally likely, and only one of them is let through whole.",
            "the mean of relu(s)^2 or leaky(s)^2",
            atom -> root(atom, 2).flatMap(Rule::half));

    /** phi(s) = s and phi'(s) = 1, for an activation with phi(0) = 0 and phi'(0) = 1: approximate. */
    public static final Rule LINEAR_REGIME = new Rule(
            "linear regime",
            "Near 0 an activation with phi(0) = 0 and phi'(0) = 1 is its tangent.",
            "phi or phi' of a term",
            false,
            Map.of(),
            atom -> atom.inner(APPLIED)
                    .filter(s -> Set.of("phi", "phi'").contains(atom.name()))
                    .flatMap(s -> to(atom.name().equals("phi") ? s : number(1))));

    private static Rule rule(String name, String reason, String pattern, Function<Atom, Optional<Application>> match) {
        Function<Atom, Optional<Application>> changing = atom ->
                match.apply(atom).filter(application -> !application.result().equals(Term.of(atom)));
        return new Rule(name, reason, pattern, true, Map.of(), changing);
    }

    private static Optional<Application> to(Term result, Assumption... needs) {
        return Optional.of(new Application(result, List.of(needs)));
    }

    // --- Rules about a family ---------------------------------------------------------------

    /**
     * The definition of a variable: the pre-activation, the back-propagated gradient, a mask. With a free index k it
     * defines the members of a family, for {@link StepCheck#counterexample}, and rewrites nothing.
     *
     * @param name what is defined, such as {@code pre-activation}
     * @param variable its variable, without index
     * @param term what it stands for
     * @throws IllegalArgumentException if the variable is defined by itself
     */
    public static Rule definition(String name, String variable, Term term) {
        if (term.names(VARIABLE).contains(variable)) {
            throw new IllegalArgumentException(variable + " must not be defined by itself, got " + term);
        }
        Predicate<Atom> fits = v -> term.freeIndices().isEmpty() && (v.indices().isEmpty() || term.hasNoIndex());
        return new Rule(
                name,
                variable + " = " + term + ".",
                "the variable " + variable,
                true,
                Map.of(variable, term),
                atom -> Optional.of(atom)
                        .filter(v -> v.is(VARIABLE, variable) && fits.test(v))
                        .flatMap(v -> to(term.withIndices(v.indices()))));
    }

    /**
     * E[x] = mean for the variables of one family, such as a mask that keeps a unit with probability p.
     *
     * @throws IllegalArgumentException unless the mean is a number
     */
    public static Rule meanOf(String family, Term mean) {
        if (mean.isRandom() || !mean.freeIndices().isEmpty()) {
            throw new IllegalArgumentException("the mean of " + family + " is a number, got " + mean);
        }
        return rule(
                "mean of " + family,
                "It was assumed.",
                "the mean of " + family,
                atom -> power(atom, 1, family).flatMap(x -> to(mean, new MeanIs(family, mean))));
    }

    /** E[x] = 0 for the variables of one family. */
    public static Rule zeroMean(String family) {
        return meanOf(family, ZERO);
    }

    /** {@link #IDENTICAL} for the variables of only one family. */
    public static Rule identical(String family) {
        return rule(
                IDENTICAL.name() + " of " + family,
                IDENTICAL.reason(),
                "a mean or variance of " + family + " inside a sum over an index",
                atom -> typical(atom).filter(a -> a.result().names(VARIABLE).equals(Set.of(family))));
    }

    /** E[x_1] + ... + E[x_bound] = total for the variables of one family that always add up to it. */
    public static Rule sumIs(String family, Term bound, Term total) {
        Term means = Term.sum("i", bound, mean(variable(family, "i")));
        return rule(
                "sum of the " + family,
                "A sum that is always the same is its own mean, and means add up.",
                "the sum of the means of " + family,
                atom -> Term.of(atom).equals(means) ? to(total, new SumIs(family, bound, total)) : Optional.empty());
    }

    /** E[w^n] for the variables of one family whose distribution has a known shape, n up to 5. */
    public static Rule moments(String family, Shape shape) {
        return rule(
                "moments of " + family,
                "The integral of w^n times the density, for " + family + " " + shape + ".",
                "the mean of a power of " + family,
                atom -> IntStream.rangeClosed(1, Shape.HIGHEST)
                        .filter(n -> power(atom, n, family).isPresent())
                        .mapToObj(n -> new Application(shape.moment(n), List.of(new HasShape(family, shape))))
                        .findFirst());
    }

    /** E[m^2] = E[m] for the variables of one family that are 0 or 1. */
    public static Rule indicator(String family) {
        return rule(
                "indicator " + family,
                "0 and 1 are their own squares.",
                "the mean of the square of " + family,
                atom -> power(atom, 2, family).flatMap(x -> to(mean(Term.of(x)), new Indicator(family))));
    }

    // --- What they look for -----------------------------------------------------------------

    // X of E[X^n], with a single atom X
    private static Optional<Atom> root(Atom atom, int n) {
        return atom.inner(MEAN).flatMap(x -> x.root(n));
    }

    // x of E[x^n], with a variable x of the family
    private static Optional<Atom> power(Atom atom, int n, String family) {
        return root(atom, n).filter(x -> x.is(VARIABLE, family));
    }

    private static Optional<Atom> sum(Term term) {
        return term.root(1).filter(atom -> atom.kind() == SUM);
    }

    private static Term constant(Product product) {
        return product.keep(atom -> !atom.isRandom()).term();
    }

    // The mean of a product of random atoms: of a sum over an index, the sum of the means
    private static Term linear(Term x) {
        return sum(x).map(s -> Term.sum(s.name(), s.parts().get(0), mean(s.inner())))
                .orElse(mean(x));
    }

    private static Term covariance(Product p, Product q) {
        return constant(p).times(constant(q)).times(Term.covariance(p.random(), q.random()));
    }

    private static Term varianceOfProduct(Term x, Term y) {
        Term meansBeside = variance(x).times(mean(y).power(2)).plus(variance(y).times(mean(x).power(2)));
        return variance(x).times(variance(y)).plus(meansBeside);
    }

    private static Optional<Application> half(Atom phi) {
        Term share = phi.is(APPLIED, "leaky") ? number(1).plus(symbol("a").power(2)) : number(1);
        return phi.inner(APPLIED)
                .filter(s -> Set.of("relu", "leaky").contains(phi.name()))
                .flatMap(s -> s.root(1))
                .filter(s -> s.kind() == VARIABLE)
                .flatMap(s -> to(share.times(mean(Term.of(s).power(2))).over(number(2)), new Symmetric(s.name())));
    }

    private static Optional<Application> typical(Atom atom) {
        Term term = Term.of(atom);
        boolean fits = Set.of(MEAN, Kind.VARIANCE).contains(atom.kind())
                && term.all(SUM).findAny().isEmpty();
        return fits && !term.sharedIndices().isEmpty()
                ? to(term.withoutIndices(), new Identical(term.names(VARIABLE)))
                : Optional.empty();
    }

    // A product of powers of families: what it becomes if they are independent
    private static Optional<Application> product(Term term, Function<List<Term>, Term> result) {
        Set<String> names = term.names(VARIABLE);
        if (names.size() < 2 || term.summands().size() != 1 || !term.atoms().allMatch(Atom::isRandom)) {
            return Optional.empty();
        }
        Product product = term.summands().keySet().iterator().next();
        List<Term> parts = names.stream().map(product::about).toList();
        boolean apart = parts.stream().reduce(number(1), Term::times).equals(term); // no atom in two, no coefficient
        return apart ? to(result.apply(parts), new Independent(names)) : Optional.empty();
    }
}
