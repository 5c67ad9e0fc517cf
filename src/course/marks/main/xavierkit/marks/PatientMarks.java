package xavierkit.marks;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import xavierkit.check.Mistake;
import xavierkit.check.SignalCheck;
import xavierkit.check.VarianceCheck;
import xavierkit.grader.Mark;
import xavierkit.init.Fan;

/** Finding out what is wrong with a {@link Patient}. */
public final class PatientMarks {

    private PatientMarks() {}

    /** Var(W) = 2 / fan_out with ReLU: E[s_l^2] / E[s_(l-1)^2] = fan_in / fan_out of layer l. */
    public static final Formula FORWARD_FACTOR_OF_A = Formula.of(
                    "The factor of E[s^2]", "fan_in, fan_out", x -> x[0] / x[1])
            .slip(x -> 1, "This is what He's rule does as it was meant. Which fan divides in A?")
            .slip(x -> x[1] / x[0], "This is upside down: fan_in terms add up, and fan_out divides.")
            .slip(x -> 2 * x[0] / x[1], "ReLU lets through only half of E[s^2].")
            .slip(x -> x[0] / x[1] / 2, "The 2 of He's rule is still there: 2 / fan_out.")
            .slip(x -> 2 / x[1], "This is Var(W). A unit adds up fan_in terms, and ReLU takes half.")
            .slip(x -> 1 / x[1], "This is Var(W) / 2. A unit adds up fan_in terms of it.")
            .slip(x -> Math.floor(x[0] / x[1]), "In Java fanIn / fanOut divides integers: write 1.0 * fanIn / fanOut.");

    /** E[(dC/dz_(l-1))^2] / E[(dC/dz_l)^2] = fan_out Var(W) E[phi'^2] = 1. */
    public static final Formula BACKWARD_FACTOR_OF_A = Formula.of(
                    "The factor of the gradient", "fan_in, fan_out", x -> 1)
            .slip(x -> 2, "The slope of ReLU is 0 for half of the units: E[phi'^2] = 1/2.")
            .slip(x -> 0.5, "The 2 of He's rule is still there: 2 / fan_out.")
            .slip(x -> x[1] / x[0], "This is what He's rule does as it was meant. Which fan divides in A?")
            .slip(
                    x -> x[0] / x[1],
                    "This is the factor of the signal. Backward, fan_out terms add up instead of fan_in.")
            .slip(
                    x -> 2 * x[1] / x[0],
                    "This is He's rule as it was meant, without the slope of ReLU. Which fan divides in A?")
            .slip(x -> 0, "In Java 2 / fanOut divides integers: write 2.0 / fanOut.");

    /** The mistake in the weights; half of the points for one that gives the same variances under another rule. */
    public static Mark mistake(Patient patient, Mistake answer, double possible) {
        Objects.requireNonNull(answer, "the mistake must be given");
        Patient.Illness illness = patient.illness().orElseThrow();
        if (answer == illness.mistake()) {
            return new Mark(possible, possible, answer + " is right. " + answer.lesson());
        }
        if (illness.near().equals(Optional.of(answer))) {
            return new Mark(
                    possible / 2,
                    possible,
                    answer + " explains the numbers, but cannot be made in the rule that was meant: " + answer.lesson()
                            + " There is a mistake that can.");
        }
        return new Mark(0, possible, contradiction(patient, answer));
    }

    private static String contradiction(Patient patient, Mistake answer) {
        if (answer == Mistake.OTHER_RULE) {
            return "True of every wrong variance. Which mistake leads to the variance that was measured?";
        }
        return IntStream.range(1, patient.widths().size())
                .filter(l -> patient.initializer(l) != patient.meant())
                .mapToObj(l -> contradiction(patient, answer, l))
                .flatMap(Optional::stream)
                .max(Comparator.comparingDouble(Contradiction::distance))
                .map(worst -> answer + " would " + worst)
                .orElse(answer + " does not fit: in the rule that was meant it gives no such variance. "
                        + answer.lesson());
    }

    /** What Var(W) a mistake gives in a layer, and what it is, as multiples of the rule's. */
    private record Contradiction(int layer, double would, double is) {

        double distance() {
            return Math.abs(Math.log(would / is));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "make Var(W) %.3g times the rule's in layer %d. There it is %.3g times: compare"
                            + " E[s^2] / (fan_in E[z^2]) with the rule.",
                    would,
                    layer,
                    is);
        }
    }

    private static Optional<Contradiction> contradiction(Patient patient, Mistake answer, int l) {
        Fan fan = Fan.dense(patient.widths().get(l - 1), patient.widths().get(l));
        double meant = patient.meant().variance(fan);
        double is = patient.initializer(l).variance(fan) / meant;
        return answer.variances(patient.meant(), fan).stream()
                .map(variance -> new Contradiction(l, variance / meant, is))
                .min(Comparator.comparingDouble(Contradiction::distance));
    }

    /** The layer whose weights are not as they were meant. */
    public static Mark layer(Patient patient, int answer, double possible) {
        List<VarianceCheck> layers = SignalCheck.forward(patient.network(), patient.signals(), patient.meant(), 0)
                .layers();
        if (answer < 1 || answer > layers.size()) {
            String range = "Layers are counted from 1 to " + layers.size() + ", got " + answer + ".";
            return new Mark(0, possible, range);
        }
        VarianceCheck found = layers.get(answer - 1);
        String ratio = String.format(
                Locale.ROOT,
                "Layer %d makes of what it gets %.3g times what the rule says. ",
                answer,
                found.measured() / found.predicted());
        boolean right = answer == patient.illness().orElseThrow().layer();
        String verdict = "That is chance. A layer also hands on what others have done before it.";
        return Mark.of(right, possible, ratio + (right ? "No other does anything like it." : verdict));
    }
}
