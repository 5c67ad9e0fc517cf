package xavierkit.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Computes figures and writes each to a file of CSV. */
public final class Reproduce {

  private final Experiments experiments;
  private final Path checkpoints;
  private final Path results;
  private final Consumer<String> told;

  /** Figures of experiments at their scale. */
  Reproduce(Experiments experiments, Path checkpoints, Path results, Consumer<String> told) {
    this.experiments = experiments;
    this.checkpoints = checkpoints;
    this.results = results;
    this.told = told;
  }

  /**
   * Started by {@code lab.py reproduce}, in the kit's folder.
   *
   * @param arguments the scale, a folder with MNIST or nothing, and figures
   */
  public static void main(String... arguments) throws IOException {
    Scale scale = Scale.valueOf(arguments[0].toUpperCase(java.util.Locale.ROOT));
    List<Figure> figures = Stream.of(arguments).skip(2).map(Figure::named).toList();
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main)));
    try {
      new Reproduce(
              experiments(scale, arguments[1]),
              Path.of(".lab/reproduce"),
              Path.of("data/results"),
              System.out::println)
          .write(figures);
    } catch (CancellationException e) {
      System.out.println("Stopped. The same command goes on from here.");
    }
  }

  // asked to end, Java does not wait for a checkpoint by itself
  private static void stop(Thread main) {
    main.interrupt();
    try {
      main.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Experiments experiments(Scale scale, String mnist) {
    Path data = Path.of("data");
    Task images = mnist.isEmpty()
        ? Task.fashion(data.resolve("fashion-mnist"), Run.SEED)
        : Task.mnist(Path.of(mnist), Run.SEED);
    Task digits = Task.digits(data.resolve("digits.csv"), Run.SEED);
    return new Experiments(scale, Task.shapeset(Run.SEED), List.of(images, digits));
  }

  /**
   * Trains what the figures need, each run once, and writes the figures. Checkpoints remain until
   * all is written, so that the same call goes on after an interrupt, and another computes anew.
   *
   * @throws CancellationException if the thread is interrupted
   */
  void write(List<Figure> figures) throws IOException {
    Files.createDirectories(checkpoints);
    Files.createDirectories(results);
    Map<String, Run> runs = new LinkedHashMap<>();
    figures.stream()
        .filter(figure -> !figure.isAtInitialization())
        .flatMap(figure -> experiments.runs(figure).stream())
        .forEach(run -> runs.put(run.description(), run));
    int count = 0;
    for (Run run : runs.values()) {
      String number = "run " + ++count + " of " + runs.size() + ": ";
      run.trained(checkpoints, text -> told.accept(number + text));
    }
    for (Figure figure : figures) {
      write(figure);
    }
    for (Run run : runs.values()) {
      Files.deleteIfExists(run.checkpoint(checkpoints));
    }
  }

  private void write(Figure figure) throws IOException {
    Path file = results.resolve(figure.fileName(experiments.scale()));
    String numbers = experiments.csv(figure, run -> run.trained(checkpoints, told));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, Notes.of(figure, experiments.runs(figure)) + numbers);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    told.accept("wrote " + file);
  }
}
