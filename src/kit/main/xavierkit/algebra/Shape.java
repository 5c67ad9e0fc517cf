package xavierkit.algebra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A continuous distribution around 0, known by its moments E[w^n], each an integral solved by hand in the
 * javadoc of its constant.
 */
public enum Shape {
    /**
     * Density 1 / (2 bound) from -bound to bound: E[w^n] = (bound^(n+1) - (-bound)^(n+1)) / (2 bound (n+1)).
     */
    UNIFORM("uniform on -bound to bound") {
        @Override
        Term integral(int n) {
            Term above = Term.symbol(BOUND).power(n + 1);
            Term below = Term.symbol(BOUND).times(Term.number(-1)).power(n + 1);
            return above.minus(below).over(Term.number(2L * (n + 1)).times(Term.symbol(BOUND)));
        }
    },

    /** f' = -w f / v, so by parts E[w^n] = v (n-1) E[w^(n-2)]. */
    NORMAL("normal with mean 0 and variance v") {
        @Override
        Term integral(int n) {
            return byParts(n, Term.ZERO);
        }
    },

    /**
     * A normal of variance v cut off at -bound and bound, where its density is f: by parts, for even n, E[w^n]
     * = v (n-1) E[w^(n-2)] - 2 v f bound^(n-1).
     */
    TRUNCATED_NORMAL("a normal of variance v truncated at -bound and bound, with density f there") {
        @Override
        Term integral(int n) {
            return byParts(n, Term.symbol(DENSITY));
        }
    };

    /** The largest absolute value that occurs; like the next two a symbol that moments are written in. */
    public static final String BOUND = "bound";

    /** The variance of the normal, before truncation. */
    public static final String VARIANCE = "v";
    /** The density at the bound. */
    public static final String DENSITY = "f";

    /** Moments are known, and checked, up to this one. */
    static final int HIGHEST = 5;

    private final String text;

    Shape(String text) {
        this.text = text;
    }

    abstract Term integral(int n);

    /**
     * E[w^n] in the symbols bound, v and f.
     *
     * @throws IllegalArgumentException unless n is from 1 to 5
     */
    public Term moment(int n) {
        if (n < 1 || n > HIGHEST) {
            throw new IllegalArgumentException("the order of a moment must be from 1 to 5, got " + n);
        }
        return integral(n);
    }

    Term byParts(int n, Term density) {
        if (n % 2 == 1) {
            return Term.ZERO; // symmetric
        }
        if (n == 0) {
            return Term.number(1);
        }
        Term boundary = Term.number(2).times(density).times(Term.symbol(BOUND).power(n - 1));
        Term inside = Term.number(n - 1L).times(integral(n - 2));
        return Term.symbol(VARIANCE).times(inside.minus(boundary));
    }

    /** Whether the members of a family have these moments. */
    boolean holds(Model model, String family) {
        return IntStream.rangeClosed(1, HIGHEST)
                .allMatch(n -> IntStream.rangeClosed(1, model.members(family))
                        .allMatch(i ->
                                model.mean(o -> o.value(family, i).power(n)).equals(model.value(moment(n)))));
    }

    /** Five points with the same moments: 0, -2, 2, -4 and 4, the weights solved from the second and fourth. */
    ModelFamily.Marginal example() {
        Model model = new Model(
                "", List.of(new Model.Outcome(Rational.ONE, Map.of())), ModelFamily.SYMBOLS, Map.of(), Map.of());
        Rational second = model.value(moment(2)).over(Rational.of(4));
        Rational fourth = model.value(moment(4)).over(Rational.of(16));
        Rational outer = fourth.minus(second).over(Rational.of(24));
        Rational inner = second.over(Rational.of(2)).minus(outer.times(Rational.of(4)));
        Map<Rational, Rational> law = new LinkedHashMap<>();
        law.put(Rational.ZERO, Rational.ONE.minus(inner.plus(outer).times(Rational.of(2))));
        for (int sign : new int[] {-1, 1}) {
            law.put(Rational.of(2L * sign), inner);
            law.put(Rational.of(4L * sign), outer);
        }
        return new ModelFamily.Marginal(
                "0 (" + law.get(Rational.ZERO) + "), -2 or 2 (" + inner + " each), -4 or 4 (" + outer + " each)", law);
    }

    @Override
    public String toString() {
        return text;
    }
}
