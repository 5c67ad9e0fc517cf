package xavierkit.algebra;

import static xavierkit.algebra.Term.*;

import java.util.*;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A continuous distribution symmetric around 0, known by its moments E[w^n], each an integral that is solved by hand in
 * the javadoc of its constant.
 */
public enum Shape {
    /** Density 1 / (2 bound) from -bound to bound: E[w^n] = bound^n / (n + 1) for even n. */
    UNIFORM("uniform on -bound to bound"),

    /** f' = -w f / v, so by parts E[w^n] = v (n-1) E[w^(n-2)]. */
    NORMAL("normal with mean 0 and variance v"),

    /**
     * A normal of variance v cut off at -bound and bound, where its density is f: by parts, for even n, E[w^n] =
     * v (n-1) E[w^(n-2)] - 2 v f bound^(n-1).
     */
    TRUNCATED_NORMAL("a normal of variance v truncated at -bound and bound, with density f there");

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

    /**
     * E[w^n] in the symbols bound, v and f; 0 for odd n.
     *
     * @throws IllegalArgumentException unless n is from 1 to 5
     */
    public Term moment(int n) {
        if (n < 1 || n > HIGHEST) {
            throw new IllegalArgumentException("the order of a moment must be from 1 to 5, got " + n);
        }
        return n % 2 == 1 ? ZERO : even(n);
    }

    private Term even(int n) {
        Term bound = symbol(BOUND);
        if (n == 0) {
            return number(1);
        }
        if (this == UNIFORM) {
            return bound.power(n).over(number(n + 1));
        }
        Term density = this == NORMAL ? ZERO : symbol(DENSITY);
        Term inside = number(n - 1).times(even(n - 2));
        return symbol(VARIANCE).times(inside.minus(number(2).times(density).times(bound.power(n - 1))));
    }

    /** Whether every member of a family has these moments in a model. */
    boolean holds(Model model, String family) {
        return model.members(family).stream()
                .allMatch(x -> IntStream.rangeClosed(1, HIGHEST)
                        .allMatch(n -> model.mean(
                                        x.stream().map(value -> value.pow(n)).toList())
                                .equals(model.value(moment(n)))));
    }

    /** Five points with the same moments: 0, -2, 2, -4 and 4, the weights solved from the second and fourth. */
    ModelFamily.Marginal example() {
        Model model = new Model(1, Model.SYMBOLS, Map.of());
        BigFraction second = model.value(moment(2)).divide(4);
        BigFraction outer = model.value(moment(4)).divide(16).subtract(second).divide(24);
        BigFraction inner = second.divide(2).subtract(outer.multiply(4));
        BigFraction centre = BigFraction.ONE.subtract(inner.add(outer).multiply(2));
        Map<BigFraction, BigFraction> law = new LinkedHashMap<>(Map.of(BigFraction.ZERO, centre));
        for (int sign : new int[] {-1, 1}) {
            law.put(BigFraction.of(2 * sign), inner);
            law.put(BigFraction.of(4 * sign), outer);
        }
        String text = "0 (%s), -2 or 2 (%s each), -4 or 4 (%s each)"
                .formatted(Notation.write(centre), Notation.write(inner), Notation.write(outer));
        return new ModelFamily.Marginal(text, new Distribution<>(law));
    }

    @Override
    public String toString() {
        return text;
    }
}
