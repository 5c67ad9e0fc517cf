package xavierkit.training;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.data.DataSet;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;
import xavierkit.matrix.Moments;
import xavierkit.network.Network;

/** A training so small that a test can do thousands of its updates. */
final class Toy {

    static final DataSet DATA = data(53);

    private Toy() {}

    /** Normal inputs, of which the signs of the first two make the class. */
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

    static Trainer trainer() {
        return trainer(network(6, 9, 4), 1);
    }

    static Trainer trainer(Network network, long seed) {
        return new Trainer(
                network,
                ShuffledBatches.of(DATA, 10, seed),
                new Sgd(0.1),
                List.of(new Squares(7), new HeldOut(data(31), 10)));
    }

    /** Records E[z^2] in every layer, over 20 samples. */
    record Squares(long every) implements Recorder {

        static final String NAME = "E[z^2]";

        @Override
        public List<TrainingLog.Entry> measure(long update, Network network) {
            return IntStream.rangeClosed(1, network.depth())
                    .mapToObj(l -> new TrainingLog.Entry(update, NAME, l, of(network, l)))
                    .toList();
        }

        static double of(Network network, int layer) {
            return Moments.of(network.forward(DATA.first(20).inputs()).activation(layer))
                    .secondMoment();
        }
    }

    /** All parameters, layer after layer, to compare bit by bit. */
    static List<Double> parameters(Network network) {
        return network.layers().stream()
                .flatMap(layer -> Stream.of(layer.weights(), layer.biases()))
                .flatMap(matrix -> Arrays.stream(matrix.data).boxed())
                .toList();
    }
}
