package xavierkit.reproduce;

import java.nio.file.Path;
import java.util.*;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.data.DataSet;
import xavierkit.init.*;
import xavierkit.network.Network;
import xavierkit.training.*;

/**
 * A training so small that a test can do thousands of its updates.
 *
 * @param network what is trained
 * @param sgd the descent
 * @param size of a batch
 * @param seed of the order of the samples
 */
record Toy(Network network, Sgd sgd, int size, long seed) {

    /** Normal inputs, of which the signs of the first two make the class. */
    static final DataSet DATA = data(53);

    static final Toy USUAL = new Toy(network(6, 9, 4), new Sgd(0.1), 10, 1);

    static DataSet data(int size) {
        DMatrixRMaj x = WeightDistribution.NORMAL.sample(size, 6, 1, new SplittableRandom(size));
        List<Integer> labels = IntStream.range(0, size)
                .mapToObj(i -> (x.get(i, 0) > 0 ? 2 : 0) + (x.get(i, 1) > 0 ? 1 : 0))
                .toList();
        return new DataSet(x, labels);
    }

    static Network network(Integer... widths) {
        return Network.of(List.of(widths), Activation.TANH, VarianceScaling.glorotUniform(), new SplittableRandom(1))
                .withLinearOutput();
    }

    private BatchSource source() {
        return ShuffledBatches.of(DATA, size, seed);
    }

    /** Training that has not begun. */
    Trainer trainer() {
        List<Recorder> recorders = List.of(new LayerStatistics(DATA.first(20), 7), new HeldOut(data(31), 10));
        return new Trainer(network, source(), sgd, recorders);
    }

    Checkpoint checkpoint(Path file) {
        return Checkpoint.of(file, network, sgd, source());
    }

    /** Trained from the checkpoint, which must be there. */
    Trainer resumed(Path file) {
        Trainer trainer = trainer();
        if (!checkpoint(file).restore(trainer)) {
            throw new AssertionError(file + " is no checkpoint of " + this);
        }
        return trainer;
    }

    /** All parameters, layer after layer, to compare bit by bit. */
    static List<Double> parameters(Trainer trainer) {
        return trainer.network().layers().stream()
                .flatMap(layer -> Stream.of(layer.weights(), layer.biases()))
                .flatMap(matrix -> Arrays.stream(matrix.data).boxed())
                .toList();
    }
}
