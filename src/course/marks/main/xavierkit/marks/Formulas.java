package xavierkit.marks;

import java.util.*;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import xavierkit.marks.Formula.*;

/**
 * The key to all questions whose answer is a formula, with the slips that each invites beside those that all do. The
 * inputs of a layer have mean m and variance v, its weights mean 0.
 */
public final class Formulas {

    /** Why a mean square is not a variance. */
    static final String MEAN = "The mean must not be taken away, because the next weights multiply z with its mean.";

    private static final double SIX_DIGITS = 1e-6;

    private Formulas() {}

    // --- 01: forward ---------------------------------------------------------------------------

    /** Var(w) = 1 / fan_in solves fan_in Var(w) Var(x) = Var(x); LeCun et al. 1998. */
    public static final Formula WEIGHT_VARIANCE = Formula.of("The variance of the weights", "fan_in", x -> 1 / x[0])
            .slip(x -> 1 / (x[0] * x[0]), "fan_in is squared. A sum of n uncorrelated terms has n times the variance.")
            .slip(x -> 2 / x[0], "The 2 is He's, for ReLU. This layer is linear, and its variance would double.")
            .slip(x -> 1 / (3 * x[0]), "This is a third of what is wanted, that of a uniform on +-1/sqrt(fan_in).");

    /** Var(y) / Var(x) = 1 + m^2 / v under Var(w) = 1 / fan_in. */
    public static final Formula GROWTH = Formula.of(
                    "The growth of the variance", "mean, variance", x -> 1 + x[0] * x[0] / x[1])
            .slip(x -> 1, "This leaves the mean of the inputs out. Their mean square counts, not their variance.")
            .slip(x -> x[1] + x[0] * x[0], "This is Var(y) itself. Asked for is how many times Var(x) it is.")
            .slip(x -> 1 + x[0] * x[0], "The square of the mean is not set against the variance of the inputs.")
            .slip(x -> 1 + x[0] / x[1], "The mean comes in by its square: the derivation ends with E[x]^2, not E[x].")
            .slip(x -> 1 + x[0], "The mean comes in by its square, and set against the variance.")
            .slip(x -> x[0] * x[0] / x[1], "This is the part of the mean alone. The variance passes through, too.")
            .slip(
                    x -> 1 + Math.pow(x[0] / x[1], 2),
                    "E[x]^2 is divided by Var(x)^2. The variance is a square already.");

    /** Var(w) = v / (fan_in (v + m^2)) solves Var(y) = Var(x) with the mean left in. */
    public static final Formula REPAIRED = Formula.of(
                    "The variance of the weights", "fan_in, mean, variance", x -> x[2] / (x[0] * (x[2] + x[1] * x[1])))
            .slip(x -> 1 / x[0], "This leaves the mean of the inputs out: it keeps their mean square.")
            .slip(x -> 1 / (x[0] * (x[2] + x[1] * x[1])), "This makes Var(y) = 1. Asked for is Var(y) = Var(x).")
            .slip(
                    x -> (x[2] + x[1] * x[1]) / (x[0] * x[2]),
                    "The correction is upside down: a mean makes Var(y) larger, so the weights must be smaller.")
            .slip(x -> x[2] / (x[2] + x[1] * x[1]), "fan_in is missing. Each of the fan_in inputs adds to Var(y).")
            .slip(x -> 1 / (x[0] * (1 + x[1] * x[1])), "The mean's square is not set against the inputs' variance.")
            .slip(x -> x[2] / (x[0] * (x[2] + x[1])), "The mean comes in by its square: E[x]^2, not E[x].")
            .slip(x -> 1 / (x[0] * x[2]), "This leaves the mean of the inputs out, and makes Var(y) 1.");

    // --- 02: Xavier's rule -----------------------------------------------------------------------

    /** sqrt(2 / (fan_in + fan_out)). */
    public static final Formula DEVIATION =
            Formula.of("The standard deviation", "fan_in, fan_out", x -> Math.sqrt(2 / (x[0] + x[1])));

    /** a = sqrt(6 / (fan_in + fan_out)), from Var U(-a, a) = a^2 / 3. */
    public static final Formula BOUND = Formula.of("The bound", "fan_in, fan_out", x -> Math.sqrt(6 / (x[0] + x[1])))
            .slip(x -> Math.sqrt(2 / (x[0] + x[1])), "This is the standard deviation: Var U(-a, a) = a^2 / 3.");

