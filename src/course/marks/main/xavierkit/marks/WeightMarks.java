package xavierkit.marks;

import java.util.*;
import xavierkit.check.*;
import xavierkit.grader.Mark;
import xavierkit.init.*;

/** Marks of weights that an answer draws: by whether they follow the rule, never by how they are drawn. */
public final class WeightMarks {

    /** Var(W) fan_in, of which the root should be the gain; then what is wrong with the gain itself. */
    private static final Formula GAIN = Formula.of("The gain", "a", x -> Formulas.leakyGain(x[0]))
            .slip(x -> Math.sqrt(Formulas.leakyGain(x[0])), "Var(W) is gain / fan_in: square the gain.")
            .slip(x -> Math.pow(Formulas.leakyGain(x[0]), 2), "The gain is squared twice: Var(W) is gain^4 / fan_in.")
            .slips(Formulas.GAIN.slips());

    private WeightMarks() {}

    /**
     * All points for the rule's variance in the rule's distribution, half of them in another one; see {@link Diagnosis}.
     *
     * @param fans where it is tried; none for three pairs that tell most mistakes apart
     */
    public static Mark of(WeightSampler sampler, VarianceScaling rule, double possible, long seed, Fan... fans) {
        Diagnosis variance =
                fans.length == 0 ? Diagnosis.of(sampler, rule, seed) : Diagnosis.of(sampler, rule, seed, List.of(fans));
        Diagnosis both = variance.demandDistribution();
        double share = both.passed() ? 1 : variance.passed() ? 0.5 : 0;
        return new Mark(share * possible, possible, both.toString());
    }

    /**
     * Weights of a leaky ReLU layer: Var(W) = gain^2 / fan_in in whatever distribution. A variance that comes from a wrong
     * gain is traced to it.
     */
    public static Mark leaky(WeightSampler sampler, double slope, double possible, long seed) {
        VarianceScaling rule = VarianceScaling.lecunNormal().withGain(Formulas.leakyGain(slope));
        Diagnosis found = Diagnosis.of(sampler, rule, seed);
        boolean named = found.passed() || !List.of(Mistake.OTHER_RULE).containsAll(found.mistakes());
        Optional<String> lesson = named ? Optional.empty() : wrongGain(found.measured(), slope);
        return Mark.of(found.passed(), possible, lesson.map(l -> l + " ").orElse("") + found);
    }

    private static Optional<String> wrongGain(List<WeightMoments> measured, double slope) {
        List<double[]> slopes = measured.stream().map(m -> Formula.at(slope)).toList();
        List<Double> gains = measured.stream()
                .map(m -> Math.sqrt(m.secondMoment() * m.fan().in()))
                .toList();
        // 4 standard errors of the root of E[W^2]: 2 % at most
        double error = measured.stream()
                .mapToDouble(WeightMoments::relativeError)
                .max()
                .orElse(0);
        return GAIN.within(2 * error, 0).lesson(slopes, gains);
    }
}
