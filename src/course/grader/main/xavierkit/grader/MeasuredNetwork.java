package xavierkit.grader;

import java.util.*;
import java.util.random.RandomGenerator;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.check.LayerHealth;
import xavierkit.init.*;
import xavierkit.matrix.Moments;
import xavierkit.network.*;

/**
 * A network to diagnose, as data: which rule its author meant, and what its layers do. What was done instead of the rule
 * is for the learner to find out; nothing here knows its name. It prints as a table of what was measured.
 *
 * @param name the letter that the assignment calls it by
 * @param activation phi in every layer
 * @param meant the rule that its author meant
 * @param networks in how many networks of its kind it was measured
 * @param widths the number of inputs, then the units of each layer
 * @param variances Var(W) of each layer
 */
public record MeasuredNetwork(
        String name,
        Activation activation,
        VarianceScaling meant,
        int networks,
        List<Integer> widths,
        List<Double> variances) {

    private static final long SEED = 7;
    private static final int BATCH = 50;

    /** ReLUs, He's rule was meant; measured in 20 networks. */
    public static MeasuredNetwork a() {
        List<Integer> widths = List.of(100, 200, 100, 300, 150, 300, 200, 100, 200);
        List<Double> variances = List.of(0.01, 0.02, 0.02 / 3, 0.04 / 3, 0.02 / 3, 0.01, 0.02, 0.01);
        return new MeasuredNetwork("A", Activation.RELU, VarianceScaling.heNormal(), 20, widths, variances);
    }

    /** tanh, Glorot's rule in its uniform form was meant; measured in 20 networks. */
    public static MeasuredNetwork b() {
        List<Integer> widths = List.of(80, 160, 80, 160, 80, 160, 80);
        List<Double> variances = Collections.nCopies(6, 1 / 360.0);
        return new MeasuredNetwork("B", Activation.TANH, VarianceScaling.glorotUniform(), 20, widths, variances);
    }

    /** tanh, Glorot's rule in its normal form was meant, and kept to in all layers but one; a single network. */
    public static MeasuredNetwork c() {
        double v = 1 / 150.0;
        List<Double> variances = List.of(v, v, v, v, v, v, 0.02, v, v, v, v, v);
        List<Integer> widths = Collections.nCopies(13, 150);
        return new MeasuredNetwork("C", Activation.TANH, VarianceScaling.glorotNormal(), 1, widths, variances);
    }

    /** ELU, and LeCun's rule as it was meant; measured in 20 networks. */
    public static MeasuredNetwork d() {
        List<Integer> widths = Collections.nCopies(13, 100);
        List<Double> variances = Collections.nCopies(12, 0.01);
        return new MeasuredNetwork("D", Activation.elu(1), VarianceScaling.lecunNormal(), 20, widths, variances);
    }

    /** The network, or the first of those that were measured. */
    public Network network() {
        return network(sources().get(0));
    }

    /** What {@link #network} makes of 50 inputs, normal with E[z_0^2] = 1. */
    public ForwardSignals signals() {
        return signals(sources().get(0));
    }

    private List<RandomGenerator> sources() {
        return new SplittableRandom(SEED)
                .splits(networks)
                .<RandomGenerator>map(r -> r)
                .toList();
    }

    private ForwardSignals signals(RandomGenerator random) {
        return signals(network(random), 1, random);
    }

    private Network network(RandomGenerator random) {
        List<Layer> layers = new ArrayList<>();
        for (int l = 1; l < widths.size(); l++) {
            int inputs = widths.get(l - 1);
            DMatrixRMaj w = meant.distribution().sample(inputs, widths.get(l), variances.get(l - 1), random);
            layers.add(new Layer(w, activation));
        }
        return new Network(layers);
    }

    /** The same layers with the meant rule and another gain. */
    public Network withGain(double gain, RandomGenerator random) {
        return Network.of(widths, activation, meant.withGain(gain), random);
    }

    /** What a network of {@link #withGain} makes of 50 inputs for which E[s_1^2] = 1. */
    public ForwardSignals signals(Network network, double gain, RandomGenerator random) {
        return network.forward(WeightDistribution.NORMAL.sample(BATCH, widths.get(0), 1 / (gain * gain), random));
    }

    /**
     * The signs of every layer with the meant rule and another gain, at a learning rate. The cost is the mean over the
     * batch of sum (z - y)^2, with linear outputs z and y one of ten classes.
     */
    public List<LayerHealth> health(double gain, double rate) {
        RandomGenerator random = new SplittableRandom(5);
        Network network = withGain(gain, random).withLinearOutput();
        ForwardSignals forward = signals(network, gain, random);
        DMatrixRMaj top = forward.activation(network.depth()).copy();
        IntStream.range(0, BATCH).forEach(i -> top.add(i, random.nextInt(10), -1));
        IntStream.range(0, top.getNumElements()).forEach(i -> top.data[i] *= 2.0 / BATCH);
        return LayerHealth.of(network, network.backward(forward, top), rate);
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder("layer  fan_in  fan_out  E[z^2] in  E[s^2]");
        List<ForwardSignals> all = sources().stream().map(this::signals).toList();
        for (int l = 1; l < widths.size(); l++) {
            double in = 0;
            double out = 0;
            for (ForwardSignals signals : all) {
                in += Moments.of(signals.activation(l - 1)).secondMoment() / networks;
                out += Moments.of(signals.preActivation(l)).secondMoment() / networks;
            }
            String form = "\n%5d  %6d  %7d  %9.3g  %6.3g";
            table.append(String.format(Locale.ROOT, form, l, widths.get(l - 1), widths.get(l), in, out));
        }
        return table.toString();
    }
}
