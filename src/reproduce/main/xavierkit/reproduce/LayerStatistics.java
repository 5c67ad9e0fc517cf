package xavierkit.reproduce;

import java.util.*;
import org.apache.commons.statistics.descriptive.Quantile;
import org.ejml.data.DMatrixRMaj;
import xavierkit.data.DataSet;
import xavierkit.matrix.Moments;
import xavierkit.network.*;
import xavierkit.training.*;

/**
 * Records what figures 2, 3, 9 and 10 show of every layer on a fixed probe: mean, population standard deviation and
 * 98th percentile (Hyndman and Fan's method 8) of z over samples and units, mean and population standard deviation of
 * dC/dW over the weights, C being the mean negative log-likelihood. With 300 samples at 5 x 1000 units, a record takes
 * about as long as 20 updates of batch 10.
 *
 * @param probe the samples; the paper takes 300
 * @param every the updates from one record to the next, at least 1
 */
record LayerStatistics(DataSet probe, long every) implements Recorder {

    static final String MEAN = "mean of z";
    static final String DEVIATION = "sd of z";
    static final String PERCENTILE = "98th percentile of z";
    static final String WEIGHT_GRADIENT_MEAN = "mean of dC/dW";
    static final String WEIGHT_GRADIENT_DEVIATION = "sd of dC/dW";

    @Override
    public List<TrainingLog.Entry> measure(long update, Network network) {
        BackwardSignals backward = backward(network, probe);
        Map<String, Double> found = new LinkedHashMap<>();
        List<TrainingLog.Entry> entries = new ArrayList<>();
        for (int l = 1; l <= network.depth(); l++) {
            DMatrixRMaj z = backward.forward().activation(l);
            Moments activation = Moments.of(z);
            Moments weightGradient = Moments.of(backward.weightGradient(l));
            found.put(MEAN, activation.mean());
            found.put(DEVIATION, activation.populationStandardDeviation());
            found.put(PERCENTILE, Quantile.withDefaults().evaluate(z.data.clone(), 0.98));
            found.put(WEIGHT_GRADIENT_MEAN, weightGradient.mean());
            found.put(WEIGHT_GRADIENT_DEVIATION, weightGradient.populationStandardDeviation());
            int layer = l;
            found.forEach((name, value) -> entries.add(new TrainingLog.Entry(update, name, layer, value)));
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
