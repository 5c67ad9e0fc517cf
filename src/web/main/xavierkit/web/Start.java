package xavierkit.web;

import java.util.*;
import xavierkit.init.*;
import xavierkit.matrix.Require;

/**
 * How a network's weights are drawn: by a named rule, or normal with Var(W) = g^2 / fan_in for a gain g.
 *
 * @param text the name or the gain, as in a link
 * @param initializer what draws the weights
 */
record Start(String text, Initializer initializer) {

    static final double LEAST_GAIN = 0.01;
    static final double MOST_GAIN = 10;

    private static final Map<String, Initializer> RULES = new LinkedHashMap<>();

    /** The rules' names in a link, and those that a reader sees. */
    static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        rule("glorot-normal", "Glorot (Xavier) normal", VarianceScaling.glorotNormal());
        rule("glorot-uniform", "Glorot (Xavier) uniform", VarianceScaling.glorotUniform());
        rule("he-normal", "He normal", VarianceScaling.heNormal());
        rule("he-uniform", "He uniform", VarianceScaling.heUniform());
        rule("lecun-normal", "LeCun normal", VarianceScaling.lecunNormal());
        rule("heuristic-2010", "standard heuristic of 2010", VarianceScaling.standardHeuristic());
        rule("sd-1", "N(0, 1)", new ConstantVariance(1, WeightDistribution.NORMAL));
        rule("sd-0.01", "normal, sd 0.01", new ConstantVariance(1e-4, WeightDistribution.NORMAL));
    }

    private static void rule(String name, String shown, Initializer initializer) {
        RULES.put(name, initializer);
        NAMES.put(name, shown);
    }

    /** Reads a link's text. */
    static Start of(String text) {
        if (RULES.containsKey(text)) {
            return new Start(text, RULES.get(text));
        }
        double gain = Setting.number(text);
        boolean named = Double.isNaN(gain) && !text.equals("NaN");
        String rule = "start must be a gain or one of %s, got %s";
        Require.that(!named, rule, String.join(", ", RULES.keySet()), text.isEmpty() ? "nothing" : text);
        String range = "gain must be a number from %s to %s, got %s";
        Require.that(gain >= LEAST_GAIN && gain <= MOST_GAIN, range, LEAST_GAIN, "10", text);
        return new Start(text, VarianceScaling.lecunNormal().withGain(gain));
    }

    /** Whether this is a gain. */
    boolean isGain() {
        return !RULES.containsKey(text);
    }

    /** The gain of weights of this variance, if they feed units of this many inputs: sqrt(fan_in Var(W)). */
    double gain(int width) {
        return Math.sqrt(width * initializer.variance(Fan.dense(width, width)));
    }

    /** The shape of the weights' distribution. */
    WeightDistribution distribution() {
        return initializer instanceof VarianceScaling scaling
                ? scaling.distribution()
                : ((ConstantVariance) initializer).distribution();
    }

    /** What a reader sees. */
    String shown() {
        return isGain() ? "gain " + text : NAMES.get(text);
    }
}
