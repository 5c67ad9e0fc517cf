package xavierkit.network;

import java.util.*;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.*;
import xavierkit.matrix.*;

/**
 * The Jacobians of a network at one sample: J_l = dz_l/dz_(l-1) of each layer, and the product J_1 ... J_l of all layers
 * up to one, by which a small change of the input, as a row, reaches layer l. Averages are over singular values.
 *
 * @param layers J_1 to J_depth
 */
public record Jacobians(List<DMatrixRMaj> layers) {

    /** Validates: at least one. */
    public Jacobians {
        layers = Require.all("the Jacobians", layers);
        Require.atLeast(1, "depth", layers.size());
    }

    /**
     * Those of a network.
     *
     * @param signals what {@code network} made of a single sample
     */
    public static Jacobians of(Network network, ForwardSignals signals) {
        network.requireOwn(signals);
        return new Jacobians(IntStream.rangeClosed(1, network.depth())
                .mapToObj(l -> network.layers().get(l - 1).jacobian(signals.preActivation(l)))
                .toList());
    }

    /** J_l, for l = 1 to depth. */
    public DMatrixRMaj layer(int layer) {
        return Require.layer(layer, 1, layers);
    }

    /** J_1 ... J_l, for l = 1 to depth. */
    public DMatrixRMaj upTo(int layer) {
        layer(layer);
        return layers.stream().limit(layer).reduce(MatrixProduct::ab).orElseThrow();
    }

    /**
     * The root mean square of the singular values of J_1 ... J_l for l = 1 to depth, in this order: the length of a random
     * direction.
     */
    public double[] rootMeanSquares() {
        DMatrixRMaj product = CommonOps_DDRM.identity(layer(1).numRows);
        double[] means = new double[layers.size()];
        for (int l = 1; l <= layers.size(); l++) {
            product = MatrixProduct.ab(product, layer(l));
            means[l - 1] = NormOps_DDRM.normF(product) / Math.sqrt(Math.min(product.numRows, product.numCols));
        }
        return means;
    }

    /** The same for their geometric mean, volumes per dimension, from determinants; for layers of equal width. */
    public double[] geometricMeans() {
        int width = layer(1).numRows;
        double logs = 0;
        double[] means = new double[layers.size()];
        for (int l = 1; l <= layers.size(); l++) {
            Require.shape("the Jacobian of layer " + l, layer(l), width, width);
            logs += Math.log(Math.abs(CommonOps_DDRM.det(layer(l)))) / width;
            means[l - 1] = Math.exp(logs);
        }
        return means;
    }
}
