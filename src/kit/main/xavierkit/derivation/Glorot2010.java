package xavierkit.derivation;

import static xavierkit.algebra.Term.*;

import java.util.*;
import java.util.stream.*;
import xavierkit.algebra.*;

/**
 * The equations of Glorot, Bengio 2010, as printed and as the engine derives them. In the paper's notation,
 * with its upper indices written below: z0 = x is the input, s_i = z_i W_i without bias, z_(i+1) = phi(s_i),
 * and d_i = dCost/ds_i; W_i leads from n_i to n_(i+1) units, and the cost is a function of s_d.
 *
 * <p>A derivation is about given numbers: here layer i = 2 and depth d = 4. Equations 2 to 4 are its rules,
 * the chain rule and the linear regime; 8 and 9 say what is to be kept, and 10 and 11 solve them.
 */
public final class Glorot2010 {

    private static final int LAYER = 2;
    private static final int DEPTH = 4;

    /**
     * One equation.
     *
     * @param number its number in the paper
     * @param left what it is about
     * @param printed what the paper says that is
     * @param derived what the engine derives
     */
    public record Equation(int number, String left, Term printed, Term derived) {

        /** Whether what is printed is what follows. */
        public boolean isConfirmed() {
            return printed.isSameAs(derived);
        }

        @Override
        public String toString() {
            String start = "(" + number + ") " + left + " = " + printed;
            return start + (isConfirmed() ? ": confirmed" : "\n     A SLIP, derived: " + derived);
        }
    }

    private Glorot2010() {}

    /** Var(z_i) from Var(z0): eq. 5; one derived rule for each layer. */
    public static Derivation activations(int i) {
        return Derivations.chain(variance(variable("z" + i)), below(i));
    }

    /** Var(d_i) from Var(d_depth): eq. 6. */
    public static Derivation gradients(int i, int depth) {
        return Derivations.chain(variance(variable("d" + i)), above(i, depth));
    }

    /** Var(dCost/dw_i), where dCost/dw_i = z_i d_i by eq. 3, if z_i and d_i are independent: eq. 7. */
    public static Derivation weightGradients(int i, int depth) {
        Term z = variable("z" + i);
        Term d = variable("d" + i);
        Derivation product = Derivation.of(
                        variance(variable("g")),
                        new Assumption.Independent("d" + i, "z" + i),
                        Assumption.zeroMean("z" + i),
                        Assumption.zeroMean("d" + i))
                .apply(Rule.definition("chain rule", "g", z.times(d)))
                .apply(Rule.PRODUCT_VARIANCE)
                .apply(Rule.zeroMean("z" + i))
                .apply(Rule.zeroMean("d" + i));
        Stream<Derivation> layers = Stream.concat(below(i), above(i, depth));
        return Derivations.chain(product.start(), Stream.concat(Stream.of(product), layers));
    }

    /** Equations 5 to 7 and 10 to 16. */
    public static List<Equation> equations() {
        Term x = variance(variable("z0"));
        Term cost = variance(variable("d" + DEPTH));
        Term below = factors(0, LAYER - 1, 0).times(x);
        Term above = factors(LAYER, DEPTH - 1, 1).times(cost);
        Term gradient = gradients(LAYER, DEPTH).result();
        Term weightGradient = weightGradients(LAYER, DEPTH).result();
        Term w = variance(variable("w" + LAYER));
        Term keepsForward = forward(LAYER).preserve(variance(variable("z" + LAYER)), w);
        Term keepsBackward = backward(LAYER - 1).preserve(variance(variable("d" + LAYER)), w);
        Term sum = symbol("n2").plus(symbol("n3"));
        Term middle = Compromise.equalErrors().renamed(name -> name.equals("fan_in") ? "n2" : "n3");
        Term factor = symbol("n").times(variance(variable("w")));
        Derivation uniform = Derivations.varianceOf(Shape.UNIFORM);
        Term boundSquared = symbol(Shape.BOUND).power(2);
        Term third = uniform.result().over(boundSquared);
        return List.of(
                new Equation(5, "Var(z2)", below, activations(LAYER).result()),
                new Equation(6, "Var(d2)", factors(LAYER, DEPTH, 1).times(cost), gradient),
                new Equation(7, "Var(dCost/dw2)", below.times(above), weightGradient),
                new Equation(10, "Var(w2) that keeps Var(z)", symbol("n2").power(-1), keepsForward),
                new Equation(11, "Var(w2) that keeps Var(d)", symbol("n3").power(-1), keepsBackward),
                new Equation(12, "Var(w2) with equal errors", number(2).over(sum), middle),
                new Equation(
                        13,
                        "Var(d2) for equal widths",
                        factor.power(DEPTH - LAYER).times(x),
                        equalWidths(gradient)),
                new Equation(
                        14,
                        "Var(dCost/dw2) for equal widths",
                        factor.power(DEPTH).times(x).times(cost),
                        equalWidths(weightGradient)),
                new Equation(15, "n Var(w) for bound^2 = 1/n", number(3).power(-1), third),
                new Equation(
                        16, "bound^2 for the compromise", number(6).over(sum), uniform.preserve(middle, boundSquared)));
    }

    // As printed: the product over the layers from first to last of n_(l+shift) Var(w_l)
    private static Term factors(int first, int last, int shift) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(l -> symbol("n" + (l + shift)).times(variance(variable("w" + l))))
                .reduce(number(1), Term::times);
    }

    private static Stream<Derivation> below(int i) {
        return IntStream.range(0, i).map(l -> i - 1 - l).mapToObj(Glorot2010::forward);
    }

    private static Stream<Derivation> above(int i, int depth) {
        return IntStream.range(i, depth).mapToObj(Glorot2010::backward);
    }

    // z_(i+1) = phi(sum of w_i z_i): n_i terms
    private static Derivation forward(int i) {
        Term z = apply("phi", Derivations.weighted("n" + i, "w" + i, "z" + i));
        Rule activation = Rule.definition("activation of layer " + (i + 1), "z" + (i + 1), z);
        return Derivations.layer(activation, "z" + (i + 1), "w" + i, "z" + i);
    }

    // d_i = phi'(s_i) times the sum of w_(i+1) d_(i+1): eq. 2, n_(i+2) terms
    private static Derivation backward(int i) {
        Term sum = Derivations.weighted("n" + (i + 2), "w" + (i + 1), "d" + (i + 1));
        Term d = apply("phi'", variable("s" + i)).times(sum);
        return Derivations.layer(
                Rule.definition("gradient of layer " + i, "d" + i, d), "d" + i, "w" + (i + 1), "d" + (i + 1));
    }

    /** The same term where all layers have n units and weights w. */
    private static Term equalWidths(Term term) {
        return term.renamed(name -> name.replaceAll("^([nw])\\d+$", "$1"));
    }
}
