package xavierkit.derivation;

import static xavierkit.algebra.Term.apply;
import static xavierkit.algebra.Term.mean;
import static xavierkit.algebra.Term.sum;
import static xavierkit.algebra.Term.symbol;
import static xavierkit.algebra.Term.variable;
import static xavierkit.algebra.Term.variance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import xavierkit.algebra.Assumption;
import xavierkit.algebra.Assumption.HasShape;
import xavierkit.algebra.Assumption.Identical;
import xavierkit.algebra.Assumption.Independent;
import xavierkit.algebra.Assumption.MutuallyIndependent;
import xavierkit.algebra.Assumption.Symmetric;
import xavierkit.algebra.Atom;
import xavierkit.algebra.Derivation;
import xavierkit.algebra.Rule;
import xavierkit.algebra.Shape;
import xavierkit.algebra.Term;

/**
 * The derivations behind the initializers, each composed from {@link Rule}s. Names: w weights, z inputs of
 * a layer, s its pre-activations, d = dC/ds, g = dC/dz, b biases; a number after a name is that of a layer.
 */
public final class Derivations {

    /** s = sum over fan_in of w_i z_i. */
    public static final Rule PRE_ACTIVATION = Rule.definition("pre-activation", "s", weighted("fan_in", "w", "z"));

    /** g = sum over fan_out of w_i d_i: one unit feeds fan_out others; eq. 2 of the 2010 paper, without the slope of the activation. */
    public static final Rule BACK_PROPAGATION = Rule.definition("chain rule", "g", weighted("fan_out", "w", "d"));

    private Derivations() {}

    // --- One layer --------------------------------------------------------------------------

    /**
     * Var(s) = fan_in Var(w) Var(z), without biases, for inputs of mean 0; hence Var(w) = 1/fan_in keeps
     * the variance of the forward signal: LeCun et al. 1998.
     */
    public static Derivation forward() {
        return layer(PRE_ACTIVATION, "s", "w", "z");
    }

    /** Var(s) = fan_in Var(w) (Var(z) + E[z]^2): inputs whose mean is not 0 add its square. */
    public static Derivation forwardWithMean() {
        return products(PRE_ACTIVATION, 1, "s", "w", "z");
    }

    /**
     * Var(g) = fan_out Var(w) Var(d) for gradients d of mean 0; hence Var(w) = 1/fan_out keeps the
     * variance of the back-propagated gradient.
     */
    public static Derivation backward() {
        return layer(BACK_PROPAGATION, "g", "w", "d");
    }

    /** Var(s + b) = Var(s) + Var(b) for a bias that is independent of s. */
    public static Derivation bias() {
        return Derivation.of(variance(variable("s").plus(variable("b"))), new Independent("s", "b"))
                .apply(Rule.VARIANCE_OF_SUM)
                .apply(Rule.UNCORRELATED);
    }

    /**
     * Var(s) = c_in r Var(w) Var(z) for a convolution over c_in channels and a receptive field of r inputs a
     * channel: fan_in is the number of terms of the double sum.
     */
    public static Derivation convolution() {
        return convolved("pre-activation", "s", "c_in", "z");
    }

    /**
     * Var(g) = c_out r Var(w) Var(d): an input of a convolution feeds r units in each of c_out channels, at
     * stride 1 and away from the border.
     */
    public static Derivation convolutionBackward() {
        return convolved("chain rule", "g", "c_out", "d");
    }

    /**
     * Var(result) = bound Var(weight) Var(input) for a layer of one's own: {@code definition} says what the
     * result is, a sum of products of the two, or phi of one or phi' of something times one.
     */
    public static Derivation layer(Rule definition, String result, String weight, String input) {
        return centred(definition, 1, result, weight, input);
    }

    // --- Many layers ------------------------------------------------------------------------

    /**
     * Var(z_depth) = n_0 Var(w_1) n_1 Var(w_2) ... Var(z_0) for a linear network with n_l units in layer l.
     * Each layer is a rule, derived by {@link #forward}; that it hands on what the next one needs (mean 0,
     * identically distributed, independent of later weights) no finite model contradicts, see
     * {@link xavierkit.algebra.StepCheck#counterexample}.
     */
    public static Derivation forwardDepth(int depth) {
        return chain(
                variance(variable("z" + depth)),
                IntStream.iterate(depth, l -> l >= 1, l -> l - 1).mapToObj(Derivations::forwardLayer));
    }

    /** Var(g_0) = n_1 Var(w_1) n_2 Var(w_2) ... Var(g_depth), the same way down; g_l = dC/dz_l. */
    public static Derivation backwardDepth(int depth) {
        return chain(variance(variable("g0")), IntStream.rangeClosed(1, depth).mapToObj(Derivations::backwardLayer));
    }

    private static Derivation forwardLayer(int l) {
        Rule definition = Rule.definition("layer " + l, "z" + l, weighted("n" + (l - 1), "w" + l, "z" + (l - 1)));
        return layer(definition, "z" + l, "w" + l, "z" + (l - 1));
    }

    private static Derivation backwardLayer(int l) {
        Rule definition = Rule.definition("layer " + l, "g" + (l - 1), weighted("n" + l, "w" + l, "g" + l));
        return layer(definition, "g" + (l - 1), "w" + l, "g" + l);
    }

