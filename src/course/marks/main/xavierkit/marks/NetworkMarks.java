package xavierkit.marks;

import java.util.*;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import xavierkit.check.*;
import xavierkit.grader.*;
import xavierkit.init.*;
import xavierkit.network.*;
import xavierkit.prediction.*;

/** Diagnoses and repairs of a {@link MeasuredNetwork}: the mistakes behind three of them are known here only. */
public final class NetworkMarks {

    private static final int BATCH = 50;
    private static final int NETWORKS = 40;

    /** What was done in a network instead of what was meant. */
    private static final Map<String, Key> KEYS = Map.of(
            "A", new Key(Mistake.FANS_EXCHANGED, 0, Mistake.FAN_OUT_ONLY),
            "B", new Key(Mistake.SD_AS_BOUND, 0, Mistake.SD_AS_BOUND),
            "C", new Key(Mistake.BOUND_AS_SD, 7, Mistake.BOUND_OF_3_SD));

    /**
     * A mistake, and where it is.
     *
     * @param layer 0 for all layers
     * @param near explains the variances as well, but not under the rule that was meant; if nothing does, the mistake
     */
    record Key(Mistake mistake, int layer, Mistake near) {

        static Key of(MeasuredNetwork network) {
            return KEYS.get(network.name());
        }
    }

    private NetworkMarks() {}

    /** The mistake in the weights; half of the points for one that gives the same variances under another rule. */
    public static Mark mistake(MeasuredNetwork network, Mistake answer, double possible) {
        Key key = Key.of(network);
        if (answer == key.mistake()) {
            return new Mark(possible, possible, answer + " is right. " + answer.lesson());
        } else if (answer == key.near()) {
            String but = answer + " explains the numbers, but cannot be made in the rule that was meant: ";
            return new Mark(possible / 2, possible, but + answer.lesson() + " There is a mistake that can.");
        } else if (answer == Mistake.OTHER_RULE) {
            String any = "True of every wrong variance. Which mistake leads to the variance that was measured?";
            return new Mark(0, possible, any);
        }
        return new Mark(0, possible, answer + contradiction(network, key, answer));
    }

    /** Where an answer is furthest from what was measured. */
    private static String contradiction(MeasuredNetwork network, Key key, Mistake answer) {
        String form = " would make Var(W) %.3g times the rule's in layer %d. There it is %.3g times: compare"
                + " E[s^2] / (fan_in E[z^2]) with the rule.";
        String text = " does not fit: in the rule that was meant it gives no such variance. " + answer.lesson();
        double furthest = -1;
        for (int l = Math.max(1, key.layer());
                l < (key.layer() > 0 ? key.layer() + 1 : network.widths().size());
                l++) {
            Fan fan = Fan.dense(network.widths().get(l - 1), network.widths().get(l));
            double is = key.mistake().variances(network.meant(), fan).get(0);
            Comparator<Double> distance = Comparator.comparingDouble(variance -> Math.abs(Math.log(variance / is)));
            Optional<Double> would =
                    answer.variances(network.meant(), fan).stream().min(distance);
            double meant = network.meant().variance(fan);
            if (would.isPresent() && Math.abs(Math.log(would.get() / is)) > furthest) {
                furthest = Math.abs(Math.log(would.get() / is));
                text = String.format(Locale.ROOT, form, would.get() / meant, l, is / meant);
            }
        }
        return text;
    }

    /** The layer whose weights are not as they were meant. */
    public static Mark layer(MeasuredNetwork network, int answer, double possible) {
        List<VarianceCheck> layers = SignalCheck.forward(network.network(), network.signals(), network.meant(), 0)
                .layers();
        if (answer < 1 || answer > layers.size()) {
            String range = "Layers are counted from 1 to " + layers.size() + ", got " + answer + ".";
            return new Mark(0, possible, range);
        }
        double ratio =
                layers.get(answer - 1).measured() / layers.get(answer - 1).predicted();
        boolean right = answer == Key.of(network).layer();
        String chance = "That is chance. A layer also hands on what others have done before it.";
        String verdict = right ? "No other does anything like it." : chance;
        String form = "Layer %d makes of what it gets %.3g times what the rule says. %s";
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
            DMatrixRMaj inputs = WeightDistribution.NORMAL.sample(BATCH, widths.get(0), 1, random);
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
        ProfileSample sample = ProfileSample.of(NETWORKS, 3, random -> {
            Network repaired = network.withGain(gain, random);
            return network.signals(repaired, gain, random).preActivationProfile();
        });
        VarianceCheck check = VarianceCheck.atLayer(sample, sample.lastLayer(), 1);
        GaussianMoments phi = GaussianMoments.of(network.activation(), 1);
        Formula key =
                Formula.key("gain of D", Map.of("square", x -> phi.square().value(), "variance", x -> phi.variance()));
        String lesson = check.passed() ? "" : key.lesson(List.of(Formula.at()), List.of(gain));
        return Mark.of(check.passed(), possible, lesson + check);
    }

    /** A learning rate with which all layers of the repaired network are healthy; half of the points if some are. */
    public static Mark rate(MeasuredNetwork network, double rate, double possible) {
        List<LayerHealth> all = network.health(Gains.exact(network.activation()), rate);
        List<LayerHealth> ill = all.stream().filter(layer -> !layer.healthy()).toList();
        if (ill.isEmpty()) {
            return new Mark(possible, possible, "All layers are healthy.");
        }
        String count = ill.size() + " of " + all.size() + " layers are not healthy, such as " + ill.get(0);
        return new Mark(ill.size() < all.size() ? possible / 2 : 0, possible, count);
    }
}
