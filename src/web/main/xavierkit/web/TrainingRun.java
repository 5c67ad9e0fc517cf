package xavierkit.web;

import java.util.*;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.*;
import org.apache.commons.rng.core.source64.SplitMix64;
import xavierkit.activation.Activation;
import xavierkit.check.LayerHealth;
import xavierkit.data.DataSet;
import xavierkit.matrix.Require;
import xavierkit.network.*;
import xavierkit.training.*;

/**
 * Trains a network of a setting, with a softmax layer on top, on the digits: plain SGD in batches of 50. The rows of each
 * part: {@code update}; {@code loss}, the mean of the last batches; {@code accuracy} on digits that are not trained on;
 * {@code ratio}, update to weight in each layer; {@code layers}, and {@code z-1} for layer 1, the shares of its
 * activations in each bin from -{@code range} to {@code range}.
 */
final class TrainingRun {

    /** Updates from one part to the next. */
    static final int EVERY = 10;

    static final double LEAST_RATE = 1e-4;
    static final double MOST_RATE = 10;
    static final int MOST_UPDATES = 10_000;

    private static final int TESTED_EVERY = 50;
    private static final int TRAINED_ON = 1500;
    private static final int CLASSES = 10;
    private static final int BATCH = 50;

    private final int depth;
    private final double rate;
    private final BatchSource batches;
    private final DataSet others;
    private final Trainer trainer;
    private double accuracy;
    private double range;

    private TrainingRun(Setting setting, double rate, DataSet digits) {
        this.depth = setting.depth();
        this.rate = rate;
        batches = ShuffledBatches.of(digits.first(TRAINED_ON), BATCH, setting.seed());
        others = digits.rows(IntStream.range(TRAINED_ON, digits.size()).toArray());
        trainer = new Trainer(network(setting, digits.inputs().numCols), batches, new Sgd(rate), List.of());
    }

    /** The answer to a setting, a learning rate, the number of updates and the digits, with blanks between them. */
    static String answer(String question, Consumer<String> part) {
        String[] words = question.split(" ");
        Require.that(words.length == 4, "training needs a setting, a rate, updates and digits, got %d", words.length);
        double rate = Setting.number(words[1]);
        String range = "the learning rate must be a number from %s to %s, got %s";
        Require.that(rate >= LEAST_RATE && rate <= MOST_RATE, range, LEAST_RATE, MOST_RATE, words[1]);
        double updates = Setting.number(words[2]);
        boolean whole = updates == Math.rint(updates) && updates >= 1 && updates <= MOST_UPDATES;
        Require.that(whole, "updates must be a whole number from 1 to %d, got %s", MOST_UPDATES, words[2]);
        return new TrainingRun(
                        Setting.parse(words[0]), rate, DigitText.parse(words[3]).standardized())
                .run((int) updates, part);
    }

    private static Network network(Setting setting, int inputs) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(setting.depth(), setting.width()));
        widths.add(0, inputs);
        widths.add(CLASSES);
        RandomGenerator random = new SplitMix64(setting.seed())::nextLong;
        Activation phi = setting.activation();
        Network network =
                Network.of(widths, phi, setting.start().initializer(), random).withLinearOutput();
        return setting.bias() > 0 ? network.withBiases(setting.bias(), random) : network;
    }

    private String run(int updates, Consumer<String> part) {
        double first = cost(trainer.network(), batches.batch(0)).mean();
        String said = state(first, false);
        while (trainer.updates() < updates) {
            part.accept(said);
            List<Double> costs = new ArrayList<>();
            trainer.train(Math.min(updates, trainer.updates() + EVERY), costs::add);
            said = state(costs.stream().mapToDouble(c -> c).average().orElseThrow(), trainer.updates() == updates);
        }
        return said;
    }

    private String state(double loss, boolean last) {
        Network network = trainer.network();
        DataSet batch = batches.batch(trainer.updates());
        ForwardSignals forward = network.forward(batch.inputs());
        var gradient = SoftmaxCost.of(forward.activation(network.depth()), batch.labels())
                .gradient();
        List<LayerHealth> health = LayerHealth.of(network, network.backward(forward, gradient), rate);
        NumberRows rows = new NumberRows()
                .with("update", trainer.updates())
                .with("loss", loss)
                .with("accuracy", accuracy(network, last))
                .with("ratio", health.stream().map(LayerHealth::updateToWeight).toList());
        histograms(rows, forward);
        return rows.toString();
    }

    /** On other digits, now and then: it takes the time of two updates. */
    private double accuracy(Network network, boolean last) {
        if (last || trainer.updates() % TESTED_EVERY == 0) {
            accuracy = 1 - Evaluation.of(network, others).errorRate();
        }
        return accuracy;
    }

    private void histograms(NumberRows rows, ForwardSignals forward) {
        int[] layers = Measurement.chosen(depth);
        if (range == 0) {
            range = Measurement.range(IntStream.of(layers).mapToObj(forward::activation));
        }
        rows.with("range", range)
                .with("layers", IntStream.of(layers).asDoubleStream().toArray());
        for (int l : layers) {
            rows.with("z-" + l, Measurement.shares(forward.activation(l), range));
        }
    }

    private static SoftmaxCost cost(Network network, DataSet batch) {
        return SoftmaxCost.of(network.forward(batch.inputs()).activation(network.depth()), batch.labels());
    }
}
