package xavierkit.marks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.check.Mistake;
import xavierkit.init.FanMode;
import xavierkit.init.Initializer;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;
import xavierkit.matrix.Moments;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Layer;
import xavierkit.network.Network;

/**
 * A network that is ill. What its author meant is known, and what its layers do is measured; what was done
 * instead is for the learner to find out. It prints as a table of what was measured.
 */
public final class Patient {

    private static final long SEED = 7;
    private static final int BATCH = 50;

    /** Where the illness sits if it is in all layers. */
    private static final int EVERYWHERE = 0;

    private final Activation activation;
    private final VarianceScaling meant;
    private final List<Integer> widths;
    private final int networks;
    private final Optional<Illness> illness;

    /**
     * What was done instead of what was meant.
     *
     * @param layer where, {@link #EVERYWHERE} for all layers
     * @param near a mistake that explains the variances, but not under the rule that was meant
     */
    record Illness(Mistake mistake, Initializer drawn, int layer, Optional<Mistake> near) {}

    private Patient(
            Activation activation,
            VarianceScaling meant,
            List<Integer> widths,
            int networks,
            Optional<Illness> illness) {
        this.activation = activation;
        this.meant = meant;
        this.widths = widths;
        this.networks = networks;
        this.illness = illness;
    }

    /** ReLUs, He's rule was meant; measured in 20 networks. */
    public static Patient a() {
        VarianceScaling he = VarianceScaling.heNormal();
        return new Patient(
                Activation.RELU,
                he,
                List.of(100, 200, 100, 300, 150, 300, 200, 100, 200),
                20,
                Optional.of(new Illness(
                        Mistake.FANS_EXCHANGED,
                        he.withMode(FanMode.FAN_OUT),
                        EVERYWHERE,
                        Optional.of(Mistake.FAN_OUT_ONLY))));
    }

    /** tanh, Glorot's rule in its uniform form was meant; measured in 20 networks. */
    public static Patient b() {
        VarianceScaling glorot = VarianceScaling.glorotUniform();
        return new Patient(
                Activation.TANH,
                glorot,
                List.of(80, 160, 80, 160, 80, 160, 80),
                20,
                Optional.of(new Illness(
                        Mistake.SD_AS_BOUND, glorot.withGain(Math.sqrt(1 / 3.0)), EVERYWHERE, Optional.empty())));
    }

    /** tanh, Glorot's rule in its normal form was meant, and kept to in all layers but one; a single network. */
    public static Patient c() {
        VarianceScaling glorot = VarianceScaling.glorotNormal();
        return new Patient(
                Activation.TANH,
                glorot,
                Collections.nCopies(13, 150),
                1,
                Optional.of(new Illness(
                        Mistake.BOUND_AS_SD, glorot.withGain(Math.sqrt(3)), 7, Optional.of(Mistake.BOUND_OF_3_SD))));
    }

    /** ELU, and LeCun's rule just as it was meant; measured in 20 networks. */
    public static Patient d() {
        return new Patient(
                Activation.elu(1), VarianceScaling.lecunNormal(), Collections.nCopies(13, 100), 20, Optional.empty());
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

    Optional<Illness> illness() {
        return illness;
    }

    /** The patient, or the first network of those that were measured. */
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
                .<RandomGenerator>map(r -> r)
                .toList();
    }

    private Network network(RandomGenerator random) {
        return new Network(IntStream.range(1, widths.size())
                .mapToObj(l -> Layer.of(widths.get(l - 1), widths.get(l), activation, initializer(l), random))
                .toList());
    }

    /** What the weights of a layer are drawn by. */
    Initializer initializer(int layer) {
        return illness.filter(ill -> ill.layer() == EVERYWHERE || ill.layer() == layer)
                .map(Illness::drawn)
                .orElse(meant);
    }

    @Override
    public String toString() {
        List<ForwardSignals> all = new ArrayList<>();
        sources().forEach(random -> all.add(signals(random)));
        return IntStream.range(1, widths.size())
                .mapToObj(l -> row(l, all))
                .collect(Collectors.joining("\n", "layer  fan_in  fan_out  E[z^2] in  E[s^2]\n", ""));
    }

    private String row(int layer, List<ForwardSignals> all) {
        double in = all.stream()
                .mapToDouble(s -> square(s.activation(layer - 1)))
                .average()
                .orElse(0);
        double out = all.stream()
                .mapToDouble(s -> square(s.preActivation(layer)))
                .average()
                .orElse(0);
        return String.format(
                Locale.ROOT, "%5d  %6d  %7d  %9.3g  %6.3g", layer, widths.get(layer - 1), widths.get(layer), in, out);
    }

    private static double square(DMatrixRMaj signal) {
        return Moments.of(signal).secondMoment();
    }
}
