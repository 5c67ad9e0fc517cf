package xavierkit.reproduce;

import java.util.*;
import org.apache.commons.statistics.descriptive.Quantile;
import org.ejml.data.DMatrixRMaj;
import xavierkit.data.DataSet;
import xavierkit.matrix.Moments;
import xavierkit.network.*;
import xavierkit.training.*;

/**
 * Records what figures 2, 3, 9 and 10 show: in every layer the distributions of activations and weight gradients
 * on a fixed probe, C being its mean negative log-likelihood. With 300 samples at 5 x 1000 units, a record takes
 * about as long as 20 updates of batch 10.
 *
 * @param probe the samples; the paper takes 300
 * @param every the updates from one record to the next, at least 1
 */
record LayerStatistics(DataSet probe, long every) implements Recorder {

    /** The mean of z_l over samples and units. */
    static final String MEAN = "mean of z";

    /** The population standard deviation of z_l over samples and units. */
    static final String DEVIATION = "sd of z";

    /** The 98th percentile of z_l over samples and units; Hyndman and Fan's method 8. */
    static final String PERCENTILE = "98th percentile of z";

    /** The mean of dC/dW_l over its weights. */
    static final String WEIGHT_GRADIENT_MEAN = "mean of dC/dW";

    /** The population standard deviation of dC/dW_l over its weights. */
    static final String WEIGHT_GRADIENT_DEVIATION = "sd of dC/dW";

    @Override
    public List<TrainingLog.Entry> measure(long update, Network network) {
        BackwardSignals backward = backward(network, probe);
        List<TrainingLog.Entry> entries = new ArrayList<>();
        for (int l = 1; l <= network.depth(); l++) {
            DMatrixRMaj z = backward.forward().activation(l);
            Moments activation = Moments.of(z);
            Moments weightGradient = Moments.of(backward.weightGradient(l));
            double[] sorted = Arrays.copyOf(z.data, z.getNumElements());
            double percentile = Quantile.withDefaults().evaluate(sorted, 0.98);
            double spread = weightGradient.populationStandardDeviation();
            entries.add(new TrainingLog.Entry(update, MEAN, l, activation.mean()));
            entries.add(new TrainingLog.Entry(update, DEVIATION, l, activation.populationStandardDeviation()));
            entries.add(new TrainingLog.Entry(update, PERCENTILE, l, percentile));
            entries.add(new TrainingLog.Entry(update, WEIGHT_GRADIENT_MEAN, l, weightGradient.mean()));
            entries.add(new TrainingLog.Entry(update, WEIGHT_GRADIENT_DEVIATION, l, spread));
        }
        return entries;
    }

    /** The signals of samples under their mean negative log-likelihood. */
    static BackwardSignals backward(Network network, DataSet samples) {
        ForwardSignals forward = network.forward(samples.inputs());
        DMatrixRMaj output = forward.activation(network.depth());
        return network.backward(
                forward, SoftmaxCost.of(output, samples.labels()).gradient());
    }
}
