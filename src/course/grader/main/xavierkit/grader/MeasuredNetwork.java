package xavierkit.grader;

import java.util.*;
import java.util.function.ToDoubleFunction;
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
 */
public final class MeasuredNetwork {

    private static final long SEED = 7;
    private static final int BATCH = 50;

    private final String name;
    private final Activation activation;
    private final VarianceScaling meant;
    private final int networks;
    private final List<Integer> widths;
    private final List<Double> variances;

    private MeasuredNetwork(
            String name, Activation phi, VarianceScaling meant, int networks, List<Integer> widths, List<Double> w) {
        this.name = name;
        this.activation = phi;
        this.meant = meant;
        this.networks = networks;
        this.widths = widths;
        this.variances = w;
    }

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
        List<Integer> widths = Collections.nCopies(13, 150);
        List<Double> variances = new ArrayList<>(Collections.nCopies(12, 1 / 150.0));
        variances.set(6, 0.02);
        return new MeasuredNetwork("C", Activation.TANH, VarianceScaling.glorotNormal(), 1, widths, variances);
    }

    /** ELU, and LeCun's rule as it was meant; measured in 20 networks. */
    public static MeasuredNetwork d() {
        List<Double> variances = Collections.nCopies(12, 0.01);
        return new MeasuredNetwork(
                "D", Activation.elu(1), VarianceScaling.lecunNormal(), 20, Collections.nCopies(13, 100), variances);
    }

    /** The letter that the assignment calls it by. */
    public String name() {
        return name;
    }

    /** phi in every layer. */
    public Activation activation() {
        return activation;
    }

    /** The rule that its author meant. */
    public VarianceScaling meant() {
        return meant;
    }

    /** The number of inputs, then the units of each layer. */
    public List<Integer> widths() {
        return widths;
    }

    /** The network, or the first of those that were measured. */
    public Network network() {
        return network(sources().get(0));
    }

    /** What {@link #network} makes of 50 inputs, normal with E[z_0^2] = 1. */
    public ForwardSignals signals() {
        return signals(sources().get(0));
    }

    private ForwardSignals signals(RandomGenerator random) {
        return network(random).forward(WeightDistribution.NORMAL.sample(BATCH, widths.get(0), 1, random));
    }

    private List<RandomGenerator> sources() {
        return new SplittableRandom(SEED)
                .splits(networks)
                .map(RandomGenerator.class::cast)
                .toList();
    }

    private Network network(RandomGenerator random) {
        return new Network(layers().mapToObj(l -> layer(l, random)).toList());
    }

    private Layer layer(int l, RandomGenerator random) {
        double variance = variances.get(l - 1);
        return new Layer(meant.distribution().sample(widths.get(l - 1), widths.get(l), variance, random), activation);
    }

    private IntStream layers() {
        return IntStream.range(1, widths.size());
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
        List<ForwardSignals> all = sources().stream().map(this::signals).toList();
        return layers().mapToObj(l -> row(l, all))
                .collect(Collectors.joining("\n", "layer  fan_in  fan_out  E[z^2] in  E[s^2]\n", ""));
    }

    private String row(int l, List<ForwardSignals> all) {
        String form = "%5d  %6d  %7d  %9.3g  %6.3g";
        double in = mean(all, s -> Moments.of(s.activation(l - 1)).secondMoment());
        double out = mean(all, s -> Moments.of(s.preActivation(l)).secondMoment());
        return String.format(Locale.ROOT, form, l, widths.get(l - 1), widths.get(l), in, out);
    }

    private static double mean(List<ForwardSignals> all, ToDoubleFunction<ForwardSignals> value) {
        return all.stream().mapToDouble(value).average().orElse(0);
    }
}
