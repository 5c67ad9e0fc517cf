package xavierkit.network;

import java.util.*;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import xavierkit.matrix.*;

/**
 * The gradients of a cost C that a backward pass computed, layer by layer; not to be modified. A layer that the network
 * does not have is an IllegalArgumentException.
 *
 * @param forward the forward signals that the gradients belong to
 * @param preActivationGradients dC/ds_1 to dC/ds_depth, one sample a row
 * @param activationGradients dC/dz_0 to dC/dz_depth, one sample a row
 */
public record BackwardSignals(
        ForwardSignals forward, List<DMatrixRMaj> preActivationGradients, List<DMatrixRMaj> activationGradients) {

    /** Freezes the lists and validates: at least one layer, and the same depth in each. */
    public BackwardSignals {
        Require.given("the forward signals", forward);
        preActivationGradients = Require.all("the gradients dC/ds", preActivationGradients);
        activationGradients = Require.all("the gradients dC/dz", activationGradients);
        ForwardSignals.requireCounts("z and dC/dz", forward.preActivations(), activationGradients);
        ForwardSignals.requireCounts("dC/ds and dC/dz", preActivationGradients, activationGradients);
    }

    /**
     * dC/dW_l = z_(l-1)' dC/ds_l, for l = 1 to depth, in the shape of its weights: a sum over the batch, computed anew
     * by each call.
     */
    public DMatrixRMaj weightGradient(int layer) {
        DMatrixRMaj gradient = preActivationGradient(layer);
        return MatrixProduct.atb(forward.activation(layer - 1), gradient);
    }

    /** dC/ds_l, for l = 1 to depth. */
    public DMatrixRMaj preActivationGradient(int layer) {
        return Require.layer(layer, 1, preActivationGradients);
    }

    /** dC/dz_l, for l = 0, the input, to depth. */
    public DMatrixRMaj activationGradient(int layer) {
        return Require.layer(layer, 0, activationGradients);
    }

    /** |dC/dz_to| / |dC/dz_from| of each sample: by how much its norm is stretched between two layers. */
    public DoubleSummaryStatistics stretch(int from, int to) {
        return ForwardSignals.stretch(activationGradient(from), activationGradient(to));
    }

    /** dC/dW_1 to dC/dW_depth, computed anew by each call. */
    public List<DMatrixRMaj> weightGradients() {
        int depth = preActivationGradients.size();
        return IntStream.rangeClosed(1, depth).mapToObj(this::weightGradient).toList();
    }

    /** Var(dC/dW_l) over the weights of a layer, from layer 1. */
    public VarianceProfile weightGradientProfile() {
        return VarianceProfile.of("dC/dW", 1, weightGradients());
    }

    /** Var(dC/dz_l) over samples and units, from layer 0, the input. */
    public VarianceProfile activationGradientProfile() {
        return VarianceProfile.of("dC/dz", 0, activationGradients);
    }

    /** The batch and the widths; no gradients. */
    @Override
    public String toString() {
        return "backward signals, " + ForwardSignals.describe(activationGradients);
    }
}
