package xavierkit.web;

import java.util.*;
import java.util.random.RandomGenerator;
import java.util.stream.*;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.activation.Activation;
import xavierkit.init.*;
import xavierkit.matrix.Require;
import xavierkit.network.*;
import xavierkit.prediction.LengthMap;

/** One tanh network at one glance: the variances of its signal and its gradient in 20 layers, measured and predicted. */
final class Glance {

    /** Layers. */
    static final int DEPTH = 20;

    private static final int WIDTH = 100;
    private static final int SAMPLES = 20;
    private static final double LEAST = 0.1;
    private static final double MOST = 4;

    /** What was drawn last, by its seed: the weights are the same for every gain but for a factor. */
    private static final Map<Long, Glance> DRAWN = new HashMap<>();

    private final Network network;
    private final DMatrixRMaj inputs;
    private final DMatrixRMaj outputGradient;

    private Glance(long seed) {
        RandomGenerator random = new SplitMix64(seed)::nextLong;
        network = Network.constantWidth(WIDTH, DEPTH, Activation.TANH, VarianceScaling.glorotNormal(), random);
        inputs = WeightDistribution.NORMAL.sample(SAMPLES, WIDTH, 1, random);
        outputGradient = WeightDistribution.NORMAL.sample(SAMPLES, WIDTH, 1, random);
    }

    /**
     * Var(s) and Var(dC/dz) in layers 1 to 20, in a network and in theory.
     *
     * @param question the gain, sqrt(fan_in Var(W)), and a seed
     */
    static String answer(String question) {
        String[] words = question.split(" ");
        double gain = Double.parseDouble(words[0]);
        boolean sensible = gain >= LEAST && gain <= MOST;
        Require.that(sensible, "the gain must be between %s and %s, got %s", LEAST, MOST, gain);
        long seed = Long.parseLong(words[1]);
        DRAWN.keySet().retainAll(Set.of(seed));
        NumberRows rows = DRAWN.computeIfAbsent(seed, Glance::new).measured(gain);
        LengthMap map = new LengthMap(Activation.TANH, gain * gain, 0);
        List<Double> lengths = map.iterate(gain * gain, DEPTH);
        double[] gradients = new double[DEPTH];
        gradients[DEPTH - 1] = 1;
        for (int l = DEPTH - 2; l >= 0; l--) {
            gradients[l] = gradients[l + 1] * map.chi(lengths.get(l + 1));
        }
        return rows.with("setting", gain, seed)
                .with("theory", lengths)
                .with("gradientTheory", gradients)
                .toString();
    }

    private NumberRows measured(double gain) {
        Network scaled =
                new Network(network.layers().stream().map(l -> scaled(l, gain)).toList());
        ForwardSignals forward = scaled.forward(inputs);
        VarianceProfile signal = forward.preActivationProfile();
        VarianceProfile gradient = scaled.backward(forward, outputGradient).activationGradientProfile();
        return new NumberRows().with("measured", variances(signal)).with("gradient", variances(gradient));
    }

    private static Layer scaled(Layer layer, double gain) {
        DMatrixRMaj weights = layer.weights().copy();
        CommonOps_DDRM.scale(gain, weights);
        return new Layer(weights, layer.activation());
    }

    private static double[] variances(VarianceProfile profile) {
        return IntStream.rangeClosed(1, DEPTH).mapToDouble(profile::variance).toArray();
    }
}
