package xavierkit.check;

import java.util.*;
import java.util.function.*;
import java.util.random.RandomGenerator;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.init.*;
import xavierkit.matrix.Require;
import xavierkit.network.*;

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

    /** Var(s) of 20 networks with these weights, without biases, of which each gets 50 samples of noise of variance 1. */
    default ProfileSample preActivations(List<Integer> widths, Activation activation, long seed) {
        return ProfileSample.of(20, seed, random -> {
            DMatrixRMaj noise = WeightDistribution.NORMAL.sample(50, widths.get(0), 1, random);
            return new Network(layers(widths, activation, random))
                    .forward(noise)
                    .preActivationProfile();
        });
    }

    /**
     * A network with these weights and without biases, but for a linear layer at the top, whose weights another rule draws.
     *
     * @param widths the number of inputs, then the units of each layer
     */
    default Network network(List<Integer> widths, Activation activation, Initializer top, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int last = widths.size() - 1;
        Layer linear = Layer.of(widths.get(last - 1), widths.get(last), Activation.IDENTITY, top, random);
        List<Layer> layers = new ArrayList<>(layers(widths.subList(0, last), activation, random));
        layers.add(linear);
        return new Network(layers);
    }

    private List<Layer> layers(List<Integer> widths, Activation activation, RandomGenerator random) {
        return IntStream.range(1, widths.size())
                .mapToObj(l -> new Layer(weights(widths.get(l - 1), widths.get(l), random), activation))
                .toList();
    }

    /** Normal weights of mean 0; {@code deviation} gives their standard deviation from fan_in and fan_out. */
    static WeightSampler normal(DoubleBinaryOperator deviation) {
        return each(RandomGenerator::nextGaussian, deviation);
    }

    /** Uniform weights; {@code bound} gives the largest from fan_in and fan_out, as it gives the smallest. */
    static WeightSampler uniform(DoubleBinaryOperator bound) {
        return each(random -> 2 * random.nextDouble() - 1, bound);
    }

    /**
     * Normal weights that are drawn again beyond 2 of {@code deviation}: so their standard deviation is 0.8796 of it, and
     * their variance 0.7737 of its square.
     */
    static WeightSampler truncated(DoubleBinaryOperator deviation) {
        return each(
                random -> {
                    double z = random.nextGaussian();
                    while (Math.abs(z) > 2) {
                        z = random.nextGaussian();
                    }
                    return z;
                },
                deviation);
    }

    /** Weights of a shape of their own, each times {@code scale} of fan_in and fan_out. */
    static WeightSampler each(ToDoubleFunction<RandomGenerator> shape, DoubleBinaryOperator scale) {
        Require.given("the shape", shape);
        Require.given("the scale", scale);
        return (fanIn, fanOut, random) -> {
            DMatrixRMaj weights = new DMatrixRMaj(fanIn, fanOut);
            Arrays.setAll(weights.data, i -> scale.applyAsDouble(fanIn, fanOut) * shape.applyAsDouble(random));
            return weights;
        };
    }

    /** The weights of an initializer of the library. */
    static WeightSampler of(Initializer rule) {
        Require.given("the rule", rule);
        return (fanIn, fanOut, random) -> rule.weights(Fan.dense(fanIn, fanOut), random);
    }
}
