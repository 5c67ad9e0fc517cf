package xavierkit.check;

import static xavierkit.check.Text.format;

import java.util.*;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.activation.Activation;
import xavierkit.matrix.*;
import xavierkit.network.*;

/**
 * The signals from which practitioners tell whether a layer can learn, on one batch; rules of thumb, not tests with an
 * error rate. The root mean square of a matrix is written rms.
 *
 * @param layer l, from 1
 * @param saturated the share of pre-activations, over samples and units, whose slope |phi'(s)| is less than 1/20 of the
 *     largest: |tanh(s)| above 0.975
 * @param saturationLimit the largest healthy share: 0.1 if phi is flat at both ends, otherwise 0.9, because ReLU and
 *     its like are flat for half of the samples by design
 * @param dead the share of units with a slope below 2^-52 of the largest for every sample: their output is constant to
 *     rounding and no gradient passes. Of a batch of parallel samples half of a ReLU layer is dead
 * @param gradientToActivation rms(dC/dz_l) / rms(z_l), as a multiple of that ratio in the last layer
 * @param gradientToLast rms(dC/ds_l) / rms(dC/ds_depth)
 * @param updateToWeight learning rate rms(dC/dW_l) / rms(W_l): by what part of themselves a step of gradient descent
 *     changes the weights; about 1/1000 is the rule of thumb of Karpathy, CS231n notes, "ratio of weights:updates"
 */
public record LayerHealth(
        int layer,
        double saturated,
        double saturationLimit,
        double dead,
        double gradientToActivation,
        double gradientToLast,
        double updateToWeight) {

    private static final double FLAT = 1.0 / 20;

    private static final double DEAD = 0x1p-52;

    /** Where phi is looked at to see whether it is flat at an end. */
    private static final double FAR = 30;

    /**
     * A signal and the range in which it is healthy.
     *
     * @param name such as {@code saturated}
     * @param value a share or a ratio, without unit
     * @param from the smallest healthy value, 0 for a share
     * @param to the largest healthy value
     * @param why what goes wrong outside of the range
     */
    public record Sign(String name, double value, double from, double to, String why) {

        /** Whether the value lies in the range, its ends included; NaN does not. */
        public boolean healthy() {
            return value >= from && value <= to;
        }

        /** How many powers of ten the value lies outside its range; 0 if it is healthy. */
        public double distance() {
            return healthy() ? 0 : Math.log10(Math.max(value / to, from / value));
        }

        /** The verdict in one sentence. */
        @Override
        public String toString() {
            String range = from > 0 ? format("between %.2g and %.2g", from, to) : format("up to %.2g", to);
            String start = format("%s %.2g, healthy %s", name, value, range);
            return healthy() ? "PASS: " + start + "." : "FAIL: " + start + ": " + why + ".";
        }
    }

    /**
     * Every layer of a network.
     *
     * @param signals what {@code network} made of a batch and of the gradient of the cost that is trained
     * @param learningRate of plain gradient descent on that cost
     * @throws IllegalArgumentException for signals of other widths
     */
    public static List<LayerHealth> of(Network network, BackwardSignals signals, double learningRate) {
        network.requireOwn(signals.forward());
        return IntStream.rangeClosed(1, network.depth())
                .mapToObj(l -> of(network.layers().get(l - 1), l, signals, learningRate))
                .toList();
    }

    private static LayerHealth of(Layer layer, int l, BackwardSignals signals, double learningRate) {
        int depth = signals.forward().depth();
        Activation phi = layer.activation();
        double largest = largestSlope(phi);
        DMatrixRMaj slopes = relativeSlopes(phi, signals.forward().preActivation(l), largest);
        boolean flatAtBothEnds = DoubleStream.of(-FAR, FAR).allMatch(s -> Math.abs(phi.derivative(s)) < FLAT * largest);
        return new LayerHealth(
                l,
                shareBelow(FLAT, slopes),
                flatAtBothEnds ? 0.1 : 0.9,
                shareBelow(DEAD, CommonOps_DDRM.maxCols(slopes, null)),
                gradientToActivation(signals, l) / gradientToActivation(signals, depth),
                rms(signals.preActivationGradient(l)) / rms(signals.preActivationGradient(depth)),
                learningRate * rms(signals.weightGradient(l)) / rms(layer.weights()));
    }

    /** The signals with what is healthy and why. */
    public List<Sign> signs() {
        String pace = "layers that learn at different paces cannot share a learning rate";
        String step = "the weights hardly move, or a step overturns them";
        String fate = "it vanishes or explodes on its way back";
        return List.of(
                new Sign("saturated", saturated, 0, saturationLimit, "flat units pass no gradient"),
                new Sign("dead", dead, 0, 0.5, "dead units learn nothing from this batch"),
                new Sign("gradient to activation (last layer: 1)", gradientToActivation, 0.1, 10, pace),
                new Sign("gradient (last layer: 1)", gradientToLast, 0.1, 10, fate),
                new Sign("update to weight", updateToWeight, 1e-4, 1e-2, step));
    }

    /** Whether all signals are healthy. */
    public boolean healthy() {
        return signs().stream().allMatch(Sign::healthy);
    }

    /** How ill a network is: how many powers of ten its worst signal lies outside its range. */
    public static double worst(List<LayerHealth> layers) {
        Stream<Sign> all = Require.given("the layers", layers).stream().flatMap(layer -> layer.signs().stream());
        return all.mapToDouble(Sign::distance).max().orElse(0);
    }

    /** What the first layer that is ill says, or that all are healthy. */
    public static String verdict(List<LayerHealth> layers) {
        Stream<LayerHealth> ill = Require.given("the layers", layers).stream().filter(layer -> !layer.healthy());
        return ill.findFirst().map(LayerHealth::toString).orElse("PASS, all layers healthy.");
    }

    /** One sentence for each signal that is not healthy. */
    @Override
    public String toString() {
        Stream<String> ill = signs().stream().filter(sign -> !sign.healthy()).map(Sign::toString);
        String verdict = healthy() ? "PASS, all signals healthy." : ill.collect(Collectors.joining(" "));
        return "layer " + layer + ": " + verdict;
    }

    /** rms(dC/dz_l) / rms(z_l). */
    private static double gradientToActivation(BackwardSignals signals, int l) {
        return rms(signals.activationGradient(l)) / rms(signals.forward().activation(l));
    }

    private static double rms(DMatrixRMaj matrix) {
        return Math.sqrt(Moments.of(matrix).secondMoment());
    }

    /** The largest |phi'(s)| between -8 and 8. */
    private static double largestSlope(Activation phi) {
        IntStream sixteenths = IntStream.rangeClosed(-128, 128);
        DoubleStream slopes = sixteenths.mapToDouble(i -> Math.abs(phi.derivative(i / 16.0)));
        return slopes.max().orElseThrow();
    }

    /** |phi'(s)| as a part of the largest. */
    private static DMatrixRMaj relativeSlopes(Activation phi, DMatrixRMaj s, double largest) {
        DMatrixRMaj slopes = new DMatrixRMaj(s.numRows, s.numCols);
        phi.derivatives(s.data, s.getNumElements(), slopes.data);
        CommonOps_DDRM.abs(slopes);
        CommonOps_DDRM.divide(slopes, largest);
        return slopes;
    }

    /** The share of the numbers that are smaller than a limit. */
    private static double shareBelow(double limit, DMatrixRMaj values) {
        double[] all = values.data;
        return (double) Arrays.stream(all).filter(x -> x < limit).count() / all.length;
    }
}
