package xavierkit.training;

import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.data.DataSet;
import xavierkit.matrix.MatrixProduct;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Layer;
import xavierkit.network.Network;

/**
 * Stochastic gradient descent, with the momentum of Rumelhart et al. 1986: v becomes momentum * v -
 * rate * dC/dW and W becomes W + v. With momentum 0 this is W - rate * dC/dW, as in Glorot and
 * Bengio 2010.
 *
 * @param rate the learning rate, finite and above 0
 * @param momentum at least 0 and below 1
 */
public record Sgd(double rate, double momentum) {

    /** Validates both. */
    public Sgd {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("the rate must be finite and above 0, got " + rate);
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("the momentum must be at least 0 and below 1, got " + momentum);
        }
    }

    /** Without momentum. */
    public Sgd(double rate) {
        this(rate, 0);
    }

    /** v = 0 for the weights of layer 1, its biases, and so on; none without momentum. */
    List<DMatrixRMaj> velocities(Network network) {
        return network.layers().stream()
                .filter(layer -> momentum > 0)
                .flatMap(layer -> Stream.of(layer.weights(), layer.biases()))
                .map(parameters -> new DMatrixRMaj(parameters.numRows, parameters.numCols))
                .toList();
    }

    /**
     * One update, in place. The way back stops at dC/ds_1, since nobody needs dC/dz_0, and a layer is
     * changed as soon as the gradient has passed it.
     *
     * @return the mean cost of the batch before
     */
    double step(Network network, List<DMatrixRMaj> velocities, DataSet batch) {
        ForwardSignals forward = network.forward(batch.inputs());
        SoftmaxCost cost = SoftmaxCost.of(forward.activation(network.depth()), batch.labels());
        DMatrixRMaj ones = new DMatrixRMaj(batch.size(), 1);
        CommonOps_DDRM.fill(ones, 1);
        DMatrixRMaj gradient = cost.gradient();
        for (int l = network.depth(); l >= 1; l--) {
            Layer layer = network.layers().get(l - 1);
            DMatrixRMaj d = layer.preActivationGradient(forward.preActivation(l), gradient);
            if (l > 1) {
                gradient = MatrixProduct.abt(d, layer.weights());
            }
            CommonOps_DDRM.scale(-rate, d);
            add(forward.activation(l - 1), d, layer.weights(), velocities, 2 * l - 2);
            add(ones, d, layer.biases(), velocities, 2 * l - 1);
        }
        return cost.mean();
    }

    // -rate dC/dW = z' d is added as it is computed and never stored; biases are weights of a
    // constant 1
    private void add(DMatrixRMaj z, DMatrixRMaj d, DMatrixRMaj parameters, List<DMatrixRMaj> velocities, int at) {
        if (momentum == 0) {
            MatrixProduct.addAtb(z, d, parameters);
        } else {
            CommonOps_DDRM.scale(momentum, velocities.get(at));
            MatrixProduct.addAtb(z, d, velocities.get(at));
            CommonOps_DDRM.addEquals(parameters, velocities.get(at));
        }
    }
}
