package xavierkit.marks;

/**
 * The formulas behind the forward rule, for inputs x of mean m and variance v and weights of mean 0: Var(y) =
 * fan_in Var(w) (v + m^2).
 */
public final class ForwardFormulas {

    private static final String INTEGERS =
            "In Java 1 / fanIn divides integers, and is 0 for every fan_in above 1: write 1.0 / fanIn.";

    private ForwardFormulas() {}

    /** Var(w) = 1 / fan_in solves fan_in Var(w) Var(x) = Var(x); LeCun et al. 1998. */
    public static final Formula WEIGHT_VARIANCE = Formula.of("The variance of the weights", "fan_in", x -> 1 / x[0])
            .slip(x -> 0, INTEGERS)
            .slip(x -> 1 / Math.sqrt(x[0]), Formula.DEVIATION)
            .slip(
                    x -> x[0],
                    "This is upside down. fan_in Var(w) = 1 is to be solved for Var(w): wider layers want smaller weights.")
            .slip(
                    x -> 1 / (x[0] * x[0]),
                    "fan_in is squared. A sum of fan_in uncorrelated terms has fan_in times the variance of one, not fan_in"
                            + " squared times.")
            .slip(x -> 2 / x[0], "The 2 is He's, for ReLU. This layer is linear, and its variance would double.")
            .slip(
                    x -> 1 / (3 * x[0]),
                    "This is the variance of a uniform on +-1/sqrt(fan_in), a third of what is wanted.");

    /** Var(y) / Var(x) = 1 + m^2 / v under Var(w) = 1 / fan_in. */
    public static final Formula GROWTH = Formula.of(
                    "The growth of the variance", "mean, variance", x -> 1 + x[0] * x[0] / x[1])
            .slip(
                    x -> 1,
                    "This leaves the mean of the inputs out. What counts is their mean square, not their variance.")
            .slip(
                    x -> x[1] + x[0] * x[0],
                    "This is Var(y) itself. Asked for is how many times Var(x) it is: divide by Var(x).")
            .slip(
                    x -> 1 + x[0] * x[0],
                    "The square of the mean is not set against the variance of the inputs:"
                            + " Var(y) is Var(x) + E[x]^2, and that is to be divided by Var(x).")
            .slip(x -> 1 + x[0] / x[1], "The mean comes in by its square: the derivation ends with E[x]^2, not E[x].")
            .slip(x -> 1 + x[0], "The mean comes in by its square, and set against the variance.")
            .slip(
                    x -> x[0] * x[0] / x[1],
                    "This is the part of the mean alone. The variance of the inputs passes through, too.")
            .slip(x -> 1 + Math.pow(x[0] / x[1], 2), "E[x]^2 is divided by Var(x)^2. The variance is a square already.")
            .slip(
                    x -> 1 / (1 + x[0] * x[0] / x[1]),
                    "This is upside down: Var(x) / Var(y). A mean makes Var(y) larger.")
            .slip(
                    x -> Math.sqrt(1 + x[0] * x[0] / x[1]),
                    "This is how much the standard deviation grows. Asked for is the variance.");

    /** Var(w) = v / (fan_in (v + m^2)) solves Var(y) = Var(x) with the mean left in. */
    public static final Formula REPAIRED = Formula.of(
                    "The variance of the weights", "fan_in, mean, variance", x -> x[2] / (x[0] * (x[2] + x[1] * x[1])))
            .slip(
                    x -> 1 / x[0],
                    "This leaves the mean of the inputs out: it keeps their mean square, not their variance.")
            .slip(x -> 1 / (x[0] * (x[2] + x[1] * x[1])), "This makes Var(y) = 1. Asked for is Var(y) = Var(x).")
            .slip(
                    x -> (x[2] + x[1] * x[1]) / (x[0] * x[2]),
                    "The correction is upside down: a mean makes Var(y) larger, so the weights must be smaller.")
            .slip(x -> x[2] / (x[2] + x[1] * x[1]), "fan_in is missing. Each of the fan_in inputs adds to Var(y).")
            .slip(
                    x -> 1 / (x[0] * (1 + x[1] * x[1])),
                    "The square of the mean is not set against the variance of the inputs.")
            .slip(
                    x -> x[2] / (x[0] * (x[2] + x[1])),
                    "The mean comes in by its square: the derivation ends with E[x]^2, not E[x].")
            .slip(x -> 1 / (x[0] * x[2]), "This leaves the mean of the inputs out, and makes Var(y) 1.")
            .slip(x -> Math.sqrt(x[2] / (x[0] * (x[2] + x[1] * x[1]))), Formula.DEVIATION);
}
