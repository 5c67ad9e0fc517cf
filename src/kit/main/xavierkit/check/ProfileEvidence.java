package xavierkit.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import xavierkit.activation.Activation;
import xavierkit.init.Fan;
import xavierkit.init.FanMode;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;
import xavierkit.prediction.GaussianMoments;

/**
 * Measured layers held against the known initializers, and put into words.
 *
 * @param phi the activation between the layers
 * @param length the measured E[s^2] before the last of the layers
 */
record ProfileEvidence(List<Layer> layers, Activation phi, double length) {

    /** What the theory of infinitely wide layers may be off, relatively, for layers of 100 units. */
    private static final double WIDTH_ERROR = 0.03;

    /** Initializers lie further apart than twice this and the width error. */
    private static final double COARSEST = 0.08;

    /** A factor between layers that is further from 1 than this makes itself felt. */
    private static final double FELT = 0.05;

    /** fan_in Var(W) of one layer, as estimated from each network. */
    record Layer(Fan fan, List<Double> fanInVariances) {}

    ProfileDiagnosis diagnose() {
        Map<String, VarianceScaling> fitting = new TreeMap<>(candidates());
        fitting.values().removeIf(rule -> !explains(rule));
        if (fitting.values().stream().anyMatch(rule -> interval(ratio(layers, rule)) > COARSEST)) {
            return new ProfileDiagnosis(List.of(), "UNKNOWN: too few networks or layers to tell.");
        }
        List<VarianceScaling> rules = List.copyOf(fitting.values());
        String verdict = rules.isEmpty()
                ? "UNKNOWN: no known initializer explains this profile with " + phi + "; "
                : "With " + phi + ", this is the profile of " + String.join(", or ", fitting.keySet()) + ": ";
        return new ProfileDiagnosis(rules, verdict + consequences(rules));
    }

    private Map<String, VarianceScaling> candidates() {
        Map<String, VarianceScaling> all = new TreeMap<>(WeightEvidence.NAMED_RULES);
        double scale = 1 / GaussianMoments.of(phi, 1).square().value();
        VarianceScaling exact = new VarianceScaling(scale, FanMode.FAN_IN, WeightDistribution.NORMAL);
        // for ReLU this is He's rule, for SELU and the identity LeCun's
        if (all.values().stream().noneMatch(rule -> isSame(rule, exact))) {
            all.put(format("the gain of %s, %.4g/fan_in", phi, scale), exact);
        }
        return all;
    }

    private static boolean isSame(VarianceScaling a, VarianceScaling b) {
        return a.mode() == b.mode() && Math.abs(a.scale() / b.scale() - 1) < 1e-9;
    }

    private boolean explains(VarianceScaling rule) {
        return isOne(ratio(layers, rule)) && layers.stream().allMatch(layer -> isOne(ratio(List.of(layer), rule)));
    }

    // estimates in successive layers are uncorrelated: the mean of each, given the layers before, is
    // Var(W)
    private static VarianceCheck ratio(List<Layer> layers, VarianceScaling rule) {
        double[] estimates = layers.stream()
                .flatMapToDouble(layer -> layer.fanInVariances().stream()
                        .mapToDouble(x -> x / layer.fan().in() / rule.variance(layer.fan())))
                .toArray();
        return VarianceCheck.ofEstimates("Var(W) / rule", 1, estimates);
    }

    private static double interval(VarianceCheck check) {
        return check.allowed() * check.standardError();
    }

    private static boolean isOne(VarianceCheck check) {
        return Math.abs(check.measured() - 1) <= interval(check) + WIDTH_ERROR;
    }

    // geometric means over the layers, of the rule or, without one, of what was measured
    private String consequences(List<VarianceScaling> rules) {
        double weights = geometricMean(layer -> rules.isEmpty()
                ? layer.fanInVariances().stream().mapToDouble(x -> x).average().orElseThrow()
                : layer.fan().in() * rules.get(0).variance(layer.fan()));
        double widening =
                geometricMean(layer -> (double) layer.fan().out() / layer.fan().in());
        GaussianMoments moments = GaussianMoments.of(phi, length);
        double keeping = length / moments.square().value();
        double backward = weights * widening * moments.slopeSquare().value();
        return format(
                        "fan_in Var(W) is %.3g on average, so that at E[s^2] = %.2g a layer multiplies E[s^2]"
                                + " by %.2f and E[(dC/ds)^2] on its way back by %.2f. ",
                        weights, length, weights / keeping, backward)
                + lesson(weights / keeping, backward, keeping);
    }

    private double geometricMean(ToDoubleFunction<Layer> value) {
        return Math.exp(layers.stream()
                .mapToDouble(layer -> Math.log(value.applyAsDouble(layer)))
                .average()
                .orElseThrow());
    }

    private String lesson(double forward, double backward, double keeping) {
        if (Math.abs(forward - 1) > FELT) {
            return format(
                    "The signal %s: to keep it here, %s needs fan_in Var(W) = %.3g.",
                    forward < 1 ? "fades" : "grows", phi, keeping);
        }
        return Math.abs(backward - 1) > FELT
                ? "The signal is kept, but gradients " + (backward < 1 ? "fade." : "grow.")
                : "Signals and gradients are both kept.";
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
