package xavierkit.training;

import java.util.Collections;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.data.DataSet;
import xavierkit.matrix.*;
import xavierkit.network.*;

/**
 * Plain gradient descent on all samples at once, on the cost C = (1 / samples) sum of (z_k - y_k)^2 over samples and
 * outputs k, where y_k is 1 for the right class and 0 for the others. Biases are not trained.
 *
 * @param data the samples
 */
public record LeastSquares(DataSet data) {

    /** Validates: data given. */
    public LeastSquares {
        Require.given("the data", data);
    }

    /** The signals that the samples make in a network, and the gradients of C on their way back. */
    public BackwardSignals signals(Network network) {
        ForwardSignals forward = network.forward(data.inputs());
        DMatrixRMaj gradient = forward.activation(network.depth()).copy();
        IntStream.range(0, data.size())
                .forEach(i -> gradient.add(i, data.labels().get(i), -1));
        CommonOps_DDRM.scale(2.0 / data.size(), gradient);
        return network.backward(forward, gradient);
    }

    /** C, from dC/dz = 2 (z - y) / samples. */
    public double cost(Network network) {
        BackwardSignals signals = signals(network);
        DMatrixRMaj gradient = signals.activationGradient(network.depth());
        return data.size()
                / 4.0
                * gradient.getNumElements()
                * Moments.of(gradient).secondMoment();
    }

    /** C of the best answer that is the same for all samples: 1 - sum of p_k^2, p_k the share of class k. */
    public double constantCost() {
        Stream<Integer> classes = data.labels().stream().distinct();
        return 1
                - classes.mapToDouble(k -> Math.pow(Collections.frequency(data.labels(), k) / (double) data.size(), 2))
                        .sum();
    }

    /** The network after some steps of W - rate dC/dW; the one given is not changed. */
    public Network trained(Network network, double rate, int steps) {
        Require.positive("the rate", rate);
        Network now = network;
        for (int i = 0; i < steps; i++) {
            now = now.descend(signals(now), rate);
        }
        return now;
    }
}