    // --- 03: backward and compromise -------------------------------------------------------------

    /** What Var(w) can be in a layer, each right for another question. */
    private static final List<Slip> VARIANCES = List.of(
            new Slip(x -> 1 / x[0], "This is what the forward pass wants: a unit adds up fan_in products."),
            new Slip(x -> 1 / x[1], "This is what the backward pass wants: an input adds up fan_out products."),
            new Slip(x -> 2 / (x[0] + x[1]), "This is the harmonic mean, the compromise with equal errors."),
            new Slip(x -> 1 / Math.sqrt(x[0] * x[1]), "This is the geometric mean, the compromise with equal ratios."),
            new Slip(x -> (1 / x[0] + 1 / x[1]) / 2, "This is the arithmetic mean: none of the criteria leads there."),
            new Slip(x -> squares(0.5, x), "This makes the sum of the two squared errors least."),
            new Slip(x -> Math.sqrt(6 / (x[0] + x[1])), "This is the bound of the uniform form, not the variance."));

    /** Var(dC/dx) = fan_out Var(w) Var(dC/ds). */
    public static final Formula GRADIENT_FACTOR = Formula.of(
                    "The factor of the gradient", "fan_in, fan_out, Var(w)", x -> x[1] * x[2])
            .slip(x -> x[0] * x[2], "This is the factor of the forward signal. An input feeds fan_out units.")
            .slip(x -> x[2], "This is what one product contributes. An input adds up one for each unit that it feeds.")
            .slip(x -> x[1] * x[2] * x[2], "Var(w) is squared. Var(dw) = Var(d) Var(w): it is a variance already.")
            .slip(x -> x[1] * Math.sqrt(x[2]), "The root of Var(w) is the standard deviation; variances multiply.")
            .slip(x -> x[1] * x[1] * x[2], "fan_out is squared, as if the terms were equal. They are uncorrelated.")
            .slip(x -> x[0] * x[1] * x[2], "Both fans are in it. A gradient is a sum of fan_out terms on the way back.")
            .slip(x -> (x[0] + x[1]) / 2 * x[2], "The average is the compromise, not what one direction does.");

    /** Forward: Var(w) = 1 / fan_in. */
    public static final Formula FORWARD_WISH = wish("What the forward pass wants", x -> 1 / x[0]);

    /** Backward: Var(w) = 1 / fan_out. */
    public static final Formula BACKWARD_WISH = wish("What the backward pass wants", x -> 1 / x[1]);

    private static Formula wish(String what, Law law) {
        return Formula.of(what, "fan_in, fan_out", law)
                .slip(x -> 2 * law.at(x), "The 2 is He's, for ReLU. This layer is linear.")
                .slips(VARIANCES);
    }

    /** fan_in v - 1 = 1 - fan_out v: v = 2 / (fan_in + fan_out). */
    public static final Formula EQUAL_ERRORS = Formula.of(
                    "The variance with equal errors", "fan_in, fan_out", x -> 2 / (x[0] + x[1]))
            .slips(VARIANCES);

    /** fan_in v = 1 / (fan_out v): v = 1 / sqrt(fan_in fan_out). */
    public static final Formula EQUAL_RATIOS = Formula.of(
                    "The variance with equal ratios", "fan_in, fan_out", x -> 1 / Math.sqrt(x[0] * x[1]))
            .slips(VARIANCES);

    /** Least weight (fan_in v - 1)^2 + (1 - weight) (fan_out v - 1)^2; see {@link #squares}. */
    public static final Formula LEAST_SQUARES = Formula.of(
                    "The variance with the least sum", "fan_in, fan_out, weight", x -> squares(x[2], x))
            .slip(x -> squares(0.5, x), "The weight is left out: this is right only for a weight of 1/2.")
            .slip(x -> squares(1 - x[2], x), "The two parts are exchanged: the weight belongs to the forward error.")
            .slip(x -> x[2] / x[0] + (1 - x[2]) / x[1], "This mixes 1/fan_in and 1/fan_out. Set the derivative to 0.")
            .slip(x -> 1 / (x[2] * x[0] + (1 - x[2]) * x[1]), "This mixes the fans. Set the derivative to 0.")
            .slips(VARIANCES);

    /** (weight fan_in + (1 - weight) fan_out) / (weight fan_in^2 + (1 - weight) fan_out^2). */
    private static double squares(double weight, double... fans) {
        double rest = 1 - weight;
        return (weight * fans[0] + rest * fans[1]) / (weight * fans[0] * fans[0] + rest * fans[1] * fans[1]);
    }

