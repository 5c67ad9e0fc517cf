package xavierkit.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import xavierkit.data.DataSet;
import xavierkit.network.BackwardSignals;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Network;
import xavierkit.training.SoftmaxCost;
import xavierkit.training.TrainingLog;

class LayerStatisticsTest {

    private static final Network NETWORK = Toy.network(6, 9, 4);
    private static final DataSet PROBE = Toy.data(40);
    private static final TrainingLog LOG = new TrainingLog(new LayerStatistics(PROBE, 1).measure(5, NETWORK));

    private static double at(String statistic, int layer) {
        return LOG.course(statistic, layer).get(5L);
    }

    // formulas of the test's own, in one pass each: the rounding is about 40 * 9 * 1e-16
    @Test
    void everyLayerIsDescribed() {
        ForwardSignals forward = NETWORK.forward(PROBE.inputs());
        SoftmaxCost cost = SoftmaxCost.of(forward.activation(2), PROBE.labels());
        BackwardSignals backward = NETWORK.backward(forward, cost.gradient());
        for (int l = 1; l <= 2; l++) {
            double[] z = forward.activation(l).data;
            double[] dw = backward.weightGradient(l).data;
            assertEquals(mean(z), at(LayerStatistics.MEAN, l), 1e-13);
            assertEquals(deviation(z), at(LayerStatistics.DEVIATION, l), 1e-13);
            assertEquals(mean(dw), at(LayerStatistics.WEIGHT_GRADIENT_MEAN, l), 1e-13);
            assertEquals(deviation(dw), at(LayerStatistics.WEIGHT_GRADIENT_DEVIATION, l), 1e-13);
        }
    }

    // Hyndman and Fan 1996, definition 8: between the ranks around p (n + 1/3) + 1/3, from 1 on
    @Test
    void thePercentileInterpolatesBetweenRanks() {
        double[] z = NETWORK.forward(PROBE.inputs()).activation(1).data.clone();
        Arrays.sort(z);
        double rank = 0.98 * (z.length + 1 / 3.0) + 1 / 3.0 - 1;
        int below = (int) rank;
        double expected = z[below] + (rank - below) * (z[below + 1] - z[below]);
        assertEquals(expected, at(LayerStatistics.PERCENTILE, 1), 1e-13);
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    private static double deviation(double[] x) {
        double mean = mean(x);
        return Math.sqrt(
                Arrays.stream(x).map(y -> (y - mean) * (y - mean)).average().orElseThrow());
    }

    @Test
    void entriesComeInTheOrderOfTheCommittedFiles() {
        List<String> order = List.of("mean of z", "sd of z", "98th percentile of z", "mean of dC/dW", "sd of dC/dW");
        assertEquals(
                order,
                LOG.entries().stream()
                        .limit(5)
                        .map(TrainingLog.Entry::statistic)
                        .toList());
    }
}
