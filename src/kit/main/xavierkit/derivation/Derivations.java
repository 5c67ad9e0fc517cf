package xavierkit.derivation;

import static xavierkit.algebra.Term.*;

import java.util.*;
import java.util.stream.*;
import xavierkit.algebra.*;
import xavierkit.algebra.Assumption.*;

/**
 * The derivations behind the initializers, each composed from {@link Rule}s. Names: w weights, z inputs of a layer, s
 * its pre-activations, d = dC/ds, g = dC/dz, b biases; a number after a name is that of a layer.
 */
public final class Derivations {

    /** s = sum over fan_in of w_i z_i. */
    public static final Rule PRE_ACTIVATION = Rule.definition("pre-activation", "s", weighted("fan_in", "w", "z"));

    /**
     * g = sum over fan_out of w_i d_i: one unit feeds fan_out others; eq. 2 of the 2010 paper, without the slope of the
     * activation.
     */
    public static final Rule BACK_PROPAGATION = Rule.definition("chain rule", "g", weighted("fan_out", "w", "d"));

    private Derivations() {}

    // --- One layer --------------------------------------------------------------------------

    /**
     * Var(s) = fan_in Var(w) Var(z), without biases, for inputs of mean 0; hence Var(w) = 1/fan_in keeps the variance of
     * the forward signal: LeCun et al. 1998.
     */
    public static Derivation forward() {
        return layer(PRE_ACTIVATION, "s", "w", "z");
    }

    /**
     * Var(g) = fan_out Var(w) Var(d) for gradients d of mean 0; hence Var(w) = 1/fan_out keeps the variance of the
     * back-propagated gradient.
     */
    public static Derivation backward() {
        return layer(BACK_PROPAGATION, "g", "w", "d");
    }

    /** Var(s + b) = Var(s) + Var(b) for a bias that is independent of s. */
    public static Derivation bias() {
        return sumOfTwo("s", "b", new Independent("s", "b"));
    }

    /**
     * Var(s) = c_in r Var(w) Var(z) for a convolution over c_in channels and a receptive field of r inputs in each
     * channel: fan_in is the number of terms of the double sum.
     */
    public static Derivation convolution() {
        return layer(Rule.definition("pre-activation", "s", convolved("c_in", "z")), "s", "w", "z");
    }

    /**
     * Var(g) = c_out r Var(w) Var(d): an input of a convolution feeds r units in each of c_out channels, at stride 1 and
     * away from the border.
     */
    public static Derivation convolutionBackward() {
        return layer(Rule.definition("chain rule", "g", convolved("c_out", "d")), "g", "w", "d");
    }

    /**
     * Var(result) = bound Var(weight) Var(input) for a layer of one's own: {@code definition} says what the result is, a
     * sum of products of the two, or phi of one or phi' of something times one.
     */
    public static Derivation layer(Rule definition, String result, String weight, String input) {
        Derivation start = Derivation.of(variance(variable(result)), given(weight, input, Assumption.zeroMean(input)));
        return products(start.apply(definition), weight).apply(Rule.zeroMean(input));
    }

    // --- Many layers ------------------------------------------------------------------------

    /**
     * Var(z_depth) = n_0 Var(w_1) n_1 Var(w_2) ... Var(z_0) for a linear network with n_l units in layer l. Each layer is
     * a rule, derived by {@link #forward}; that it hands on what the next one needs (mean 0, identically distributed,
     * independent of later weights) no finite model contradicts, see {@link StepCheck#counterexample}.
     */
    public static Derivation forwardDepth(int depth) {
        Stream<Integer> down = Stream.iterate(depth, l -> l >= 1, l -> l - 1);
        return chain(variance(variable("z" + depth)), down.map(Derivations::linear));
    }

    private static Derivation linear(int l) {
        Term sum = weighted("n" + (l - 1), "w" + l, "z" + (l - 1));
        return layer(Rule.definition("layer " + l, "z" + l, sum), "z" + l, "w" + l, "z" + (l - 1));
    }

