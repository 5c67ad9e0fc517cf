package xavierkit.network;

import java.util.*;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import xavierkit.matrix.*;

/**
 * The same profile measured on independent networks. Entries of one layer share their weights and are not independent,
 * so only the spread between networks tells how far a measured variance can be trusted.
 *
 * @param profiles one for each network, at least 2, of the same signal and layers
 */
public record ProfileSample(List<VarianceProfile> profiles) {

    /** Validates: at least 2 profiles, of the same signal and layers. */
    public ProfileSample {
        profiles = Require.all("the profiles", profiles);
        requireTwo(profiles.size());
        String first = profiles.get(0).where();
        profiles.forEach(other ->
                Require.that(other.where().equals(first), "all profiles must be of %s, got %s", first, other.where()));
    }

    /**
     * Measures independent networks.
     *
     * @param networks how many, at least 2
     * @param seed from which the generator of each network is split off
     * @param measure builds a network from the generator and returns a profile of it
     * @throws CancellationException if the thread is interrupted
     */
    public static ProfileSample of(int networks, long seed, Function<RandomGenerator, VarianceProfile> measure) {
        requireTwo(networks);
        return new ProfileSample(each(networks, seed, Require.given("the measurement", measure)));
    }

    /** What is measured of independent networks, each with a generator of its own that is split off from the seed. */
    static <T> List<T> each(int networks, long seed, Function<RandomGenerator, T> measure) {
        SplittableRandom root = new SplittableRandom(seed);
        List<T> measured = new ArrayList<>();
        for (int i = 0; i < networks; i++) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted after " + i + " of " + networks + " networks");
            }
            measured.add(measure.apply(root.split()));
        }
        return Collections.unmodifiableList(measured);
    }

    /** What was measured, such as {@code dC/dz}. */
    public String signal() {
        return profiles.get(0).signal();
    }

    /** The first layer that was measured. */
    public int firstLayer() {
        return profiles.get(0).firstLayer();
    }

    /** The last layer that was measured. */
    public int lastLayer() {
        return profiles.get(0).lastLayer();
    }

    /** The variance at a layer, one number for each network. */
    public double[] variances(int layer) {
        return profiles.stream().mapToDouble(profile -> profile.variance(layer)).toArray();
    }

    /** The mean over networks of the variance at a layer. */
    public double variance(int layer) {
        return Moments.of(variances(layer)).mean();
    }

    /** The standard error of that mean: standard deviation between networks / sqrt(networks). */
    public double standardError(int layer) {
        return Moments.of(variances(layer)).standardError();
    }

    /**
     * The factor of one layer between two: (variance at {@code to} / variance at {@code from})^(1 / layers between them), one
     * number for each network.
     */
    public double[] factors(int from, int to) {
        Require.that(from != to, "the factor of a layer needs two different layers, got %d and %d", from, to);
        return profiles.stream()
                .mapToDouble(p -> Math.pow(p.variance(to) / p.variance(from), 1.0 / Math.abs(to - from)))
                .toArray();
    }

    /** What was measured, where and how often; no numbers. */
    @Override
    public String toString() {
        return profiles.get(0).where() + " of " + profiles.size() + " networks";
    }

    private static void requireTwo(int networks) {
        Require.that(networks >= 2, "a standard error needs at least 2 networks, got %d", networks);
    }
}
