package xavierkit.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.statistics.descriptive.Quantile;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import xavierkit.data.DataSet;
import xavierkit.matrix.Moments;
import xavierkit.network.BackwardSignals;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Network;

/**
 * Records what figures 2, 3 and 9 of Glorot and Bengio 2010 show: in every layer the distributions
 * of activations and gradients on a fixed probe, C being its mean negative log-likelihood. A record
 * costs two copies of the network and, with 300 samples at 5 x 1000 units, about as much time as 20
 * updates of batch 10.
 *
 * @param probe the samples; the paper takes 300
 * @param every the updates from one record to the next, at least 1
 */
public record LayerStatistics(DataSet probe, long every) implements Recorder {

    /** The mean of z_l over samples and units. */
    public static final String ACTIVATION_MEAN = "mean of z";

    /** The population standard deviation of z_l over samples and units. */
    public static final String ACTIVATION_DEVIATION = "sd of z";

    /** The 98th percentile of z_l over samples and units; Hyndman and Fan's method 8. */
    public static final String ACTIVATION_PERCENTILE = "98th percentile of z";

    /** The population standard deviation of dC/ds_l over samples and units. */
    public static final String GRADIENT_DEVIATION = "sd of dC/ds";

    /** The mean of dC/dW_l over its weights. */
    public static final String WEIGHT_GRADIENT_MEAN = "mean of dC/dW";

    /** The population standard deviation of dC/dW_l over its weights. */
    public static final String WEIGHT_GRADIENT_DEVIATION = "sd of dC/dW";

    /** |change of W_l| / |W_l| of the last update, Euclidean norms; 0 at update 0. */
    public static final String UPDATE_RATIO = "update-to-weight ratio";

    /** C itself, in nats; of layer 0, the whole network. */
    public static final String COST = "probe cost";

    /** Validates: the probe given. */
    public LayerStatistics {
        Objects.requireNonNull(probe, "the probe must be given");
    }

    @Override
    public List<TrainingLog.Entry> measure(long update, Network before, Network after) {
        ForwardSignals forward = after.forward(probe.inputs());
        SoftmaxCost cost = SoftmaxCost.of(forward.activation(after.depth()), probe.labels());
        BackwardSignals backward = after.backward(forward, cost.gradient());
        List<TrainingLog.Entry> entries = new ArrayList<>();
        entries.add(new TrainingLog.Entry(update, COST, 0, cost.mean()));
        for (int l = 1; l <= after.depth(); l++) {
            DMatrixRMaj z = forward.activation(l);
            Moments activation = Moments.of(z);
            Moments gradient = Moments.of(backward.preActivationGradient(l));
            Moments weightGradient = Moments.of(backward.weightGradient(l));
            entries.add(new TrainingLog.Entry(update, ACTIVATION_MEAN, l, activation.mean()));
            entries.add(
                    new TrainingLog.Entry(update, ACTIVATION_DEVIATION, l, activation.populationStandardDeviation()));
            entries.add(new TrainingLog.Entry(update, ACTIVATION_PERCENTILE, l, percentile(z)));
            entries.add(new TrainingLog.Entry(update, GRADIENT_DEVIATION, l, gradient.populationStandardDeviation()));
            entries.add(new TrainingLog.Entry(update, WEIGHT_GRADIENT_MEAN, l, weightGradient.mean()));
            entries.add(new TrainingLog.Entry(
                    update, WEIGHT_GRADIENT_DEVIATION, l, weightGradient.populationStandardDeviation()));
            entries.add(new TrainingLog.Entry(update, UPDATE_RATIO, l, ratio(before, after, l)));
        }
        return entries;
    }

    private static double percentile(DMatrixRMaj z) {
        return Quantile.withDefaults().withCopy(true).evaluate(Arrays.copyOf(z.data, z.getNumElements()), 0.98);
    }

    private static double ratio(Network before, Network after, int layer) {
        DMatrixRMaj old = before.layers().get(layer - 1).weights();
        DMatrixRMaj now = after.layers().get(layer - 1).weights();
        DMatrixRMaj change = CommonOps_DDRM.subtract(now, old, null);
        return NormOps_DDRM.fastNormF(change) / NormOps_DDRM.fastNormF(old);
    }
}
