package xavierkit.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import xavierkit.data.DataSet;
import xavierkit.network.BackwardSignals;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Layer;
import xavierkit.network.Network;

class RecordersTest {

    private static final Network NETWORK = Toy.network(6, 9, 4);
    private static final DataSet PROBE = Toy.data(40);
    private static final TrainingLog LOG =
            new TrainingLog(new LayerStatistics(PROBE, 1).measure(5, halved(NETWORK), NETWORK));

    private static Network halved(Network network) {
        return new Network(network.layers().stream()
                .map(layer -> {
                    DMatrixRMaj half = layer.weights().copy();
                    CommonOps_DDRM.scale(0.5, half);
                    return new Layer(half, layer.biases(), layer.activation());
                })
                .toList());
    }

    private static double at(String statistic, int layer) {
        return LOG.course(statistic, layer).get(5L);
    }

    // formulas of the test's own, in one pass each: the rounding is about 40 * 9 * 1e-16
    @Test
    void everyLayerIsDescribed() {
        ForwardSignals forward = NETWORK.forward(PROBE.inputs());
        SoftmaxCost cost = SoftmaxCost.of(forward.activation(2), PROBE.labels());
        BackwardSignals backward = NETWORK.backward(forward, cost.gradient());
        assertEquals(cost.mean(), at(LayerStatistics.COST, 0));
        for (int l = 1; l <= 2; l++) {
            double[] z = forward.activation(l).data;
            double[] ds = backward.preActivationGradient(l).data;
            double[] dw = backward.weightGradient(l).data;
            assertEquals(mean(z), at(LayerStatistics.ACTIVATION_MEAN, l), 1e-13);
            assertEquals(deviation(z), at(LayerStatistics.ACTIVATION_DEVIATION, l), 1e-13);
            assertEquals(deviation(ds), at(LayerStatistics.GRADIENT_DEVIATION, l), 1e-13);
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
        assertEquals(expected, at(LayerStatistics.ACTIVATION_PERCENTILE, 1), 1e-13);
    }

    @Test
    void theUpdateRatioIsTheChangeRelativeToWhatThereWas() {
        assertEquals(1, at(LayerStatistics.UPDATE_RATIO, 1), 1e-14);
        assertEquals(1, at(LayerStatistics.UPDATE_RATIO, 2), 1e-14);
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    private static double deviation(double[] x) {
        double mean = mean(x);
        return Math.sqrt(
                Arrays.stream(x).map(y -> (y - mean) * (y - mean)).average().orElseThrow());
    }

    // 1,203 samples are three chunks, the last of them short
    @Test
    void anEvaluationInChunksIsThatOfTheWhole() {
        DataSet data = Toy.data(1203);
        SoftmaxCost whole = SoftmaxCost.of(NETWORK.forward(data.inputs()).activation(2), data.labels());
        Evaluation evaluation = Evaluation.of(NETWORK, data);
        assertEquals(whole.errorRate(), evaluation.errorRate());
        assertEquals(whole.mean(), evaluation.cost(), 1e-12);
        List<TrainingLog.Entry> expected = List.of(
                new TrainingLog.Entry(3, HeldOut.ERROR, 0, evaluation.errorRate()),
                new TrainingLog.Entry(3, HeldOut.COST, 0, evaluation.cost()));
        assertEquals(expected, new HeldOut(data, 1).measure(3, NETWORK, NETWORK));
    }

    @Test
    void thereIsAtLeastOneUpdateBetweenRecords() {
        for (Recorder recorder : List.of(new LayerStatistics(PROBE, 0), new HeldOut(PROBE, 0))) {
            List<Recorder> recorders = List.of(recorder);
            var error = assertThrows(
                    IllegalArgumentException.class, () -> new Trainer(NETWORK, index -> PROBE, new Sgd(1), recorders));
            assertEquals("the updates from one record to the next must be at least 1, got 0", error.getMessage());
        }
    }
}
