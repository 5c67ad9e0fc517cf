package xavierkit.marks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.check.Diagnosis;
import xavierkit.check.LayerHealth;
import xavierkit.check.SignalCheck;
import xavierkit.check.VarianceCheck;
import xavierkit.check.WeightSampler;
import xavierkit.grader.Mark;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Layer;
import xavierkit.network.Network;
import xavierkit.network.ProfileSample;
import xavierkit.prediction.Gains;
import xavierkit.prediction.GaussianMoments;

/** Repairs of a {@link Patient}, measured. */
public final class RepairMarks {

    private static final int BATCH = 50;
    private static final int NETWORKS = 40;

    private RepairMarks() {}

    /**
     * New weights for the patient as it was meant, in whatever distribution. They are tried alone by {@link Diagnosis}, and
     * in the patient by {@link SignalCheck}; the latter alone earns half of the points.
     */
    public static Mark weights(Patient patient, WeightSampler sampler, double possible, long seed) {
        Mark signal = signal(patient, sampler, seed);
        Diagnosis found = Diagnosis.of(sampler, patient.meant(), seed);
        double share = (found.passed() ? 0.5 : 0) + signal.points() / 2;
        String alone = found.passed() ? "" : found + " ";
        return new Mark(share * possible, possible, alone + "In the patient: " + signal.reason());
    }

    private static Mark signal(Patient patient, WeightSampler sampler, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> widths = patient.widths();
        try {
            Network repaired = new Network(IntStream.range(1, widths.size())
                    .mapToObj(l -> sampler.weights(widths.get(l - 1), widths.get(l), random.split()))
                    .map(w -> new Layer(w, patient.activation()))
                    .toList());
            DMatrixRMaj inputs = WeightDistribution.NORMAL.sample(BATCH, widths.get(0), 1, random);
            SignalCheck check = SignalCheck.forward(repaired, repaired.forward(inputs), patient.meant(), 0);
            return Mark.of(check.passed(), 1, check.toString());
        } catch (IllegalArgumentException | NullPointerException unfit) {
            return new Mark(0, 1, unfit.getMessage());
        }
    }

    /** A gain that keeps E[s^2] = 1 in all layers; measured at the last. */
    public static Mark gain(Patient patient, double gain, double possible) {
        if (!(gain >= 1e-3 && gain <= 1e3)) {
            return new Mark(0, possible, "A gain must be a positive number of moderate size, got " + gain + ".");
        }
        Activation phi = patient.activation();
        ProfileSample sample = ProfileSample.of(
                NETWORKS,
                3,
                random -> signals(network(patient, gain, random), gain, random).preActivationProfile());
        VarianceCheck check = VarianceCheck.atLayer(sample, sample.lastLayer(), 1);
        String lesson = check.passed()
                ? ""
                : slips(phi)
                        .lesson(List.of(Formula.at()), List.of(gain))
                        .map(l -> l + " ")
                        .orElse("");
        return Mark.of(check.passed(), possible, lesson + check);
    }

    private static Network network(Patient patient, double gain, RandomGenerator random) {
        VarianceScaling rule = patient.meant().withGain(gain);
        return Network.of(patient.widths(), patient.activation(), rule, random);
    }

    // inputs for which E[s_1^2] = 1
    private static ForwardSignals signals(Network network, double gain, RandomGenerator random) {
        int inputs = network.layers().get(0).weights().numRows;
        return network.forward(WeightDistribution.NORMAL.sample(BATCH, inputs, 1 / (gain * gain), random));
    }

    private static Formula slips(Activation phi) {
        double exact = Gains.exact(phi);
        return Formula.of("The gain", "", x -> exact)
                .slip(x -> 1, "With a gain of 1 the patient is as it was.")
                .slip(x -> exact * exact, "This is gain^2, the factor of Var(W): the root is missing.")
                .slip(x -> 1 / exact, "This is upside down: the less passes, the larger the gain.")
                .slip(x -> 1 / (exact * exact), "This is the share that passes. The gain makes up for it.")
                .slip(
                        x -> 1 / Math.sqrt(GaussianMoments.of(phi, 1).variance()),
                        "This comes from Var(phi). The mean must not be taken away, " + LeakyMarks.MEAN)
                .slip(x -> Math.sqrt(2), "This is ReLU's gain.")
                .slip(x -> 5.0 / 3, "This is what PyTorch has for tanh.")
                .within(2e-3);
    }

    /**
     * A learning rate with which all layers of the repaired patient are healthy; half of the points if some are. The cost is the mean over the batch of
     * sum (z - y)^2, with linear outputs z and y one of ten classes.
     */
    public static Mark rate(Patient patient, double rate, double possible) {
        List<LayerHealth> all = health(patient, Gains.exact(patient.activation()), rate);
        List<LayerHealth> ill = all.stream().filter(layer -> !layer.healthy()).toList();
        if (ill.isEmpty()) {
            return new Mark(possible, possible, "All layers are healthy.");
        }
        String count = ill.size() + " of " + all.size() + " layers are ill, such as ";
        return new Mark(ill.size() < all.size() ? possible / 2 : 0, possible, count + ill.get(0));
    }

    /** The signs of every layer of the patient with another gain, at a learning rate. */
    public static List<LayerHealth> health(Patient patient, double gain, double rate) {
        RandomGenerator random = new SplittableRandom(5);
        Network network = network(patient, gain, random).withLinearOutput();
        ForwardSignals forward = signals(network, gain, random);
        DMatrixRMaj top = forward.activation(network.depth()).copy();
        IntStream.range(0, BATCH).forEach(i -> top.add(i, random.nextInt(10), -1));
        IntStream.range(0, top.getNumElements()).forEach(i -> top.data[i] *= 2.0 / BATCH);
        return LayerHealth.of(network, network.backward(forward, top), rate);
    }
}
