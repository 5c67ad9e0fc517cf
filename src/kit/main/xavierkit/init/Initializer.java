package xavierkit.init;

import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/** A rule that draws the weights of a layer before training. */
public interface Initializer {

    /** Var(W): the variance of a single weight of a layer with these fans. */
    double variance(Fan fan);

    /**
     * The weights of one layer.
     *
     * @param random the only source of randomness; the same state gives the same weights, bit for bit,
     *     within what {@link WeightDistribution#sample} promises
     * @return a matrix of {@code fan.in()} rows and {@code fan.outputs()} columns
     */
    DMatrixRMaj weights(Fan fan, RandomGenerator random);
}
