package xavierkit.reproduce;

import static xavierkit.activation.Activation.*;
import static xavierkit.reproduce.Start.*;
import static xavierkit.view.ResultColumn.*;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.matrix.*;
import xavierkit.network.*;
import xavierkit.training.*;
import xavierkit.view.ResultColumn;

/**
 * What is trained for which figure, and its numbers.
 *
 * @param scale of the runs; what happens at initialization is always at the paper's widths
 * @param shapeset where the paper takes Shapeset-3x2
 * @param others where it takes MNIST, CIFAR-10 and Small-ImageNet; only figures on files need them
 */
record Experiments(Scale scale, Task shapeset, List<Task> others) {

    private static final int BINS = 100;

    /** The settings of a figure, trained or not, each once. */
    List<Setting> settings(Figure figure) {
        return switch (figure) {
            case FIGURE_2 -> List.of(new Setting(shapeset, SIGMOID, STANDARD, 4, scale));
            case FIGURE_3, FIGURE_4 -> List.of(deep(shapeset, TANH, STANDARD), deep(shapeset, SOFTSIGN, STANDARD));
            case FIGURE_6, FIGURE_7, FIGURE_8 ->
                new Experiments(Scale.FULL, shapeset, others).settings(Figure.FIGURE_9);
            case FIGURE_9 -> List.of(deep(shapeset, TANH, STANDARD), deep(shapeset, TANH, NORMALIZED));
            case FIGURE_10 -> List.of(deep(shapeset, TANH, NORMALIZED));
            case FIGURE_11 -> all(Stream.of(shapeset));
            case FIGURE_12 -> all(others.stream());
            case TABLE_1 -> all(Stream.concat(Stream.of(shapeset), others.stream()));
            case RATES ->
                Stream.of(Figure.TABLE_1, Figure.FIGURE_2)
                        .flatMap(f -> settings(f).stream())
                        .toList();
            case COMPARISONS ->
                others.stream()
                        .flatMap(task -> Comparison.of(task).stream())
                        .flatMap(one -> Stream.of(one.first(), one.second()))
                        .distinct()
                        .toList();
        };
    }

    private List<Setting> all(Stream<Task> tasks) {
        return tasks.flatMap(task -> Stream.of(
                        deep(task, SOFTSIGN, STANDARD),
                        deep(task, SOFTSIGN, NORMALIZED),
                        deep(task, TANH, STANDARD),
                        deep(task, TANH, NORMALIZED),
                        deep(task, SIGMOID, STANDARD)))
                .toList();
    }

    private Setting deep(Task task, Activation activation, Start start) {
        return new Setting(task, activation, start, 5, scale);
    }

    /** The runs that a figure shows, at the rates that their trials chose. */
    Stream<Run> runs(Figure figure, ToDoubleFunction<Setting> rate) {
        return settings(figure).stream().flatMap(setting -> setting.runs(rate.applyAsDouble(setting)));
    }

    /** The trials of all its settings. */
    Stream<Run> trials(Figure figure) {
        return settings(figure).stream().flatMap(Setting::trials);
    }

    /**
     * A line of names, and the numbers of a figure.
     *
     * @param rate the learning rate that the trials of a setting chose
     * @param trained what became of a run
     */
    String csv(Figure figure, ToDoubleFunction<Setting> rate, Function<Run, Trainer> trained) {
        List<Setting> settings = settings(figure);
        Stream<String> lines = switch (figure) {
            case FIGURE_4 -> runs(figure, rate).flatMap(run -> histograms(run, trained.apply(run)));
            case FIGURE_6, FIGURE_7, FIGURE_8 -> settings.stream().flatMap(s -> histograms(figure, s));
            case RATES -> trials(figure).map(run -> trial(run, trained.apply(run)));
            case COMPARISONS -> runs(figure, rate).map(run -> score(run, trained.apply(run)));
            default -> runs(figure, rate).flatMap(run -> course(figure, run, trained.apply(run)));
        };
        return Stream.concat(Stream.of(line(columns(figure).toArray())), lines).collect(Collectors.joining());
    }

