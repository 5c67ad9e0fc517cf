package xavierkit.check;

import static xavierkit.check.VarianceCheck.format;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.apache.commons.statistics.distribution.NormalDistribution;
import xavierkit.init.*;

/**
 * Measured weights held against a rule and against what mistakes would make of it, and put into words.
 *
 * @param falseAlarms the probability that any mean or variance of right weights is called wrong
 */
record WeightEvidence(VarianceScaling rule, List<WeightMoments> measured, double falseAlarms) {

    static final SortedMap<String, VarianceScaling> NAMED_RULES =
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
                    "Glorot's rule, 2/(fan_in + fan_out)", VarianceScaling.glorotNormal(),
                    "He's rule, 2/fan_in", VarianceScaling.heNormal(),
                    "LeCun's rule, 1/fan_in", VarianceScaling.lecunNormal(),
                    "the older heuristic, 1/(3 fan_in)", VarianceScaling.standardHeuristic())));

    static WeightEvidence of(VarianceScaling rule, List<WeightDraws> draws, double falseAlarms) {
        return new WeightEvidence(rule, draws.stream().map(WeightDraws::moments).toList(), falseAlarms);
    }

    Diagnosis diagnose() {
        if (measured.stream().anyMatch(m -> Math.abs(m.meanDeviation()) > allowed())) {
            return new Diagnosis(rule, false, List.of(Mistake.NON_ZERO_MEAN), measured, means());
        }
        boolean passed = agreesWith(rule);
        return new Diagnosis(rule, passed, passed ? List.of() : fitting(), measured, variances(passed));
    }

    /**
     * How many standard errors each of the means and variances may be off: Sidak's correction, for all of them are
     * independent.
     */
    private double allowed() {
        double each = -Math.expm1(Math.log1p(-falseAlarms) / (2 * measured.size()));
        return NormalDistribution.of(0, 1).inverseSurvivalProbability(each / 2);
    }

    private boolean all(Predicate<WeightMoments> property) {
        return measured.stream().allMatch(property);
    }

    private boolean agreesWith(Initializer other) {
        return all(m -> m.agrees(other.variance(m.fan()), allowed()));
    }

    /** Whether the kurtosis is that of the rule's distribution. */
    boolean hasDistribution() {
        return all(m -> m.isOf(rule.distribution(), allowed()));
    }

    private List<Mistake> fitting() {
        List<Mistake> fitting =
                Stream.of(Mistake.values()).filter(this::explains).toList();
        return fitting.isEmpty() && !namedRules().isEmpty() ? List.of(Mistake.OTHER_RULE) : fitting;
    }

    private boolean explains(Mistake mistake) {
        return mistake == Mistake.FANS_IGNORED
                ? isLevel()
                : mistake.hypotheses().anyMatch(way -> all(m -> way.explains(rule, m, allowed())));
    }

    // whether the rule differs between the fans and the weights do not
    private boolean isLevel() {
        WeightMoments first = measured.get(0);
        return all(m -> m.agrees(first, allowed())) && !all(m -> rule.variance(m.fan()) == rule.variance(first.fan()));
    }

    private List<String> namedRules() {
        return NAMED_RULES.keySet().stream()
                .filter(name -> agreesWith(NAMED_RULES.get(name)))
                .toList();
    }

    private String means() {
        return "The mean is "
                + list(m ->
                        format("%.2g +/- %.1g", m.moments().mean(), m.moments().mean() / m.meanDeviation()))
                + ".";
    }

    private String variances(boolean passed) {
        String ratios = list(m -> {
            double ratio = m.secondMoment() / rule.variance(m.fan());
            return format("%.4g +/- %.1g", ratio, m.relativeError() * ratio);
        });
        List<String> named = namedRules();
        return "Var(W) is " + ratios + " times the rule's."
                + (passed || named.isEmpty() ? "" : " That is the variance of " + String.join(", or ", named) + ".")
                + kurtosis(passed);
    }

    private String kurtosis(boolean passed) {
        double mean =
                measured.stream().mapToDouble(WeightMoments::kurtosis).average().orElseThrow();
        String other = format(
                ", not %.2f: another distribution of the same variance.",
                rule.distribution().kurtosis());
        return format(" The kurtosis is %.2f", mean) + (!passed || hasDistribution() ? "." : other);
    }

    private String list(Function<WeightMoments, String> value) {
        return measured.stream()
                .map(m -> value.apply(m) + " (" + m.fan().in() + "x" + m.fan().out() + ")")
                .collect(Collectors.joining(", "));
    }
}
