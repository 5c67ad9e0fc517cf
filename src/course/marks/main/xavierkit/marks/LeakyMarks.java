package xavierkit.marks;

import java.util.List;
import java.util.Optional;
import xavierkit.check.Diagnosis;
import xavierkit.check.Mistake;
import xavierkit.check.WeightMoments;
import xavierkit.check.WeightSampler;
import xavierkit.grader.Mark;
import xavierkit.init.VarianceScaling;

/** He's rule for leaky ReLU with any slope a: what it lets through, the gain, and weights. */
public final class LeakyMarks {

    /** Why a mean square is not a variance. */
    static final String MEAN = "because the next weights multiply z with its mean.";

    private static final double SIX_DIGITS = 1e-6;

    private LeakyMarks() {}

    /** E[phi(s)^2] / E[s^2] for a symmetric s: (1 + a^2) / 2. */
    public static final Formula SHARE = Formula.of("The share of E[s^2]", "a", x -> share(x[0]))
            .slip(x -> 0.5, "This is ReLU's share. For s < 0 something passes, too.")
            .slip(x -> (1 + x[0]) / 2, "The slope is not squared: for s < 0, phi(s)^2 is a^2 s^2.")
            .slip(
                    x -> Math.pow((1 + x[0]) / 2, 2),
                    "This is the square of the mean slope. Asked for is the mean of the squares.")
            .slip(x -> 1 + x[0] * x[0], "Each sign of a symmetric s carries only half of E[s^2].")
            .slip(x -> x[0] * x[0] / 2, "This is what s < 0 lets through. s > 0 is missing.")
            .slip(x -> variance(x[0]), "This is Var(phi). The mean must not be taken away, " + MEAN)
            .slip(x -> 1 / share(x[0]), "This is one over the share, by which Var(W) must grow.")
            .slip(x -> Math.sqrt(share(x[0])), "This is the root of the share of the mean square.")
            .within(SIX_DIGITS);

    /** sqrt(2 / (1 + a^2)). */
    public static final Formula GAIN = Formula.of("The gain", "a", x -> gain(x[0]))
            .slip(x -> Math.sqrt(2), "This is ReLU's gain. For s < 0 something passes, too.")
            .slip(x -> 1 / share(x[0]), "This is gain^2, the factor of Var(W): the root is missing.")
            .slip(x -> share(x[0]), "This is the share that passes. The gain has to make up for it.")
            .slip(x -> Math.sqrt(share(x[0])), "This is upside down: the less passes, the larger the gain must be.")
            .slip(x -> Math.sqrt(2 / (1 + x[0])), "The slope is not squared: for s < 0, phi(s)^2 is a^2 s^2.")
            .slip(
                    x -> 2 / Math.abs(1 + x[0]),
                    "This comes from the square of the mean slope. The gain needs the mean of the squares.")
            .slip(x -> gain(x[0]) / Math.sqrt(2), "The 2 is missing: each sign of s carries half of E[s^2].")
            .slip(
                    x -> 1 / Math.sqrt(variance(x[0])),
                    "This comes from Var(phi). The mean must not be taken away, " + MEAN)
            .slip(x -> 1, "A gain of 1 is for what lets everything pass.")
            .within(SIX_DIGITS);

    /** Var(W) fan_in, of which the root should be the gain, where that mistake is not about the gain itself. */
    private static final Formula FACTOR = Formula.of("The gain", "a", x -> gain(x[0]))
            .slip(x -> Math.sqrt(gain(x[0])), "Var(W) is gain / fan_in: square the gain.")
            .slip(x -> gain(x[0]) * gain(x[0]), "The gain is squared twice: Var(W) is gain^4 / fan_in.");

    /**
     * Weights of a leaky ReLU layer: Var(W) = gain^2 / fan_in in whatever distribution. A variance that comes from a wrong
     * gain is traced to it; see {@link Diagnosis} for the rest.
     */
    public static Mark weights(WeightSampler sampler, double slope, double possible, long seed) {
        VarianceScaling lecun = VarianceScaling.lecunNormal();
        Diagnosis found = Diagnosis.of(sampler, lecun.withGain(gain(slope)), seed);
        List<Mistake> mistakes = found.mistakes();
        boolean named = found.passed() || !List.of(Mistake.OTHER_RULE).containsAll(mistakes);
        String lesson =
                named ? "" : fromGain(found.measured(), slope).map(l -> l + " ").orElse("");
        return Mark.of(found.passed(), possible, lesson + found);
    }

    private static Optional<String> fromGain(List<WeightMoments> measured, double slope) {
        List<Double> gains = measured.stream()
                .map(m -> Math.sqrt(m.secondMoment() * m.fan().in()))
                .toList();
        List<double[]> slopes = measured.stream().map(m -> Formula.at(slope)).toList();
        // 4 standard errors of the root of E[W^2]: 2 % at most
        double error = measured.stream()
                .mapToDouble(WeightMoments::relativeError)
                .max()
                .orElse(0);
        return FACTOR.within(2 * error)
                .lesson(slopes, gains)
                .or(() -> GAIN.within(2 * error).lesson(slopes, gains));
    }

    private static double share(double a) {
        return (1 + a * a) / 2;
    }

    private static double gain(double a) {
        return 1 / Math.sqrt(share(a));
    }

    // with E[phi(s)] = (1 - a) / sqrt(2 pi), s ~ N(0, 1)
    private static double variance(double a) {
        return share(a) - (1 - a) * (1 - a) / (2 * Math.PI);
    }
}