    /** Forward, with a = fan_out / fan_in: 2 / (1 + a). */
    public static final Formula FORWARD_FACTOR =
            factor("The forward factor", x -> 2 / (1 + x[0]), "This is the backward factor");

    /** Backward: 2 a / (1 + a). */
    public static final Formula BACKWARD_FACTOR =
            factor("The backward factor", x -> 2 * x[0] / (1 + x[0]), "This is the forward factor");

    // the slips of one direction are those of the other with 1 / a in place of a
    private static Formula factor(String what, Law law, String other) {
        Law fan = x -> 2 / law.at(x) - 1; // a or 1 / a, whichever is in the law
        return Formula.of(what, "a", law)
                .slip(x -> law.at(1 / x[0]), other + ", or that of a = fan_in / fan_out. Here a is fan_out / fan_in.")
                .slip(x -> 1, "Only for a = 1 is it 1: the compromise does not satisfy both demands.")
                .slip(x -> (1 + 1 / fan.at(x)) / 2, "This comes from the arithmetic mean. Xavier's is the harmonic.")
                .slip(x -> 1 / Math.sqrt(fan.at(x)), "This comes from the geometric mean. Xavier's is the harmonic.")
                .slip(
                        x -> 1 / fan.at(x),
                        "This comes from what the other direction wants. Xavier's is the harmonic mean.");
    }

    /** Forward and backward: 4 a / (1 + a)^2, at most 1. */
    public static final Formula ROUND_TRIP = Formula.of(
                    "The factor of a round trip", "a", x -> 4 * x[0] / Math.pow(1 + x[0], 2))
            .slip(x -> 1, "The geometric mean would bring all of it back. Xavier's rule does so only for a = 1.")
            .slip(x -> 2, "The factors are added. What goes forward and back is multiplied by both.")
            .slip(x -> x[0] / Math.pow(1 + x[0], 2), "The 4 is missing: each of the two factors has a 2.")
            .slip(x -> 4 * x[0] / (1 + x[0]), "The square is missing: each of the two factors has 1 + a below.")
            .slip(x -> 4 / Math.pow(1 + x[0], 2), "This is the forward factor twice. The way back has an a above.")
            .slip(x -> Math.pow(2 * x[0] / (1 + x[0]), 2), "This is the backward factor twice.");

    /** The gradient from the last layer of a linear network to the first: the product of 2 n_(l+1) / (n_l + n_(l+1)). */
    public static final Formula NETWORK = Formula.of(
                    "The factor of the gradient", "widths", x -> product(x, Formulas::layer))
            .slip(x -> 0, "Widths are integers, and Java divides them as such: write 2.0 * fanOut / (fanIn + fanOut).")
            .slip(x -> product(x, (in, out) -> layer(out, in)), "This is the factor of the forward signal.")
            .slip(x -> x[x.length - 1] / x[0], "The widths in between cancel only if Var(w) = 1/fan_in.")
            .slip(x -> x[0] / x[x.length - 1], "This is the forward signal under Var(w) = 1/fan_out, not Xavier's.")
            .slip(x -> 1, "Xavier's weights keep the gradient only where fan_in = fan_out.")
            .slip(x -> product(x, (in, out) -> layer(in, out) * layer(out, in)), "These are the round trips.")
            .slip(x -> product(x, (in, out) -> layer(in, out) / 2), "The 2 is missing in each layer.")
            .slip(x -> layer(x[0], x[x.length - 1]), "This is a single layer between the outer widths.")
            .slip(x -> layer(x[x.length - 2], x[x.length - 1]), "This is the last layer alone. All factors multiply.")
            .slip(x -> layer(x[0], x[1]), "This is the first layer alone. The factors of all layers multiply.")
            .slip(
                    x -> IntStream.range(1, x.length)
                            .mapToDouble(l -> layer(x[l - 1], x[l]))
                            .sum(),
                    "The factors are added. Each layer multiplies what it is given, so multiply them.");

    private static double layer(double in, double out) {
        return 2 * out / (in + out);
    }

    private static double product(double[] widths, DoubleBinaryOperator factor) {
        return IntStream.range(1, widths.length)
                .mapToDouble(l -> factor.applyAsDouble(widths[l - 1], widths[l]))
                .reduce(1, (p, q) -> p * q);
    }

