package xavierkit.game;

import static xavierkit.algebra.Term.*;

import java.util.*;
import java.util.stream.*;
import xavierkit.algebra.*;
import xavierkit.algebra.Assumption.*;
import xavierkit.derivation.Derivations;

/** The levels with a goal, in their order; {@link FreeLevels} has the others. */
public final class Levels {

    /** Those rules that hold for any variables. */
    static final List<Offer> GENERAL = List.of(
            new Offer("linearity", Rule.LINEARITY, "Rule.LINEARITY"),
            new Offer("variance-sum", Rule.VARIANCE_OF_SUM, "Rule.VARIANCE_OF_SUM"),
            new Offer("uncorrelated", Rule.UNCORRELATED, "Rule.UNCORRELATED"),
            new Offer("bienayme", Rule.BIENAYME, "Rule.BIENAYME"),
            new Offer("identical", Rule.IDENTICAL, "Rule.IDENTICAL"),
            new Offer("product", Rule.PRODUCT_VARIANCE, "Rule.PRODUCT_VARIANCE"),
            new Offer("independent", Rule.INDEPENDENT_PRODUCT, "Rule.INDEPENDENT_PRODUCT"),
            new Offer("variance", Rule.VARIANCE, "Rule.VARIANCE"),
            new Offer("second", Rule.SECOND_MOMENT, "Rule.SECOND_MOMENT"),
            new Offer("half", Rule.SYMMETRIC_HALF, "Rule.SYMMETRIC_HALF"),
            new Offer("linear", Rule.LINEAR_REGIME, "Rule.LINEAR_REGIME"));

    private static final Term X = variable("X");
    private static final Term Y = variable("Y");
    private static final Term A = symbol("a");
    private static final Term IN = symbol("fan_in");
    private static final Term OUT = symbol("fan_out");
    private static final Term VAR_W = variance(variable("w"));

    static final Offer FORWARD = new Offer("pre", Derivations.PRE_ACTIVATION, "Derivations.PRE_ACTIVATION");
    static final Offer BACKWARD = new Offer("chain", Derivations.BACK_PROPAGATION, "Derivations.BACK_PROPAGATION");

    private static final List<Level> WITH_GOAL = List.of(
            scale(),
            sum(),
            scaledVariance(),
            sumOfVariances(),
            product(),
            productOfVariances(),
            forward(),
            backward(),
            compromise(),
            uniform(),
            half(),
            he(),
            residual(),
            embedding());

    private Levels() {}

    /** Those with a goal, in the order in which they are played. */
    public static List<Level> all() {
        return WITH_GOAL;
    }

