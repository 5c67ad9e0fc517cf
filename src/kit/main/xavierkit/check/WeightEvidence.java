package xavierkit.check;

import static xavierkit.check.Text.format;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.apache.commons.statistics.distribution.NormalDistribution;
import xavierkit.init.*;

/**
 * Measured weights held against a rule and against what mistakes would make of it, and put into words.
 *
 * @param allowed how many standard errors each mean and variance may be off
 */
record WeightEvidence(VarianceScaling rule, List<WeightMoments> measured, double allowed) {

    /** The mean of as many weights is normal. */
    private static final int MANY = 100;

    /** The rules that are recognized, by what they are called, in alphabetical order. */
    static final SortedMap<String, VarianceScaling> NAMED_RULES =
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
                    "Glorot's rule, 2/(fan_in + fan_out)", VarianceScaling.glorotNormal(),
                    "He's rule, 2/fan_in", VarianceScaling.heNormal(),
                    "LeCun's rule, 1/fan_in", VarianceScaling.lecunNormal(),
                    "the older heuristic, 1/(3 fan_in)", VarianceScaling.standardHeuristic())));

    /**
     * The means and variances are independent, so each may be wrong with the probability that Sidak's correction leaves
     * it: 1 - (1 - falseAlarms)^(1 / (2 fans)).
     */
    static WeightEvidence of(VarianceScaling rule, List<WeightMoments> measured, double falseAlarms) {
        double each = -Math.expm1(Math.log1p(-falseAlarms) / (2 * measured.size()));
        return new WeightEvidence(rule, measured, NormalDistribution.of(0, 1).inverseSurvivalProbability(each / 2));
    }

    /** The verdict: first on the means, then on the variances. */
    Diagnosis diagnose() {
        if (measured.stream().anyMatch(m -> m.moments().count() >= MANY && Math.abs(m.meanDeviation()) > allowed)) {
            return new Diagnosis(rule, false, List.of(Mistake.NON_ZERO_MEAN), measured, means());
        }
        if (agreesWith(rule)) {
            String other = ", not %.2f: another distribution of the same variance.";
            String end =
                    hasDistribution() ? "." : format(other, rule.distribution().kurtosis());
            return new Diagnosis(rule, true, List.of(), measured, variances() + kurtosis() + end);
        }
        List<String> named = new ArrayList<>(NAMED_RULES.keySet());
        named.removeIf(name -> !agreesWith(NAMED_RULES.get(name)));
        List<Mistake> fitting =
                Stream.of(Mistake.values()).filter(this::explains).toList();
        List<Mistake> other = named.isEmpty() ? List.of() : List.of(Mistake.OTHER_RULE);
        String names = named.isEmpty() ? "" : " That is the variance of " + String.join(", or ", named) + ".";
        String evidence = variances() + names + kurtosis() + ".";
        return new Diagnosis(rule, false, fitting.isEmpty() ? other : fitting, measured, evidence);
    }

    private boolean all(Predicate<WeightMoments> property) {
        return measured.stream().allMatch(property);
    }

    private boolean agreesWith(Initializer other) {
        return all(m -> m.agrees(other.variance(m.fan()), allowed));
    }

    /** Whether the kurtosis is that of the rule's distribution. */
    boolean hasDistribution() {
        return all(m -> m.isOf(rule.distribution(), allowed));
    }

    /** Whether the mistake, made in one of its ways, gives these variances. */
    private boolean explains(Mistake mistake) {
        return mistake == Mistake.FANS_IGNORED
                ? isLevel()
                : mistake.hypotheses().anyMatch(way -> all(m -> way.explains(rule, m, allowed)));
    }

    /** Whether the rule differs between the fans and the weights do not. */
    private boolean isLevel() {
        WeightMoments first = measured.get(0);
        return all(m -> m.agrees(first, allowed)) && !all(m -> rule.variance(m.fan()) == rule.variance(first.fan()));
    }

    private String means() {
        return "The mean is "
                + list("%.2g", m -> m.moments().mean(), m -> m.moments().mean() / m.meanDeviation()) + ".";
    }

    private String variances() {
        ToDoubleFunction<WeightMoments> ratio = m -> m.secondMoment() / rule.variance(m.fan());
        String ratios = list("%.4g", ratio, m -> m.relativeError() * ratio.applyAsDouble(m));
        return "Var(W) is " + ratios + " times the rule's.";
    }

    private String kurtosis() {
        DoubleStream all = measured.stream().mapToDouble(WeightMoments::kurtosis);
        return format(" The kurtosis is %.2f", all.average().orElseThrow());
    }

    /** The values with their errors and the shapes of the matrices. */
    private String list(String digits, ToDoubleFunction<WeightMoments> value, ToDoubleFunction<WeightMoments> error) {
        String one = digits + " +/- %.1g (%dx%d)";
        return measured.stream()
                .map(m -> format(
                        one,
                        value.applyAsDouble(m),
                        error.applyAsDouble(m),
                        m.fan().in(),
                        m.fan().out()))
                .collect(Collectors.joining(", "));
    }
}
