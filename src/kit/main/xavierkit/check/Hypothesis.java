package xavierkit.check;

import static xavierkit.init.WeightDistribution.*;

import java.util.*;
import java.util.function.*;
import xavierkit.init.*;

/**
 * What a mistake does to Var(W).
 *
 * @param variance Var(W) that results where the rule was meant
 * @param rules the rules in which it can be made
 * @param distributions the distributions in which it can be made; empty for any, even unknown ones
 */
record Hypothesis(
        ToDoubleBiFunction<VarianceScaling, Fan> variance,
        Predicate<VarianceScaling> rules,
        Set<WeightDistribution> distributions) {

    /** Glorot's rules. */
    static final Predicate<VarianceScaling> AVERAGE = rule -> rule.mode() == FanMode.FAN_AVERAGE;

    /** Rules that divide by one of the fans. */
    static final Predicate<VarianceScaling> ONE_FAN = AVERAGE.negate();

    /** The part of the variance that is left of a normal cut off at 2 of its standard deviations. */
    static final double TRUNCATED = 4 / (TRUNCATED_NORMAL.bound(1) * TRUNCATED_NORMAL.bound(1));

    /** Can be made in every rule and distribution. */
    static Hypothesis variance(ToDoubleBiFunction<VarianceScaling, Fan> variance) {
        return new Hypothesis(variance, rule -> true, Set.of());
    }

    /** The variance is the rule's, times a factor. */
    static Hypothesis times(double factor) {
        return variance((rule, fan) -> factor * rule.variance(fan));
    }

    /** The variance is the square of the rule's, times a factor. */
    static Hypothesis squareTimes(double factor) {
        return variance((rule, fan) -> factor * rule.variance(fan) * rule.variance(fan));
    }

    /** Var(W) if the average of both fans divided. */
    static double average(VarianceScaling rule, Fan fan) {
        return rule.withMode(FanMode.FAN_AVERAGE).variance(fan);
    }

    /** The same in these distributions only. */
    Hypothesis in(WeightDistribution... some) {
        return new Hypothesis(variance, rules, Set.of(some));
    }

    /** The same in such rules only. */
    Hypothesis where(Predicate<VarianceScaling> some) {
        return new Hypothesis(variance, rules.and(some), distributions);
    }

    /** Whether it can be made in this rule with its own distribution. */
    boolean fits(VarianceScaling rule) {
        return rules.test(rule) && (distributions.isEmpty() || distributions.contains(rule.distribution()));
    }

    /** Whether it can be made in this rule and explains these weights, whose kurtosis tells the distribution. */
    boolean explains(VarianceScaling rule, WeightMoments m, double allowed) {
        return rules.test(rule)
                && m.agrees(variance.applyAsDouble(rule, m.fan()), allowed)
                && (distributions.isEmpty() || distributions.stream().anyMatch(d -> m.isOf(d, allowed)));
    }
}
