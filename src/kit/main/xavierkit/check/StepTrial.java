package xavierkit.check;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import xavierkit.activation.Activation;
import xavierkit.algebra.*;
import xavierkit.matrix.Require;

/**
 * A step of a derivation tried on continuous distributions, with sums as long as real fans. Where {@code StepCheck}
 * decides exactly on small models, this measures the ratio of the two sides, which is 1 for a step that holds; an error
 * of less than about 5 of the standard errors that it prints is not seen. See {@link FamilySampler} for the
 * distributions.
 */
public final class StepTrial {

    private static final int BATCHES = 20;
    private static final int OUTCOMES = 1_000;

    private StepTrial() {}

    /**
     * The two sides of a step, for sums over {@code fan} terms.
     *
     * @param fan how many terms a sum has, at least 2; a double sum has about as many in all
     * @return the ratio of left to right side against 1, from 20 batches of 1,000 outcomes; the standard error includes
     *     1/1,000 for the bias of squared means
     * @throws IllegalArgumentException if fan is less than 2, or the right side is 0
     */
    public static VarianceCheck of(Step step, int fan, RandomGenerator random) {
        Require.atLeast(2, "fan", fan);
        boolean nested = step.families().values().stream().anyMatch(indices -> indices > 1);
        int members = nested ? (int) Math.ceil(Math.sqrt(fan)) : fan;
        FamilySampler sampler = new FamilySampler(step, members, OUTCOMES, random);
        String quantity = step.rule().name() + ", left / right at fan " + fan;
        return trial(step, quantity, () -> sampler.sample(sampler.unfriendly(), Activation.TANH));
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
        boolean positive = variance > 0 && Double.isFinite(variance);
        Require.that(positive, "the variance must be positive and finite, got %s", variance);
        Require.given("the activation", activation);
        FamilySampler sampler = new FamilySampler(step, 2, OUTCOMES, random);
        String quantity = step.rule().name() + " for " + activation + ", left / right at variance " + variance;
        return trial(step, quantity, () -> sampler.sample(sampler.normal(variance), activation));
    }

    /** The ratio of left to right side, one for each sample. */
    private static VarianceCheck trial(Step step, String quantity, Supplier<Sample> draws) {
        double[] ratios = new double[BATCHES];
        for (int batch = 0; batch < BATCHES; batch++) {
            Sample sample = draws.get();
            double right = sample.value(step.after());
            Require.that(right != 0, "the sides have no ratio, the right one is 0: %s", step);
            ratios[batch] = sample.value(step.before()) / right;
        }
        VarianceCheck spread = VarianceCheck.ofEstimates(quantity, 1, ratios);
        double standardError = Math.hypot(spread.standardError(), 1.0 / OUTCOMES);
        return new VarianceCheck(quantity, spread.measured(), 1, standardError, spread.distribution());
    }
}
