package xavierkit.network;

import java.util.*;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.*;
import xavierkit.matrix.*;

/**
 * How much of a signal independent networks keep: X_l = q_l / q_0, where q_l is the mean of z^2 over the units of layer l.
 * {@link Experiment#kept} measures it.
 *
 * @param networks profiles of the activations from layer 0 on, one for each network
 */
public record KeptSignal(ProfileSample networks) {

    /** Validates: networks that were measured from their inputs on. */
    public KeptSignal {
        int first = Require.given("the networks", networks).firstLayer();
        Require.that(first == 0, "what is kept is a share of layer 0, got profiles from layer %d on", first);
    }

    /** X at a layer, one number for each network. */
    public double[] atLayer(int layer) {
        return networks.profiles().stream()
                .mapToDouble(profile -> kept(profile, layer))
                .toArray();
    }

    /** f(X) at each of the layers, one array for each network: for charts, whose intervals need the single networks. */
    public List<double[]> perNetwork(List<Integer> layers, DoubleUnaryOperator f) {
        return networks.profiles().stream()
                .map(profile -> layers.stream()
                        .mapToDouble(layer -> f.applyAsDouble(kept(profile, layer)))
                        .toArray())
                .toList();
    }

    /**
     * (log X - its mean over the networks)^2 at each of the layers, one array for each network, times n/(n - 1) for n
     * networks: the mean over the networks is the sample variance of log X.
     */
    public List<double[]> logSpread(List<Integer> layers) {
        double n = networks.profiles().size();
        double[] means = layers.stream().mapToDouble(this::logMean).toArray();
        List<double[]> logs = perNetwork(layers, Math::log);
        logs.forEach(log -> Arrays.setAll(log, i -> Math.pow(log[i] - means[i], 2) * n / (n - 1)));
        return logs;
    }

    /** What half of the networks keep at most: the middle one of all X at a layer, or the mean of the middle two. */
    public double median(int layer) {
        double[] sorted = sorted(layer);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** What the share p of the networks keeps at most; p from 0, the weakest network, to below 1. */
    public double quantile(int layer, double p) {
        Require.that(p >= 0 && p < 1, "a quantile needs a share from 0 to below 1, got %s", p);
        return sorted(layer)[(int) (p * networks.profiles().size())];
    }

    /** The share of networks with X below x at a layer. */
    public double shareBelow(int layer, double x) {
        return DoubleStream.of(atLayer(layer))
                .map(kept -> kept < x ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private double logMean(int layer) {
        return DoubleStream.of(atLayer(layer)).map(Math::log).average().orElseThrow();
    }

    private double[] sorted(int layer) {
        return DoubleStream.of(atLayer(layer)).sorted().toArray();
    }

    private static double kept(VarianceProfile profile, int layer) {
        Moments input = profile.moments().get(0);
        return Require.layer(layer, 0, profile.moments()).secondMoment() / input.secondMoment();
    }
}
