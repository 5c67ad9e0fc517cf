package xavierkit.reproduce;

import java.nio.file.Path;
import java.util.Collections;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import xavierkit.data.*;
import xavierkit.training.*;

/**
 * Something to learn.
 *
 * @param name of the data, without commas
 * @param training batches of 10 samples, in the order of a seed
 * @param test samples that are never trained on, of every class
 * @param validation others of the kind, to choose learning rates by
 * @param origin what they are where the paper has something else
 */
record Task(String name, LongFunction<BatchSource> training, DataSet test, DataSet validation, String origin) {

    private static final int BATCH = 10;
    private static final int TEST = 1_000;
    private static final int TEST_DIGITS = 300;
    private static final long TEST_STREAM = 2011;
    private static final long VALIDATION_STREAM = 2012;

    /** An endless stream of images, no two the same; 1,000 of others to test on and to validate. */
    static Task shapeset() {
        LongFunction<BatchSource> stream = seed -> {
            Shapeset images = Shapeset.of(seed);
            return index -> images.samples(BATCH * index, BATCH);
        };
        DataSet test = Shapeset.of(TEST_STREAM).samples(0, TEST);
        DataSet validation = Shapeset.of(VALIDATION_STREAM).samples(0, TEST);
        String origin = "Shapeset-3x2 from another generator with the same parameters";
        return new Task("Shapeset-3x2", stream, test, validation, origin);
    }

    /** The 1,797 digits, standardized all together: the last 300 to test on, 300 to validate. */
    static Task digits(Path file) {
        DataSet all = Digits.load(file).standardized();
        int known = all.size() - TEST_DIGITS;
        String origin = "1197 training, 300 validation and 300 test digits of 8x8 pixels, which it does not have";
        return of("digits", all.first(known), TEST_DIGITS, rows(all, known), origin);
    }

    /** The part of Fashion-MNIST that ships with the kit. */
    static Task fashion(Path folder) {
        String origin = "4000 training, 1000 validation and 1000 test images of Fashion-MNIST, not MNIST";
        return of("Fashion-MNIST", MnistFiles.train(folder), TEST, MnistFiles.test(folder), origin);
    }

    /** A reader's own MNIST. */
    static Task mnist(Path folder) {
        String origin = "the last 10000 training images of MNIST validate";
        return of("MNIST", MnistFiles.train(folder), 10 * TEST, MnistFiles.test(folder), origin);
    }

    private static Task of(String name, DataSet known, int validation, DataSet test, String origin) {
        DataSet trained = known.first(known.size() - validation);
        LongFunction<BatchSource> training = seed -> ShuffledBatches.of(trained, BATCH, seed);
        return new Task(name, training, test, rows(known, trained.size()), origin);
    }

    private static DataSet rows(DataSet data, int from) {
        return data.rows(IntStream.range(from, data.size()).toArray());
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
