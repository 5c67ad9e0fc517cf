package xavierkit.algebra;

import java.util.*;
import java.util.function.*;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A product of powers of atoms, one summand of a {@link Term} without its coefficient; the empty product is 1.
 *
 * @param powers atoms to exponents, sorted, none 0
 */
record Product(Map<Atom, Integer> powers) implements Comparable<Product> {

    /** Names that sums use, the innermost first; other indices are free. */
    private static final List<String> BOUND = List.of("i", "k", "l", "q");

    /** Sorts the atoms and leaves out powers of 0. */
    Product {
        Map<Atom, Integer> sorted = new TreeMap<>(powers);
        sorted.values().removeIf(power -> power == 0);
        powers = Collections.unmodifiableMap(sorted);
    }

    /** Adds the exponents. */
    Product times(Product other) {
        Map<Atom, Integer> all = new TreeMap<>(powers);
        other.powers.forEach((atom, power) -> all.merge(atom, power, Integer::sum));
        return new Product(all);
    }

    /** 1 over this product. */
    Product inverse() {
        Map<Atom, Integer> all = new TreeMap<>(powers);
        all.replaceAll((atom, power) -> -power);
        return new Product(all);
    }

    /** The powers of those atoms that are wanted. */
    Product keep(Predicate<Atom> wanted) {
        Map<Atom, Integer> part = new TreeMap<>(powers);
        part.keySet().removeIf(wanted.negate());
        return new Product(part);
    }

    /** The powers of its random atoms. */
    Term random() {
        return keep(Atom::isRandom).term();
    }

    /** The powers of those atoms in which a family of variables occurs. */
    Term about(String family) {
        return keep(atom -> Term.of(atom).names(Atom.Kind.VARIABLE).contains(family))
                .term();
    }

    /** This product with coefficient 1. */
    Term term() {
        return new Term(Map.of(this, BigFraction.ONE));
    }

    /** The sum over an index, whatever that is called; one that is inside of others gets the first name that they do not use. */
    Term summed(String index, Term bound) {
        String unlike = "?"; // no name of an index: sums inside, which are made anew, may use that
        while (term().freeIndices().contains(unlike)) {
            unlike += "?";
        }
        Term open = term().reindexed(index, unlike).rewrite(atom -> Optional.empty());
        Set<String> used = open.names(Atom.Kind.SUM);
        used.addAll(open.freeIndices());
        String name = BOUND.stream()
                .filter(free -> !used.contains(free))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("at most 4 sums may be nested, got " + term()));
        return Term.of(Atom.of(Atom.Kind.SUM, name, bound, open.reindexed(unlike, name)));
    }

    /** The product of what becomes of each power of an atom. */
    Term map(BiFunction<Atom, Integer, Term> image) {
        Term product = Term.number(1);
        for (var factor : powers.entrySet()) {
            product = product.times(image.apply(factor.getKey(), factor.getValue()));
        }
        return product;
    }

    /** By the text. */
    @Override
    public int compareTo(Product other) {
        return Comparator.comparing((Product p) -> Notation.PLAIN.write(p, BigFraction.ONE))
                .thenComparing(p -> Notation.KEY.write(p, BigFraction.ONE))
                .compare(this, other);
    }
}
