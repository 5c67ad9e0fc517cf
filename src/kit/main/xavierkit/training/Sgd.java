package xavierkit.training;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.data.DataSet;
import xavierkit.matrix.*;
import xavierkit.network.*;

/**
 * Stochastic gradient descent: W becomes W - rate * dC/dW, as in Glorot and Bengio (2010).
 *
 * @param rate the learning rate, finite and above 0
 */
public record Sgd(double rate) {

    /** Validates the rate. */
    public Sgd {
        Require.that(rate > 0 && Double.isFinite(rate), "the rate must be finite and above 0, got %s", rate);
    }

    /**
     * One update, in place. The way back stops at dC/ds_1, because dC/dz_0 is not needed, and a layer is changed as
     * soon as the gradient has passed it. -rate dC/dW = z' d is added while it is computed and never stored; biases are
     * the weights of a constant input 1.
     *
     * @return the mean cost of the batch before the update
     */
    double step(Network network, DataSet batch) {
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
            MatrixProduct.addAtb(forward.activation(l - 1), d, layer.weights());
            MatrixProduct.addAtb(ones, d, layer.biases());
        }
        return cost.mean();
    }
}
