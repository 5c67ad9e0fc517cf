package xavierkit.check;

import static xavierkit.check.Text.format;

import java.util.*;
import java.util.function.ToDoubleFunction;
import java.util.stream.*;
import xavierkit.activation.Activation;
import xavierkit.init.*;
import xavierkit.matrix.Require;
import xavierkit.network.*;
import xavierkit.prediction.GaussianMoments;

/**
 * Which initializer explains how the signal changes from layer to layer, such as He's with tanh, Glorot's with ReLU or
 * the older heuristic, or that none does: see {@link #of}. It prints as one short paragraph.
 *
 * @param rules the initializers that explain the profile, as normal: several if they are the same for these widths,
 *     none if the profile is not explained
 * @param evidence the verdict and what was seen, in sentences
 */
public record ProfileDiagnosis(List<VarianceScaling> rules, String evidence) {

    /** Beyond these lengths numbers are about to underflow or overflow. */
    private static final double LONGEST = 1e250;

    /** What the theory of infinitely wide layers may be off, relatively, for layers of 100 units. */
    private static final double WIDTH_ERROR = 0.03;

    /** Initializers lie further apart than twice this and the width error. */
    private static final double COARSEST = 0.08;

    /** A factor between layers that is further from 1 than this makes itself felt. */
    private static final double FELT = 0.05;

    /** Freezes the list and validates: everything given. */
    public ProfileDiagnosis {
        rules = Require.all("the rules", rules);
        Require.given("the evidence", evidence);
    }

    /**
     * Estimates fan_in Var(W) = E[s_l^2] / E[phi(s_(l-1))^2] in every layer but the first, phi's moment being that of a
     * normal variable of the E[s^2] that was measured in the same network, and holds all of them against the named
     * rules and the gain 1/sqrt(E[phi^2]) that keeps E[s^2] = 1.
     *
     * <p>A rule explains the profile if the mean over networks and layers of estimate / rule is 1, within an interval
     * that misses a true mean with probability 1/16,000 and 3 % for layers of finite width, and so is the mean over
     * networks of each layer. None is named if the interval is wider than 8 %: then more networks or layers are needed.
     *
     * @param sample profiles of s, as of {@code ForwardSignals.preActivationProfile}, of networks without biases
     * @param widths the number of inputs, then the units of each layer, as for {@code Network.of}; about 100 or more
     * @throws IllegalArgumentException if the sample is of another signal, of fewer than 2 layers, or of other layers
     *     than 1 to the last width's
     */
    public static ProfileDiagnosis of(ProfileSample sample, List<Integer> widths, Activation activation) {
        Require.given("the sample", sample);
        int last = Require.given("the widths", widths).size() - 1;
        boolean fits = sample.signal().equals("s") && sample.firstLayer() == 1 && sample.lastLayer() == last;
        String rule = "the profiles must be of s in layers 1 to %d, at least 2, got %s";
        Require.that(fits && last >= 2, rule, last, sample);
        Require.given("the activation", activation);
        List<Layer> layers = IntStream.rangeClosed(2, last)
                .takeWhile(l -> lengths(sample, l).allMatch(q -> q > 1 / LONGEST && q < LONGEST))
                .mapToObj(l -> Layer.of(sample, l, Fan.dense(widths.get(l - 1), widths.get(l)), activation))
                .toList();
        if (layers.isEmpty()) {
            return new ProfileDiagnosis(List.of(), "UNKNOWN: the signal has vanished or overflowed.");
        }
        double length = lengths(sample, layers.size()).average().orElseThrow();
        return new Evidence(layers, activation, length).diagnose();
    }

    private static DoubleStream lengths(ProfileSample sample, int l) {
        return sample.profiles().stream()
                .mapToDouble(p -> p.moments().get(l - 1).secondMoment());
    }

    /** The evidence. */
    @Override
    public String toString() {
        return evidence;
    }

