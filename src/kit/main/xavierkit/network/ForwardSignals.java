package xavierkit.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.matrix.Require;

/**
 * What a forward pass left behind, layer by layer; matrices have one sample a row and are not to be
 * modified.
 *
 * @param preActivations s_1 to s_depth
 * @param activations z_0, the input, to z_depth
 */
public record ForwardSignals(List<DMatrixRMaj> preActivations, List<DMatrixRMaj> activations) {

    /** Freezes both lists and validates: at least one layer, and one activation more than layers. */
    public ForwardSignals {
        preActivations = Require.all("the pre-activations", preActivations);
        activations = Require.all("the activations", activations);
        requireCounts("s_1 to s_depth and z_0 to z_depth", preActivations, activations);
    }

    /** The number of layers. */
    public int depth() {
        return preActivations.size();
    }

    /**
     * s_l, for l = 1 to depth.
     *
     * @throws IllegalArgumentException for another layer
     */
    public DMatrixRMaj preActivation(int layer) {
        return Require.layer(layer, 1, preActivations);
    }

    /**
     * z_l, for l = 0, the input, to depth.
     *
     * @throws IllegalArgumentException for another layer
     */
    public DMatrixRMaj activation(int layer) {
        return Require.layer(layer, 0, activations);
    }

    /** Var(s_l) over samples and units, from layer 1. */
    public VarianceProfile preActivationProfile() {
        return VarianceProfile.of("s", 1, preActivations);
    }

    /** Var(z_l) over samples and units, from layer 0, the input. */
    public VarianceProfile activationProfile() {
        return VarianceProfile.of("z", 0, activations);
    }

    /**
     * Var(s_l - s'_l) over samples and units, from layer 1: what tells the samples of this pass from those
     * of another in the same rows. 2 q (1 - c) for pre-activations of mean 0, length q and correlation c.
     *
     * @param other a pass of as many samples through a network of the same widths
     */
    public VarianceProfile differenceProfile(ForwardSignals other) {
        Objects.requireNonNull(other, "the other signals must be given");
        List<DMatrixRMaj> differences = new ArrayList<>();
        for (int l = 1; l <= Math.max(depth(), other.depth()); l++) {
            DMatrixRMaj s = preActivation(l);
            Require.shape("s' of layer " + l, other.preActivation(l), s.numRows, s.numCols);
            differences.add(CommonOps_DDRM.subtract(s, other.preActivation(l), null));
        }
        return VarianceProfile.of("s - s'", 1, differences);
    }

    /** The batch and the widths; no signals. */
    @Override
    public String toString() {
        return "forward signals, " + describe(activations);
    }

    /** Refuses signals of a network of other widths and names the first layer that differs. */
    void requireWidths(List<Integer> widths) {
        String own = "the forward signals must come from this network";
        if (depth() != widths.size() - 1) {
            throw new IllegalArgumentException(own + " of depth " + (widths.size() - 1) + ", got depth " + depth());
        }
        int batch = activation(0).numRows;
        Require.shape(own + ": z of layer 0", activation(0), batch, widths.get(0));
        for (int l = 1; l <= depth(); l++) {
            Require.shape(own + ": s of layer " + l, preActivation(l), batch, widths.get(l));
            Require.shape(own + ": z of layer " + l, activation(l), batch, widths.get(l));
        }
    }

    static void requireCounts(String what, List<?> fromOne, List<?> fromZero) {
        if (fromOne.isEmpty() || fromZero.size() != fromOne.size() + 1) {
            throw new IllegalArgumentException(what
                    + " must have depth and depth + 1 matrices, depth at least 1, got "
                    + fromOne.size()
                    + " and "
                    + fromZero.size());
        }
    }

    /** The batch and the widths of signals z_0 to z_depth. */
    static String describe(List<DMatrixRMaj> fromZero) {
        return "batch of "
                + fromZero.get(0).numRows
                + ", "
                + arrows(fromZero.stream().map(z -> z.numCols).toList());
    }

    /** {@code 64 -> 100 -> 10}; of more than 5 widths the first two, the last and the depth. */
    static String arrows(List<Integer> widths) {
        int last = widths.size() - 1;
        if (last < 5) {
            return widths.stream().map(String::valueOf).collect(Collectors.joining(" -> "));
        }
        return widths.get(0) + " -> " + widths.get(1) + " -> ... -> " + widths.get(last) + ", depth " + last;
    }
}
