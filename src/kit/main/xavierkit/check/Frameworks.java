package xavierkit.check;

import java.util.*;
import xavierkit.init.*;
import xavierkit.matrix.Require;

/**
 * What five frameworks draw under the same six names, as their documentation and sources have it: PyTorch 2.15, Keras 3,
 * JAX's {@code jax.nn.initializers}, DL4J and DJL, as of July 2026. What PyTorch, Keras and DJL draw if no initializer is
 * named is there as {@code default}.
 */
public final class Frameworks {

    /** The standard deviation that a normal keeps if it is cut at 2 of them, as Keras and JAX write it. */
    private static final double KEPT = 0.87962566103423978;

    private static final WeightSampler GLOROT_NORMAL = WeightSampler.normal((in, out) -> Math.sqrt(2 / (in + out)));
    private static final WeightSampler GLOROT_UNIFORM = WeightSampler.uniform((in, out) -> Math.sqrt(6 / (in + out)));
    private static final WeightSampler HE_NORMAL = WeightSampler.normal((in, out) -> Math.sqrt(2 / in));
    private static final WeightSampler LECUN_NORMAL = WeightSampler.normal((in, out) -> 1 / Math.sqrt(in));
    private static final WeightSampler TRUNCATED = WeightSampler.truncated((in, out) -> 1 / Math.sqrt(in));

    private Frameworks() {}

    /** The library's rules for the six names. */
    public static Map<String, VarianceScaling> rules() {
        Map<String, VarianceScaling> rules = new LinkedHashMap<>();
        rules.put("Glorot normal", VarianceScaling.glorotNormal());
        rules.put("Glorot uniform", VarianceScaling.glorotUniform());
        rules.put("He normal", VarianceScaling.heNormal());
        rules.put("LeCun normal", VarianceScaling.lecunNormal());
        rules.put("LeCun uniform", VarianceScaling.lecunUniform());
        WeightDistribution cut = WeightDistribution.TRUNCATED_NORMAL;
        rules.put("truncated", VarianceScaling.lecunNormal().withDistribution(cut));
        return rules;
    }

    /** All five by name, JAX drawing as Keras does; what a framework does not have is left out. */
    public static Map<String, Map<String, WeightSampler>> all() {
        Map<String, Map<String, WeightSampler>> all = new LinkedHashMap<>();
        all.put("PyTorch", pytorch());
        all.put("Keras", keras());
        all.put("JAX", keras());
        all.put("DL4J", dl4j());
        all.put("DJL", djl());
        return all;
    }

    /**
     * One of the samplers held against the rule of its name, or against the rule that it stands for.
     *
     * @param seed as for {@link Diagnosis#of(WeightSampler, VarianceScaling, long)}
     */
    public static Diagnosis diagnose(String framework, String sampler, long seed) {
        Map<String, VarianceScaling> meant = rules();
        meant.put("XAVIER_LEGACY", VarianceScaling.glorotNormal());
        meant.put("x @ w", VarianceScaling.heNormal());
        Map<String, WeightSampler> samplers = all().getOrDefault(framework, Map.of());
        boolean known = samplers.containsKey(sampler) && meant.containsKey(sampler);
        Require.that(known, "a sampler with a rule must be one of %s, got %s", samplers.keySet(), sampler);
        return Diagnosis.of(samplers.get(sampler), meant.get(sampler), seed);
    }

    /**
     * Plain normals and uniforms; {@code trunc_normal_} cuts at 2, which weights of this size never reach. {@code x @ w}
     * is He's rule of those who multiply so and do not transpose.
     */
    public static Map<String, WeightSampler> pytorch() {
        return Map.of(
                "Glorot normal", GLOROT_NORMAL,
                "Glorot uniform", GLOROT_UNIFORM,
                "He normal", HE_NORMAL,
                "truncated", LECUN_NORMAL,
                "x @ w", WeightSampler.normal((in, out) -> Math.sqrt(2 / out)),
                "default", WeightSampler.uniform((in, out) -> 1 / Math.sqrt(in)));
    }

    /** Truncated normals, which are widened beforehand unless one asks for a truncated normal oneself. */
    public static Map<String, WeightSampler> keras() {
        return Map.of(
                "Glorot normal", WeightSampler.truncated((in, out) -> Math.sqrt(2 / (in + out)) / KEPT),
                "Glorot uniform", GLOROT_UNIFORM,
                "He normal", WeightSampler.truncated((in, out) -> Math.sqrt(2 / in) / KEPT),
                "LeCun normal", WeightSampler.truncated((in, out) -> Math.sqrt(1 / in) / KEPT),
                "LeCun uniform", WeightSampler.uniform((in, out) -> Math.sqrt(3 / in)),
                "truncated", TRUNCATED,
                "default", GLOROT_UNIFORM);
    }

    /** {@code XAVIER}, {@code XAVIER_UNIFORM}, {@code RELU}, {@code LECUN_NORMAL}, {@code LECUN_UNIFORM} and others. */
    public static Map<String, WeightSampler> dl4j() {
        return Map.of(
                "Glorot normal", GLOROT_NORMAL,
                "Glorot uniform", GLOROT_UNIFORM,
                "He normal", HE_NORMAL,
                "LeCun normal", LECUN_NORMAL,
                "LeCun uniform", WeightSampler.uniform((in, out) -> 3 / Math.sqrt(in)),
                "truncated", TRUNCATED,
                "XAVIER_LEGACY", WeightSampler.normal((in, out) -> 1 / Math.sqrt(in + out)));
    }

    /** {@code XavierInitializer}, whose scale is the root of magnitude / factor for both distributions. */
    public static Map<String, WeightSampler> djl() {
        return Map.of(
                "Glorot normal",
                WeightSampler.normal((in, out) -> Math.sqrt(3 / ((in + out) / 2))),
                "Glorot uniform",
                WeightSampler.uniform((in, out) -> Math.sqrt(6 / ((in + out) / 2))),
                "He normal",
                HE_NORMAL,
                "truncated",
                TRUNCATED,
                "default",
                HE_NORMAL);
    }
}
