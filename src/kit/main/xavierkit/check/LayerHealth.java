package xavierkit.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.activation.Activation;
import xavierkit.matrix.Moments;
import xavierkit.network.BackwardSignals;
import xavierkit.network.Layer;
import xavierkit.network.Network;

/**
 * The practical signals of a layer, on one batch; rules of thumb, not tests with an error rate. The root mean
 * square of a matrix is written rms.
 *
 * @param layer l, from 1
 * @param saturated the share of pre-activations, over samples and units, whose slope |phi'(s)| is less than 1/20
 *     of the largest: |tanh(s)| above 0.975
 * @param saturationLimit the largest healthy share: 0.1 if phi is flat at both ends, otherwise 0.9, because ReLU
 *     and its like are flat for half of the samples by design
 * @param dead the share of units with a slope below 2^-52 of the largest for every sample: their output is
 *     constant to rounding and no gradient passes. Of a batch of parallel samples half of a ReLU layer is dead
 * @param gradientToActivation rms(dC/dz_l) / rms(z_l), as a multiple of that ratio in the last layer
 * @param gradientToLast rms(dC/ds_l) / rms(dC/ds_depth)
 * @param updateToWeight learning rate rms(dC/dW_l) / rms(W_l): by what part of themselves a step of gradient
 *     descent changes the weights; about 1/1000 is the rule of thumb of Karpathy, CS231n notes, "ratio of
 *     weights:updates"
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

    /** Where phi is looked at to see whether it is flat at an end. */
    private static final double FAR = 30;

    /**
     * Every layer of a network.
     *
     * @param signals what {@code network} made of a batch and of the gradient of the cost that is trained
     * @param learningRate of plain gradient descent on that cost
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
        DMatrixRMaj slopes = slopes(phi, signals.forward().preActivation(l));
        return new LayerHealth(
                l,
                saturated(slopes),
                isFlat(phi, -1) && isFlat(phi, 1) ? 0.1 : 0.9,
                dead(slopes),
                gradientToActivation(signals, l) / gradientToActivation(signals, depth),
                rms(signals.preActivationGradient(l)) / rms(signals.preActivationGradient(depth)),
                learningRate * rms(signals.weightGradient(l)) / rms(layer.weights()));
    }

    /** The signals with what is healthy and why. */
    public List<HealthSign> signs() {
        return List.of(
                new HealthSign("saturated", saturated, 0, saturationLimit, "flat units pass no gradient"),
                new HealthSign("dead", dead, 0, 0.5, "dead units learn nothing from this batch"),
                new HealthSign(
                        "gradient to activation (last layer: 1)",
                        gradientToActivation,
                        0.1,
                        10,
                        "layers that learn at different paces cannot share a learning rate"),
                new HealthSign(
                        "gradient (last layer: 1)", gradientToLast, 0.1, 10, "it vanishes or explodes on its way back"),
                new HealthSign(
                        "update to weight",
                        updateToWeight,
                        1e-4,
                        1e-2,
                        "the weights hardly move, or a step overturns them"));
    }

    /** Whether all signals are healthy. */
    public boolean healthy() {
        return signs().stream().allMatch(HealthSign::healthy);
    }

    /** One sentence for each signal that is not healthy. */
    @Override
    public String toString() {
        return "layer " + layer + ": "
                + (healthy()
                        ? "PASS, all signals healthy."
                        : signs().stream()
                                .filter(sign -> !sign.healthy())
                                .map(HealthSign::toString)
                                .collect(Collectors.joining(" ")));
    }

    private static double gradientToActivation(BackwardSignals signals, int l) {
        return rms(signals.activationGradient(l)) / rms(signals.forward().activation(l));
    }

    private static double rms(DMatrixRMaj matrix) {
        return Math.sqrt(Moments.of(matrix).secondMoment());
    }

    // |phi'(s)| as a part of its maximum, which is looked for between -8 and 8
    private static DMatrixRMaj slopes(Activation phi, DMatrixRMaj s) {
        DMatrixRMaj slopes = new DMatrixRMaj(s.numRows, s.numCols);
        phi.derivatives(s.data, s.getNumElements(), slopes.data);
        double largest = largestSlope(phi);
        for (int i = 0; i < s.getNumElements(); i++) {
            slopes.data[i] = Math.abs(slopes.data[i]) / largest;
        }
        return slopes;
    }

    private static double largestSlope(Activation phi) {
        return IntStream.rangeClosed(-128, 128)
                .mapToDouble(i -> Math.abs(phi.derivative(i / 16.0)))
                .max()
                .orElseThrow();
    }

    private static boolean isFlat(Activation phi, int end) {
        return Math.abs(phi.derivative(FAR * end)) < FLAT * largestSlope(phi);
    }

    private static double saturated(DMatrixRMaj slopes) {
        int count = slopes.getNumElements();
        return (double) Arrays.stream(slopes.data, 0, count)
                        .filter(x -> x < FLAT)
                        .count()
                / count;
    }

    private static double dead(DMatrixRMaj slopes) {
        DMatrixRMaj steepest = CommonOps_DDRM.maxCols(slopes, null);
        return (double) Arrays.stream(steepest.data)
                        .filter(x -> x < Math.ulp(1.0))
                        .count()
                / slopes.numCols;
    }
}
