package xavierkit.init;

import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import xavierkit.matrix.Require;

/**
 * Independent zero-mean weights with Var(W) = scale / fan. {@code scale} is a factor of the variance in every
 * distribution: choosing the uniform instead of the normal changes the bound, not the variance.
 *
 * @param scale gain squared; between 1e-200 and 1e200, so that every variance is positive and finite
 * @param mode which fan divides
 * @param distribution the shape of the distribution
 */
public record VarianceScaling(double scale, FanMode mode, WeightDistribution distribution) implements Initializer {

    /** Validates: a scale within its range, mode and distribution given. */
    public VarianceScaling {
        requireRange("scale", scale, 1e200, "");
        Require.given("the fan mode", mode);
        Require.given("the distribution", distribution);
    }

    /** Glorot (Xavier) normal: N(0, v) with v = 2 / (fan_in + fan_out); Glorot, Bengio 2010, eq. 12. */
    public static VarianceScaling glorotNormal() {
        return new VarianceScaling(1, FanMode.FAN_AVERAGE, WeightDistribution.NORMAL);
    }

    /** Glorot (Xavier) uniform: U(-a, a) with a = sqrt(6 / (fan_in + fan_out)); 2010, eq. 16. */
    public static VarianceScaling glorotUniform() {
        return glorotNormal().withDistribution(WeightDistribution.UNIFORM);
    }

    /** He normal: Var(W) = 2 / fan_in, which keeps E[z^2] through ReLU; He et al. 2015, eq. 10. */
    public static VarianceScaling heNormal() {
        return new VarianceScaling(2, FanMode.FAN_IN, WeightDistribution.NORMAL);
    }

    /** He uniform: U(-a, a) with a = sqrt(6 / fan_in). */
    public static VarianceScaling heUniform() {
        return heNormal().withDistribution(WeightDistribution.UNIFORM);
    }

    /** LeCun normal: Var(W) = 1 / fan_in; LeCun et al. 1998, section 4.6. */
    public static VarianceScaling lecunNormal() {
        return new VarianceScaling(1, FanMode.FAN_IN, WeightDistribution.NORMAL);
    }

    /** LeCun uniform: U(-a, a) with a = sqrt(3 / fan_in). */
    public static VarianceScaling lecunUniform() {
        return lecunNormal().withDistribution(WeightDistribution.UNIFORM);
    }

    /**
     * The "standard" heuristic that Glorot and Bengio 2010 (eq. 1) found in common use: U(-a, a) with a = 1 /
     * sqrt(fan_in), so that Var(W) = 1 / (3 fan_in).
     */
    public static VarianceScaling standardHeuristic() {
        return new VarianceScaling(1.0 / 3, FanMode.FAN_IN, WeightDistribution.UNIFORM);
    }

    /** The same variance in another distribution. */
    public VarianceScaling withDistribution(WeightDistribution other) {
        return new VarianceScaling(scale, mode, other);
    }

    /** The same rule divided by another fan. */
    public VarianceScaling withMode(FanMode other) {
        return new VarianceScaling(scale, other, distribution);
    }

    /** Weights {@code gain} times as large, gain between 1e-100 and 1e100: Var(W) = gain^2 scale / fan. */
    public VarianceScaling withGain(double gain) {
        double scaled = scale * requireGain(gain) * gain;
        requireRange("gain^2 scale", scaled, 1e200, " for gain " + gain + ", scale " + scale);
        return new VarianceScaling(scaled, mode, distribution);
    }

    @Override
    public double variance(Fan fan) {
        return scale / mode.of(fan);
    }

    @Override
    public DMatrixRMaj weights(Fan fan, RandomGenerator random) {
        return distribution.sample(fan.in(), fan.outputs(), variance(fan), random);
    }

    static double requireGain(double gain) {
        requireRange("gain", gain, 1e100, "");
        return gain;
    }

    private static void requireRange(String what, double x, double largest, String where) {
        String rule = "%s must be between %s and %s, got %s%s";
        Require.that(x >= 1 / largest && x <= largest, rule, what, 1 / largest, largest, x, where);
    }
}
