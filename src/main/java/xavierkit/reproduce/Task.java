package xavierkit.reproduce;

import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.IntStream;
import xavierkit.data.DataSet;
import xavierkit.data.Digits;
import xavierkit.data.MnistFiles;
import xavierkit.data.Shapeset;
import xavierkit.training.BatchSource;
import xavierkit.training.ShuffledBatches;

/**
 * Something to learn.
 *
 * @param name of the data, without commas
 * @param training batches of 10 samples
 * @param test samples that are never trained on, of every class
 * @param origin what they are where the paper has something else
 */
record Task(String name, BatchSource training, DataSet test, String origin) {

  private static final int BATCH = 10;
  private static final int TEST = 1_000;
  private static final int TEST_DIGITS = 300;

  /** An endless stream of images, no two the same, and 1,000 of another stream to test on. */
  static Task shapeset(long seed) {
    Shapeset stream = Shapeset.of(seed);
    return new Task(
        "Shapeset-3x2",
        index -> stream.samples(BATCH * index, BATCH),
        Shapeset.of(seed + 1).samples(0, TEST),
        "Shapeset-3x2 from another generator with the same parameters");
  }

  /** The 1,797 digits, standardized all together: the last 300 to test on, the others to train. */
  static Task digits(Path file, long seed) {
    DataSet all = Digits.load(file).standardized();
    int training = all.size() - TEST_DIGITS;
    return new Task(
        "digits",
        ShuffledBatches.of(all.first(training), BATCH, seed),
        all.rows(IntStream.range(training, all.size()).toArray()),
        "1497 training and 300 test digits of 8x8 pixels, which it does not have");
  }

  /** The part of Fashion-MNIST that ships with the kit. */
  static Task fashion(Path folder, long seed) {
    return images(
        "Fashion-MNIST",
        folder,
        seed,
        "5000 training and 1000 test images of Fashion-MNIST, not MNIST");
  }

  /** A reader's own MNIST. */
  static Task mnist(Path folder, long seed) {
    return images("MNIST", folder, seed, "MNIST as it is, without a validation set");
  }

  private static Task images(String name, Path folder, long seed, String origin) {
    return new Task(
        name,
        ShuffledBatches.of(MnistFiles.train(folder), BATCH, seed),
        MnistFiles.test(folder),
        origin);
  }

  /** The number of classes. */
  int classes() {
    return Collections.max(test.labels()) + 1;
  }

  /** The first 300 samples to test on; the paper takes as many for its statistics. */
  DataSet probe() {
    return test.first(300);
  }
}
