package xavierkit.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;

/**
 * Tries a sampler and finds what explains its weights.
 *
 * @param falseAlarms the probability that a right sampler fails
 */
record WeightTrial(WeightSampler sampler, VarianceScaling rule, double falseAlarms) {

    WeightTrial {
        Objects.requireNonNull(sampler, "the sampler must be given");
        Objects.requireNonNull(rule, "the rule must be given");
    }

    /**
     * How many standard errors each of the means and variances of so many pairs of fans may be off: Sidak's correction,
     * for all of them are independent.
     */
    static double allowed(double falseAlarms, int fans) {
        double each = -Math.expm1(Math.log1p(-falseAlarms) / (2 * fans));
        return NormalDistribution.of(0, 1).inverseSurvivalProbability(each / 2);
    }

    Diagnosis diagnose(List<Fan> fans, long seed) {
        if (fans.isEmpty()) {
            throw new IllegalArgumentException("fans must be at least 1 pair, got 0");
        }
        SplittableRandom seeds = new SplittableRandom(seed);
        List<WeightDraws> draws = new ArrayList<>();
        for (Fan fan : fans) {
            try {
                draws.add(WeightDraws.of(sampler, fan, seeds));
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                return fails(Mistake.EXCEPTION, List.of(), "With " + WeightEvidence.describe(fan) + ": " + e);
            }
        }
        return WeightFact.firstIn(draws)
                .map(fact -> fails(fact.mistake(), List.of(), fact.evidenceIn(draws)))
                .orElseGet(
                        () -> explain(draws.stream().map(WeightDraws::moments).toList()));
    }

    private Diagnosis fails(Mistake mistake, List<WeightMoments> measured, String evidence) {
        return new Diagnosis(rule, false, List.of(mistake), measured, evidence);
    }

    private Diagnosis explain(List<WeightMoments> measured) {
        double allowed = allowed(falseAlarms, measured.size());
        WeightEvidence evidence = new WeightEvidence(rule, measured, allowed);
        if (measured.stream().anyMatch(m -> Math.abs(m.meanDeviation()) > allowed)) {
            return fails(Mistake.NON_ZERO_MEAN, measured, evidence.means());
        }
        boolean passed = evidence.agreesWith(rule);
        List<Mistake> fitting = passed ? List.of() : fitting(evidence);
        return new Diagnosis(rule, passed, fitting, measured, evidence.variances(passed));
    }

    private static List<Mistake> fitting(WeightEvidence evidence) {
        List<Mistake> fitting = Stream.concat(
                        Hypothesis.ALL_KNOWN.stream()
                                .filter(evidence::agreesWith)
                                .map(Hypothesis::mistake),
                        Stream.of(Mistake.FANS_IGNORED).filter(m -> evidence.isLevel()))
                .distinct()
                .toList();
        boolean named = fitting.isEmpty() && !evidence.namedRules().isEmpty();
        return named ? List.of(Mistake.OTHER_RULE) : fitting;
    }
}
