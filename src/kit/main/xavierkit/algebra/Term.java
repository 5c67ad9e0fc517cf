package xavierkit.algebra;

import static xavierkit.algebra.Atom.Kind.*;

import java.math.BigInteger;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A polynomial with rational coefficients in atoms such as fan_in, w_i or Var(w): what derivations are about. It is
 * always in normal form: products are multiplied out, like summands collected, constant factors drawn out of sums, and
 * the index of the innermost sum is called i. Two terms that the rules of arithmetic make equal are equal; only where
 * something is divided by a sum ask {@link #isSameAs}.
 *
 * <p>For example {@code a.plus(b).power(2)} is 2 a b + a^2 + b^2, and the sum of c x_i + d over i = 1 to n is
 * c sum(i=1..n) x_i + d n.
 *
 * @param summands products of atoms to coefficients, sorted, none 0
 */
public record Term(Map<Product, BigFraction> summands) {

    /** 0. */
    public static final Term ZERO = new Term(Map.of());

    /** Sorts the summands and leaves out those with a coefficient of 0. */
    public Term {
        Map<Product, BigFraction> sorted = new TreeMap<>(summands);
        sorted.values().removeIf(BigFraction::isZero);
        summands = Collections.unmodifiableMap(sorted);
    }

    // --- Making terms -----------------------------------------------------------------------

    /** An integer. */
    public static Term number(long integer) {
        return number(BigFraction.of(integer));
    }

    /** An exact fraction. */
    public static Term number(BigFraction value) {
        return new Term(Map.of(new Product(Map.of()), value));
    }

    /** A number without a value yet, such as {@code fan_in}. */
    public static Term symbol(String name) {
        return of(Atom.of(SYMBOL, name));
    }

    /**
     * A random variable; with indices, letters or numbers, one member of a family.
     *
     * @throws IllegalArgumentException if an index is neither
     */
    public static Term variable(String name, String... indices) {
        for (String index : indices) {
            if (!index.matches("\\p{Alpha}+|[1-9]\\p{Digit}{0,3}")) {
                throw new IllegalArgumentException(
                        "an index must be letters or a number from 1, got \"" + index + "\"");
            }
        }
        return of(new Atom(VARIABLE, name, List.of(indices), List.of()));
    }

    /** E[X]; a term that is not random is its own mean. */
    public static Term mean(Term x) {
        return x.isRandom() ? of(Atom.of(MEAN, "", x)) : x;
    }

    /** Var(X); 0 for a term that is not random. */
    public static Term variance(Term x) {
        return x.isRandom() ? of(Atom.of(VARIANCE, "", x)) : ZERO;
    }

    /** Cov(X, Y), which is Cov(Y, X); 0 if one of them is not random, and Var(X) if they are the same. */
    public static Term covariance(Term x, Term y) {
        if (!x.isRandom() || !y.isRandom()) {
            return ZERO;
        }
        boolean ordered = x.toString().compareTo(y.toString()) <= 0;
        return x.equals(y) ? variance(x) : of(ordered ? Atom.of(COVARIANCE, "", x, y) : Atom.of(COVARIANCE, "", y, x));
    }

    /** The function with this name of a term: {@code phi} an activation, {@code phi'} its derivative. */
    public static Term apply(String function, Term argument) {
        return of(Atom.of(APPLIED, function, argument));
    }

    /**
     * The sum of {@code body} over {@code index} = 1 to {@code bound}.
     *
     * @throws IllegalArgumentException if the bound is random, negative or a fraction, or if more than 4 sums are nested
     */
    public static Term sum(String index, Term bound, Term body) {
        BigFraction terms = bound.number().orElse(BigFraction.ONE);
        if (bound.isRandom()
                || terms.signum() < 0
                || !terms.getDenominator().abs().equals(BigInteger.ONE)) {
            throw new IllegalArgumentException("a sum has a whole number of terms that is not random, got " + bound);
        }
        return body.map(product -> {
            Predicate<Atom> depends = atom -> atom.freeIndices().contains(index);
            Product inside = product.keep(depends);
            boolean plain = inside.powers().isEmpty() || bound.equals(ZERO);
            Term total = plain ? bound : inside.summed(index, bound);
            return total.times(product.keep(depends.negate()).term());
        });
    }

    static Term of(Atom atom) {
        return power(atom, 1);
    }

    private static Term power(Atom atom, int exponent) {
        return new Product(Map.of(atom, exponent)).term();
    }

    /** this + other. */
    public Term plus(Term other) {
        Map<Product, BigFraction> all = new TreeMap<>(summands);
        other.summands.forEach((product, c) -> all.merge(product, c, BigFraction::add));
        return new Term(all);
    }

    /** this - other. */
    public Term minus(Term other) {
        return plus(other.times(number(-1)));
    }

    /** this * other. */
    public Term times(Term other) {
        Map<Product, BigFraction> all = new TreeMap<>();
        summands.forEach(
                (a, c) -> other.summands.forEach((b, d) -> all.merge(a.times(b), c.multiply(d), BigFraction::add)));
        return new Term(all);
    }

    /** this to an integer power, which may be negative unless this is 0. */
    public Term power(int exponent) {
        return exponent < 0
                ? number(1).over(this).power(-exponent)
                : Stream.generate(() -> this).limit(exponent).reduce(number(1), Term::times);
    }

    /**
     * this / divisor. A divisor of one summand becomes negative powers, so that a b / a is b; one of several summands
     * stays a divisor: 1 / (a + b).
     *
     * @throws ArithmeticException if the divisor is 0
     */
    public Term over(Term divisor) {
        if (divisor.equals(ZERO)) {
            throw new ArithmeticException("a term must not be divided by 0: " + this);
        }
        if (divisor.summands.size() > 1) {
            return times(power(Atom.of(DIVISOR, "", divisor), -1));
        }
        var only = divisor.summands.entrySet().iterator().next();
        return times(new Term(Map.of(only.getKey().inverse(), only.getValue().reciprocal())))
                .multipliedOut();
    }

    // A divisor has come above the fraction bar: it becomes the term that it stands for
    private Term multipliedOut() {
        return map(product -> product.map((atom, power) ->
                atom.kind() == DIVISOR && power > 0 ? atom.inner().power(power) : power(atom, power)));
    }

    /** Whether the two are equal once every divisor, but for those inside atoms, is multiplied away. */
    public boolean isSameAs(Term other) {
        Term difference = minus(other);
        Optional<Atom> divisor =
                difference.atoms().filter(atom -> atom.kind() == DIVISOR).findFirst();
        return divisor.map(d -> difference.times(of(d)).multipliedOut().isSameAs(ZERO))
                .orElse(difference.equals(ZERO));
    }

    // --- Looking inside ---------------------------------------------------------------------

    /** Whether the value differs from outcome to outcome. */
    public boolean isRandom() {
        return atoms().anyMatch(Atom::isRandom);
    }

    /** The atoms of this term, not those inside them. */
    public Stream<Atom> atoms() {
        return summands.keySet().stream().flatMap(product -> product.powers().keySet().stream());
    }

    /** All atoms, those inside others too, outermost first. */
    public Set<Atom> allAtoms() {
        Set<Atom> all = atoms().collect(Collectors.toCollection(LinkedHashSet::new));
        List.copyOf(all).forEach(atom -> atom.parts().forEach(part -> all.addAll(part.allAtoms())));
        return all;
    }

    /** All atoms of a kind. */
    public Stream<Atom> all(Atom.Kind kind) {
        return allAtoms().stream().filter(atom -> atom.kind() == kind);
    }

    /** The names of all atoms of a kind, sorted: of symbols, or of the families that its variables belong to. */
    Set<String> names(Atom.Kind kind) {
        return all(kind).map(Atom::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the symbols that say how far a sum in it goes. */
    Set<String> bounds() {
        return all(SUM).flatMap(sum -> sum.parts().get(0).names(SYMBOL).stream())
                .collect(Collectors.toSet());
    }

    /** The indices that no sum in it binds. */
    Set<String> freeIndices() {
        return atoms().flatMap(atom -> atom.freeIndices().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The indices that every variable has: (i) in w_i z_i; none if two variables differ in them. */
    List<String> sharedIndices() {
        List<List<String>> all = all(VARIABLE).map(Atom::indices).distinct().toList();
        return all.size() == 1 ? all.get(0) : List.of();
    }

    /** Whether none of its variables has an index, not even one that a sum binds. */
    boolean hasNoIndex() {
        return all(VARIABLE).allMatch(atom -> atom.indices().isEmpty());
    }

    /** The number that this is, if it is one. */
    Optional<BigFraction> number() {
        BigFraction constant = summands.getOrDefault(new Product(Map.of()), BigFraction.ZERO);
        return Optional.of(constant).filter(c -> equals(number(c)));
    }

    /** The atom of which this term is the given power, if there is one. */
    Optional<Atom> root(int power) {
        return atoms().findFirst().filter(atom -> equals(power(atom, power)));
    }

    /** The sum of what becomes of each product, times its coefficient. */
    Term map(Function<Product, Term> image) {
        Term total = ZERO;
        for (var summand : summands.entrySet()) {
            total = total.plus(image.apply(summand.getKey()).times(number(summand.getValue())));
        }
        return total;
    }

    /**
     * Every outermost atom for which {@code rule} gives a term is replaced by it. What is put there is not rewritten
     * again, and neither is what is inside a replaced atom.
     */
    Term rewrite(Function<Atom, Optional<Term>> rule) {
        return map(product -> product.map((atom, power) -> rule.apply(atom)
                .orElseGet(() -> atom.map(inner -> inner.rewrite(rule)))
                .power(power)));
    }

    /** The same term with other names of symbols and variables. */
    public Term renamed(UnaryOperator<String> name) {
        return rewrite(atom -> Optional.of(atom)
                .filter(leaf -> leaf.parts().isEmpty())
                .map(leaf -> of(new Atom(leaf.kind(), name.apply(leaf.name()), leaf.indices(), List.of()))));
    }

    /** The same term with these indices on every variable that has none. */
    Term withIndices(List<String> indices) {
        return indices.isEmpty() ? this : reindexed("", old -> old.isEmpty() ? indices : old);
    }

    /** The same term about a typical member: its variables have no index. */
    Term withoutIndices() {
        return reindexed("", old -> List.of());
    }

    /** The same term with another index in the place of one that is free. */
    Term reindexed(String old, String index) {
        return reindexed(
                old, all -> all.stream().map(i -> i.equals(old) ? index : i).toList());
    }

    // A sum that binds an index of this name means another one
    private Term reindexed(String bound, UnaryOperator<List<String>> indices) {
        return rewrite(atom -> atom.is(SUM, bound)
                ? Optional.of(of(atom))
                : Optional.of(atom).filter(v -> v.kind() == VARIABLE).map(v -> of(v.withIndices(indices))));
    }

    /** LaTeX, without dollar signs. */
    public String latex() {
        return Notation.LATEX.write(this);
    }

    /** Plain text, such as {@code fan_in Var(w) Var(z)}. */
    @Override
    public String toString() {
        return Notation.PLAIN.write(this);
    }
}
