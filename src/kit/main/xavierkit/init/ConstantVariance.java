package xavierkit.init;

import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import xavierkit.matrix.Require;

/**
 * Var(W) = v, whatever the fans: the trial and error before variance scaling.
 *
 * @param variance v, finite and at least 0
 * @param distribution the shape of the distribution
 */
public record ConstantVariance(double variance, WeightDistribution distribution) implements Initializer {

    /** Validates: a variance, and a distribution given. */
    public ConstantVariance {
        Require.variance("variance", variance);
        Require.given("the distribution", distribution);
    }

    @Override
    public double variance(Fan fan) {
        return variance;
    }

    @Override
    public DMatrixRMaj weights(Fan fan, RandomGenerator random) {
        return distribution.sample(fan.in(), fan.outputs(), variance, random);
    }
}
