package xavierkit.marks;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import xavierkit.grader.Mark;

/**
 * An activation of the learner's own, and what follows from it. What follows is judged by phi as it is, so that a wrong
 * derivative costs its own points alone; but of an activation that does not count nothing earns points.
 */
public final class OwnMarks {

    /** The moments of the table are known that well. */
    private static final double THREE_DIGITS = 1e-3;

    private static final double HALF_A_PERCENT = 5e-3;

    private OwnMarks() {}

    /**
     * Half of the points for a phi that is finite, continuous, not constant and not a multiple of one of the library's, the
     * others for its derivative at 96 points.
     */
    public static Mark activation(DoubleUnaryOperator phi, DoubleUnaryOperator slope, double possible) {
        return ifItCounts(OwnActivation.of(phi), possible, () -> {
            DerivativeCheck check = DerivativeCheck.of(phi, slope);
            return check.passed()
                    ? new Mark(possible, possible, "A new activation, and its derivative is right.")
                    : new Mark(
                            possible / 2, possible, "A new activation, but its derivative is wrong: " + check.reason());
        });
    }

    /**
     * The gain sqrt(q / E[phi(s)^2]), s ~ N(0, q), as a function of q.
     *
     * @param lengths some q up to 2
     */
    public static Mark gain(
            DoubleUnaryOperator phi, DoubleUnaryOperator answer, List<Double> lengths, double possible) {
        OwnActivation own = OwnActivation.of(phi);
        double[][] points = lengths.stream().map(Formula::at).toArray(double[][]::new);
        return ifItCounts(own, possible, () -> gain(own).mark(x -> answer.applyAsDouble(x[0]), possible, points));
    }

    private static Formula gain(OwnActivation own) {
        return Formula.of("The gain", "q", x -> own.gain(x[0]))
                .slip(
                        x -> Math.sqrt(x[0] / own.variance(x[0])),
                        "This comes from Var(phi). The mean must not be taken away, " + LeakyMarks.MEAN)
                .slip(x -> x[0] / own.square(x[0]), "This is gain^2, the factor of Var(W): the root is missing.")
                .slip(x -> own.square(x[0]) / x[0], "This is the share that passes. The gain has to make up for it.")
                .slip(
                        x -> Math.sqrt(own.square(x[0]) / x[0]),
                        "This is upside down: the less passes, the larger the gain must be.")
                .slip(x -> own.gain(1), "This is the gain for q = 1, whatever q. phi bends: q matters.")
                .slip(
                        x -> Math.sqrt(1 / own.square(x[0])),
                        "The q above E[phi^2] is missing: with this gain the next q is always 1.")
                .slip(
                        x -> Math.sqrt(x[0] / own.square(x[0] * x[0])),
                        "q is taken for the standard deviation of s. It is the variance: s = sqrt(q) z.")
                .slip(x -> Math.sqrt(2), "This is ReLU's gain.")
                .within(THREE_DIGITS);
    }

    /** The slope V'(1) of the length map with the gain that keeps q = 1. */
    public static Mark mapSlope(DoubleUnaryOperator phi, double answer, double possible) {
        OwnActivation own = OwnActivation.of(phi);
        return ifItCounts(own, possible, () -> mapSlope(own).mark(x -> answer, possible, Formula.at(1)));
    }

    private static Formula mapSlope(OwnActivation own) {
        double truth = own.slope();
        double gain = own.gain(1);
        return Formula.of("The slope V'(q)", "q", x -> truth)
                .slip(x -> own.chi(), "This is chi = gain^2 E[phi'^2], which multiplies the squared gradient.")
                .slip(x -> truth / (gain * gain), "The gain is left out: V(q) = gain^2 E[phi(s)^2].")
                .slip(x -> truth / gain, "The gain is not squared: V(q) = gain^2 E[phi(s)^2].")
                .slip(x -> 2 * truth, "Twice too large: dE[phi^2]/dq is E[s phi phi'] / q.")
                .slip(x -> truth / 2, "Half of it: dE[phi^2]/dq is E[s phi phi'] / q.")
                .slip(x -> 1, "1 is the slope of what is straight on both sides of 0, like ReLU.")
                .within(HALF_A_PERCENT);
    }

    /** What becomes of a small departure from q = 1: "comes back", "stays" or "runs away". */
    public static Mark fate(DoubleUnaryOperator phi, String answer, double possible) {
        OwnActivation own = OwnActivation.of(phi);
        boolean right = Fate.of(own.slope()).isMeantBy(answer);
        String why = String.format(
                Locale.ROOT, "A departure from q = 1 is multiplied by V'(1) = %.4g in each layer. ", own.slope());
        String verdict = right ? "Right." : wrongFate(own, answer);
        return ifItCounts(own, possible, () -> Mark.of(right, possible, why + verdict));
    }

    private static String wrongFate(OwnActivation own, String answer) {
        boolean chi = Fate.of(own.chi()).isMeantBy(answer);
        return "Answer " + Fate.ALL + "; you said \"" + answer + "\"."
                + (chi ? " Chi would say so, but chi is about gradients." : "");
    }

    private static Mark ifItCounts(OwnActivation own, double possible, Supplier<Mark> mark) {
        return own.refusal()
                .map(why -> new Mark(0, possible, "Your activation does not count. " + why))
                .orElseGet(mark);
    }
}
