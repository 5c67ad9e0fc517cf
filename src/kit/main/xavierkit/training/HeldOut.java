package xavierkit.training;

import java.util.List;
import java.util.Objects;
import xavierkit.data.DataSet;
import xavierkit.network.Network;

/**
 * Records error rate and cost on samples that are not trained on. A record costs what an
 * {@link Evaluation} costs, and two copies of the network.
 *
 * @param data the samples
 * @param every the updates from one record to the next, at least 1
 */
public record HeldOut(DataSet data, long every) implements Recorder {

    /** The share of samples that the network gets wrong; of layer 0, the whole network. */
    public static final String ERROR = "held-out error";

    /** The mean negative log-likelihood, in nats; of layer 0, the whole network. */
    public static final String COST = "held-out cost";

    /** Validates: the data given. */
    public HeldOut {
        Objects.requireNonNull(data, "the data must be given");
    }

    @Override
    public List<TrainingLog.Entry> measure(long update, Network before, Network after) {
        Evaluation evaluation = Evaluation.of(after, data);
        return List.of(
                new TrainingLog.Entry(update, ERROR, 0, evaluation.errorRate()),
                new TrainingLog.Entry(update, COST, 0, evaluation.cost()));
    }
}
