package xavierkit.derivation;

import static xavierkit.algebra.Term.mean;
import static xavierkit.algebra.Term.number;
import static xavierkit.algebra.Term.sum;
import static xavierkit.algebra.Term.symbol;
import static xavierkit.algebra.Term.variable;
import static xavierkit.algebra.Term.variance;

import java.util.Set;
import xavierkit.algebra.Assumption;
import xavierkit.algebra.Assumption.Identical;
import xavierkit.algebra.Assumption.Independent;
import xavierkit.algebra.Assumption.Indicator;
import xavierkit.algebra.Assumption.MeanIs;
import xavierkit.algebra.Assumption.MutuallyIndependent;
import xavierkit.algebra.Assumption.SumIs;
import xavierkit.algebra.Derivation;
import xavierkit.algebra.Rule;
import xavierkit.algebra.Term;

/** Derivations for what stands between and around dense layers, see {@link Derivations}. */
public final class Blocks {

    private Blocks() {}

    /** Var(x + f) = Var(x) + Var(f) for a branch f that is uncorrelated with its shortcut x. */
    public static Derivation residual() {
        Term x = variable("x");
        Term f = variable("f");
        return Derivation.of(variance(x.plus(f)), new Assumption.Uncorrelated(f, x))
                .apply(Rule.VARIANCE_OF_SUM)
                .apply(Rule.UNCORRELATED);
    }

    /**
     * E[(m z / p)^2] = E[z^2] / p: dropout that keeps a unit with probability p and divides by p raises the
     * second moment.
     */
    public static Derivation dropout() {
        Term p = symbol("p");
        Term kept = variable("m").times(variable("z")).over(p);
        return Derivation.of(mean(kept.power(2)), new Independent("m", "z"), new Indicator("m"), new MeanIs("m", p))
                .apply(Rule.LINEARITY)
                .apply(Rule.INDEPENDENT_PRODUCT)
                .apply(Rule.indicator("m"))
                .apply(Rule.meanOf("m", p));
    }

    /**
     * Var(c sum over d_k of q_i k_i) = c^2 d_k Var(q) Var(k) for independent queries and keys of mean 0;
     * hence c = 1/sqrt(d_k) in the attention of Vaswani et al. 2017.
     */
    public static Derivation scaledDotProduct() {
        Term product = sum("i", symbol("d_k"), variable("q", "i").times(variable("k", "i")));
        return Derivation.of(
                        variance(symbol("c").times(product)),
                        Assumption.zeroMean("q"),
                        Assumption.zeroMean("k"),
                        new MutuallyIndependent("q"),
                        new Independent("q", "k"),
                        new Identical(Set.of("q")),
                        new Identical(Set.of("k")))
                .apply(Rule.VARIANCE_OF_SUM)
                .apply(Rule.BIENAYME)
                .apply(Rule.IDENTICAL)
                .apply(Rule.PRODUCT_VARIANCE)
                .apply(Rule.zeroMean("q"))
                .apply(Rule.zeroMean("k"));
    }

    /**
     * Var(s) = Var(w) for a one-hot input, one x_i is 1 and all others 0, however many there are and however
     * rare each is: fan_in, the size of the vocabulary, does not matter. Independent w_i are more than it needs,
     * since no two x_i are ever both 1.
     */
    public static Derivation oneHot() {
        return Derivation.of(
                        variance(variable("s")),
                        Assumption.zeroMean("w"),
                        new MutuallyIndependent("w"),
                        new Independent("w", "x"),
                        new Identical(Set.of("w")),
                        new Indicator("x"),
                        new SumIs("x", symbol("fan_in"), number(1)))
                .apply(Rule.definition("look-up", "s", Derivations.weighted("fan_in", "w", "x")))
                .apply(Rule.BIENAYME)
                .apply(Rule.VARIANCE)
                .apply(Rule.INDEPENDENT_PRODUCT)
                .apply(Rule.zeroMean("w"))
                .apply(Rule.indicator("x"))
                .apply(Rule.identical("w"))
                .apply(Rule.sumIs("x", symbol("fan_in"), number(1)))
                .apply(Rule.SECOND_MOMENT)
                .apply(Rule.zeroMean("w"));
    }
}
