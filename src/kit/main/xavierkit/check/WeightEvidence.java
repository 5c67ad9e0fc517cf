package xavierkit.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import xavierkit.init.Fan;
import xavierkit.init.Initializer;
import xavierkit.init.VarianceScaling;

/**
 * Measured weights held against a rule, and put into words.
 *
 * @param allowed how many standard errors each moment may be off
 */
record WeightEvidence(VarianceScaling rule, List<WeightMoments> measured, double allowed) {

    static final Map<String, VarianceScaling> NAMED_RULES = Map.of(
            "Glorot's rule, 2/(fan_in + fan_out)", VarianceScaling.glorotNormal(),
            "He's rule, 2/fan_in", VarianceScaling.heNormal(),
            "LeCun's rule, 1/fan_in", VarianceScaling.lecunNormal(),
            "the older heuristic, 1/(3 fan_in)", VarianceScaling.standardHeuristic());

    boolean agreesWith(Initializer other) {
        return measured.stream().allMatch(m -> m.agrees(other.variance(m.fan()), allowed));
    }

    boolean agreesWith(Hypothesis hypothesis) {
        return measured.stream().allMatch(m -> hypothesis.explains(rule, m, allowed));
    }

    /** Whether the kurtosis is that of the rule's distribution. */
    boolean hasDistribution() {
        return measured.stream().allMatch(m -> m.distributions(allowed).contains(rule.distribution()));
    }

    /** Whether the rule differs between the fans and the weights do not. */
    boolean isLevel() {
        WeightMoments first = measured.get(0);
        return measured.stream().allMatch(m -> m.agrees(first, allowed))
                && measured.stream().anyMatch(m -> rule.variance(m.fan()) != rule.variance(first.fan()));
    }

    /** The well-known rules that have these variances. */
    List<String> namedRules() {
        return NAMED_RULES.entrySet().stream()
                .filter(named -> agreesWith(named.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    String means() {
        return "The mean is "
                + list(m -> String.format(
                        Locale.ROOT,
                        "%.2g +/- %.1g",
                        m.moments().mean(),
                        m.moments().mean() / m.meanDeviation()))
                + ".";
    }

    String variances(boolean passed) {
        String ratios = list(m -> String.format(
                Locale.ROOT,
                "%.4g +/- %.1g",
                m.secondMoment() / rule.variance(m.fan()),
                m.relativeError() * m.secondMoment() / rule.variance(m.fan())));
        return "Var(W) is " + ratios + " times the rule's." + named(passed) + kurtosis(passed);
    }

    private String named(boolean passed) {
        List<String> named = namedRules();
        return passed || named.isEmpty() ? "" : " That is the variance of " + String.join(", or ", named) + ".";
    }

    private String kurtosis(boolean passed) {
        double mean =
                measured.stream().mapToDouble(WeightMoments::kurtosis).average().orElseThrow();
        String kurtosis = String.format(Locale.ROOT, " The kurtosis is %.2f", mean);
        double expected = rule.distribution().kurtosis();
        return !passed || hasDistribution()
                ? kurtosis + "."
                : kurtosis
                        + String.format(
                                Locale.ROOT, ", not %.2f: another distribution of the same variance.", expected);
    }

    private String list(Function<WeightMoments, String> value) {
        return measured.stream()
                .map(m -> value.apply(m) + " (" + m.fan().in() + "x" + m.fan().out() + ")")
                .collect(Collectors.joining(", "));
    }

    static String describe(Fan fan) {
        return "fan_in " + fan.in() + " and fan_out " + fan.out();
    }

    static String shape(DMatrixRMaj matrix) {
        return matrix == null ? "null" : matrix.numRows + "x" + matrix.numCols;
    }
}