    // --- 04: leaky ReLU with slope a ----------------------------------------------------------------

    /** E[phi(s)^2] / E[s^2] for a symmetric s: (1 + a^2) / 2. */
    public static final Formula SHARE = Formula.of("The share of E[s^2]", "a", x -> share(x[0]))
            .slip(x -> 0.5, "This is ReLU's share. For s < 0 something passes, too.")
            .slip(x -> (1 + x[0]) / 2, "The slope is not squared: for s < 0, phi(s)^2 is a^2 s^2.")
            .slip(
                    x -> Math.pow((1 + x[0]) / 2, 2),
                    "This is the square of the mean slope, not the mean of the squares.")
            .slip(x -> 1 + x[0] * x[0], "Each sign of a symmetric s carries only half of E[s^2].")
            .slip(x -> x[0] * x[0] / 2, "This is what s < 0 lets through. s > 0 is missing.")
            .slip(x -> variance(x[0]), "This is Var(phi). " + MEAN)
            .within(SIX_DIGITS, 0);

    /** sqrt(2 / (1 + a^2)). */
    public static final Formula GAIN = Formula.of("The gain", "a", x -> leakyGain(x[0]))
            .slip(x -> Math.sqrt(2), "This is ReLU's gain. For s < 0 something passes, too.")
            .slip(x -> share(x[0]), "This is the share that passes. The gain has to make up for it.")
            .slip(x -> Math.sqrt(2 / (1 + x[0])), "The slope is not squared: for s < 0, phi(s)^2 is a^2 s^2.")
            .slip(x -> 2 / Math.abs(1 + x[0]), "This comes from the square of the mean slope, not the mean square.")
            .slip(x -> leakyGain(x[0]) / Math.sqrt(2), "The 2 is missing: each sign of s carries half of E[s^2].")
            .slip(x -> 1 / Math.sqrt(variance(x[0])), "This comes from Var(phi). " + MEAN)
            .slip(x -> 1, "A gain of 1 is for what lets everything pass.")
            .within(SIX_DIGITS, 0);

    private static double share(double a) {
        return (1 + a * a) / 2;
    }

    static double leakyGain(double a) {
        return 1 / Math.sqrt(share(a));
    }

    // with E[phi(s)] = (1 - a) / sqrt(2 pi), s ~ N(0, 1)
    private static double variance(double a) {
        return share(a) - (1 - a) * (1 - a) / (2 * Math.PI);
    }

    // --- 05: network A, Var(W) = 2 / fan_out with ReLU ------------------------------------------------

    /** E[s_l^2] / E[s_(l-1)^2] = fan_in / fan_out of layer l. */
    public static final Formula FORWARD_FACTOR_OF_A = Formula.of(
                    "The factor of E[s^2]", "fan_in, fan_out", x -> x[0] / x[1])
            .slip(x -> 1, "This is what He's rule does as it was meant. Which fan divides in A?")
            .slip(x -> x[1] / x[0], "This is upside down: fan_in terms add up, and fan_out divides.")
            .slip(x -> 2 * x[0] / x[1], "ReLU lets through only half of E[s^2].")
            .slip(x -> x[0] / x[1] / 2, "The 2 of He's rule is still there: 2 / fan_out.")
            .slip(x -> 2 / x[1], "This is Var(W). A unit adds up fan_in terms, and ReLU takes half.")
            .slip(x -> 1 / x[1], "This is Var(W) / 2. A unit adds up fan_in terms of it.");

    /** E[(dC/dz_(l-1))^2] / E[(dC/dz_l)^2] = fan_out Var(W) E[phi'^2] = 1. */
    public static final Formula BACKWARD_FACTOR_OF_A = Formula.of(
                    "The factor of the gradient", "fan_in, fan_out", x -> 1)
            .slip(x -> 2, "The slope of ReLU is 0 for half of the units: E[phi'^2] = 1/2.")
            .slip(x -> 0.5, "The 2 of He's rule is still there: 2 / fan_out.")
            .slip(x -> x[1] / x[0], "This is what He's rule does as it was meant. Which fan divides in A?")
            .slip(x -> x[0] / x[1], "This is the factor of the signal. Backward, fan_out terms add up.")
            .slip(x -> 2 * x[1] / x[0], "This is He's rule as it was meant, without the slope of ReLU.")
            .slip(x -> 0, "Java divides integers without a rest: write 2.0 / fanOut.");
}
