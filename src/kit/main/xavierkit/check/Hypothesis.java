package xavierkit.check;

import static xavierkit.init.WeightDistribution.NORMAL;
import static xavierkit.init.WeightDistribution.TRUNCATED_NORMAL;
import static xavierkit.init.WeightDistribution.UNIFORM;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import xavierkit.init.Fan;
import xavierkit.init.FanMode;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;

/**
 * What a mistake does to Var(W).
 *
 * @param distributions the distributions in which it can be made; empty for any, even unknown ones
 * @param rules the rules in which it can be made
 */
record Hypothesis(Mistake mistake, Set<WeightDistribution> distributions, Predicate<VarianceScaling> rules, Law law) {

    /** Var(W) that results where the rule was meant. */
    interface Law {
        double variance(VarianceScaling rule, Fan fan);
    }

    private static final Set<WeightDistribution> ANY = Set.of();
    private static final Set<WeightDistribution> BELLS = Set.of(NORMAL, TRUNCATED_NORMAL);
    private static final Predicate<VarianceScaling> ALL = rule -> true;
    private static final Predicate<VarianceScaling> AVERAGE = rule -> rule.mode() == FanMode.FAN_AVERAGE;

    /** The part of the variance that truncation leaves. */
    private static final double TRUNCATED = 4 / square(TRUNCATED_NORMAL.bound(1));

    static final List<Hypothesis> ALL_KNOWN = List.of(
            of(Mistake.VARIANCE_AS_SD, ANY, ALL, (rule, fan) -> square(rule.variance(fan))),
            of(Mistake.SQUARE_ROOT_TWICE, ANY, ALL, (rule, fan) -> Math.sqrt(rule.variance(fan))),
            of(Mistake.SQUARE_ROOT_TWICE, Set.of(UNIFORM), ALL, (rule, fan) -> UNIFORM.bound(rule.variance(fan)) / 3),
            of(Mistake.BOUND_AS_SD, BELLS, ALL, times(3)),
            of(Mistake.BOUND_OF_3_SD, Set.of(UNIFORM), ALL, times(3)),
            of(Mistake.SD_AS_BOUND, Set.of(UNIFORM), ALL, times(1 / 3.0)),
            of(Mistake.VARIANCE_AS_BOUND, Set.of(UNIFORM), ALL, (rule, fan) -> square(rule.variance(fan)) / 3),
            of(Mistake.NO_ROOT_IN_BOUND, Set.of(UNIFORM), ALL, (rule, fan) -> 3 * square(rule.variance(fan))),
            of(Mistake.HALF_THE_INTERVAL, Set.of(UNIFORM), ALL, times(1 / 4.0)),
            of(Mistake.TRUNCATION_NOT_CORRECTED, Set.of(TRUNCATED_NORMAL), ALL, times(TRUNCATED)),
            of(Mistake.FAN_IN_ONLY, ANY, AVERAGE, (rule, fan) -> rule.scale() / fan.in()),
            of(Mistake.FAN_IN_ONLY, ANY, AVERAGE, (rule, fan) -> 2 * rule.scale() / fan.in()),
            of(Mistake.FAN_OUT_ONLY, ANY, AVERAGE, (rule, fan) -> rule.scale() / fan.out()),
            of(Mistake.FAN_OUT_ONLY, ANY, AVERAGE, (rule, fan) -> 2 * rule.scale() / fan.out()),
            of(
                    Mistake.FANS_EXCHANGED,
                    ANY,
                    AVERAGE.negate(),
                    (rule, fan) -> rule.variance(Fan.dense(fan.out(), fan.in()))),
            of(Mistake.FANS_ADDED, ANY, ALL, (rule, fan) -> average(rule, fan) / 2),
            of(Mistake.FANS_AVERAGED, ANY, AVERAGE.negate(), Hypothesis::average),
            of(Mistake.TWO_LEFT_OUT, ANY, AVERAGE.negate().and(rule -> rule.scale() == 2), times(0.5)),
            of(Mistake.TWO_TOO_MANY, ANY, ALL, times(2)));

    private static Hypothesis of(
            Mistake mistake, Set<WeightDistribution> distributions, Predicate<VarianceScaling> rules, Law law) {
        return new Hypothesis(mistake, distributions, rules, law);
    }

    private static Law times(double factor) {
        return (rule, fan) -> factor * rule.variance(fan);
    }

    private static double average(VarianceScaling rule, Fan fan) {
        return rule.withMode(FanMode.FAN_AVERAGE).variance(fan);
    }

    private static double square(double x) {
        return x * x;
    }

    /** Whether it can be made in this rule with its own distribution. */
    boolean fits(VarianceScaling rule) {
        return rules.test(rule) && (distributions.isEmpty() || distributions.contains(rule.distribution()));
    }

    /** Whether it can be made in this rule and explains these weights. */
    boolean explains(VarianceScaling rule, WeightMoments m, double allowed) {
        return rules.test(rule)
                && m.agrees(law.variance(rule, m.fan()), allowed)
                && (distributions.isEmpty() || m.distributions(allowed).stream().anyMatch(distributions::contains));
    }
}
