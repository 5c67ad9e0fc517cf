package xavierkit.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xavierkit.activation.Activation;
import xavierkit.training.HeldOut;
import xavierkit.training.Trainer;

/** The committed files are what the program computes, and show what the paper shows. */
class ReproduceTest {

  private static final Path RESULTS = Path.of("data/results");
  private static final Path DIGITS = Path.of("data/digits.csv");
  private static final Experiments QUICK =
      new Experiments(Scale.QUICK, Task.shapeset(Run.SEED), List.of(Task.digits(DIGITS, Run.SEED)));

  @TempDir
  Path folder;

  @ParameterizedTest
  @EnumSource(names = {"FIGURE_6", "FIGURE_7", "FIGURE_8"})
  void atInitializationTheCommittedFileIsComputedAgain(Figure figure) throws IOException {
    reproduce().write(List.of(figure));
    String name = figure.fileName(Scale.QUICK);
    assertEquals(rows(RESULTS.resolve(name)), rows(folder.resolve("results").resolve(name)));
  }

  /** Section 4.2.1 of the paper: n Var(W) = 1/3 shrinks activations, about 1 hardly does. */
  @Test
  void withTheStandardStartActivationsAndGradientsShrinkAndWeightGradientsDoNot()
      throws IOException {
    assertTrue(spread("figure-6.csv", "standard") > 8, "activations");
    assertTrue(spread("figure-6.csv", "normalized") < 2, "activations, normalized");
    assertTrue(spread("figure-7.csv", "standard") > 8, "gradients");
    assertTrue(spread("figure-7.csv", "normalized") < 2, "gradients, normalized");
    // eq. 14 and 15: alike in all layers, with either
    assertTrue(spread("figure-8.csv", "standard") < 1.3, "weight gradients");
    assertTrue(spread("figure-8.csv", "normalized") < 1.3, "weight gradients, normalized");
  }

  /** The largest standard deviation of a layer, divided by the smallest. */
  private static double spread(String file, String start) throws IOException {
    List<Double> deviations = rows(RESULTS.resolve(file)).stream()
        .map(line -> line.split(","))
        .filter(parts -> parts[2].equals(start))
        .map(parts -> Double.valueOf(parts[5]))
        .sorted()
        .toList();
    return deviations.get(deviations.size() - 1) / deviations.get(0);
  }

  @ParameterizedTest
  @EnumSource(Figure.class)
  void everyFileSaysHowItWasMade(Figure figure) throws IOException {
    String text = Files.readString(RESULTS.resolve(figure.fileName(Scale.QUICK)));
    // those of the version, and of Fashion-MNIST, which these experiments lack, differ
    Notes.of(figure, QUICK.runs(figure))
        .lines()
        .filter(line -> !line.matches("# (library|error).*"))
        .forEach(line -> assertTrue(text.contains(line + "\n"), line));
    for (String words :
        List.of("command: python3 ", "library: xavierkit 0", "seed: 2010", "differs")) {
      assertTrue(text.contains("# " + words), words);
    }
  }

  /** All of a quick reproduction takes minutes; its first two records take seconds. */
  @Test
  void theCommittedTrainingsBeginAsTheyAreComputed() throws IOException {
    Map<String, Trainer> trainers = new HashMap<>();
    for (Figure figure : List.of(Figure.FIGURE_2, Figure.FIGURE_9, Figure.FIGURE_12)) {
      String begun = QUICK.csv(
          figure,
          run -> trainers.computeIfAbsent(run.description(), any -> {
            Trainer trainer = run.trainer();
            trainer.train(run.scale().every());
            return trainer;
          }));
      List<String> lines = begun.lines().skip(1).toList();
      List<String> committed = rows(RESULTS.resolve(figure.fileName(Scale.QUICK)));
      assertEquals(
          2 * figure.statistics().size() * QUICK.runs(figure).size() * layers(figure),
          lines.size());
      lines.forEach(line -> assertTrue(committed.contains(byValue(line)), line));
    }
  }

  /** The error is of the whole network. */
  private static int layers(Figure figure) {
    boolean whole = figure.statistics().contains(HeldOut.ERROR);
    return whole ? 1 : QUICK.runs(figure).get(0).hidden();
  }

  @Test
  void anInterruptedRunGoesOnAndADamagedCheckpointIsNotUsed() throws IOException {
    // wide enough to last for half a minute; 2 seconds pass before it tells of its progress
    Task digits = QUICK.others().get(0);
    Run run = new Run(digits, Activation.SOFTSIGN, Start.STANDARD, 2, Scale.HALF);
    int first = interrupted(run);
    int second = interrupted(run);
    assertTrue(second > first, second + " after " + first);
    Files.writeString(run.checkpoint(folder), "damaged");
    int anew = interrupted(run);
    assertTrue(anew < second, anew + " after damage at " + second);
    Trainer straight = run.trainer();
    straight.train(anew);
    Trainer resumed = run.trainer();
    resumed.restore(run.checkpoint(folder));
    assertEquals(straight.log(), resumed.log());
  }

  /** The updates of the first progress that a run tells of, at which it is interrupted. */
  private int interrupted(Run run) {
    List<String> told = new ArrayList<>();
    Consumer<String> interrupt = text -> {
      told.add(text);
      Thread.currentThread().interrupt();
    };
    assertThrows(CancellationException.class, () -> run.trained(folder, interrupt));
    String words = "softsign, standard, digits: update (\\d+) of 5000, .* s left";
    assertTrue(told.get(0).matches(words), told.get(0));
    return Integer.parseInt(told.get(0).replaceFirst(words, "$1"));
  }

  @Test
  void aFigureThatIsNotOneIsRefused() {
    var error = assertThrows(IllegalArgumentException.class, () -> Figure.named("5"));
    assertEquals(
        "a figure must be one of [2, 3, 4, 6, 7, 8, 9, 10, 11, 12, table-1], got 5",
        error.getMessage());
  }

  private Reproduce reproduce() {
    return new Reproduce(QUICK, folder, folder.resolve("results"), text -> {});
  }

  /** Without comments and the line of names. */
  private static List<String> rows(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.startsWith("#"))
        .skip(1)
        .map(ReproduceTest::byValue)
        .toList();
  }

  // from Java 19 on, some doubles are written with fewer digits, and read as the same number
  private static String byValue(String line) {
    return Arrays.stream(line.split(","))
        .map(part -> part.matches("-?\\d+\\.\\d+(E-?\\d+)?") ? Double.valueOf(part) + "" : part)
        .collect(Collectors.joining(","));
  }

  @Test
  void aHistogramCountsEveryEntryWithinTheBoundOnce() {
    DMatrixRMaj matrix = new DMatrixRMaj(1, 4, true, -2, 1.99, 2, 2.01);
    List<String> lines = Histogram.of("x", matrix, 2).lines().toList();
    // bins are 0.04 wide: a density of 1 / 4 / 0.04 an entry
    assertEquals("x,-1.98,6.25", lines.get(0));
    assertEquals("x,1.98,12.5", lines.get(Histogram.BINS - 1));
    assertEquals(98, lines.stream().filter(line -> line.endsWith(",0.0")).count());
  }
}
