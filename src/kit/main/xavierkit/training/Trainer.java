package xavierkit.training;

import java.util.*;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import xavierkit.matrix.Require;
import xavierkit.network.*;

/**
 * Trains a network by mini-batches on the {@link SoftmaxCost} of its last layer. It copies the network that it is given
 * and changes its copy in place; {@link #network} gives a copy again, so that networks remain immutable. For one thread
 * at a time.
 *
 * <p>The state is a function of the initial network, the source, the rule, the recorders and the number of updates: the
 * same bits on any number of threads and however often training was interrupted and resumed (but not with the native
 * products, whose last bits depend on the machine).
 */
public final class Trainer {

    private final BatchSource source;
    private final Sgd sgd;
    private final List<Recorder> recorders;
    private List<TrainingLog.Entry> entries = new ArrayList<>();
    private Network network;
    private long updates;

    /**
     * Training that has not begun.
     *
     * @param recorders what to measure on the way; none as an empty list
     */
    public Trainer(Network network, BatchSource source, Sgd sgd, List<Recorder> recorders) {
        this.network = copy(Require.given("the network", network));
        this.source = Require.given("the source of batches", source);
        this.sgd = Require.given("the descent", sgd);
        this.recorders = Require.all("the recorders", recorders);
        String rule = "the updates from one record to the next must be at least 1, got %d";
        recorders.forEach(one -> Require.that(one.every() >= 1, rule, one.every()));
    }

    /** The number of updates done. */
    public long updates() {
        return updates;
    }

    /** The network as it is now; a copy. */
    public Network network() {
        return copy(network);
    }

    /** What was recorded up to now. */
    public TrainingLog log() {
        return new TrainingLog(entries);
    }

    /**
     * Goes on from a state of the same training: what {@link #updates}, {@link #network} and {@link #log} returned
     * together. Only the widths and activations of the network are compared.
     */
    public void resume(long updates, Network network, TrainingLog log) {
        String own = this.network.layers().toString();
        String found = Require.given("the network", network).layers().toString();
        Require.that(found.equals(own), "the network must have the layers %s, got %s", own, found);
        this.entries = new ArrayList<>(Require.given("the log", log).entries());
        this.updates = updates;
        this.network = copy(network);
    }

    /**
     * Trains up to a number of updates in all; those that were done before count. A cost that overflows does not end
     * it: NaN is a result too.
     *
     * @param costs is told the mean cost of each batch before its update, in nats, and once the update is done; what it
     *     throws ends training between two updates
     * @throws CancellationException if the thread is interrupted, between two updates: training can go on
     * @throws IllegalArgumentException if a batch does not fit the network
     */
    public void train(long until, DoubleConsumer costs) {
        Require.given("the receiver of the costs", costs);
        if (updates == 0 && entries.isEmpty()) {
            record();
        }
        while (updates < until) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted after " + updates + " of " + until + " updates");
            }
            double cost = sgd.step(network, source.batch(updates));
            updates++;
            record();
            costs.accept(cost);
        }
    }

    /** Trains up to a number of updates in all. */
    public void train(long until) {
        train(until, cost -> {});
    }

    private void record() {
        recorders.stream()
                .filter(one -> updates % one.every() == 0)
                .forEach(one -> entries.addAll(one.measure(updates, network())));
    }

    private static Network copy(Network network) {
        return new Network(network.layers().stream()
                .map(layer -> new Layer(layer.weights().copy(), layer.biases().copy(), layer.activation()))
                .toList());
    }
}
