package xavierkit.reproduce;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import xavierkit.activation.Activation;
import xavierkit.network.Network;
import xavierkit.training.Evaluation;

/**
 * What is trained, but for the learning rate and the seed.
 *
 * @param task what it learns
 * @param activation of every hidden layer; a linear layer with a softmax follows
 * @param start how its weights begin; biases begin at 0
 * @param hidden the number of hidden layers
 * @param scale their width, and how long it is trained
 */
record Setting(Task task, Activation activation, Start start, int hidden, Scale scale) {

    /** Of the first run: of all its weights, and of the order of the samples. */
    static final long SEED = 2010;

    private static final List<Double> RATES = List.of(0.01, 0.03, 0.1, 0.3, 1.0, 3.0);
    private static final long TRIAL_SEED = 1986;
    private static final int TRIAL_SEEDS = 2;

    /** Data, activation, initialization and hidden layers. */
    String description() {
        return String.join(",", task.name(), activation + "", start + "", hidden + "");
    }

    /** The network before training. */
    Network network(long seed) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(hidden, scale.width));
        widths.add(0, task.test().inputs().numCols);
        widths.add(task.classes());
        return Network.of(widths, activation, start.initializer, new SplittableRandom(seed))
                .withLinearOutput();
    }

    /** The four rates that are tried; where slopes are small, larger ones. */
    List<Double> rates() {
        int first = activation == Activation.SIGMOID ? 2 : activation == Activation.SOFTSIGN ? 1 : 0;
        return RATES.subList(first, first + 4);
    }

    /** One run for each seed. */
    Stream<Run> runs(double rate) {
        return runs(rate, SEED, scale.seeds);
    }

    /**
     * Runs of every rate, on which the choice of one rests: from the only seed, as in the paper, or from two that
     * no other run has.
     */
    Stream<Run> trials() {
        return rates().stream().flatMap(rate -> scale.seeds == 1 ? runs(rate) : runs(rate, TRIAL_SEED, TRIAL_SEEDS));
    }

    private Stream<Run> runs(double rate, long first, int count) {
        return LongStream.range(first, first + count).mapToObj(seed -> new Run(this, rate, seed));
    }

    /**
     * The rate with the smallest mean error of its trials, of equal ones that of smaller cost.
     *
     * @param validated how a run did in the end on the samples to validate on
     */
    double rate(Function<Run, Evaluation> validated) {
        Map<Double, List<Evaluation>> byRate = trials().collect(Collectors.groupingBy(
                Run::rate, TreeMap::new, Collectors.mapping(validated, Collectors.toList())));
        Comparator<Double> byError = Comparator.comparingDouble(rate -> mean(byRate.get(rate), Evaluation::errorRate));
        return Collections.min(
                byRate.keySet(), byError.thenComparingDouble(rate -> mean(byRate.get(rate), Evaluation::cost)));
    }

    private static double mean(List<Evaluation> all, ToDoubleFunction<Evaluation> value) {
        return all.stream().mapToDouble(value).average().orElseThrow();
    }
}
