package xavierkit.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import xavierkit.data.DataSet;
import xavierkit.network.Layer;
import xavierkit.network.Network;

/**
 * Trains a network by mini-batches on the {@link SoftmaxCost} of its last layer. It copies the
 * network that it is given and changes its copy in place; whoever asks for the {@link #network}
 * gets a copy again, so that networks remain immutable.
 *
 * <p>The state is a function of the initial network, the source, the rule, the recorders and the
 * number of updates: the same bits on any number of threads and however often training was
 * interrupted, saved and restored (but not with the native products, whose last bits depend on the
 * machine). For one thread at a time.
 */
public final class Trainer {

    private final Network network;
    private final List<DMatrixRMaj> velocities;
    private final BatchSource source;
    private final Sgd sgd;
    private final List<Recorder> recorders;
    private final String start;
    private final List<TrainingLog.Entry> entries = new ArrayList<>();
    private long updates;

    /**
     * Training that has not begun.
     *
     * @param recorders what to measure on the way; none as an empty list
     */
    public Trainer(Network network, BatchSource source, Sgd sgd, List<Recorder> recorders) {
        this.network = copy(Objects.requireNonNull(network, "the network must be given"));
        this.source = Objects.requireNonNull(source, "the source of batches must be given");
        this.sgd = Objects.requireNonNull(sgd, "the descent must be given");
        Objects.requireNonNull(recorders, "the recorders must be given");
        recorders.forEach(one -> Objects.requireNonNull(one, "every recorder must be given"));
        this.recorders = List.copyOf(recorders);
        this.recorders.forEach(one -> requireEvery(one.every()));
        this.start = Checkpoint.fingerprint(List.of(), parameters());
        this.velocities = sgd.velocities(network);
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
     * Trains up to a number of updates in all; those that were done before count. A cost that
     * overflows does not end it: NaN is a result too.
     *
     * @param progress called after every update, when it may also {@link #save}; what it throws ends
     *     training between two updates
     * @throws CancellationException if the thread is interrupted, between two updates: training can be
     *     saved or go on
     * @throws IllegalArgumentException if a batch does not fit the network
     */
    public void train(long until, Consumer<Progress> progress) {
        Objects.requireNonNull(progress, "the receiver of the progress must be given");
        long start = updates;
        long startTime = System.nanoTime();
        if (updates == 0 && entries.isEmpty()) {
            record(network(), recorders);
        }
        while (updates < until) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted after " + updates + " of " + until + " updates");
            }
            double cost = update();
            long nanos = System.nanoTime() - startTime;
            progress.accept(Progress.of(start, updates, until, cost, nanos));
        }
    }

    /** Trains up to a number of updates in all and tells nobody of the progress. */
    public void train(long until) {
        train(until, progress -> {});
    }

    /**
     * Writes a checkpoint, 8 bytes a parameter, twice that with momentum. At any moment, whatever
     * happens, the file holds the last one or this.
     */
    public void save(Path file) {
        Objects.requireNonNull(file, "the file must be given");
        new Checkpoint(training(updates), updates, log(), state()).write(file);
    }

    /**
     * Goes back, or forward, to a checkpoint of the same training; recorders may be others.
     *
     * @throws IllegalArgumentException if the file is missing, damaged, truncated, or a checkpoint of
     *     another training; it names the file, and nothing is changed
     */
    public void restore(Path file) {
        Objects.requireNonNull(file, "the file must be given");
        Checkpoint checkpoint = Checkpoint.read(file);
        String own = training(checkpoint.updates());
        if (!checkpoint.training().equals(own)) {
            throw new IllegalArgumentException(
                    file + " must be a checkpoint of " + own + ", got one of " + checkpoint.training());
        }
        List<DMatrixRMaj> state = state();
        for (int i = 0; i < state.size(); i++) {
            state.get(i).setTo(checkpoint.matrices().get(i));
        }
        entries.clear();
        entries.addAll(checkpoint.log().entries());
        updates = checkpoint.updates();
    }

    private double update() {
        DataSet batch = source.batch(updates);
        List<Recorder> due = recorders.stream()
                .filter(one -> (updates + 1) % one.every() == 0)
                .toList();
        Network before = due.isEmpty() ? network : network();
        double cost = sgd.step(network, velocities, batch);
        updates++;
        record(before, due);
        return cost;
    }

    private void record(Network before, List<Recorder> due) {
        Network after = due.isEmpty() ? network : network();
        entries.addAll(due.stream()
                .flatMap(one -> one.measure(updates, before, after).stream())
                .toList());
    }

    private List<DMatrixRMaj> parameters() {
        return network.layers().stream()
                .flatMap(layer -> Stream.of(layer.weights(), layer.biases()))
                .toList();
    }

    private List<DMatrixRMaj> state() {
        return Stream.concat(parameters().stream(), velocities.stream()).toList();
    }

    // The next batch stands for the source: another seed, size or data set would go on differently.
    private String training(long position) {
        DataSet next = source.batch(position);
        return network.layers().stream().map(Layer::toString).collect(Collectors.joining("; "))
                + "; " + sgd + "; started from " + start + "; next batch "
                + Checkpoint.fingerprint(next.labels(), List.of(next.inputs()));
    }

    private static void requireEvery(long every) {
        if (every < 1) {
            throw new IllegalArgumentException(
                    "the updates from one record to the next must be at least 1, got " + every);
        }
    }

    private static Network copy(Network network) {
        return new Network(network.layers().stream()
                .map(layer -> new Layer(layer.weights().copy(), layer.biases().copy(), layer.activation()))
                .toList());
    }
}
