package xavierkit.marks;

/**
 * What a layer's variance v can settle on between 1/fan_in and 1/fan_out, and what that does to the signal and to
 * the gradient; see {@link xavierkit.derivation.Compromise}.
 */
public final class CompromiseFormulas {

    private static final String INTEGERS =
            "This is 0 for every layer: in Java 2 / (fanIn + fanOut) divides integers. Write 2.0.";
    private static final String ROOT_MISSING =
            "The square root is missing: v^2 = 1 / (fan_in fan_out), so v is its root.";
    private static final String ARITHMETIC =
            "This is the arithmetic mean of 1/fan_in and 1/fan_out. None of the criteria leads there.";
    private static final String EQUAL_ERRORS_BELONGS =
            "This is the harmonic mean, which makes the two errors equal. The criterion here is another.";
    private static final String EQUAL_RATIOS_BELONGS =
            "This is the geometric mean, which makes the two ratios equal. The criterion here is another.";
    private static final String SQUARES_BELONGS =
            "This makes the sum of the two squared errors least. The criterion here is another.";

    private CompromiseFormulas() {}

    /** fan_in v - 1 = 1 - fan_out v: v = 2 / (fan_in + fan_out). */
    public static final Formula EQUAL_ERRORS = Formula.of(
                    "The variance with equal errors", "fan_in, fan_out", x -> 2 / (x[0] + x[1]))
            .slip(x -> 0, INTEGERS)
            .slip(
                    x -> 1 / (x[0] + x[1]),
                    "The 2 is missing: fan_in v - 1 = 1 - fan_out v gives (fan_in + fan_out) v = 2.")
            .slip(CompromiseFormulas::arithmetic, ARITHMETIC)
            .slip(x -> 1 / Math.sqrt(x[0] * x[1]), EQUAL_RATIOS_BELONGS)
            .slip(x -> squares(0.5, x), SQUARES_BELONGS)
            .slip(x -> (x[0] + x[1]) / 2, "This is the mean of the fans; the variance is 1 over it.")
            .slip(x -> Math.sqrt(2 / (x[0] + x[1])), Formula.DEVIATION)
            .slip(
                    x -> Math.sqrt(6 / (x[0] + x[1])),
                    "This is the bound of the uniform form. Asked for is the variance.");

    /** fan_in v = 1 / (fan_out v): v = 1 / sqrt(fan_in fan_out). */
    public static final Formula EQUAL_RATIOS = Formula.of(
                    "The variance with equal ratios", "fan_in, fan_out", x -> 1 / Math.sqrt(x[0] * x[1]))
            .slip(x -> 0, ROOT_MISSING + " And 1 / (fanIn * fanOut) divides integers, which gives 0.")
            .slip(x -> 1 / (x[0] * x[1]), ROOT_MISSING)
            .slip(x -> 2 / (x[0] + x[1]), EQUAL_ERRORS_BELONGS)
            .slip(CompromiseFormulas::arithmetic, ARITHMETIC)
            .slip(x -> squares(0.5, x), SQUARES_BELONGS)
            .slip(x -> Math.sqrt(x[0] * x[1]), "This is the mean of the fans; the variance is 1 over it.")
            .slip(x -> Math.pow(x[0] * x[1], -0.25), Formula.DEVIATION);

    /**
     * Least weight (fan_in v - 1)^2 + (1 - weight) (fan_out v - 1)^2: v = (weight fan_in + (1 - weight) fan_out) /
     * (weight fan_in^2 + (1 - weight) fan_out^2).
     */
    public static final Formula LEAST_SQUARES = Formula.of(
                    "The variance with the least sum", "fan_in, fan_out, weight", x -> squares(x[2], x))
            .slip(x -> squares(0.5, x), "The weight is left out: this is right for a weight of 1/2 alone.")
            .slip(
                    x -> squares(1 - x[2], x),
                    "The two parts are exchanged: the weight belongs to the forward error, with fan_in.")
            .slip(
                    x -> x[2] / x[0] + (1 - x[2]) / x[1],
                    "This mixes 1/fan_in and 1/fan_out in the parts of the weight. Set the derivative of the sum to 0.")
            .slip(
                    x -> 1 / (x[2] * x[0] + (1 - x[2]) * x[1]),
                    "This mixes the fans in the parts of the weight. Set the derivative of the sum to 0: each error"
                            + " brings its fan along once more.")
            .slip(x -> 2 / (x[0] + x[1]), EQUAL_ERRORS_BELONGS)
            .slip(x -> 1 / Math.sqrt(x[0] * x[1]), EQUAL_RATIOS_BELONGS)
            .slip(
                    x -> 2 * squares(x[2], x),
                    "Twice too large: the 2 of the derivative stands in both parts and cancels.")
            .slip(x -> 1 / squares(x[2], x), "This is upside down: the squares of the fans belong below.");

