package xavierkit.grader;

import java.util.List;
import xavierkit.check.Diagnosis;
import xavierkit.check.Guess;
import xavierkit.check.WeightSampler;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;

/** How each kind of answer is marked: by whether it is right, never by how it was found. */
public final class Marks {

    private Marks() {}

    /**
     * A sampler of weights: all points for the rule's variance in the rule's distribution, half of them in
     * another distribution; see {@link Diagnosis}.
     */
    public static Mark weights(WeightSampler sampler, VarianceScaling rule, double possible, long seed) {
        return weights(Diagnosis.of(sampler, rule, seed), possible);
    }

    /** The same for layers of one's own choice. */
    public static Mark weights(
            WeightSampler sampler, VarianceScaling rule, double possible, long seed, List<Fan> fans) {
        return weights(Diagnosis.of(sampler, rule, seed, fans), possible);
    }

    private static Mark weights(Diagnosis variance, double possible) {
        Diagnosis both = variance.demandDistribution();
        double share = both.passed() ? 1 : variance.passed() ? 0.5 : 0;
        return new Mark(share * possible, possible, both.toString());
    }

    /**
     * A number, right if it is within {@code relativeTolerance} times the truth.
     *
     * @param what the name of the number, as in "the bound"
     */
    public static Mark number(String what, double value, double truth, double relativeTolerance, double possible) {
        boolean right = Math.abs(value - truth) <= relativeTolerance * Math.abs(truth);
        return Mark.of(right, possible, new Guess(what, value).against(truth, relativeTolerance));
    }
}
