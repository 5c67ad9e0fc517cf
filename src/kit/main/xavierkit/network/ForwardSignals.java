package xavierkit.network;

import java.util.*;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.*;
import xavierkit.matrix.*;

/**
 * The signals of a forward pass, layer by layer; matrices have one sample a row and are not to be modified. A layer
 * that the network does not have is an IllegalArgumentException.
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

    /** s_l, for l = 1 to depth. */
    public DMatrixRMaj preActivation(int layer) {
        return Require.layer(layer, 1, preActivations);
    }

    /** z_l, for l = 0, the input, to depth. */
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
     * Var(s_l - s'_l) over samples and units, from layer 1: how far the samples of this pass are from those of another
     * pass in the same rows. For pre-activations of mean 0, mean square q and correlation c, this is 2 q (1 - c).
     *
     * @param other a pass of the same number of samples through a network of the same widths
     */
    public VarianceProfile differenceProfile(ForwardSignals other) {
        int last = Math.max(depth(), Require.given("the other signals", other).depth());
        List<DMatrixRMaj> differences = new ArrayList<>();
        for (int l = 1; l <= last; l++) {
            DMatrixRMaj s = preActivation(l);
            Require.shape("s' of layer " + l, other.preActivation(l), s.numRows, s.numCols);
            differences.add(CommonOps_DDRM.subtract(s, other.preActivation(l), null));
        }
        return VarianceProfile.of("s - s'", 1, differences);
    }

    /**
     * The same after each sample's pre-activations of each layer are scaled to mean square 1, so that only directions
     * count: 2 (1 - c), whatever the lengths.
     *
     * @param other a pass of the same number of samples through a network of the same widths
     */
    public VarianceProfile directionDifferenceProfile(ForwardSignals other) {
        return directions()
                .differenceProfile(Require.given("the other signals", other).directions());
    }

    /** The length q of each sample: the mean of s_l^2 over the units, for l = 1 to depth. */
    public double[] lengths(int layer) {
        Stream<Moments> samples = Moments.ofRows(preActivation(layer)).stream();
        return samples.mapToDouble(Moments::secondMoment).toArray();
    }

    /** |z_to| / |z_from| of each sample: by how much its norm is stretched between two layers, of 0, the input, to depth. */
    public DoubleSummaryStatistics stretch(int from, int to) {
        return stretch(activation(from), activation(to));
    }

    static DoubleSummaryStatistics stretch(DMatrixRMaj from, DMatrixRMaj to) {
        return IntStream.range(0, from.numRows)
                .mapToDouble(row -> norm(to, row) / norm(from, row))
                .summaryStatistics();
    }

    private static double norm(DMatrixRMaj matrix, int row) {
        return NormOps_DDRM.normF(CommonOps_DDRM.extractRow(matrix, row, null));
    }

    /** For each unit the share of samples with s_l above 0, for l = 1 to depth: a unit of ReLUs with share 0 is dead. */
    public double[] positiveShares(int layer) {
        DMatrixRMaj s = preActivation(layer);
        double[] shares = new double[s.numCols];
        for (int i = 0; i < s.getNumElements(); i++) {
            shares[i % s.numCols] += s.data[i] > 0 ? 1.0 / s.numRows : 0;
        }
        return shares;
    }

    private ForwardSignals directions() {
        List<DMatrixRMaj> scaled = new ArrayList<>();
        for (int l = 1; l <= depth(); l++) {
            double[] factors =
                    Arrays.stream(lengths(l)).map(q -> 1 / Math.sqrt(q)).toArray();
            DMatrixRMaj s = preActivation(l).copy();
            CommonOps_DDRM.multRows(factors, s);
            scaled.add(s);
        }
        return new ForwardSignals(scaled, activations);
    }

    /** The batch and the widths; no signals. */
    @Override
    public String toString() {
        return "forward signals, " + describe(activations);
    }

    /** Refuses anything but one matrix for each layer from 1 on, and one for each from 0 on. */
    static void requireCounts(String what, List<?> fromOne, List<?> fromZero) {
        int depth = fromOne.size();
        String rule = what + " must have depth and depth + 1 matrices, depth at least 1, got %d and %d";
        Require.that(depth >= 1 && fromZero.size() == depth + 1, rule, depth, fromZero.size());
    }

    /** The batch and the widths of signals of layers 0 to depth. */
    static String describe(List<DMatrixRMaj> fromZero) {
        List<Integer> widths = fromZero.stream().map(z -> z.numCols).toList();
        return "batch of " + fromZero.get(0).numRows + ", " + Network.arrows(widths);
    }
}
