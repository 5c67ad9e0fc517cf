package xavierkit.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import xavierkit.activation.Activation;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;
import xavierkit.network.ProfileSample;
import xavierkit.network.VarianceProfile;
import xavierkit.prediction.GaussianMoments;

/**
 * Which initializer explains how the signal changes from layer to layer, such as He's with tanh, Glorot's with ReLU or
 * the older heuristic, or that none does: see {@link #of}. It prints as one short paragraph.
 *
 * @param rules the initializers that explain the profile, as normal: several if they are the same for these widths,
 *     none if the profile is not explained
 * @param evidence the verdict and what was seen, in sentences
 */
public record ProfileDiagnosis(List<VarianceScaling> rules, String evidence) {

    /** Beyond these lengths numbers are about to underflow or overflow. */
    private static final double LONGEST = 1e250;

    /** Freezes the list and validates: everything given. */
    public ProfileDiagnosis {
        rules = List.copyOf(rules);
        Objects.requireNonNull(evidence, "the evidence must be given");
    }

    /**
     * Estimates fan_in Var(W) = E[s_l^2] / E[phi(s_(l-1))^2] in every layer but the first, phi's moment being that of a
     * normal variable of the E[s^2] that was measured in the same network, and holds all of them against the named rules
     * and the gain 1/sqrt(E[phi^2]) that keeps E[s^2] = 1.
     *
     * <p>A rule explains the profile if the mean over networks and layers of estimate / rule is 1, within an interval
     * that misses a true mean with probability 1/16,000 and 3 % for layers of finite width, and so is the mean over
     * networks of each layer. None is named if the interval is wider than 8 %: then more networks or layers are needed.
     *
     * @param sample profiles of s, as of {@code ForwardSignals.preActivationProfile}, of networks without biases
     * @param widths the number of inputs, then the units of each layer, as for {@code Network.of}; about 100 or more
     * @throws IllegalArgumentException if the sample is of another signal, of fewer than 2 layers, or of other layers
     *     than 1 to the last width's
     */
    public static ProfileDiagnosis of(ProfileSample sample, List<Integer> widths, Activation activation) {
        requireProfile(sample, widths);
        Objects.requireNonNull(activation, "the activation must be given");
        List<ProfileEvidence.Layer> layers = new ArrayList<>();
        for (int l = 2; l <= sample.lastLayer() && isAlive(sample, l); l++) {
            layers.add(layer(sample, l, Fan.dense(widths.get(l - 1), widths.get(l)), activation));
        }
        if (layers.isEmpty()) {
            return new ProfileDiagnosis(List.of(), "UNKNOWN: the signal has vanished or overflowed.");
        }
        double length = sample.profiles().stream()
                .mapToDouble(p -> secondMoment(p, layers.size()))
                .average()
                .orElseThrow();
        return new ProfileEvidence(layers, activation, length).diagnose();
    }

    /** The evidence. */
    @Override
    public String toString() {
        return evidence;
    }

    private static void requireProfile(ProfileSample sample, List<Integer> widths) {
        Objects.requireNonNull(sample, "the sample must be given");
        Objects.requireNonNull(widths, "the widths must be given");
        int layers = widths.size() - 1;
        if (layers < 2 || !sample.signal().equals("s") || sample.firstLayer() != 1 || sample.lastLayer() != layers) {
            throw new IllegalArgumentException(
                    "the profiles must be of s in layers 1 to " + layers + ", at least 2, got " + sample);
        }
    }

    private static double secondMoment(VarianceProfile profile, int layer) {
        return profile.moments().get(layer - 1).secondMoment();
    }

    private static boolean isAlive(ProfileSample sample, int layer) {
        return sample.profiles().stream()
                .mapToDouble(p -> secondMoment(p, layer))
                .allMatch(q -> q > 1 / LONGEST && q < LONGEST);
    }

    private static ProfileEvidence.Layer layer(ProfileSample sample, int l, Fan fan, Activation phi) {
        return new ProfileEvidence.Layer(
                fan,
                sample.profiles().stream()
                        .map(p -> secondMoment(p, l)
                                / GaussianMoments.of(phi, secondMoment(p, l - 1))
                                        .square()
                                        .value())
                        .toList());
    }
}
