package xavierkit.marks;

import java.util.*;
import java.util.stream.*;
import xavierkit.activation.Activation;
import xavierkit.check.*;
import xavierkit.grader.*;
import xavierkit.init.*;
import xavierkit.network.*;
import xavierkit.prediction.*;

/** Diagnoses and repairs of a {@link MeasuredNetwork}: the mistakes behind three of them are known here only. */
public final class NetworkMarks {

    private static final int BATCH = 50;
    private static final int NETWORKS = 40;

    /** What was done in a network instead of what was meant, by the network's name. */
    enum Key {
        A(Mistake.FANS_EXCHANGED, 0, Mistake.FAN_OUT_ONLY),
        B(Mistake.SD_AS_BOUND, 0, null),
        C(Mistake.BOUND_AS_SD, 7, Mistake.BOUND_OF_3_SD);

        final Mistake mistake;
        /** Where, 0 for all layers. */
        final int layer;
        /** Explains the variances, but not under the rule that was meant; null if nothing else does. */
        final Mistake near;

        Key(Mistake mistake, int layer, Mistake near) {
            this.mistake = mistake;
            this.layer = layer;
            this.near = near;
        }

        static Key of(MeasuredNetwork network) {
            return valueOf(network.name());
        }
    }

    private NetworkMarks() {}

    /** The mistake in the weights; half of the points for one that gives the same variances under another rule. */
    public static Mark mistake(MeasuredNetwork network, Mistake answer, double possible) {
        Objects.requireNonNull(answer, "the mistake must be given");
        Key key = Key.of(network);
        if (answer == key.mistake) {
            return new Mark(possible, possible, answer + " is right. " + answer.lesson());
        } else if (answer == key.near) {
            String but = answer + " explains the numbers, but cannot be made in the rule that was meant: ";
            return new Mark(possible / 2, possible, but + answer.lesson() + " There is a mistake that can.");
        } else if (answer == Mistake.OTHER_RULE) {
            String all = "True of every wrong variance. Which mistake leads to the variance that was measured?";
            return new Mark(0, possible, all);
        }
        String none = " does not fit: in the rule that was meant it gives no such variance. " + answer.lesson();
        return new Mark(
                0, possible, answer + contradiction(network, key, answer).orElse(none));
    }

    /** Where an answer is furthest from what was measured. */
    private static Optional<String> contradiction(MeasuredNetwork network, Key key, Mistake answer) {
        String form = " would make Var(W) %.3g times the rule's in layer %d. There it is %.3g times: compare"
                + " E[s^2] / (fan_in E[z^2]) with the rule.";
        return IntStream.range(1, network.widths().size())
                .filter(l -> key.layer == 0 || key.layer == l)
                .boxed()
                .flatMap(l -> ratios(network, answer, l)
                        .mapToObj(would -> new double[] {
                            would,
                            l,
                            ratios(network, key.mistake, l).findFirst().orElseThrow()
                        })
                        .min(Comparator.comparingDouble(NetworkMarks::distance))
                        .stream())
                .max(Comparator.comparingDouble(NetworkMarks::distance))
                .map(c -> String.format(Locale.ROOT, form, c[0], (int) c[1], c[2]));
    }

    /** Var(W) with a mistake in a layer, as multiples of the rule's. */
    private static DoubleStream ratios(MeasuredNetwork network, Mistake mistake, int l) {
        Fan fan = Fan.dense(network.widths().get(l - 1), network.widths().get(l));
        double meant = network.meant().variance(fan);
        return mistake.variances(network.meant(), fan).stream().mapToDouble(variance -> variance / meant);
    }

    private static double distance(double... wouldLayerIs) {
        return Math.abs(Math.log(wouldLayerIs[0] / wouldLayerIs[2]));
    }

