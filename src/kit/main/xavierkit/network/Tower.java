package xavierkit.network;

import java.util.*;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.activation.Activation;
import xavierkit.init.*;
import xavierkit.matrix.*;

/**
 * An experiment with parts that are no dense layers: independent towers, each the same part again and again with fresh
 * weights, fed with noise, normal of mean 0 and variance 1.
 *
 * @param parts how many stand one upon the other, at least 1
 * @param units of the input, at least 1
 * @param towers how many, at least 2
 * @param samples that each tower gets, at least 1; positions, for a convolution
 * @param seed of all numbers that are drawn
 */
public record Tower(int parts, int units, int towers, int samples, long seed) {

    /** Validates: at least 2 towers, of everything else at least 1. */
    public Tower {
        Require.atLeast(1, "the parts", parts);
        Require.atLeast(1, "the units", units);
        Require.atLeast(2, "the towers", towers);
        Require.atLeast(1, "the samples", samples);
    }

    /** Twenty towers of {@code parts} parts, with 50 samples of {@code units} numbers each. */
    public static Tower of(int parts, int units) {
        return new Tower(parts, units, 20, 50, 1);
    }

    /** The same with another number of samples. */
    public Tower withSamples(int samples) {
        return new Tower(parts, units, towers, samples, seed);
    }

    /** The same with other numbers drawn. */
    public Tower withSeed(long seed) {
        return new Tower(parts, units, towers, samples, seed);
    }

    /**
     * Var(z) of layers 0, the input, to {@code parts}.
     *
     * @param part makes a signal of the one below, one sample a row; it draws its weights from the generator
     */
    public ProfileSample activations(BiFunction<DMatrixRMaj, RandomGenerator, DMatrixRMaj> part) {
        Require.given("the part", part);
        return ProfileSample.of(towers, seed, random -> {
            DMatrixRMaj z = WeightDistribution.NORMAL.sample(samples, units, 1, random);
            List<Moments> moments = new ArrayList<>(List.of(Moments.of(z)));
            for (int l = 1; l <= parts; l++) {
                z = part.apply(z, random);
                moments.add(Moments.of(z));
            }
            return new VarianceProfile("z", 0, moments);
        });
    }

    /** Var(z) of residual blocks z + c W_2 relu(W_1 z), with He's rule for W_1 and Var(W_2) = 1/fan_in. */
    public ProfileSample residualBlocks(double scale) {
        return activations((z, random) -> {
            Layer first = Layer.of(units, units, Activation.RELU, VarianceScaling.heNormal(), random);
            Layer second = Layer.of(units, units, Activation.IDENTITY, VarianceScaling.lecunNormal(), random);
            DMatrixRMaj sum =
                    new Network(List.of(first, second)).forward(z).activation(2).copy();
            CommonOps_DDRM.add(z, scale, sum, sum);
            return sum;
        });
    }
}