    /** Forward, with a = fan_out / fan_in: 2 / (1 + a). */
    public static final Formula FORWARD_FACTOR = Formula.of("The forward factor", "a", x -> 2 / (1 + x[0]))
            .slip(
                    x -> 2 * x[0] / (1 + x[0]),
                    "This is the backward factor, or that of a = fan_in / fan_out. Here a is fan_out / fan_in.")
            .slip(x -> 1, "Only for a = 1 is it 1: the compromise does not satisfy both demands.")
            .slip(x -> 1 / (1 + x[0]), "The 2 of Xavier's rule is missing.")
            .slip(
                    x -> (1 + 1 / x[0]) / 2,
                    "This comes from the arithmetic mean of 1/fan_in and 1/fan_out. Xavier's rule is their harmonic mean.")
            .slip(x -> 1 / Math.sqrt(x[0]), "This comes from the geometric mean. Xavier's is the harmonic.")
            .slip(x -> (1 + x[0]) / 2, "This is upside down.");

    /** Backward: 2 a / (1 + a). */
    public static final Formula BACKWARD_FACTOR = Formula.of("The backward factor", "a", x -> 2 * x[0] / (1 + x[0]))
            .slip(
                    x -> 2 / (1 + x[0]),
                    "This is the forward factor, or that of a = fan_in / fan_out. Here a is fan_out / fan_in.")
            .slip(x -> 1, "Only for a = 1 is it 1: the compromise does not satisfy both demands.")
            .slip(x -> x[0] / (1 + x[0]), "The 2 of Xavier's rule is missing.")
            .slip(x -> x[0], "This comes from Var(w) = 1/fan_in, what the forward pass wants.")
            .slip(
                    x -> (1 + x[0]) / 2,
                    "This comes from the arithmetic mean of 1/fan_in and 1/fan_out. Xavier's rule is their harmonic mean.")
            .slip(x -> Math.sqrt(x[0]), "This comes from the geometric mean. Xavier's is the harmonic.");

    /** Forward and backward: 4 a / (1 + a)^2, at most 1. */
    public static final Formula ROUND_TRIP = Formula.of(
                    "The factor of a round trip", "a", x -> 4 * x[0] / Math.pow(1 + x[0], 2))
            .slip(x -> 1, "The geometric mean would bring all of it back. Xavier's rule does so only for a = 1.")
            .slip(x -> 2, "The factors are added. What goes forward and back is multiplied by both.")
            .slip(x -> 2 * x[0] / Math.pow(1 + x[0], 2), "A 2 is missing: each of the two factors has one.")
            .slip(x -> x[0] / Math.pow(1 + x[0], 2), "The 4 is missing: each of the two factors has a 2.")
            .slip(x -> 4 * x[0] / (1 + x[0]), "The square is missing: each of the two factors has 1 + a below.")
            .slip(
                    x -> 4 / Math.pow(1 + x[0], 2),
                    "This is the forward factor twice. The way back has a of its own above.")
            .slip(
                    x -> Math.pow(2 * x[0] / (1 + x[0]), 2),
                    "This is the backward factor twice. The way there has another.");

    private static double arithmetic(double... fans) {
        return (1 / fans[0] + 1 / fans[1]) / 2;
    }

    private static double squares(double weight, double... fans) {
        double in = fans[0];
        double out = fans[1];
        double rest = 1 - weight;
        return (weight * in + rest * out) / (weight * in * in + rest * out * out);
    }
}