    /** The layer whose weights are not as they were meant. */
    public static Mark layer(MeasuredNetwork network, int answer, double possible) {
        List<VarianceCheck> layers = SignalCheck.forward(network.network(), network.signals(), network.meant(), 0)
                .layers();
        if (answer < 1 || answer > layers.size()) {
            String range = "Layers are counted from 1 to " + layers.size() + ", got " + answer + ".";
            return new Mark(0, possible, range);
        }
        VarianceCheck found = layers.get(answer - 1);
        String form = "Layer %d makes of what it gets %.3g times what the rule says. %s";
        boolean right = answer == Key.of(network).layer;
        String verdict = right
                ? "No other does anything like it."
                : "That is chance. A layer also hands on what others have done before it.";
        double ratio = found.measured() / found.predicted();
        return Mark.of(right, possible, String.format(Locale.ROOT, form, answer, ratio, verdict));
    }

    /**
     * New weights for the network as it was meant, of any distribution. They are tried by themselves by {@link Diagnosis}, and
     * in the network by {@link SignalCheck}; the latter by itself earns half of the points.
     */
    public static Mark weights(MeasuredNetwork network, WeightSampler sampler, double possible, long seed) {
        Mark signal = signal(network, sampler, seed);
        Diagnosis found = Diagnosis.of(sampler, network.meant(), seed);
        double share = (found.passed() ? 0.5 : 0) + signal.points() / 2;
        String alone = found.passed() ? "" : found + " ";
        return new Mark(share * possible, possible, alone + "In the network: " + signal.reason());
    }

    private static Mark signal(MeasuredNetwork network, WeightSampler sampler, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> widths = network.widths();
        try {
            Network repaired = new Network(IntStream.range(1, widths.size())
                    .mapToObj(l -> sampler.weights(widths.get(l - 1), widths.get(l), random.split()))
                    .map(w -> new Layer(w, network.activation()))
                    .toList());
            var inputs = WeightDistribution.NORMAL.sample(BATCH, widths.get(0), 1, random);
            SignalCheck check = SignalCheck.forward(repaired, repaired.forward(inputs), network.meant(), 0);
            return Mark.of(check.passed(), 1, check.toString());
        } catch (IllegalArgumentException | NullPointerException unfit) {
            return new Mark(0, 1, unfit.getMessage());
        }
    }

    /** A gain that keeps E[s^2] = 1 in all layers; measured at the last. */
    public static Mark gain(MeasuredNetwork network, double gain, double possible) {
        if (!(gain >= 1e-3 && gain <= 1e3)) {
            return new Mark(0, possible, "A gain must be a positive number of moderate size, got " + gain + ".");
        }
        ProfileSample sample = ProfileSample.of(
                NETWORKS,
                3,
                random -> network.signals(network.withGain(gain, random), gain, random)
                        .preActivationProfile());
        VarianceCheck check = VarianceCheck.atLayer(sample, sample.lastLayer(), 1);
        Optional<String> lesson = check.passed()
                ? Optional.empty()
                : gain(network.activation()).lesson(List.of(Formula.at()), List.of(gain));
        return Mark.of(check.passed(), possible, lesson.map(l -> l + " ").orElse("") + check);
    }

    private static Formula gain(Activation phi) {
        double exact = Gains.exact(phi);
        return Formula.of("The gain", "", x -> exact)
                .slip(x -> 1, "With a gain of 1 the network is as it was.")
                .slip(x -> 1 / (exact * exact), "This is the share that passes. The gain makes up for it.")
                .slip(
                        x -> 1 / Math.sqrt(GaussianMoments.of(phi, 1).variance()),
                        "This comes from Var(phi). " + Formulas.MEAN)
                .slip(x -> Math.sqrt(2), "This is ReLU's gain.")
                .slip(x -> 5.0 / 3, "This is what PyTorch has for tanh.")
                .within(2e-3, 0);
    }

    /** A learning rate with which all layers of the repaired network are healthy; half of the points if some are. */
    public static Mark rate(MeasuredNetwork network, double rate, double possible) {
        List<LayerHealth> all = network.health(Gains.exact(network.activation()), rate);
        List<LayerHealth> ill = all.stream().filter(layer -> !layer.healthy()).toList();
        if (ill.isEmpty()) {
            return new Mark(possible, possible, "All layers are healthy.");
        }
        String count = ill.size() + " of " + all.size() + " layers are ill, such as " + ill.get(0);
        return new Mark(ill.size() < all.size() ? possible / 2 : 0, possible, count);
    }
}
