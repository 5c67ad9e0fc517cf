package xavierkit.algebra;

import java.util.List;
import java.util.Optional;
import xavierkit.algebra.Assumption.Independent;

/** A product of powers of two families of variables, taken apart. */
record Factors(String x, Term left, String y, Term right) {
    static Optional<Factors> of(Term term) {
        List<String> names = Assumptions.families(term);
        if (names.size() != 2
                || term.summands().size() != 1
                || !term.summands().get(term.summands().firstKey()).equals(Rational.ONE)) {
            return Optional.empty();
        }
        Term.Product product = term.summands().firstKey();
        boolean apart = product.powers().keySet().stream()
                .allMatch(atom ->
                        atom.isRandom() && Assumptions.families(Term.of(atom)).size() == 1);
        return apart
                ? Optional.of(new Factors(
                        names.get(0), part(product, names.get(0)), names.get(1), part(product, names.get(1))))
                : Optional.empty();
    }

    private static Term part(Term.Product product, String family) {
        return product.keep(atom -> Assumptions.families(Term.of(atom)).contains(family))
                .term();
    }

    Rule.Application mean() {
        return new Rule.Application(Term.mean(left).times(Term.mean(right)), new Independent(x, y));
    }

    Rule.Application variance() {
        Term a = Term.variance(left);
        Term b = Term.variance(right);
        return new Rule.Application(
                a.times(b)
                        .plus(a.times(Term.mean(right).power(2)))
                        .plus(b.times(Term.mean(left).power(2))),
                new Independent(x, y));
    }
}
