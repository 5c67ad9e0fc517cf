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
        return Formula.key("derivative", Map.of("rise", x -> rises.get(x[0]), "phi", x -> values.get(x[0])))
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
        Formula gain =
                Formula.key("own gain", Map.of("square", x -> own.square(x[0]), "variance", x -> own.variance(x[0])));
        return ifItCounts(own, possible, () -> gain.mark(x -> answer.applyAsDouble(x[0]), possible, points));
    }

    /** The slope V'(1) of the length map with the gain that keeps q = 1. */
    public static Mark mapSlope(DoubleUnaryOperator phi, double answer, double possible) {
        OwnActivation own = OwnActivation.of(phi);
        Map<String, Formula.Law> known =
                Map.of("slope", x -> own.slope(), "gain", x -> 1 / Math.sqrt(own.square(1)), "chi", x -> own.chi());
        Formula slope = Formula.key("own slope", known);
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
        String why = own.refusal();
        return why.isEmpty() ? mark.get() : new Mark(0, possible, "Your activation does not count. " + why);
    }
}
