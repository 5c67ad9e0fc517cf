package xavierkit.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import xavierkit.matrix.Moments;
import xavierkit.matrix.Require;

/**
 * The same profile measured on independent networks. Within one network the entries of a layer
 * share their weights and are not independent, so the spread between networks is what tells how far
 * a measured variance can be trusted.
 *
 * @param profiles one a network, at least 2, of the same signal and layers
 */
public record ProfileSample(List<VarianceProfile> profiles) {

    /** Validates: at least 2 profiles, of the same signal and layers. */
    public ProfileSample {
        profiles = Require.all("the profiles", profiles);
        requireTwo(profiles.size());
        VarianceProfile first = profiles.get(0);
        for (VarianceProfile other : profiles) {
            if (!other.signal().equals(first.signal())
                    || other.firstLayer() != first.firstLayer()
                    || other.lastLayer() != first.lastLayer()) {
                throw new IllegalArgumentException(
                        "all profiles must be of " + describe(first) + ", got " + describe(other));
            }
        }
    }

    /**
     * Measures {@code networks} times, each with a generator of its own split off the seed.
     *
     * @param measure builds a network from the generator and returns a profile of it
     * @throws IllegalArgumentException for fewer than 2 networks, before any is measured
     * @throws CancellationException if the thread is interrupted
     */
    public static ProfileSample of(int networks, long seed, Function<RandomGenerator, VarianceProfile> measure) {
        requireTwo(networks);
        Objects.requireNonNull(measure, "the measurement must be given");
        SplittableRandom root = new SplittableRandom(seed);
        List<VarianceProfile> profiles = new ArrayList<>();
        for (int i = 0; i < networks; i++) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted after " + i + " of " + networks + " networks");
            }
            profiles.add(measure.apply(root.split()));
        }
        return new ProfileSample(profiles);
    }

    /** What was measured. */
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

    /** The variance at a layer, one number a network. */
    public double[] variances(int layer) {
        return profiles.stream().mapToDouble(profile -> profile.variance(layer)).toArray();
    }

    /** The mean over networks of the variance at a layer. */
    public double variance(int layer) {
        return at(layer).mean();
    }

    /** The standard error of that mean: standard deviation between networks / sqrt(networks). */
    public double standardError(int layer) {
        return at(layer).standardError();
    }

    /** What was measured, where and how often; no numbers. */
    @Override
    public String toString() {
        return describe(profiles.get(0)) + " of " + profiles.size() + " networks";
    }

    private static void requireTwo(int networks) {
        if (networks < 2) {
            throw new IllegalArgumentException("a standard error needs at least 2 networks, got " + networks);
        }
    }

    private Moments at(int layer) {
        return Moments.of(variances(layer));
    }

    private static String describe(VarianceProfile p) {
        return p.signal() + " in layers " + p.firstLayer() + " to " + p.lastLayer();
    }
}
