package xavierkit.network;

import java.util.*;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.init.*;
import xavierkit.matrix.Require;

/**
 * An experiment of the lessons: independent fresh networks, each fed with noise, normal of mean 0 and variance 1, at its
 * inputs and, for gradients, with such noise in place of dC/dz at its top. What an initializer does is then measured by
 * {@code experiment.preActivations(initializer)}.
 *
 * @param widths the number of inputs, then the units of each layer; {@link Network#of} says what is allowed
 * @param activation of every layer
 * @param networks how many, at least 2
 * @param batch how many samples each network gets, at least 1
 * @param seed of all numbers that are drawn: the same seed, the same numbers
 */
public record Experiment(List<Integer> widths, Activation activation, int networks, int batch, long seed) {

    /** Validates: at least 2 networks and 1 sample. */
    public Experiment {
        widths = Require.all("the widths", widths);
        Require.given("the activation", activation);
        Require.that(networks >= 2, "an experiment needs at least 2 networks, got %d", networks);
        Require.atLeast(1, "the batch", batch);
    }

    /** Ten networks of {@code depth} layers of {@code width} units on {@code width} inputs, with 50 samples each. */
    public static Experiment constantWidth(int width, int depth, Activation activation) {
        Require.atLeast(1, "depth", depth);
        return new Experiment(Collections.nCopies(depth + 1, width), activation, 10, 50, 1);
    }

    /** The same experiment with other numbers drawn. */
    public Experiment withSeed(long seed) {
        return new Experiment(widths, activation, networks, batch, seed);
    }

    /** The same experiment with another number of networks and of samples for each. */
    public Experiment withSize(int networks, int batch) {
        return new Experiment(widths, activation, networks, batch, seed);
    }

    /** Var(s) of layers 1 to depth. */
    public ProfileSample preActivations(Initializer initializer) {
        return measure(
                initializer, (network, random) -> forward(network, random).preActivationProfile());
    }

    /** Var(z) of layers 0 to depth. */
    public ProfileSample activations(Initializer initializer) {
        return measure(
                initializer, (network, random) -> forward(network, random).activationProfile());
    }

    /** Var(z) of layers 0 to depth, if all networks are fed with these inputs in place of noise. */
    public ProfileSample activations(Initializer initializer, DMatrixRMaj inputs) {
        return measure(initializer, (network, random) -> network.forward(inputs).activationProfile());
    }

    /** Var(dC/dz) of layers 0 to depth. */
    public ProfileSample gradients(Initializer initializer) {
        return measure(
                initializer, (network, random) -> backward(network, random).activationGradientProfile());
    }

    /** Var(dC/dW) of layers 1 to depth. */
    public ProfileSample weightGradients(Initializer initializer) {
        return measure(
                initializer, (network, random) -> backward(network, random).weightGradientProfile());
    }

    /** Var(s - s') of layers 1 to depth, between the samples of two unrelated batches: what tells inputs apart. */
    public ProfileSample differences(Initializer initializer) {
        return measure(
                initializer, (network, random) -> forward(network, random).differenceProfile(forward(network, random)));
    }

    /**
     * Any other profile of the same networks.
     *
     * @param profile of a network; the generator that drew its weights draws whatever else is needed
     */
    public ProfileSample measure(
            Initializer initializer, BiFunction<Network, RandomGenerator, VarianceProfile> profile) {
        return ProfileSample.of(
                networks, seed, random -> profile.apply(Network.of(widths, activation, initializer, random), random));
    }

    /** The share of one input, all ones, that each network keeps; the batch plays no part. */
    public KeptSignal kept(Initializer initializer) {
        DMatrixRMaj ones = new DMatrixRMaj(1, widths.get(0));
        ones.fill(1);
        return new KeptSignal(
                measure(initializer, (network, random) -> network.forward(ones).activationProfile()));
    }

    /**
     * What is asked of each network and of the signals of its batch, such as a verdict on it; of the same networks and
     * batches as {@link #activations}.
     */
    public <T> List<T> each(Initializer initializer, BiFunction<Network, ForwardSignals, T> asked) {
        Require.given("what is asked", asked);
        return ProfileSample.each(networks, seed, random -> {
            Network network = Network.of(widths, activation, initializer, random);
            return asked.apply(network, forward(network, random));
        });
    }

    private ForwardSignals forward(Network network, RandomGenerator random) {
        return network.forward(noise(widths.get(0), random));
    }

    private BackwardSignals backward(Network network, RandomGenerator random) {
        ForwardSignals forward = forward(network, random);
        return network.backward(forward, noise(widths.get(widths.size() - 1), random));
    }

    private DMatrixRMaj noise(int columns, RandomGenerator random) {
        return WeightDistribution.NORMAL.sample(batch, columns, 1, random);
    }
}
