package xavierkit.check;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.init.*;
import xavierkit.matrix.Require;
import xavierkit.network.*;
import xavierkit.prediction.LengthMap;

/**
 * Networks whose wide limit is a {@link LengthMap}, measured, beside what the map predicts: layers of equal width with
 * normal weights of variance s_w^2 / width and normal biases of variance s_b^2. Inputs are normal and such that E[s_1^2]
 * is a given q_1.
 *
 * @param map what the layers are to have
 * @param width units of each layer, at least 1
 * @param depth layers, at least 1
 * @param networks how many are measured, at least 2
 * @param batch samples for each network, at least 1
 * @param seed of all numbers that are drawn
 */
public record LengthMapTrial(LengthMap map, int width, int depth, int networks, int batch, long seed) {

    /** Validates: sizes as said. */
    public LengthMapTrial {
        Require.given("the length map", map);
        Require.atLeast(1, "the width", width);
        Require.atLeast(1, "the depth", depth);
        Require.atLeast(2, "the number of networks", networks);
        Require.atLeast(1, "the batch", batch);
    }

    /** Ten networks with 20 samples each. */
    public static LengthMapTrial of(LengthMap map, int width, int depth) {
        return new LengthMapTrial(map, width, depth, 10, 20, 1);
    }

    /** The same trial with other numbers drawn. */
    public LengthMapTrial withSeed(long seed) {
        return new LengthMapTrial(map, width, depth, networks, batch, seed);
    }

    /** The same trial with another number of networks and of samples for each. */
    public LengthMapTrial withSize(int networks, int batch) {
        return new LengthMapTrial(map, width, depth, networks, batch, seed);
    }

    /** One such network. */
    public Network network(RandomGenerator random) {
        Initializer rule = VarianceScaling.lecunNormal().withGain(Math.sqrt(map.weightVariance()));
        return Network.constantWidth(width, depth, map.activation(), rule, random)
                .withBiases(map.biasVariance(), random);
    }

    /**
     * A batch of inputs.
     *
     * @param q1 E[s_1^2], at least s_b^2
     */
    public DMatrixRMaj inputs(double q1, RandomGenerator random) {
        double variance = (q1 - map.biasVariance()) / map.weightVariance();
        return WeightDistribution.NORMAL.sample(batch, width, variance, random);
    }

    /** Var(s) of layers 1 to depth. */
    public ProfileSample lengths(double q1) {
        return ProfileSample.of(
                networks,
                seed,
                random -> network(random).forward(inputs(q1, random)).preActivationProfile());
    }

    /** E[s_l^2] by the map. */
    public IntToDoubleFunction predictedLengths(double q1) {
        List<Double> q = map.iterate(q1, depth);
        return layer -> q.get(layer - 1);
    }

    /** Var(dC/dz) of layers 0 to depth, where dC/dz of layer depth is noise of variance 1. */
    public ProfileSample gradients(double q1) {
        return ProfileSample.of(networks, seed, random -> {
            Network network = network(random);
            ForwardSignals forward = network.forward(inputs(q1, random));
            DMatrixRMaj top = WeightDistribution.NORMAL.sample(batch, width, 1, random);
            return network.backward(forward, top).activationGradientProfile();
        });
    }

    /** E[(dC/dz_l)^2] by the map: the product of chi(q) over the layers above l. */
    public IntToDoubleFunction predictedGradients(double q1) {
        double[] chi = map.iterate(q1, depth).stream().mapToDouble(map::chi).toArray();
        return layer -> IntStream.range(layer, depth).mapToDouble(l -> chi[l]).reduce(1, (a, b) -> a * b);
    }

    /**
     * Var(s - s') of layers 1 to depth, for pairs of inputs that are correlated.
     *
     * @param c the correlation of the inputs, from -1 to 1
     */
    public ProfileSample differences(double q1, double c) {
        return ProfileSample.of(networks, seed, random -> {
            Network network = network(random);
            DMatrixRMaj one = inputs(q1, random);
            DMatrixRMaj other = inputs(q1, random);
            CommonOps_DDRM.add(c, one, Math.sqrt(1 - c * c), other, other);
            return network.forward(one).differenceProfile(network.forward(other));
        });
    }

    /** 2 q_l (1 - c_l) by the length map and the correlation map. */
    public IntToDoubleFunction predictedDifferences(double q1, double c) {
        double bias = map.biasVariance() / q1;
        List<Double> differences = map.differences(q1, (1 - bias) * c + bias, depth);
        return layer -> differences.get(layer - 1);
    }
}
