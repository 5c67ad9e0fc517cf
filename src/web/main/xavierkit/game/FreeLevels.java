package xavierkit.game;

import static xavierkit.algebra.Term.*;

import java.util.*;
import xavierkit.algebra.*;
import xavierkit.algebra.Assumption.*;

/** Starts without a goal, for free play: the player chooses what is given. */
public final class FreeLevels {

    private static final Term X = variable("X");
    private static final Term Y = variable("Y");

    private static final List<Level> ALL = List.of(
            new Draft(
                            "free-sum",
                            "Var(a X + b Y)",
                            variance(symbol("a").times(X).plus(symbol("b").times(Y))))
                    .given(new Independent("X", "Y"), new Uncorrelated(X, Y))
                    .given(Assumption.zeroMean("X"), Assumption.zeroMean("Y"))
                    .with(Offer.zeroMean("X"), Offer.zeroMean("Y"))
                    .by(),
            new Draft("free-square", "E[(X + Y)^2]", mean(X.plus(Y).power(2)))
                    .given(new Independent("X", "Y"), new Uncorrelated(X, Y))
                    .given(Assumption.zeroMean("X"), Assumption.zeroMean("Y"))
                    .with(Offer.zeroMean("X"), Offer.zeroMean("Y"))
                    .by(),
            new Draft("free-three", "Var(X Y Z)", variance(X.times(Y).times(variable("Z"))))
                    .given(new Independent("X", "Y", "Z"), new Independent("X", "Y"))
                    .given(Assumption.zeroMean("X"), Assumption.zeroMean("Y"), Assumption.zeroMean("Z"))
                    .with(Offer.zeroMean("X"), Offer.zeroMean("Y"), Offer.zeroMean("Z"))
                    .by(),
            new Draft("free-many", "Var(X_1 + ... + X_n)", variance(sum("i", symbol("n"), variable("X", "i"))))
                    .given(new MutuallyIndependent("X"), new Identical(Set.of("X")), Assumption.zeroMean("X"))
                    .with(Offer.zeroMean("X"))
                    .by(),
            new Draft("free-layer", "Var(s) of a layer", variance(variable("s")))
                    .given(Levels.layer("w", "z"))
                    .given(new MutuallyIndependent("z"), new Symmetric("w"))
                    .with(Levels.FORWARD, Offer.zeroMean("w"), Offer.zeroMean("z"))
                    .by(),
            new Draft("free-bias", "Var(s + b)", variance(variable("s").plus(variable("b"))))
                    .given(new Independent("b", "s"), Assumption.zeroMean("b"), Assumption.zeroMean("s"))
                    .with(Offer.zeroMean("b"), Offer.zeroMean("s"))
                    .by(),
            new Draft(
                            "free-leaky",
                            "E[leaky(s)^2]",
                            mean(apply("leaky", variable("s")).power(2)))
                    .given(new Symmetric("s"), Assumption.zeroMean("s"))
                    .with(Offer.zeroMean("s"))
                    .by(),
            new Draft("free-tangent", "Var(phi(s)) near 0", variance(apply("phi", variable("s"))))
                    .given(Levels.layer("w", "z"))
                    .with(Levels.FORWARD, Offer.zeroMean("w"), Offer.zeroMean("z"))
                    .by(),
            new Draft("free-dropout", "E[(m z / p)^2], dropout", mean(dropped().power(2)))
                    .given(new Independent("m", "z"), new Indicator("m"), new MeanIs("m", symbol("p")))
                    .given(Assumption.zeroMean("z"))
                    .with(Offer.indicator("m"), Offer.zeroMean("z"))
                    .with(new Offer("mean-m", Rule.meanOf("m", symbol("p")), "Rule.meanOf(\"m\", symbol(\"p\"))"))
                    .by(),
            new Draft(
                            "free-attention",
                            "Var(c q k), attention",
                            variance(symbol("c").times(Levels.weighted("d_k", "q", "k"))))
                    .given(Levels.layer("q", "k"))
                    .with(Offer.zeroMean("q"), Offer.zeroMean("k"))
                    .by());

    private FreeLevels() {}

    /** All of them. */
    public static List<Level> all() {
        return ALL;
    }

    private static Term dropped() {
        return variable("m").times(variable("z")).over(symbol("p"));
    }
}
