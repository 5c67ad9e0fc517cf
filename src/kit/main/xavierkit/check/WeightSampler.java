package xavierkit.check;

import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/** A learner's own initializer for dense layers: what {@link Diagnosis} looks into. */
@FunctionalInterface
public interface WeightSampler {

    /**
     * The weights of a dense layer.
     *
     * @param random the only source of randomness
     * @return a matrix of {@code fanIn} rows and {@code fanOut} columns
     */
    DMatrixRMaj weights(int fanIn, int fanOut, RandomGenerator random);
}