    /** Applies what was derived about each layer, one after the other, under all their assumptions. */
    static Derivation chain(Term start, Stream<Derivation> layers) {
        List<Derivation> all = layers.toList();
        Derivation chain = Derivation.of(
                start,
                all.stream()
                        .flatMap(layer -> layer.assumptions().stream())
                        .distinct()
                        .toArray(Assumption[]::new));
        for (Derivation layer : all) {
            chain = chain.apply(layer.asRule(layer.steps().get(0).rule().name()));
        }
        return chain;
    }

    // --- Rectified layers -------------------------------------------------------------------

    /**
     * E[relu(s)^2] = Var(s) / 2 for symmetric s: exact, and not the same as "half of the units are zero"; He et al. 2015.
     */
    public static Derivation relu() {
        return rectified("relu");
    }

    /** E[leaky(s)^2] = (1 + a^2) Var(s) / 2 for symmetric s and slope a; He et al. 2015. */
    public static Derivation leakyRelu() {
        return rectified("leaky");
    }

    /**
     * Var(t) = fan_in Var(w) Var(s) / 2 for t = sum of w_i z_i and z = relu(s); hence He's Var(w) = 2/fan_in keeps the
     * variance from pre-activation to pre-activation.
     */
    public static Derivation he() {
        return apply(
                variance(variable("t")),
                List.of(
                        Rule.definition("pre-activation", "t", weighted("fan_in", "w", "z")),
                        Rule.BIENAYME,
                        Rule.IDENTICAL,
                        Rule.VARIANCE,
                        Rule.INDEPENDENT_PRODUCT,
                        Rule.zeroMean("w"),
                        Rule.definition("activation", "z", Term.apply("relu", variable("s"))),
                        Rule.SYMMETRIC_HALF,
                        Rule.SECOND_MOMENT,
                        Rule.zeroMean("w"),
                        Rule.zeroMean("s")),
                given("w", "z", new Symmetric("s")));
    }

    // --- Distributions ----------------------------------------------------------------------

    /** Var(w) from the density: bound^2/3, v, or v (1 - 2 bound f) for a normal truncated at bound. */
    public static Derivation varianceOf(Shape shape) {
        return apply(
                variance(variable("w")), List.of(Rule.VARIANCE, Rule.moments("w", shape)), new HasShape("w", shape));
    }

    /** The kurtosis E[w^4] / E[w^2]^2: 9/5 for the uniform, 3 for the normal distribution. */
    public static Derivation kurtosisOf(Shape shape) {
        Term w = variable("w");
        Term kurtosis = mean(w.power(4)).over(mean(w.power(2)).power(2));
        return apply(kurtosis, List.of(Rule.moments("w", shape)), new HasShape("w", shape));
    }

    // --- What stands between and around dense layers ----------------------------------------

    /** Var(x + f) = Var(x) + Var(f) for a residual branch f that is uncorrelated with its shortcut x. */
    public static Derivation residual() {
        return sumOfTwo("x", "f", new Uncorrelated(variable("f"), variable("x")));
    }

    /**
     * E[(m z / p)^2] = E[z^2] / p: dropout that keeps a unit with probability p and divides by p raises the second
     * moment.
     */
    public static Derivation dropout() {
        Term kept = variable("m").times(variable("z")).over(symbol("p"));
        Rule keptShare = Rule.meanOf("m", symbol("p"));
        return apply(
                mean(kept.power(2)),
                List.of(Rule.LINEARITY, Rule.INDEPENDENT_PRODUCT, Rule.indicator("m"), keptShare),
                new Independent("m", "z"),
                new Indicator("m"),
                new MeanIs("m", symbol("p")));
    }

