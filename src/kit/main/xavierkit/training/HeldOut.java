package xavierkit.training;

import java.util.List;
import xavierkit.data.DataSet;
import xavierkit.matrix.Require;
import xavierkit.network.Network;

/**
 * Records the error rate on samples that are not trained on. A record takes the time of an {@link Evaluation}.
 *
 * @param data the samples
 * @param every the updates from one record to the next, at least 1
 */
public record HeldOut(DataSet data, long every) implements Recorder {

    /** The share of samples that the network gets wrong; of layer 0, the whole network. */
    public static final String ERROR = "held-out error";

    /** Validates: the data given. */
    public HeldOut {
        Require.given("the data", data);
    }

    @Override
    public List<TrainingLog.Entry> measure(long update, Network network) {
        double error = Evaluation.of(network, data).errorRate();
        return List.of(new TrainingLog.Entry(update, ERROR, 0, error));
    }
}
