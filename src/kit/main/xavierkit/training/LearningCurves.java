package xavierkit.training;

import java.util.*;
import java.util.stream.*;
import xavierkit.activation.Activation;
import xavierkit.data.DataSet;
import xavierkit.init.Initializer;
import xavierkit.matrix.*;
import xavierkit.network.Network;

/**
 * Runs of one network from different starts, as {@code lab.py reproduce comparisons} makes them: dense layers of 50 units,
 * a linear layer and a softmax above, plain stochastic gradient descent in batches of 10. One seed fixes all that is
 * random, the weights and the order of the samples: runs of one seed and different starts are pairs.
 *
 * @param train what is trained on
 * @param validation what learning rates are chosen on
 * @param test what is recorded: the share of wrong answers before training and after every sixth of the updates
 * @param activation of the hidden layers
 * @param layers how many are hidden, at least 1
 * @param updates in all, a multiple of 6
 */
public record LearningCurves(
        DataSet train, DataSet validation, DataSet test, Activation activation, int layers, long updates) {

    private static final int WIDTH = 50;
    private static final int BATCH = 10;
    private static final int RECORDS = 6;

    /** Validates: data and an activation given, at least 1 layer, updates that a sixth of is whole. */
    public LearningCurves {
        Require.given("what is trained on", train);
        Require.given("the validation data", validation);
        Require.given("the test data", test);
        Require.given("the activation", activation);
        Require.atLeast(1, "layers", layers);
        boolean whole = updates > 0 && updates % RECORDS == 0;
        Require.that(whole, "updates must be a multiple of %d, got %d", RECORDS, updates);
    }

    /** Five hidden layers and 600 updates, for data that are split in this order. */
    public static LearningCurves of(DataSet data, int train, int validation, Activation activation) {
        Require.given("the data", data);
        return new LearningCurves(
                data.first(train),
                data.rows(IntStream.range(train, train + validation).toArray()),
                data.rows(IntStream.range(train + validation, data.size()).toArray()),
                activation,
                5,
                600);
    }

    /** The same with another activation and number of hidden layers. */
    public LearningCurves with(Activation activation, int layers) {
        return new LearningCurves(train, validation, test, activation, layers, updates);
    }

    /** The same for another number of updates. */
    public LearningCurves withUpdates(long updates) {
        return new LearningCurves(train, validation, test, activation, layers, updates);
    }

    /** The network before training. */
    public Network network(Initializer start, long seed) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(layers, WIDTH));
        widths.add(0, train.inputs().numCols);
        widths.add(Collections.max(train.labels()) + 1);
        return Network.of(widths, activation, start, new SplittableRandom(seed)).withLinearOutput();
    }

    private Trainer trained(Initializer start, double rate, long seed) {
        List<Recorder> recorders = List.of(new HeldOut(test, updates / RECORDS));
        ShuffledBatches batches = ShuffledBatches.of(train, BATCH, seed);
        Trainer trainer = new Trainer(network(start, seed), batches, new Sgd(rate), recorders);
        trainer.train(updates);
        return trainer;
    }

    /** The learning curve of a run: seven error rates on the test data. */
    public double[] run(Initializer start, double rate, long seed) {
        SortedMap<Long, Double> course = trained(start, rate, seed).log().course(HeldOut.ERROR, 0);
        return course.values().stream().mapToDouble(error -> error).toArray();
    }

    /** The curves of several seeds, from {@code first} on. */
    public List<double[]> runs(Initializer start, double rate, long first, int seeds) {
        LongStream all = LongStream.range(first, first + seeds).parallel();
        return all.mapToObj(seed -> run(start, rate, seed)).toList();
    }

    /** That of the rates with the smallest validation error after training, on average over the seeds; if tied the first. */
    public double bestRate(Initializer start, List<Double> rates, long... seeds) {
        List<Double> errors = rates.parallelStream()
                .map(rate -> LongStream.of(seeds)
                        .mapToObj(seed -> trained(start, rate, seed).network())
                        .mapToDouble(
                                network -> Evaluation.of(network, validation).errorRate())
                        .average()
                        .orElseThrow())
                .toList();
        return rates.get(errors.indexOf(Collections.min(errors)));
    }

    /**
     * The costs on the test data of any network of one's own, in nats, before training and after every sixth of the
     * updates.
     *
     * @param seed of the order of the samples
     */
    public double[] losses(Network network, double rate, long seed) {
        ShuffledBatches batches = ShuffledBatches.of(train, BATCH, seed);
        Trainer trainer = new Trainer(network, batches, new Sgd(rate), List.of());
        double[] losses = new double[RECORDS + 1];
        for (int i = 0; i <= RECORDS; i++) {
            trainer.train(updates / RECORDS * i);
            losses[i] = Evaluation.of(trainer.network(), test).cost();
        }
        return losses;
    }

    /** The mean error of each run: the mean of its curve. The lower, the faster it has learned. */
    public static double[] means(List<double[]> runs) {
        return runs.stream().mapToDouble(run -> Moments.of(run).mean()).toArray();
    }

    /** The last error of each run. */
    public static double[] lasts(List<double[]> runs) {
        return runs.stream().mapToDouble(run -> run[run.length - 1]).toArray();
    }

    /** The largest of the last errors. */
    public static double worst(List<double[]> runs) {
        return DoubleStream.of(lasts(runs)).max().orElseThrow();
    }

    /** The updates at which curves were recorded: horizontal places for a chart. */
    public List<Double> places() {
        return IntStream.rangeClosed(0, RECORDS)
                .mapToObj(i -> (double) (updates / RECORDS * i))
                .toList();
    }
}