    /** Applies what was derived about each layer, one after the other, under all their assumptions. */
    static Derivation chain(Term start, Stream<Derivation> layers, Assumption... more) {
        List<Derivation> all = layers.toList();
        Set<Assumption> given = new LinkedHashSet<>(List.of(more));
        all.forEach(layer -> given.addAll(layer.assumptions()));
        Derivation chain = Derivation.of(start, given.toArray(Assumption[]::new));
        for (Derivation layer : all) {
            chain = chain.apply(layer.asRule(layer.steps().get(0).rule().name()));
        }
        return chain;
    }

    // --- Rectified layers -------------------------------------------------------------------

    /**
     * E[relu(s)^2] = Var(s) / 2 for symmetric s: exact, and not the same as "half of the units are zero"; He
     * et al. 2015.
     */
    public static Derivation relu() {
        return rectified("relu");
    }

    /** E[leaky(s)^2] = (1 + a^2) Var(s) / 2 for symmetric s and slope a; He et al. 2015. */
    public static Derivation leakyRelu() {
        return rectified("leaky");
    }

    /**
     * Var(t) = fan_in Var(w) Var(s) / 2 for t = sum of w_i z_i and z = relu(s); hence He's Var(w) = 2/fan_in
     * keeps the variance from pre-activation to pre-activation.
     */
    public static Derivation he() {
        return behindRectifier("relu");
    }

    /** Var(t) = fan_in Var(w) (1 + a^2) Var(s) / 2; hence Var(w) = 2 / ((1 + a^2) fan_in). */
    public static Derivation heLeaky() {
        return behindRectifier("leaky");
    }

    // --- Distributions ----------------------------------------------------------------------

    /** Var(w) from the density: bound^2/3, v, or v (1 - 2 bound f) for a normal truncated at bound. */
    public static Derivation varianceOf(Shape shape) {
        return Derivation.of(variance(variable("w")), new HasShape("w", shape))
                .apply(Rule.VARIANCE)
                .apply(Rule.moments("w", shape));
    }

    /** The kurtosis E[w^4] / E[w^2]^2: 9/5 for the uniform, 3 for the normal distribution. */
    public static Derivation kurtosisOf(Shape shape) {
        Term w = variable("w");
        return Derivation.of(mean(w.power(4)).over(mean(w.power(2)).power(2)), new HasShape("w", shape))
                .apply(Rule.moments("w", shape));
    }

    // --- Shared parts -----------------------------------------------------------------------

    private static Derivation rectified(String function) {
        Term s = variable("s");
        return Derivation.of(mean(apply(function, s).power(2)), new Symmetric("s"))
                .apply(Rule.SYMMETRIC_HALF)
                .apply(Rule.SECOND_MOMENT)
                .apply(Rule.zeroMean("s"));
    }

    private static Derivation behindRectifier(String function) {
        return Derivation.of(variance(variable("t")), given("w", "z", new Symmetric("s")))
                .apply(Rule.definition("pre-activation", "t", weighted("fan_in", "w", "z")))
                .apply(Rule.BIENAYME)
                .apply(Rule.IDENTICAL)
                .apply(Rule.VARIANCE)
                .apply(Rule.INDEPENDENT_PRODUCT)
                .apply(Rule.zeroMean("w"))
                .apply(Rule.definition("activation", "z", apply(function, variable("s"))))
                .apply(Rule.SYMMETRIC_HALF)
                .apply(Rule.SECOND_MOMENT)
                .apply(Rule.zeroMean("w"))
                .apply(Rule.zeroMean("s"));
    }

    private static Derivation convolved(String name, String result, String channels, String input) {
        Term products = variable("w", "i", "k").times(variable(input, "i", "k"));
        Term both = sum("k", symbol(channels), sum("i", symbol("r"), products));
        return centred(Rule.definition(name, result, both), 2, result, "w", input);
    }

    private static Derivation centred(Rule definition, int sums, String result, String weight, String input) {
        return products(definition, sums, result, weight, input, Assumption.zeroMean(input))
                .apply(Rule.zeroMean(input));
    }

    // Up to the mean of what the weights multiply, for a definition that nests so many sums
    private static Derivation products(
            Rule definition, int sums, String result, String weight, String input, Assumption... more) {
        Derivation derivation = Derivation.of(variance(variable(result)), given(weight, input, more))
                .apply(definition);
        if (derivation.result().allAtoms().stream().anyMatch(Atom.Applied.class::isInstance)) {
            derivation = derivation.apply(Rule.LINEAR_REGIME);
        }
        for (int sum = 0; sum < sums; sum++) {
            derivation = derivation.apply(Rule.BIENAYME);
        }
        return derivation.apply(Rule.IDENTICAL).apply(Rule.PRODUCT_VARIANCE).apply(Rule.zeroMean(weight));
    }

    /** What initializers promise about weights, and identically distributed inputs. */
    private static Assumption[] given(String weight, String input, Assumption... more) {
        List<Assumption> all = new ArrayList<>(List.of(
                Assumption.zeroMean(weight),
                new MutuallyIndependent(weight),
                new Independent(weight, input),
                new Identical(Set.of(weight)),
                new Identical(Set.of(input))));
        all.addAll(List.of(more));
        return all.toArray(Assumption[]::new);
    }

    /** The sum over {@code bound} of products of a weight and an input. */
    static Term weighted(String bound, String weight, String input) {
        return sum("i", symbol(bound), variable(weight, "i").times(variable(input, "i")));
    }
}
