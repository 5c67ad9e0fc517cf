package xavierkit.algebra;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A polynomial with rational coefficients in {@link Atom}s, always in normal form: products are
 * multiplied out, like summands collected, constant factors drawn out of sums, and the index of the
 * innermost sum is called i. Two terms that the rules of arithmetic make equal are equal; only
 * across a {@code Reciprocal} ask {@link #isSameAs}.
 *
 * @param summands products of atoms to coefficients, none 0; the empty product is the number 1
 */
public record Term(SortedMap<Product, Rational> summands) {

    /** Names that sums use, the innermost first; other indices are free. */
    private static final List<String> BOUND = List.of("i", "k", "l", "q");

    /** 0. */
    public static final Term ZERO = number(0);

    /**
     * A product of powers of atoms.
     *
     * @param powers atoms to exponents, none 0
     */
    public record Product(SortedMap<Atom, Integer> powers) implements Comparable<Product> {
        static final Product ONE = new Product(new TreeMap<>());

        static Product of(Atom atom, int power) {
            return new Product(Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(atom, power))));
        }

        Product times(Product other) {
            TreeMap<Atom, Integer> all = new TreeMap<>(powers);
            other.powers.forEach((atom, power) -> all.merge(atom, power, Integer::sum));
            all.values().removeIf(power -> power == 0);
            return new Product(Collections.unmodifiableSortedMap(all));
        }

        /** The part of this product whose atoms are random, or the part whose atoms are not. */
        Product part(boolean random) {
            return keep(atom -> atom.isRandom() == random);
        }

        Product keep(java.util.function.Predicate<Atom> wanted) {
            TreeMap<Atom, Integer> part = new TreeMap<>(powers);
            part.keySet().removeIf(wanted.negate());
            return new Product(Collections.unmodifiableSortedMap(part));
        }

        Term term() {
            return new Term(Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(this, Rational.ONE))));
        }

        /** With a coefficient in front, as a fraction if anything stands below. */
        String write(Rational coefficient, Notation notation) {
            String separator = notation == Notation.LATEX ? "\\, " : " ";
            List<String> above = factors(coefficient.numerator(), false, notation);
            List<String> below = factors(coefficient.denominator(), true, notation);
            String numerator = above.isEmpty() ? "1" : String.join(separator, above);
            return below.isEmpty()
                    ? numerator
                    : notation.fraction(numerator, String.join(separator, below), below.size() == 1);
        }

        private List<String> factors(BigInteger number, boolean below, Notation notation) {
            Stream<String> first = number.equals(BigInteger.ONE) ? Stream.empty() : Stream.of("" + number);
            Stream<String> rest = powers.entrySet().stream()
                    .filter(e -> isBelow(e.getKey(), e.getValue()) == below)
                    .map(e -> factor(e.getKey(), Math.abs(e.getValue()), notation));
            return Stream.concat(first, rest).toList();
        }

        private static boolean isBelow(Atom atom, int power) {
            return power < 0 != atom instanceof Atom.Reciprocal;
        }

        private static String factor(Atom atom, int power, Notation notation) {
            String text = atom.write(notation);
            boolean simple = !(atom instanceof Atom.Sum);
            return power == 1 ? text : notation.power(simple ? text : "(" + text + ")", power);
        }

        @Override
        public int compareTo(Product other) {
            return Comparator.comparing((Product p) -> p.write(Rational.ONE, Notation.PLAIN))
                    .thenComparing(p -> p.write(Rational.ONE, Notation.KEY))
                    .compare(this, other);
        }
    }

    // --- Making terms -----------------------------------------------------------------------

    /** An integer. */
    public static Term number(long integer) {
        return number(Rational.of(integer));
    }

    /** An exact fraction. */
    public static Term number(Rational value) {
        TreeMap<Product, Rational> one = new TreeMap<>();
        if (value.signum() != 0) {
            one.put(Product.ONE, value);
        }
        return new Term(Collections.unmodifiableSortedMap(one));
    }

    /** A number without a value yet, such as {@code fan_in}. */
    public static Term symbol(String name) {
        return of(new Atom.Symbol(name));
    }

    /** A random variable; with indices one member of a family. */
    public static Term variable(String name, String... indices) {
        return of(new Atom.Variable(name, List.of(indices)));
    }

    /** E[X]; a term that is not random is its own mean. */
    public static Term mean(Term x) {
        return x.isRandom() ? of(new Atom.Mean(x)) : x;
    }

    /** Var(X); 0 for a term that is not random. */
    public static Term variance(Term x) {
        return x.isRandom() ? of(new Atom.Variance(x)) : ZERO;
    }

    /** Cov(X, Y); 0 if one of them is not random. */
    public static Term covariance(Term x, Term y) {
        if (!x.isRandom() || !y.isRandom()) {
            return ZERO;
        }
        boolean ordered = x.toString().compareTo(y.toString()) <= 0;
        return of(ordered ? new Atom.Covariance(x, y) : new Atom.Covariance(y, x));
    }

    /**
     * The function with this name of a term: {@code phi} an activation, {@code phi'} its derivative.
     */
    public static Term apply(String function, Term argument) {
        return of(new Atom.Applied(function, argument));
    }

    /**
     * The sum of {@code body} over {@code index} = 1 to {@code bound}.
     *
     * @throws IllegalArgumentException if the body has a free index with a name that sums use
     */
    public static Term sum(String index, Term bound, Term body) {
        if (bound.isRandom()) {
            throw new IllegalArgumentException("the bound of a sum must not be random, got " + bound);
        }
        Term total = ZERO;
        for (var summand : body.summands.entrySet()) {
            Product inside = summand.getKey().keep(atom -> of(atom).dependsOn(index));
            Product outside = summand.getKey().keep(atom -> !inside.powers.containsKey(atom));
            Term summed = inside.powers.isEmpty() ? bound : summed(index, bound, inside.term());
            total = total.plus(number(summand.getValue()).times(outside.term()).times(summed));
        }
        return total;
    }

    private static Term summed(String index, Term bound, Term inside) {
        if (inside.height() == BOUND.size()) {
            throw new IllegalArgumentException("at most 4 sums may be nested, got " + inside);
        }
        String canonical = BOUND.get(inside.height());
        if (!index.equals(canonical) && inside.dependsOn(canonical)) {
            throw new IllegalArgumentException(
                    "a free index must not be called " + canonical + ", which the sum itself uses: " + inside);
        }
        return of(new Atom.Sum(canonical, bound, inside.renameIndex(index, canonical)));
    }

    static Term of(Atom atom) {
        return Product.of(atom, 1).term();
    }

    // --- Arithmetic -------------------------------------------------------------------------

    /** this + other. */
    public Term plus(Term other) {
        TreeMap<Product, Rational> all = new TreeMap<>(summands);
        other.summands.forEach((product, c) -> all.merge(product, c, Rational::plus));
        all.values().removeIf(c -> c.signum() == 0);
        return new Term(Collections.unmodifiableSortedMap(all));
    }

    /** this - other. */
    public Term minus(Term other) {
        return plus(other.times(number(-1)));
    }

    /** this * other. */
    public Term times(Term other) {
        TreeMap<Product, Rational> all = new TreeMap<>();
        summands.forEach((a, c) -> other.summands.forEach((b, d) -> all.merge(a.times(b), c.times(d), Rational::plus)));
        all.values().removeIf(c -> c.signum() == 0);
        return new Term(Collections.unmodifiableSortedMap(all));
    }

    /** this to a power, at least 0. */
    public Term power(int exponent) {
        if (exponent < 0) {
            return number(1).over(power(-exponent));
        }
        return Stream.generate(() -> this).limit(exponent).reduce(number(1), Term::times);
    }

    /** this / divisor. */
    public Term over(Term divisor) {
        if (divisor.equals(ZERO)) {
            throw new ArithmeticException("a term must not be divided by 0: " + this);
        }
        if (divisor.summands.size() > 1) {
            return times(of(new Atom.Reciprocal(divisor)));
        }
        Product product = divisor.summands.firstKey();
        Term quotient = times(number(Rational.ONE.over(divisor.summands.get(product))));
        for (var factor : product.powers.entrySet()) {
            quotient = factor.getKey() instanceof Atom.Reciprocal reciprocal
                    ? quotient.times(reciprocal.term().power(factor.getValue()))
                    : quotient.times(
                            Product.of(factor.getKey(), -factor.getValue()).term());
        }
        return quotient;
    }

    /** Whether the two are equal once every reciprocal, but for those inside atoms, is multiplied away. */
    public boolean isSameAs(Term other) {
        Term difference = minus(other);
        for (Optional<Term> divisor = difference.divisor(); divisor.isPresent(); divisor = difference.divisor()) {
            difference = difference.cleared(divisor.get());
        }
        return difference.equals(ZERO);
    }

    private Optional<Term> divisor() {
        return atoms().filter(atom -> atom instanceof Atom.Reciprocal)
                .map(atom -> ((Atom.Reciprocal) atom).term())
                .findFirst();
    }

    // multiplied by the divisor: each summand loses one reciprocal of it, or gains the divisor
    private Term cleared(Term divisor) {
        Atom reciprocal = new Atom.Reciprocal(divisor);
        Term total = ZERO;
        for (var summand : summands.entrySet()) {
            Product product = summand.getKey();
            boolean has = product.powers.containsKey(reciprocal);
            Term cleared = has
                    ? product.times(Product.of(reciprocal, -1)).term()
                    : product.term().times(divisor);
            total = total.plus(cleared.times(number(summand.getValue())));
        }
        return total;
    }

    // --- Looking inside ---------------------------------------------------------------------

    /** Whether the value differs from outcome to outcome. */
    public boolean isRandom() {
        return atoms().anyMatch(Atom::isRandom);
    }

    /** The atoms of this term, not those inside them. */
    public Stream<Atom> atoms() {
        return summands.keySet().stream().flatMap(product -> product.powers.keySet().stream());
    }

    /** All atoms, those inside others too, outermost first. */
    public Set<Atom> allAtoms() {
        Set<Atom> all = new LinkedHashSet<>();
        atoms().forEach(all::add);
        List.copyOf(all)
                .forEach(atom -> atom.map(inner -> {
                    all.addAll(inner.allAtoms());
                    return inner;
                }));
        return all;
    }

    /** The indices of the variables in it, also those that a sum inside binds. */
    Set<String> indices() {
        return variables().stream().flatMap(v -> v.indices().stream()).collect(Collectors.toSet());
    }

    /** The random variables in it. */
    Set<Atom.Variable> variables() {
        return allAtoms().stream()
                .flatMap(atom -> atom.as(Atom.Variable.class).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The indices that no sum inside binds. */
    Set<String> freeIndices() {
        return indices().stream().filter(this::dependsOn).collect(Collectors.toSet());
    }

    /** The same term with other names of symbols and variables. */
    public Term renamed(UnaryOperator<String> name) {
        return rewrite(atom -> atom instanceof Atom.Variable v
                ? Optional.of(of(new Atom.Variable(name.apply(v.name()), v.indices())))
                : atom.as(Atom.Symbol.class).map(symbol -> symbol(name.apply(symbol.name()))));
    }

    /** The names of its symbols. */
    Set<String> symbols() {
        return allAtoms().stream()
                .flatMap(atom -> atom.as(Atom.Symbol.class).stream())
                .map(Atom.Symbol::name)
                .collect(Collectors.toSet());
    }

    /** The names of the symbols that say how far a sum in it goes. */
    Set<String> bounds() {
        return allAtoms().stream()
                .flatMap(atom -> atom.as(Atom.Sum.class).stream())
                .flatMap(sum -> sum.bound().symbols().stream())
                .collect(Collectors.toSet());
    }

    private int height() {
        return allAtoms().stream()
                .flatMap(atom -> atom.as(Atom.Sum.class).stream())
                .mapToInt(sum -> BOUND.indexOf(sum.index()) + 1)
                .max()
                .orElse(0);
    }

    // --- Rewriting --------------------------------------------------------------------------

    /** Every outermost atom for which {@code rule} gives a term is replaced by it. */
    Term rewrite(Function<Atom, Optional<Term>> rule) {
        Term total = ZERO;
        for (var summand : summands.entrySet()) {
            Term product = number(summand.getValue());
            for (var factor : summand.getKey().powers.entrySet()) {
                Atom atom = factor.getKey();
                Term image = rule.apply(atom).orElseGet(() -> atom.map(inner -> inner.rewrite(rule)));
                product = product.times(image.power(factor.getValue()));
            }
            total = total.plus(product);
        }
        return total;
    }

    // A sum that binds an index of this name means another one.
    Term renameIndex(String from, String to) {
        return rewrite(atom -> atom instanceof Atom.Sum sum && sum.index().equals(from)
                ? Optional.of(of(atom))
                : atom.as(Atom.Variable.class)
                        .filter(v -> v.indices().contains(from))
                        .map(v -> of(new Atom.Variable(v.name(), renamed(v.indices(), from, to)))));
    }

    private boolean dependsOn(String index) {
        return !renameIndex(index, "?").equals(this);
    }

    private static List<String> renamed(List<String> indices, String from, String to) {
        return indices.stream()
                .map(index -> index.equals(from) ? to : index)
                .filter(index -> !index.isEmpty())
                .toList();
    }

    /** The same term with these indices on every variable that has none. */
    Term withIndices(List<String> indices) {
        return indices.isEmpty()
                ? this
                : rewrite(atom -> atom.as(Atom.Variable.class)
                        .filter(v -> v.indices().isEmpty())
                        .map(v -> of(new Atom.Variable(v.name(), indices))));
    }

    /** The same term about a typical member: the index is dropped from every variable. */
    Term withoutIndex(String index) {
        return renameIndex(index, "");
    }

    /** The value in a finite model or a sample. */
    <T> T value(Scope<T> scope) {
        T total = scope.number(Rational.ZERO);
        for (var summand : summands.entrySet()) {
            T product = scope.number(summand.getValue());
            for (var factor : summand.getKey().powers.entrySet()) {
                T power = scope.power(factor.getKey().value(scope), factor.getValue());
                product = scope.times(product, power);
            }
            total = scope.plus(total, product);
        }
        return total;
    }

    // --- Writing ----------------------------------------------------------------------------

    String write(Notation notation) {
        if (summands.isEmpty()) {
            return "0";
        }
        StringBuilder text = new StringBuilder();
        summands.forEach((product, coefficient) -> {
            boolean negative = coefficient.signum() < 0;
            if (text.length() > 0) {
                text.append(negative ? " - " : " + ");
            } else if (negative) {
                text.append("-");
            }
            Rational size = negative ? coefficient.times(Rational.of(-1)) : coefficient;
            text.append(product.write(size, notation));
        });
        return text.toString();
    }

    /** LaTeX, without dollar signs. */
    public String latex() {
        return write(Notation.LATEX);
    }

    /** Plain text, such as {@code fan_in Var(w) Var(z)}. */
    @Override
    public String toString() {
        return write(Notation.PLAIN);
    }
}
