package xavierkit.reproduce;

import java.io.IOException;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.*;
import xavierkit.training.Trainer;

/**
 * Computes figures and writes each to a file of CSV.
 *
 * @param experiments what is computed
 * @param checkpoints the folder of what is not yet done
 * @param results the folder of the files
 * @param told how far it is, now and then
 */
public record Reproduce(Experiments experiments, Path checkpoints, Path results, Consumer<String> told) {

    /**
     * Started by {@code lab.py reproduce}, in the kit's folder.
     *
     * @param arguments the scale or nothing, a folder with MNIST or nothing, and figures; none for all
     */
    public static void main(String... arguments) throws IOException {
        List<Figure> figures = List.of();
        Experiments experiments = null;
        try {
            figures = figures(List.of(arguments).subList(2, arguments.length));
            experiments = experiments(arguments[0], arguments[1], figures);
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main)));
        try {
            new Reproduce(experiments, Path.of(".lab/reproduce"), Path.of("data/results"), System.out::println)
                    .write(figures);
        } catch (CancellationException e) {
            System.out.println("Stopped. The same command goes on from here.");
        }
    }

    /** The figures of these names; all of them for no name. */
    static List<Figure> figures(List<String> names) {
        List<Figure> all = List.of(Figure.values());
        return names.isEmpty()
                ? all
                : names.stream().map(name -> named("a figure", all, name)).toList();
    }

    // data that no figure needs are not read
    private static Experiments experiments(String scale, String mnist, List<Figure> figures) {
        List<Scale> scales = List.of(Scale.QUICK, Scale.HALF, Scale.FULL);
        boolean onFiles = figures.stream().anyMatch(Figure::isOnFiles);
        return new Experiments(
                scale.isEmpty() ? Scale.QUICK : named("a scale", scales, scale),
                Task.shapeset(),
                onFiles ? tasks(mnist) : List.of());
    }

    /** The one of that name; an IllegalArgumentException that lists all if there is none. */
    static <T> T named(String what, List<T> all, String name) {
        String message = "%s must be one of %s, got %s".formatted(what, all, name);
        return all.stream()
                .filter(one -> one.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(message));
    }

    private static List<Task> tasks(String mnist) {
        Path data = Path.of("data");
        Task images = mnist.isEmpty() ? Task.fashion(data.resolve("fashion-mnist")) : Task.mnist(Path.of(mnist));
        return List.of(images, Task.digits(data.resolve("digits.csv")));
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

    /**
     * Trains what the figures need, each run once, trials first, and writes the figures. Checkpoints remain until
     * all is written, so that the same call goes on after an interrupt, and another computes anew.
     *
     * @throws CancellationException if the thread is interrupted
     */
    void write(List<Figure> figures) throws IOException {
        Files.createDirectories(checkpoints);
        Files.createDirectories(results);
        List<Figure> learnt =
                figures.stream().filter(figure -> !figure.isAtInitialization()).toList();
        Set<Run> done = new LinkedHashSet<>();
        train(learnt.stream().flatMap(experiments::trials).filter(done::add));
        Map<Setting, Double> rates = new HashMap<>();
        learnt.stream()
                .flatMap(figure -> experiments.settings(figure).stream())
                .forEach(setting ->
                        rates.computeIfAbsent(setting, any -> setting.rate(run -> run.validated(trained(run)))));
        train(learnt.stream()
                .filter(figure -> figure != Figure.RATES)
                .flatMap(figure -> experiments.runs(figure, rates::get))
                .filter(done::add));
        for (Figure figure : figures) {
            write(figure, rates);
        }
        for (Run run : done) {
            Files.deleteIfExists(run.file(checkpoints));
        }
    }

    private void train(Stream<Run> runs) {
        runs.collect(Collectors.groupingBy(run -> run.setting().scale().atOnce()))
                .forEach(this::train);
    }

    private void train(int atOnce, List<Run> runs) {
        AtomicInteger count = new AtomicInteger();
        List<Callable<Object>> jobs = runs.stream()
                .map(run -> Executors.callable(() -> {
                    String number = "run " + count.incrementAndGet() + " of " + runs.size() + ": ";
                    run.trained(checkpoints, text -> told.accept(number + text));
                }))
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(atOnce);
        try {
            for (Future<Object> job : pool.invokeAll(jobs)) {
                job.get();
            }
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } finally {
            finish(pool);
        }
    }

    // a run that was interrupted has its checkpoint to write
    private static void finish(ExecutorService pool) {
        pool.shutdownNow();
        try {
            pool.awaitTermination(1, TimeUnit.HOURS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Trainer trained(Run run) {
        return run.trained(checkpoints, told);
    }

    private void write(Figure figure, Map<Setting, Double> rates) throws IOException {
        Path file = results.resolve(figure.fileName(experiments.scale()));
        String numbers = experiments.csv(figure, rates::get, this::trained);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, Notes.of(figure, experiments) + numbers);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        told.accept("wrote " + file);
    }
}
