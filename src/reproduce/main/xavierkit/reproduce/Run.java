package xavierkit.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import xavierkit.training.Evaluation;
import xavierkit.training.HeldOut;
import xavierkit.training.LayerStatistics;
import xavierkit.training.Recorder;
import xavierkit.training.Sgd;
import xavierkit.training.Trainer;

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

    /** The names of {@link #description}. */
    static final String COLUMNS = Setting.COLUMNS + ",rate,seed";

    String description() {
        return setting.description() + "," + rate + "," + seed;
    }

    /** Training that has not begun. Runs of many seeds are there for their errors alone. */
    Trainer trainer() {
        Task task = setting.task();
        long every = setting.scale().every();
        Recorder error = new HeldOut(task.test(), every);
        Recorder layers = new LayerStatistics(task.probe(), every);
        return new Trainer(
                setting.network(seed),
                task.training().apply(seed),
                new Sgd(rate),
                setting.scale().seeds() > 1 ? List.of(error) : List.of(layers, error));
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
            trainer.train(setting.scale().updates(), progress -> {
                if (System.nanoTime() >= next[0]) {
                    next[0] = System.nanoTime() + SAVED_EVERY_NANOS;
                    trainer.save(file);
                    told.accept(this + ": " + progress);
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
        return folder.resolve(description().replace(',', '-') + "-" + setting.scale() + ".checkpoint");
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

    /** How well it does in the end on the samples to validate on. */
    Evaluation validated(Trainer trained) {
        return Evaluation.of(trained.network(), setting.task().validation());
    }

    /** For a reader who waits. */
    @Override
    public String toString() {
        return Stream.of(setting.activation(), setting.start(), setting.task().name(), "rate " + rate)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }
}
