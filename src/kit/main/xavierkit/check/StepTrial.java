package xavierkit.check;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import xavierkit.activation.Activation;
import xavierkit.algebra.Sample;
import xavierkit.algebra.Step;

/**
 * A step of a derivation tried on continuous distributions, with sums as long as real fans. Where {@code
 * StepCheck} decides exactly on small models, this measures the ratio of the two sides, which is 1 for a
 * step that holds; an error of less than about 5 of the standard errors that it prints is not seen. See
 * {@link FamilySampler} for the distributions.
 */
public final class StepTrial {

    private static final int BATCHES = 20;
    private static final int OUTCOMES = 1_000;

    private StepTrial() {}

    /**
     * The two sides of a step, for sums over {@code fan} terms.
     *
     * @param fan how many terms a sum has, at least 2; a double sum has about as many in all
     * @return the ratio of left to right side against 1, from 20 batches of 1,000 outcomes; the
     *     standard error includes 1/1,000 for the bias of squared means
     * @throws IllegalArgumentException if fan is less than 2, or the right side is 0
     */
    public static VarianceCheck of(Step step, int fan, RandomGenerator random) {
        if (fan < 2) {
            throw new IllegalArgumentException("fan must be at least 2, got " + fan);
        }
        boolean nested = step.families().values().stream().anyMatch(indices -> indices > 1);
        int members = nested ? (int) Math.ceil(Math.sqrt(fan)) : fan;
        FamilySampler sampler = new FamilySampler(step, members, OUTCOMES, random);
        String quantity = step.rule().name() + ", left / right at fan " + fan;
        return trial(step, quantity, sampler::unfriendly, sampler, Activation.TANH);
    }

    /**
     * How far an approximate step is off: the ratio of left to right side against 1, for normal variables.
     *
     * @param activation what stands for phi
     * @param variance of every variable in the step; positive and finite
     * @throws IllegalArgumentException if the variance is not positive and finite, or the right side is 0
     */
    public static VarianceCheck approximation(
            Step step, Activation activation, double variance, RandomGenerator random) {
        if (!(variance > 0) || Double.isInfinite(variance)) {
            throw new IllegalArgumentException("the variance must be positive and finite, got " + variance);
        }
        FamilySampler sampler = new FamilySampler(step, 2, OUTCOMES, random);
        String quantity = String.format(
                Locale.ROOT,
                "%s for %s, left / right at variance %s",
                step.rule().name(),
                activation,
                variance);
        return trial(step, quantity, () -> sampler.normal(variance), sampler, activation);
    }

    private static VarianceCheck trial(
            Step step,
            String quantity,
            Supplier<Map<String, double[][]>> draws,
            FamilySampler sampler,
            Activation phi) {
        double[] ratios = new double[BATCHES];
        for (int batch = 0; batch < BATCHES; batch++) {
            Sample sample = new Sample(
                    OUTCOMES,
                    sampler.members(),
                    draws.get(),
                    sampler.symbols(),
                    functions(phi),
                    step.rule().definitions());
            double right = sample.value(step.after());
            if (right == 0) {
                throw new IllegalArgumentException("the sides have no ratio, the right one is 0: " + step);
            }
            ratios[batch] = sample.value(step.before()) / right;
        }
        VarianceCheck spread = VarianceCheck.ofEstimates(quantity, 1, ratios);
        double standardError = Math.hypot(spread.standardError(), 1.0 / OUTCOMES);
        return new VarianceCheck(quantity, spread.measured(), 1, standardError, spread.law());
    }

    private static Map<String, DoubleUnaryOperator> functions(Activation phi) {
        Map<String, DoubleUnaryOperator> functions = new HashMap<>();
        functions.put("relu", Activation.RELU.value());
        functions.put("leaky", Activation.leakyRelu(FamilySampler.SLOPE).value());
        functions.put(
                "phi",
                Objects.requireNonNull(phi, "the activation must be given").value());
        functions.put("phi'", phi.derivative());
        return functions;
    }
}
