package xavierkit.check;

import java.util.*;
import java.util.concurrent.CancellationException;
import java.util.stream.*;
import xavierkit.init.*;
import xavierkit.matrix.Require;

/**
 * What is wrong with a weight sampler, by name: see {@link #of(WeightSampler, VarianceScaling, long)}. It prints as one
 * short paragraph: PASS, FAIL with the lesson of the mistake, or UNKNOWN, and what was measured.
 *
 * @param rule what the weights should be
 * @param passed whether nothing speaks against the rule
 * @param mistakes what explains the measurement: one mistake, or several that the fans tried cannot tell apart; none if
 *     the sampler passed or if no known mistake explains it
 * @param measured moments of the weights, one for each pair of fans; none where a mistake shows without them
 * @param evidence what was seen, in a sentence
 */
public record Diagnosis(
        VarianceScaling rule, boolean passed, List<Mistake> mistakes, List<WeightMoments> measured, String evidence) {

    /** The fans, their sums, products and extremes all differ, so that rules about them do. */
    private static final List<Fan> FANS = List.of(Fan.dense(40, 160), Fan.dense(160, 40), Fan.dense(60, 60));

    /** Freezes the lists and validates: everything given. */
    public Diagnosis {
        Require.given("the rule", rule);
        mistakes = Require.all("the mistakes", mistakes);
        measured = Require.all("the moments", measured);
        Require.given("the evidence", evidence);
    }

    /**
     * Draws weights for the fans 40 to 160, 160 to 40 and 60 to 60, ten matrices each, and looks for what is wrong.
     *
     * <p>First for what shows whatever the rule: exceptions, shape, NaN, zeros, a generator that is not used, weights
     * that depend on each other. Then each mean is held against 0 and each E[W^2] against the rule, in standard errors
     * sqrt(Var(W) / N) and Var(W) sqrt((kurtosis - 1) / N), the latter at most 0.8 % for normal weights. Independent
     * weights of the right variance, of any distribution, fail with probability 1/16,000 (as far as these sums of
     * 36,000 numbers or more are normal); normal weights whose variance is 4 % off pass with less than that. Tails so
     * heavy that the error exceeds 3 % are never passed.
     *
     * <p>A mistake is named only if the variances that it predicts pass the same test and those of every other known
     * mistake fail.
     *
     * @param rule what the weights should be; another distribution of the same variance is noted, not refused
     * @param seed of the generators that are handed to the sampler
     * @throws CancellationException if the thread is interrupted
     */
    public static Diagnosis of(WeightSampler sampler, VarianceScaling rule, long seed) {
        return of(sampler, rule, seed, FANS);
    }

    /**
     * The same with fans of one's own. Square layers by themselves leave mistakes about the fans undecided: then all
     * that fit are named.
     *
     * @throws IllegalArgumentException unless there is at least one pair of fans, all of dense layers: samplers know no
     *     others
     */
    public static Diagnosis of(WeightSampler sampler, VarianceScaling rule, long seed, List<Fan> fans) {
        return of(sampler, rule, seed, fans, VarianceCheck.FALSE_ALARMS);
    }

    /** The same, where independent weights of the right variance fail with another probability. */
    static Diagnosis of(WeightSampler sampler, VarianceScaling rule, long seed, List<Fan> fans, double falseAlarms) {
        Require.given("the sampler", sampler);
        Require.given("the rule", rule);
        Require.that(!fans.isEmpty(), "fans must be at least 1 pair, got 0");
        fans.forEach(fan -> Require.that(fan.receptiveField() == 1, "fans must be those of dense layers, got %s", fan));
        SplittableRandom seeds = new SplittableRandom(seed);
        List<WeightDraws> draws = new ArrayList<>();
        for (Fan fan : fans) {
            try {
                draws.add(WeightDraws.of(sampler, fan, seeds));
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                return failed(rule, Mistake.EXCEPTION, "With " + WeightDraws.describe(fan) + ": " + e);
            }
        }
        return Stream.of(Mistake.values())
                .flatMap(mistake ->
                        draws.stream().filter(mistake::isSeenIn).map(seen -> failed(rule, mistake, seen.toString())))
                .findFirst()
                .orElseGet(() -> {
                    List<WeightMoments> measured =
                            draws.stream().map(WeightDraws::moments).toList();
                    return WeightEvidence.of(rule, measured, falseAlarms).diagnose();
                });
    }

    /** A mistake that shows in the weights themselves. */
    private static Diagnosis failed(VarianceScaling rule, Mistake mistake, String evidence) {
        return new Diagnosis(rule, false, List.of(mistake), List.of(), evidence);
    }

    /**
     * The same diagnosis, but {@link Mistake#WRONG_DISTRIBUTION} for weights of the right variance whose kurtosis is
     * not that of the rule's distribution.
     */
    public Diagnosis demandDistribution() {
        return !passed
                        || WeightEvidence.of(rule, measured, VarianceCheck.FALSE_ALARMS)
                                .hasDistribution()
                ? this
                : new Diagnosis(rule, false, List.of(Mistake.WRONG_DISTRIBUTION), measured, evidence);
    }

    /** The verdict and its reason. */
    @Override
    public String toString() {
        if (passed) {
            return "PASS: the mean is 0 and Var(W) is what the rule asks for. " + evidence;
        }
        if (mistakes.isEmpty() && measured.stream().anyMatch(WeightMoments::isCoarse)) {
            return "UNKNOWN: too few weights to tell, or tails too heavy. " + evidence;
        }
        String lessons = mistakes.stream().map(Mistake::lesson).collect(Collectors.joining(" Or: "));
        return mistakes.isEmpty()
                ? "UNKNOWN: Var(W) does not follow the rule, and no known mistake explains it. " + evidence
                : "FAIL: " + lessons + " " + evidence;
    }
}