    /** A layer with fan_in Var(W), as estimated from each network. */
    private record Layer(Fan fan, List<Double> fanInVariances) {

        static Layer of(ProfileSample sample, int l, Fan fan, Activation phi) {
            PrimitiveIterator.OfDouble before = lengths(sample, l - 1)
                    .map(q -> GaussianMoments.of(phi, q).square().value())
                    .iterator();
            Stream<Double> ratios = lengths(sample, l).mapToObj(q -> q / before.nextDouble());
            return new Layer(fan, ratios.toList());
        }

        double mean() {
            return fanInVariances.stream().mapToDouble(x -> x).average().orElseThrow();
        }

        DoubleStream ratios(VarianceScaling rule) {
            return fanInVariances.stream().mapToDouble(x -> x / fan.in() / rule.variance(fan));
        }
    }

    /**
     * Measured layers held against the known initializers, and put into words.
     *
     * @param length the measured E[s^2] before the last of the layers
     */
    private record Evidence(List<Layer> layers, Activation phi, double length) {

        ProfileDiagnosis diagnose() {
            Map<String, VarianceScaling> fitting = candidates();
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
            boolean known = all.values().stream()
                    .anyMatch(rule -> rule.mode() == FanMode.FAN_IN && Math.abs(rule.scale() / scale - 1) < 1e-9);
            if (!known) {
                all.put(format("the gain of %s, %.4g/fan_in", phi, scale), exact);
            }
            return all;
        }

        /** Whether all layers together and each layer have ratios to the rule with a mean of 1. */
        private boolean explains(VarianceScaling rule) {
            return Stream.concat(Stream.of(layers), layers.stream().map(List::of))
                    .allMatch(some -> {
                        VarianceCheck check = ratio(some, rule);
                        return Math.abs(check.measured() - 1) <= interval(check) + WIDTH_ERROR;
                    });
        }

        /** Estimates in successive layers are uncorrelated: the mean of each, given those before, is Var(W). */
        private static VarianceCheck ratio(List<Layer> layers, VarianceScaling rule) {
            DoubleStream ratios = layers.stream().flatMapToDouble(layer -> layer.ratios(rule));
            return VarianceCheck.ofEstimates("Var(W) / rule", 1, ratios.toArray());
        }

        private static double interval(VarianceCheck check) {
            return check.allowed() * check.standardError();
        }

        /** Geometric means over the layers, of the rule or, without one, of what was measured. */
        private String consequences(List<VarianceScaling> rules) {
            double weights = geometricMean(layer -> rules.isEmpty()
                    ? layer.mean()
                    : layer.fan.in() * rules.get(0).variance(layer.fan));
            double widening = geometricMean(layer -> (double) layer.fan.out() / layer.fan.in());
            GaussianMoments moments = GaussianMoments.of(phi, length);
            double keeping = length / moments.square().value();
            double forward = weights / keeping;
            double backward = weights * widening * moments.slopeSquare().value();
            String numbers = "fan_in Var(W) is %.3g on average, so that at E[s^2] = %.2g a layer multiplies E[s^2]"
                    + " by %.2f and E[(dC/ds)^2] on its way back by %.2f. ";
            return format(numbers, weights, length, forward, backward) + lesson(forward, backward, keeping);
        }

        private double geometricMean(ToDoubleFunction<Layer> value) {
            DoubleStream logs = layers.stream().mapToDouble(layer -> Math.log(value.applyAsDouble(layer)));
            return Math.exp(logs.average().orElseThrow());
        }

        private String lesson(double forward, double backward, double keeping) {
            if (Math.abs(forward - 1) > FELT) {
                String change = forward < 1 ? "fades" : "grows";
                return format("The signal %s: to keep it here, %s needs fan_in Var(W) = %.3g.", change, phi, keeping);
            }
            return Math.abs(backward - 1) > FELT
                    ? "The signal is kept, but gradients " + (backward < 1 ? "fade." : "grow.")
                    : "Signals and gradients are both kept.";
        }
    }
}