    /**
     * Var(c sum over d_k of q_i k_i) = c^2 d_k Var(q) Var(k) for independent queries and keys of mean 0; hence c =
     * 1/sqrt(d_k) in the attention of Vaswani et al. 2017.
     */
    public static Derivation scaledDotProduct() {
        Term scaled = symbol("c").times(weighted("d_k", "q", "k"));
        Derivation start = Derivation.of(variance(scaled), given("q", "k", Assumption.zeroMean("k")));
        return products(start.apply(Rule.VARIANCE_OF_SUM), "q").apply(Rule.zeroMean("k"));
    }

    /**
     * Var(s) = Var(w) for a one-hot input, one x_i is 1 and all others 0, however many there are and however rare each
     * is: fan_in, the size of the vocabulary, does not matter. Independent w_i are more than it needs, since no two x_i
     * are ever both 1.
     */
    public static Derivation oneHot() {
        Term words = symbol("fan_in");
        return apply(
                variance(variable("s")),
                List.of(
                        Rule.definition("look-up", "s", weighted("fan_in", "w", "x")),
                        Rule.BIENAYME,
                        Rule.VARIANCE,
                        Rule.INDEPENDENT_PRODUCT,
                        Rule.zeroMean("w"),
                        Rule.indicator("x"),
                        Rule.identical("w"),
                        Rule.sumIs("x", words, number(1)),
                        Rule.SECOND_MOMENT,
                        Rule.zeroMean("w")),
                Assumption.zeroMean("w"),
                new MutuallyIndependent("w"),
                new Independent("w", "x"),
                new Identical(Set.of("w")),
                new Indicator("x"),
                new SumIs("x", words, number(1)));
    }

    // --- Shared parts -----------------------------------------------------------------------

    private static Derivation apply(Term start, List<Rule> rules, Assumption... given) {
        Derivation derivation = Derivation.of(start, given);
        for (Rule rule : rules) {
            derivation = derivation.apply(rule);
        }
        return derivation;
    }

    private static Derivation sumOfTwo(String x, String y, Assumption apart) {
        return apply(variance(variable(x).plus(variable(y))), List.of(Rule.VARIANCE_OF_SUM, Rule.UNCORRELATED), apart);
    }

    private static Derivation rectified(String function) {
        return apply(
                mean(Term.apply(function, variable("s")).power(2)),
                List.of(Rule.SYMMETRIC_HALF, Rule.SECOND_MOMENT, Rule.zeroMean("s")),
                new Symmetric("s"));
    }

    // From the variance of sums of products to the mean of what the weights multiply
    private static Derivation products(Derivation start, String weight) {
        boolean activated = start.result().all(Atom.Kind.APPLIED).findAny().isPresent();
        Derivation derivation = activated ? start.apply(Rule.LINEAR_REGIME) : start;
        for (long sums = derivation.result().all(Atom.Kind.SUM).count(); sums > 0; sums--) {
            derivation = derivation.apply(Rule.BIENAYME);
        }
        return derivation.apply(Rule.IDENTICAL).apply(Rule.PRODUCT_VARIANCE).apply(Rule.zeroMean(weight));
    }

    /** What initializers promise about weights, and identically distributed inputs. */
    private static Assumption[] given(String weight, String input, Assumption... more) {
        Stream<Assumption> promised = Stream.of(
                Assumption.zeroMean(weight),
                new MutuallyIndependent(weight),
                new Independent(weight, input),
                new Identical(Set.of(weight)),
                new Identical(Set.of(input)));
        return Stream.concat(promised, Stream.of(more)).toArray(Assumption[]::new);
    }

    private static Term convolved(String channels, String input) {
        Term products = variable("w", "i", "k").times(variable(input, "i", "k"));
        return sum("k", symbol(channels), sum("i", symbol("r"), products));
    }

    /** The sum over {@code bound} of products of a weight and an input. */
    static Term weighted(String bound, String weight, String input) {
        return sum("i", symbol(bound), variable(weight, "i").times(variable(input, "i")));
    }
}
