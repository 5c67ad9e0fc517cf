package xavierkit.reproduce;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.network.BackwardSignals;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Moments;
import xavierkit.network.Network;
import xavierkit.training.SoftmaxCost;
import xavierkit.training.Trainer;
import xavierkit.training.TrainingLog;

/**
 * Which runs make which figure, and its numbers.
 *
 * @param scale of the runs; what happens at initialization is always at the paper's widths
 * @param shapeset where the paper takes Shapeset-3x2
 * @param others where it takes MNIST, CIFAR-10 and Small-ImageNet
 */
record Experiments(Scale scale, Task shapeset, List<Task> others) {

  private static final int HIDDEN = 5;

  /** The runs of a figure, trained or not. */
  List<Run> runs(Figure figure) {
    return switch (figure) {
      case FIGURE_2 -> List.of(new Run(shapeset, Activation.SIGMOID, Start.STANDARD, 4, scale));
      case FIGURE_3, FIGURE_4 ->
        List.of(tanh(Start.STANDARD), run(shapeset, Activation.SOFTSIGN, Start.STANDARD));
      case FIGURE_6, FIGURE_7, FIGURE_8 ->
        new Experiments(Scale.FULL, shapeset, others).runs(Figure.FIGURE_9);
      case FIGURE_9 -> List.of(tanh(Start.STANDARD), tanh(Start.NORMALIZED));
      case FIGURE_10 -> List.of(tanh(Start.NORMALIZED));
      case FIGURE_11 -> all(shapeset).toList();
      case FIGURE_12 -> others.stream().flatMap(this::all).toList();
      case TABLE_1 ->
        Stream.concat(Stream.of(shapeset), others.stream()).flatMap(this::all).toList();
    };
  }

  private Stream<Run> all(Task task) {
    return Stream.of(
        run(task, Activation.SOFTSIGN, Start.STANDARD),
        run(task, Activation.SOFTSIGN, Start.NORMALIZED),
        run(task, Activation.TANH, Start.STANDARD),
        run(task, Activation.TANH, Start.NORMALIZED),
        run(task, Activation.SIGMOID, Start.STANDARD));
  }

  private Run tanh(Start start) {
    return run(shapeset, Activation.TANH, start);
  }

  private Run run(Task task, Activation activation, Start start) {
    return new Run(task, activation, start, HIDDEN, scale);
  }

  /** A line of names, and the numbers of a figure. */
  String csv(Figure figure, Function<Run, Trainer> trained) {
    List<Run> runs = runs(figure);
    String numbers = figure.statistics().isEmpty()
        ? histograms(figure, runs, trained)
        : runs.stream()
            .map(run -> course(figure, run, trained.apply(run).log()))
            .collect(Collectors.joining());
    return Run.COLUMNS
        + (figure.statistics().isEmpty()
            ? ",layer,sd,centre,density\n"
            : ",update,statistic,layer,value\n")
        + numbers;
  }

  private static String course(Figure figure, Run run, TrainingLog log) {
    return log.entries().stream()
        .filter(entry -> figure.statistics().contains(entry.statistic()))
        .filter(entry -> entry.layer() <= run.hidden())
        .filter(
            entry -> figure != Figure.TABLE_1 || entry.update() == run.scale().updates())
        .map(entry -> "%s,%s,%s,%s,%s\n"
            .formatted(
                run.description(), entry.update(), entry.statistic(), entry.layer(), entry.value()))
        .collect(Collectors.joining());
  }

  private static String histograms(Figure figure, List<Run> runs, Function<Run, Trainer> trained) {
    StringBuilder lines = new StringBuilder();
    List<List<DMatrixRMaj>> signals = runs.stream()
        .map(run -> signals(
            figure, run, figure == Figure.FIGURE_4 ? trained.apply(run).network() : run.network()))
        .toList();
    for (int i = 0; i < runs.size(); i++) {
      double bound = bound(figure, signals.get(i).subList(0, HIDDEN));
      for (int l = 1; l <= runs.get(i).hidden(); l++) {
        DMatrixRMaj matrix = signals.get(i).get(l - 1);
        String prefix = runs.get(i).description() + "," + l + "," + deviation(matrix);
        lines.append(Histogram.of(prefix, matrix, bound));
      }
    }
    return lines.toString();
  }

  /** What the figure shows of each layer, on the probe. */
  private static List<DMatrixRMaj> signals(Figure figure, Run run, Network network) {
    ForwardSignals forward = network.forward(run.task().probe().inputs());
    DMatrixRMaj output = forward.activation(network.depth());
    DMatrixRMaj gradient = SoftmaxCost.of(output, run.task().probe().labels()).gradient();
    BackwardSignals backward = network.backward(forward, gradient);
    return switch (figure) {
      case FIGURE_7 -> backward.preActivationGradients();
      case FIGURE_8 -> backward.weightGradients();
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
