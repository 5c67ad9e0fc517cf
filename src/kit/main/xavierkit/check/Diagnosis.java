package xavierkit.check;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;

/**
 * What is wrong with a weight sampler, by name: see {@link #of(WeightSampler, VarianceScaling, long)}. It prints as
 * one short paragraph: PASS, FAIL with the lesson of the mistake, or UNKNOWN, and what was measured.
 *
 * @param rule what the weights should be
 * @param passed whether nothing speaks against the rule
 * @param mistakes what explains the measurement: one mistake, or several that the fans tried cannot tell apart; none
 *     if the sampler passed or if no known mistake explains it
 * @param measured moments of the weights, one for each pair of fans; none where a mistake shows without them
 * @param evidence what was seen, in a sentence
 */
public record Diagnosis(
        VarianceScaling rule, boolean passed, List<Mistake> mistakes, List<WeightMoments> measured, String evidence) {

    /** The probability that a right sampler fails. */
    private static final double FALSE_ALARMS = 1.0 / 16_000;

    /** The fans, their sums, products and extremes all differ, so that rules about them do. */
    private static final List<Fan> FANS = List.of(Fan.dense(40, 160), Fan.dense(160, 40), Fan.dense(60, 60));

    /** Freezes the lists and validates: everything given. */
    public Diagnosis {
        Objects.requireNonNull(rule, "the rule must be given");
        mistakes = List.copyOf(mistakes);
        measured = List.copyOf(measured);
        Objects.requireNonNull(evidence, "the evidence must be given");
    }

    /**
     * Draws weights for the fans 40 to 160, 160 to 40 and 60 to 60, ten matrices each, and looks for what is wrong.
     *
     * <p>First for what shows whatever the rule: exceptions, shape, NaN, zeros, a generator that is not used, weights
     * that depend on each other. Then each mean is held against 0 and each E[W^2] against the rule, in standard errors
     * sqrt(Var(W) / N) and Var(W) sqrt((kurtosis - 1) / N), the latter at most 0.8 % for normal weights. Independent
     * weights of the right variance, in whatever distribution, fail with probability 1/16,000 (as far as these sums of
     * 36,000 numbers or more are normal); normal weights whose variance is 4 % off pass with less than that. Tails so heavy that the error exceeds 3 % are
     * never passed.
     *
     * <p>A mistake is named only if the variances that it predicts pass the same test and those of every other known
     * mistake fail.
     *
     * @param rule what the weights should be; another distribution of the same variance is noted, not refused
     * @param seed of the generators that are handed to the sampler
     */
    public static Diagnosis of(WeightSampler sampler, VarianceScaling rule, long seed) {
        return of(sampler, rule, seed, FANS);
    }

    /**
     * The same with the fans of dense layers of one's own, at least one pair. Square layers alone leave mistakes about the fans undecided:
     * then all that fit are named.
     */
    public static Diagnosis of(WeightSampler sampler, VarianceScaling rule, long seed, List<Fan> fans) {
        return new WeightTrial(sampler, rule, FALSE_ALARMS).diagnose(fans, seed);
    }

    /** The mistake, if there is one and only one that explains the measurement. */
    public Optional<Mistake> mistake() {
        return mistakes.size() == 1 ? Optional.of(mistakes.get(0)) : Optional.empty();
    }

    /**
     * The same diagnosis, but {@link Mistake#WRONG_DISTRIBUTION} for weights of the right variance whose kurtosis is not
     * that of the rule's distribution.
     */
    public Diagnosis demandDistribution() {
        return !passed || hasDistribution()
                ? this
                : new Diagnosis(rule, false, List.of(Mistake.WRONG_DISTRIBUTION), measured, evidence);
    }

    private boolean hasDistribution() {
        double allowed = WeightTrial.allowed(FALSE_ALARMS, measured.size());
        return new WeightEvidence(rule, measured, allowed).hasDistribution();
    }

    /** The verdict and its reason. */
    @Override
    public String toString() {
        if (passed) {
            return "PASS: the mean is 0 and Var(W) is what the rule asks for. " + evidence;
        }
        if (mistakes.isEmpty()) {
            return "UNKNOWN: Var(W) does not follow the rule, and no known mistake explains it. " + evidence;
        }
        String lessons = mistakes.stream().map(Mistake::lesson).collect(Collectors.joining(" Or: "));
        return "FAIL: " + lessons + " " + evidence;
    }
}
