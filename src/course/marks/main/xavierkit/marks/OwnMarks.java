package xavierkit.marks;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import xavierkit.grader.Mark;

/**
 * Marks of an activation of the learner's own, and of what follows from it. What follows is judged by phi as it is, so
 * that a wrong derivative costs only its own points; but if an activation does not count, nothing earns points.
 */
public final class OwnMarks {

    /** The moments of the table are known that well. */
    private static final double THREE_DIGITS = 1e-3;

    private static final double HALF_A_PERCENT = 5e-3;

    /** Differences are good to 1e-6 of 1 + |phi'| and better, numerical derivatives of a learner's to 1e-5. */
    private static final double DERIVATIVE = 1e-4;

    private static final double STEP = 1e-5;

    /** Closer to 1 than tables of an activation can tell. */
    private static final double ONE = 1e-3;

    private OwnMarks() {}

    /**
     * Half of the points for a phi that is finite, continuous, not constant and not a multiple of one of the library's, the
     * others for its derivative, at 96 points at which hardly any function has a kink.
     */
    public static Mark activation(DoubleUnaryOperator phi, DoubleUnaryOperator slope, double possible) {
        double[][] points = IntStream.range(-48, 48)
                .mapToObj(i -> Formula.at((i + 0.3773) / 8))
                .toArray(double[][]::new);
        Mark derivative = derivative(phi, points).mark(x -> slope.applyAsDouble(x[0]), possible / 2, points);
        String verdict = derivative.points() > 0 ? "and its derivative is right." : "but its derivative is wrong. ";
        String why = derivative.points() > 0 ? "" : derivative.reason();
        return ifItCounts(
                OwnActivation.of(phi),
                possible,
                () -> new Mark(possible / 2 + derivative.points(), possible, "A new activation, " + verdict + why));
    }

    /** (phi(s + h) - phi(s - h)) / 2h, asked once at each of the points. */
    private static Formula derivative(DoubleUnaryOperator phi, double[]... points) {
        Map<Double, Double> values = new HashMap<>();
        Map<Double, Double> rises = new HashMap<>();
        for (double[] point : points) {
            double above = phi.applyAsDouble(point[0] + STEP);
            double below = phi.applyAsDouble(point[0] - STEP);
            values.put(point[0], (above + below) / 2);
            rises.put(point[0], (above - below) / (2 * STEP));
        }
        return Formula.of("The derivative", "s", x -> rises.get(x[0]))
                .slip(x -> -rises.get(x[0]), "The sign is wrong.")
                .slip(x -> values.get(x[0]), "That is phi itself.")
                .slip(x -> 1 - Math.pow(values.get(x[0]), 2), "1 - phi^2 is right only for tanh.")
                .slip(x -> values.get(x[0]) * (1 - values.get(x[0])), "phi (1 - phi) is right only for the sigmoid.")
                .within(DERIVATIVE, 1);
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
                .slip(x -> Math.sqrt(x[0] / own.variance(x[0])), "This comes from Var(phi). " + Formulas.MEAN)
                .slip(x -> own.square(x[0]) / x[0], "This is the share that passes. The gain has to make up for it.")
                .slip(x -> own.gain(1), "This is the gain for q = 1, whatever q. phi bends: q matters.")
                .slip(
                        x -> Math.sqrt(1 / own.square(x[0])),
                        "The q above E[phi^2] is missing: with this gain the next q is always 1.")
                .slip(
                        x -> Math.sqrt(x[0] / own.square(x[0] * x[0])),
                        "q is taken for the standard deviation of s. It is the variance: s = sqrt(q) z.")
                .slip(x -> Math.sqrt(2), "This is ReLU's gain.")
                .within(THREE_DIGITS, 0);
    }

    /** The slope V'(1) of the length map with the gain that keeps q = 1. */
    public static Mark mapSlope(DoubleUnaryOperator phi, double answer, double possible) {
        OwnActivation own = OwnActivation.of(phi);
        double truth = own.slope();
        double gain = own.gain(1);
        Formula slope = Formula.of("The slope V'(q)", "q", x -> truth)
                .slip(x -> own.chi(), "This is chi = gain^2 E[phi'^2], which multiplies the squared gradient.")
                .slip(x -> truth / (gain * gain), "The gain is left out: V(q) = gain^2 E[phi(s)^2].")
                .slip(x -> truth / gain, "The gain is not squared: V(q) = gain^2 E[phi(s)^2].")
                .slip(x -> 2 * truth, "Twice too large: dE[phi^2]/dq is E[s phi phi'] / q.")
                .slip(x -> truth / 2, "Half of it: dE[phi^2]/dq is E[s phi phi'] / q.")
                .slip(x -> 1, "1 is the slope of what is straight on both sides of 0, like ReLU.")
                .within(HALF_A_PERCENT, 0);
        return ifItCounts(own, possible, () -> slope.mark(x -> answer, possible, Formula.at(1)));
    }

    /** What becomes of a small departure from q = 1: "comes back", "stays" or "runs away". */
    public static Mark stability(DoubleUnaryOperator phi, String answer, double possible) {
        OwnActivation own = OwnActivation.of(phi);
        String said = WordMarks.word(answer);
        boolean right = said.equals(stability(own.slope()));
        String chi = said.equals(stability(own.chi())) ? " Chi would say so, but chi is about gradients." : "";
        String form = "A departure from q = 1 is multiplied by V'(1) = %.4g in each layer. ";
        String wrong = "Answer \"comes back\" or \"stays\" or \"runs away\"; you said \"" + answer + "\"." + chi;
        String reason = String.format(Locale.ROOT, form, own.slope()) + (right ? "Right." : wrong);
        return ifItCounts(own, possible, () -> Mark.of(right, possible, reason));
    }

    static String stability(double slope) {
        double distance = Math.abs(slope) - 1;
        return Math.abs(distance) <= ONE ? "stays" : distance < 0 ? "comes back" : "runs away";
    }

    private static Mark ifItCounts(OwnActivation own, double possible, Supplier<Mark> mark) {
        return own.refusal()
                .map(why -> new Mark(0, possible, "Your activation does not count. " + why))
                .orElseGet(mark);
    }
}