    private static List<ResultColumn> columns(Figure figure) {
        List<ResultColumn> columns = new ArrayList<>(List.of(DATA, ACTIVATION, INITIALIZATION, HIDDEN_LAYERS));
        columns.addAll(figure.isAtInitialization() ? List.of() : List.of(RATE, SEED));
        columns.addAll(
                switch (figure) {
                    case FIGURE_4, FIGURE_6, FIGURE_7, FIGURE_8 -> List.of(LAYER, SD, CENTRE, DENSITY);
                    case RATES -> List.of(VALIDATION_ERROR, VALIDATION_COST);
                    case COMPARISONS -> List.of(MEAN_ERROR, LAST_ERROR);
                    default -> List.of(UPDATE, STATISTIC, LAYER, VALUE);
                });
        return columns;
    }

    private static String line(Object... values) {
        return Stream.of(values).map(Object::toString).collect(Collectors.joining(",", "", "\n"));
    }

    private static String trial(Run run, Trainer trained) {
        Evaluation evaluation = run.validated(trained);
        return line(run.description(), evaluation.errorRate(), evaluation.cost());
    }

    private static String score(Run run, Trainer trained) {
        var errors = trained.log().course(HeldOut.ERROR, 0);
        double sum = errors.values().stream().mapToDouble(error -> error).sum();
        return line(run.description(), sum / errors.size(), errors.get(errors.lastKey()));
    }

    private static Stream<String> course(Figure figure, Run run, Trainer trained) {
        long first = figure == Figure.TABLE_1 ? run.setting().scale().updates : 0;
        return trained.log().entries().stream()
                .filter(one -> figure.statistics.contains(one.statistic()) && one.update() >= first)
                .filter(one -> one.layer() <= run.setting().hidden())
                .map(one -> line(run.description(), one.update(), one.statistic(), one.layer(), one.value()));
    }

    private static Stream<String> histograms(Run run, Trainer trained) {
        return histograms(Figure.FIGURE_4, run.description(), run.setting(), trained.network());
    }

    private static Stream<String> histograms(Figure figure, Setting setting) {
        return histograms(figure, setting.description(), setting, setting.network(Setting.SEED));
    }

    // activations end at 1; gradients anywhere, and next to none beyond 4 of the largest deviations
    private static Stream<String> histograms(Figure figure, String name, Setting setting, Network network) {
        List<DMatrixRMaj> signals = signals(figure, setting, network);
        DoubleStream deviations =
                signals.stream().mapToDouble(one -> Moments.of(one).populationStandardDeviation());
        double[] sds = deviations.toArray();
        boolean gradients = figure == Figure.FIGURE_7 || figure == Figure.FIGURE_8;
        double bound = gradients ? 4 * Arrays.stream(sds).max().orElseThrow() : 1;
        return IntStream.range(0, sds.length).boxed().flatMap(l -> {
            double[] densities = Histogram.densities(signals.get(l).data, -bound, bound, BINS);
            return IntStream.range(0, BINS)
                    .mapToObj(k -> line(name, l + 1, sds[l], bound * (2 * k + 1 - BINS) / BINS, densities[k]));
        });
    }

    /** What the figure shows of each hidden layer, on the probe. */
    private static List<DMatrixRMaj> signals(Figure figure, Setting setting, Network network) {
        BackwardSignals backward =
                LayerStatistics.backward(network, setting.task().probe());
        return switch (figure) {
            case FIGURE_7 -> backward.preActivationGradients().subList(0, setting.hidden());
            case FIGURE_8 -> backward.weightGradients().subList(0, setting.hidden());
            default -> backward.forward().activations().subList(1, setting.hidden() + 1);
        };
    }
}
