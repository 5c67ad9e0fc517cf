package xavierkit.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import xavierkit.activation.Activation;
import xavierkit.network.Network;
import xavierkit.training.HeldOut;
import xavierkit.training.LayerStatistics;
import xavierkit.training.Sgd;
import xavierkit.training.Trainer;

/**
 * One network, trained once; whatever a figure needs of it is recorded at the same time.
 *
 * @param task what it learns
 * @param activation of every hidden layer; a linear layer with a softmax follows
 * @param start how its weights begin; biases begin at 0
 * @param hidden the number of hidden layers
 * @param scale their width, and how long it is trained
 */
record Run(Task task, Activation activation, Start start, int hidden, Scale scale) {

  /** Of all weights, of the order of the samples, and of the streams of images. */
  static final long SEED = 2010;

  private static final long FIRST_SAVED_NANOS = 2_000_000_000L;
  private static final long SAVED_EVERY_NANOS = 20_000_000_000L;

  /** The names of {@link #description}. */
  static final String COLUMNS = "data,activation,initialization,hidden layers";

  String description() {
    return String.join(",", task.name(), activation + "", start + "", hidden + "");
  }

  /** The best of 0.01, 0.03, 0.1 and 0.3 in short trials from another seed, for both starts. */
  double rate() {
    return activation == Activation.TANH ? 0.03 : 0.1;
  }

  /** The network before training. */
  Network network() {
    List<Integer> widths = new ArrayList<>(Collections.nCopies(hidden, scale.width()));
    widths.add(0, task.test().inputs().numCols);
    widths.add(task.classes());
    var random = new SplittableRandom(SEED);
    return Network.of(widths, activation, start.initializer(), random).withLinearOutput();
  }

  /** Training that has not begun. */
  Trainer trainer() {
    return new Trainer(
        network(),
        task.training(),
        new Sgd(rate()),
        List.of(
            new LayerStatistics(task.probe(), scale.every()),
            new HeldOut(task.test(), scale.every())));
  }

  /**
   * Trains, from the checkpoint in the folder if there is one of this run, and leaves one there,
   * also when it is interrupted; a kill loses what was done in the last 20 seconds, to be done again
   * with the same result.
   *
   * @param told how far it is, now and then
   */
  Trainer trained(Path folder, Consumer<String> told) {
    Trainer trainer = trainer();
    Path file = checkpoint(folder);
    restore(trainer, file);
    long done = trainer.updates();
    long[] next = {System.nanoTime() + FIRST_SAVED_NANOS};
    try {
      trainer.train(scale.updates(), progress -> {
        if (System.nanoTime() >= next[0]) {
          next[0] = System.nanoTime() + SAVED_EVERY_NANOS;
          trainer.save(file);
          told.accept(activation + ", " + start + ", " + task.name() + ": " + progress);
        }
      });
    } finally {
      if (trainer.updates() > done) {
        trainer.save(file);
      }
    }
    return trainer;
  }

  Path checkpoint(Path folder) {
    return folder.resolve(description().replace(',', '-') + "-" + scale + ".checkpoint");
  }

  // one that is damaged, or of another version of the library, is of no use
  private static void restore(Trainer trainer, Path file) {
    try {
      if (Files.exists(file)) {
        trainer.restore(file);
      }
    } catch (IllegalArgumentException e) {
      return;
    }
  }
}
