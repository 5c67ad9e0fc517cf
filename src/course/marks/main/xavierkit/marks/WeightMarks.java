package xavierkit.marks;

import java.util.*;
import xavierkit.check.*;
import xavierkit.grader.Mark;
import xavierkit.init.*;

/** Marks of weights that an answer draws: by whether they follow the rule, never by how they are drawn. */
public final class WeightMarks {

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
        double gain = Formula.key("leaky gain").law().at(slope);
        Diagnosis found = Diagnosis.of(sampler, VarianceScaling.lecunNormal().withGain(gain), seed);
        boolean named = found.passed() || !List.of(Mistake.OTHER_RULE).containsAll(found.mistakes());
        return Mark.of(found.passed(), possible, (named ? "" : wrongGain(found.measured(), slope)) + found);
    }

    private static String wrongGain(List<WeightMoments> measured, double slope) {
        // 4 standard errors of the root of E[W^2]: 2 % at most
        double error = measured.stream()
                .mapToDouble(WeightMoments::relativeError)
                .max()
                .orElse(0);
        return Formula.key("leaky weights")
                .within(2 * error, 0)
                .lesson(
                        measured.stream().map(m -> Formula.at(slope)).toList(),
                        measured.stream()
                                .map(m -> Math.sqrt(m.secondMoment() * m.fan().in()))
                                .toList());
    }
}
