package xavierkit.reproduce;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.data.DataSet;
import xavierkit.matrix.Moments;
import xavierkit.network.BackwardSignals;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Network;
import xavierkit.training.Evaluation;
import xavierkit.training.HeldOut;
import xavierkit.training.SoftmaxCost;
import xavierkit.training.Trainer;
import xavierkit.training.TrainingLog;

/**
 * What is trained for which figure, and its numbers.
 *
 * @param scale of the runs; what happens at initialization is always at the paper's widths
 * @param shapeset where the paper takes Shapeset-3x2
 * @param others where it takes MNIST, CIFAR-10 and Small-ImageNet
 */
record Experiments(Scale scale, Task shapeset, List<Task> others) {

    private static final int HIDDEN = 5;

    /** The settings of a figure, trained or not, each once. */
    List<Setting> settings(Figure figure) {
        return switch (figure) {
            case FIGURE_2 -> List.of(new Setting(shapeset, Activation.SIGMOID, Start.STANDARD, 4, scale));
            case FIGURE_3, FIGURE_4 ->
                List.of(tanh(Start.STANDARD), setting(shapeset, Activation.SOFTSIGN, Start.STANDARD));
            case FIGURE_6, FIGURE_7, FIGURE_8 ->
                new Experiments(Scale.FULL, shapeset, others).settings(Figure.FIGURE_9);
            case FIGURE_9 -> List.of(tanh(Start.STANDARD), tanh(Start.NORMALIZED));
            case FIGURE_10 -> List.of(tanh(Start.NORMALIZED));
            case FIGURE_11 -> all(shapeset).toList();
            case FIGURE_12 -> others.stream().flatMap(this::all).toList();
            case TABLE_1 ->
                Stream.concat(Stream.of(shapeset), others.stream())
                        .flatMap(this::all)
                        .toList();
            case RATES ->
                Stream.concat(settings(Figure.TABLE_1).stream(), settings(Figure.FIGURE_2).stream())
                        .toList();
            case COMPARISONS ->
                others.stream()
                        .flatMap(task -> Comparison.of(task).stream())
                        .flatMap(Comparison::settings)
                        .distinct()
                        .toList();
        };
    }

    private Stream<Setting> all(Task task) {
        return Stream.of(
                setting(task, Activation.SOFTSIGN, Start.STANDARD),
                setting(task, Activation.SOFTSIGN, Start.NORMALIZED),
                setting(task, Activation.TANH, Start.STANDARD),
                setting(task, Activation.TANH, Start.NORMALIZED),
                setting(task, Activation.SIGMOID, Start.STANDARD));
    }

    private Setting tanh(Start start) {
        return setting(shapeset, Activation.TANH, start);
    }

    private Setting setting(Task task, Activation activation, Start start) {
        return new Setting(task, activation, start, HIDDEN, scale);
    }

    /**
     * A line of names, and the numbers of a figure.
     *
     * @param rate the learning rate that the trials of a setting chose
     * @param trained what became of a run
     */
    String csv(Figure figure, ToDoubleFunction<Setting> rate, Function<Run, Trainer> trained) {
        return switch (figure) {
            case FIGURE_4 ->
                Run.COLUMNS
                        + Histogram.COLUMNS
                        + lines(
                                runs(figure, rate),
                                run -> histograms(
                                        figure,
                                        run.description(),
                                        run.setting(),
                                        trained.apply(run).network()));
            case FIGURE_6, FIGURE_7, FIGURE_8 ->
                Setting.COLUMNS
                        + Histogram.COLUMNS
                        + lines(
                                settings(figure).stream(),
                                setting -> histograms(
                                        figure, setting.description(), setting, setting.network(Setting.SEED)));
            case RATES ->
                Run.COLUMNS
                        + ",validation error,validation cost\n"
                        + lines(trials(figure), run -> trial(run, trained.apply(run)));
            case COMPARISONS ->
                Run.COLUMNS
                        + ",mean error,last error\n"
                        + lines(
                                runs(figure, rate),
                                run -> score(run, trained.apply(run).log()));
            default ->
                Run.COLUMNS
                        + ",update,statistic,layer,value\n"
                        + lines(
                                runs(figure, rate),
                                run -> course(figure, run, trained.apply(run).log()));
        };
    }

    /** The runs that a figure shows, at the rates that their trials chose. */
    Stream<Run> runs(Figure figure, ToDoubleFunction<Setting> rate) {
        return settings(figure).stream().flatMap(setting -> setting.runs(rate.applyAsDouble(setting)).stream());
    }

    /** The trials of all its settings. */
    Stream<Run> trials(Figure figure) {
        return settings(figure).stream().flatMap(setting -> setting.trials().stream());
    }

    private static <T> String lines(Stream<T> all, Function<T, String> line) {
        return all.map(line).collect(Collectors.joining());
    }

    private static String trial(Run run, Trainer trained) {
        Evaluation evaluation = run.validated(trained);
        return "%s,%s,%s\n".formatted(run.description(), evaluation.errorRate(), evaluation.cost());
    }

    private static String score(Run run, TrainingLog log) {
        var errors = log.course(HeldOut.ERROR, 0);
        double mean =
                errors.values().stream().mapToDouble(error -> error).average().orElseThrow();
        return "%s,%s,%s\n".formatted(run.description(), mean, errors.get(errors.lastKey()));
    }

    private static String course(Figure figure, Run run, TrainingLog log) {
        return log.entries().stream()
                .filter(entry -> figure.statistics().contains(entry.statistic()))
                .filter(entry -> entry.layer() <= run.setting().hidden())
                .filter(entry -> figure != Figure.TABLE_1
                        || entry.update() == run.setting().scale().updates())
                .map(entry -> "%s,%s,%s,%s,%s\n"
                        .formatted(run.description(), entry.update(), entry.statistic(), entry.layer(), entry.value()))
                .collect(Collectors.joining());
    }

    private static String histograms(Figure figure, String name, Setting setting, Network network) {
        List<DMatrixRMaj> signals = signals(figure, setting.task().probe(), network);
        double bound = bound(figure, signals);
        StringBuilder lines = new StringBuilder();
        for (int l = 1; l <= signals.size(); l++) {
            DMatrixRMaj matrix = signals.get(l - 1);
            lines.append(Histogram.of(name + "," + l + "," + deviation(matrix), matrix, bound));
        }
        return lines.toString();
    }

    /** What the figure shows of each hidden layer, on the probe. */
    private static List<DMatrixRMaj> signals(Figure figure, DataSet probe, Network network) {
        ForwardSignals forward = network.forward(probe.inputs());
        int hidden = network.depth() - 1;
        DMatrixRMaj output = forward.activation(network.depth());
        DMatrixRMaj gradient = SoftmaxCost.of(output, probe.labels()).gradient();
        BackwardSignals backward = network.backward(forward, gradient);
        return switch (figure) {
            case FIGURE_7 -> backward.preActivationGradients().subList(0, hidden);
            case FIGURE_8 -> backward.weightGradients().subList(0, hidden);
            default -> forward.activations().subList(1, network.depth());
        };
    }

    // activations end at 1; gradients anywhere, and next to none beyond 4 of the largest deviations
    private static double bound(Figure figure, List<DMatrixRMaj> layers) {
        return switch (figure) {
            case FIGURE_7, FIGURE_8 ->
                4 * layers.stream().mapToDouble(Experiments::deviation).max().orElseThrow();
            default -> 1;
        };
    }

    private static double deviation(DMatrixRMaj matrix) {
        return Moments.of(matrix).populationStandardDeviation();
    }
}