    /**
     * The level with this id, free ones too.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Level of(String id) {
        return Stream.concat(WITH_GOAL.stream(), FreeLevels.all().stream())
                .filter(level -> level.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no level \"" + id + "\""));
    }

    // --- Rules of arithmetic with means and variances ---------------------------------------

    private static Level scale() {
        return new Draft("scale", "A constant factor", mean(A.times(X)))
                .to(A.times(mean(X)), "A constant can be drawn out of a mean.")
                .by("linearity");
    }

    private static Level sum() {
        return new Draft("sum", "The mean of a sum", mean(X.plus(Y)))
                .to(mean(X).plus(mean(Y)), "Means add up, even if X and Y depend on each other.")
                .by("linearity");
    }

    private static Level scaledVariance() {
        return new Draft("scale-variance", "A factor inside a variance", variance(A.times(X)))
                .to(A.power(2).times(variance(X)), "A factor comes out squared.")
                .by("variance-sum", "variance linearity second");
    }

    private static Level sumOfVariances() {
        return new Draft("sum-variance", "The variance of a sum", variance(X.plus(Y)))
                .given(new Independent("X", "Y"))
                .to(variance(X).plus(variance(Y)), "Variances add up where the covariance is 0.")
                .by("variance-sum uncorrelated", "variance linearity independent second");
    }

    private static Level product() {
        return new Draft("product", "The mean of a product", mean(X.times(Y)))
                .given(new Independent("X", "Y"))
                .to(mean(X).times(mean(Y)), "For independent variables, and not in general.")
                .by("independent");
    }

    private static Level productOfVariances() {
        return new Draft("product-variance", "The variance of a product", variance(X.times(Y)))
                .given(new Independent("X", "Y"), Assumption.zeroMean("X"), Assumption.zeroMean("Y"))
                .with(Offer.zeroMean("X"), Offer.zeroMean("Y"))
                .to(variance(X).times(variance(Y)), "This is why weights and inputs should have mean 0.")
                .by("product zero-X zero-Y", "variance independent zero-X second zero-X zero-Y");
    }

    // --- Layers -----------------------------------------------------------------------------

    private static Level forward() {
        return new Draft("forward", "The forward rule", variance(variable("s")))
                .given(layer("w", "z"))
                .with(FORWARD, Offer.zeroMean("w"), Offer.zeroMean("z"))
                .to(
                        IN.times(VAR_W).times(variance(variable("z"))),
                        "One layer multiplies the variance by fan_in Var(w).")
                .solve("the signal keeps its variance, Var(s) = Var(z)", variance(variable("z")), VAR_W)
                .by(
                        "pre bienayme identical product zero-w zero-z",
                        "pre bienayme identical variance independent zero-w second zero-w zero-z");
    }

    private static Level backward() {
        return new Draft("backward", "The backward rule", variance(variable("g")))
                .given(layer("w", "d"))
                .with(BACKWARD, Offer.zeroMean("w"), Offer.zeroMean("d"))
                .to(OUT.times(VAR_W).times(variance(variable("d"))), "The same sum with another bound: fan_out.")
                .solve("the gradient keeps its variance, Var(g) = Var(d)", variance(variable("d")), VAR_W)
                .by(
                        "chain bienayme identical product zero-w zero-d",
                        "chain bienayme identical variance independent zero-w second zero-w zero-d");
    }

    // Both demands cannot be met; that both are missed by the same amount is that the two factors add up to 2
    private static Level compromise() {
        Term forward = variance(variable("s")).over(variance(variable("z")));
        Term back = variance(variable("g")).over(variance(variable("d")));
        Set<Assumption> given = new LinkedHashSet<>(List.of(layer("w", "z")));
        given.addAll(List.of(layer("w", "d")));
        return new Draft("compromise", "The compromise", forward.plus(back))
                .given(given.toArray(Assumption[]::new))
                .with(derived("forward", Derivations.forward(), "forward()"))
                .with(derived("backward", Derivations.backward(), "backward()"))
                .to(IN.plus(OUT).times(VAR_W), "Forward wants fan_in Var(w) = 1, backward fan_out Var(w) = 1.")
                .solve("both miss 1 by the same amount, so that the two factors add up to 2", number(2), VAR_W)
                .by("forward backward", "backward forward");
    }

    private static Offer derived(String key, Derivation derivation, String java) {
        String name = key + " rule";
        return new Offer(key, derivation.asRule(name), "Derivations." + java + ".asRule(\"" + name + "\")");
    }

    private static Level uniform() {
        Term bound = symbol(Shape.BOUND);
        return new Draft("uniform", "The uniform bound", VAR_W)
                .given(new HasShape("w", Shape.UNIFORM))
                .with(moments("w", Shape.UNIFORM), Offer.zeroMean("w"))
                .to(bound.power(2).over(number(3)), "The variance of a uniform weight, from its density.")
                .solve(
                        "Var(w) is the compromise, 2 / (fan_in + fan_out)",
                        number(2).over(IN.plus(OUT)),
                        bound.power(2))
                .by("variance moments-w", "variance zero-w moments-w");
    }

    static Offer moments(String family, Shape shape) {
        String java = "Rule.moments(\"" + family + "\", Shape." + shape.name() + ")";
        return new Offer("moments-" + family, Rule.moments(family, shape), java);
    }

    // --- ReLU, shortcuts, embeddings --------------------------------------------------------

    private static Level half() {
        Term s = variable("s");
        return new Draft("half", "ReLU lets half through", mean(apply("relu", s).power(2)))
                .given(new Symmetric("s"))
                .with(Offer.zeroMean("s"))
                .to(variance(s).over(number(2)), "Half of the mean square, exactly, for any symmetric s.")
                .by("half second zero-s");
    }

    private static Level he() {
        Term s = variable("s");
        Rule before = Rule.definition("pre-activation", "t", weighted("fan_in", "w", "z"));
        Rule activation = Rule.definition("activation", "z", apply("relu", s));
        return new Draft("he", "He's rule", variance(variable("t")))
                .given(Stream.concat(Stream.of(promised("w", "z")), Stream.of(new Symmetric("s")))
                        .toArray(Assumption[]::new))
                .with(
                        definition("pre", before),
                        definition("act", activation),
                        Offer.zeroMean("w"),
                        Offer.zeroMean("s"))
                .to(
                        IN.times(VAR_W).times(variance(s)).over(number(2)),
                        "From pre-activation to pre-activation, through ReLU.")
                .solve("the pre-activations keep their variance, Var(t) = Var(s)", variance(s), VAR_W)
                .by(
                        "pre bienayme identical variance independent zero-w act half second zero-w zero-s",
                        "pre bienayme identical variance independent act half second zero-w zero-s");
    }

    private static Level residual() {
        Term x = variable("x");
        Term f = variable("f");
        return new Draft("residual", "A residual branch", variance(x.plus(f)))
                .given(new Uncorrelated(f, x))
                .to(variance(x).plus(variance(f)), "Every block adds variance: depth makes the signal grow.")
                .by("variance-sum uncorrelated");
    }

    private static Level embedding() {
        Rule look = Rule.definition("look-up", "s", weighted("fan_in", "w", "x"));
        Rule total = Rule.sumIs("x", IN, number(1));
        return new Draft("embedding", "An embedding", variance(variable("s")))
                .given(Assumption.zeroMean("w"), new MutuallyIndependent("w"), new Independent("w", "x"))
                .given(new Identical(Set.of("w")), new Indicator("x"), new SumIs("x", IN, number(1)))
                .with(definition("look", look), Offer.zeroMean("w"), Offer.indicator("x"), Offer.identical("w"))
                .with(new Offer("sum-x", total, "Rule.sumIs(\"x\", symbol(\"fan_in\"), number(1))"))
                .to(VAR_W, "The input is one-hot, so the size of the vocabulary does not matter.")
                .by(
                        "look bienayme variance independent zero-w indicator-x identical-w sum-x second zero-w",
                        "look bienayme variance independent indicator-x zero-w second zero-w identical-w sum-x");
    }

    // --- Shared parts -----------------------------------------------------------------------

    static Offer definition(String key, Rule rule) {
        var defined = rule.definitions().entrySet().iterator().next();
        String java = "Rule.definition(\"%s\", \"%s\", %s)";
        return new Offer(key, rule, java.formatted(rule.name(), defined.getKey(), JavaText.of(defined.getValue())));
    }

    static Term weighted(String bound, String weight, String input) {
        return Term.sum("i", symbol(bound), variable(weight, "i").times(variable(input, "i")));
    }

    /** What an initializer promises about weights, and identically distributed inputs. */
    static Assumption[] promised(String weight, String input) {
        return new Assumption[] {
            Assumption.zeroMean(weight),
            new MutuallyIndependent(weight),
            new Independent(weight, input),
            new Identical(Set.of(weight)),
            new Identical(Set.of(input))
        };
    }

    static Assumption[] layer(String weight, String input) {
        Stream<Assumption> centred = Stream.of(Assumption.zeroMean(input));
        return Stream.concat(Stream.of(promised(weight, input)), centred).toArray(Assumption[]::new);
    }
}
