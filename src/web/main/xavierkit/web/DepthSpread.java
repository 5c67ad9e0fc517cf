package xavierkit.web;

import java.util.*;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.*;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.init.*;
import xavierkit.matrix.*;
import xavierkit.network.Network;
import xavierkit.prediction.FiniteWidth;

/**
 * X_l, the squared length of a signal in layer l over that of the input, in networks that differ in nothing but their
 * seeds, beside the law of finite width.
 */
final class DepthSpread {

    /** Networks that are drawn for one answer. */
    static final int NETWORKS = 12;

    /** The most layers, and the most units of a layer. */
    static final int MOST = 100;

    /** Layers for which the law is worked out exactly. */
    private static final int PLACES = 6;

    private DepthSpread() {}

    /**
     * First the law's moments in the last layer; then, one after the other, the networks; then the law's 2.5 %, 50 % and
     * 97.5 % in some layers.
     *
     * @param question ReLU or linear, the width, the depth and a seed
     */
    static String answer(String question, Consumer<String> part) {
        String[] words = question.split(" ");
        boolean relu = words[0].equals("ReLU");
        int width = within("width", Integer.parseInt(words[1]));
        int depth = within("depth", Integer.parseInt(words[2]));
        FiniteWidth last = law(relu, width, depth);
        part.accept(new NumberRows()
                .with("moments", last.secondMoment(), last.logMean(), last.logVariance())
                .toString());
        RandomGenerator random = new SplitMix64(Long.parseLong(words[3]))::nextLong;
        for (int i = 0; i < NETWORKS; i++) {
            part.accept(new NumberRows()
                    .with("network", lengths(relu, width, depth, random))
                    .toString());
        }
        int[] layers = IntStream.rangeClosed(1, PLACES)
                .map(i -> (i * depth + PLACES - 1) / PLACES)
                .distinct()
                .toArray();
        NumberRows rows = new NumberRows()
                .with("layers", IntStream.of(layers).mapToDouble(l -> l).toArray());
        for (double p : new double[] {0.025, 0.5, 0.975}) {
            rows.with(
                    "p" + p,
                    IntStream.of(layers)
                            .mapToDouble(l -> law(relu, width, l).quantile(p))
                            .toArray());
        }
        return rows.toString();
    }

    private static int within(String what, int count) {
        Require.that(count >= 1 && count <= MOST, "the %s must be between 1 and %d, got %d", what, MOST, count);
        return count;
    }

    private static FiniteWidth law(boolean relu, int width, int depth) {
        List<Integer> widths = Collections.nCopies(depth, width);
        return relu ? FiniteWidth.heRelu(widths) : FiniteWidth.linear(widths);
    }

    /** X_0 = 1 to X_depth of one network and one input. */
    private static double[] lengths(boolean relu, int width, int depth, RandomGenerator random) {
        VarianceScaling rule = relu ? VarianceScaling.heNormal() : VarianceScaling.lecunNormal();
        Activation phi = relu ? Activation.RELU : Activation.IDENTITY;
        Network network = Network.constantWidth(width, depth, phi, rule, random);
        List<DMatrixRMaj> z = network.forward(WeightDistribution.NORMAL.sample(1, width, 1, random))
                .activations();
        double input = Moments.of(z.get(0)).secondMoment();
        return z.stream()
                .mapToDouble(signal -> Moments.of(signal).secondMoment() / input)
                .toArray();
    }
}
