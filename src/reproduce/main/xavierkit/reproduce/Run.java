package xavierkit.reproduce;

import java.nio.file.*;
import java.util.*;
import java.util.function.Consumer;
import xavierkit.training.*;

/**
 * One network, trained once; whatever a figure needs of it is recorded at the same time.
 *
 * @param setting but for the rate and the seed, all of it
 * @param rate the learning rate
 * @param seed of all weights, and of the order of the samples
 */
record Run(Setting setting, double rate, long seed) {

    private static final long FIRST_SAVED_NANOS = 2_000_000_000L;
    private static final long SAVED_EVERY_NANOS = 20_000_000_000L;

    /** That of the setting, rate and seed. */
    String description() {
        return setting.description() + "," + rate + "," + seed;
    }

    /** Training that has not begun. Of runs from many seeds, only the errors are recorded. */
    Trainer trainer() {
        Task task = setting.task();
        long every = setting.scale().every;
        Recorder error = new HeldOut(task.test(), every);
        Recorder layers = new LayerStatistics(task.probe(), every);
        List<Recorder> recorders = setting.scale().seeds > 1 ? List.of(error) : List.of(layers, error);
        return new Trainer(setting.network(seed), task.training().apply(seed), new Sgd(rate), recorders);
    }

    /**
     * Trains, from the checkpoint in the folder if there is one of this run, and leaves one there, also when it
     * is interrupted; a kill loses what was done in the last 20 seconds, to be done again with the same result.
     *
     * @param told how far it is, now and then
     */
    Trainer trained(Path folder, Consumer<String> told) {
        Trainer trainer = trainer();
        Checkpoint checkpoint = checkpoint(folder);
        checkpoint.restore(trainer);
        long done = trainer.updates();
        long start = System.nanoTime();
        long[] next = {start + FIRST_SAVED_NANOS};
        try {
            trainer.train(setting.scale().updates, cost -> {
                long now = System.nanoTime();
                if (now >= next[0]) {
                    next[0] = now + SAVED_EVERY_NANOS;
                    checkpoint.save(trainer);
                    told.accept(this + ": " + progress(done, trainer.updates(), cost, now - start));
                }
            });
        } finally {
            if (trainer.updates() > done) {
                checkpoint.save(trainer);
            }
        }
        return trainer;
    }

    /** One short line; the time left is that of the other updates if they go on like those since {@code done}. */
    String progress(long done, long update, double cost, long nanos) {
        long all = setting.scale().updates;
        double left = (double) nanos / (update - done) * (all - update);
        String line = "update %d of %d, cost %.4f, %d s left";
        return String.format(Locale.ROOT, line, update, all, cost, (long) (left / 1e9));
    }

    Checkpoint checkpoint(Path folder) {
        BatchSource source = setting.task().training().apply(seed);
        return Checkpoint.of(file(folder), setting.network(seed), new Sgd(rate), source);
    }

    /** Where its checkpoint is kept. */
    Path file(Path folder) {
        return folder.resolve(description().replace(',', '-') + "-" + setting.scale() + ".checkpoint");
    }

    /** How well it does in the end on the samples to validate on. */
    Evaluation validated(Trainer trained) {
        return Evaluation.of(trained.network(), setting.task().validation());
    }

    /** For a reader who waits. */
    @Override
    public String toString() {
        return "%s, %s, %s, rate %s"
                .formatted(setting.activation(), setting.start(), setting.task().name(), rate);
    }
}
