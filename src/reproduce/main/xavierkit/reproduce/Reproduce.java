package xavierkit.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import xavierkit.training.Trainer;

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
        Scale scale = Scale.named(arguments[0]);
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
        Task images = mnist.isEmpty() ? Task.fashion(data.resolve("fashion-mnist")) : Task.mnist(Path.of(mnist));
        Task digits = Task.digits(data.resolve("digits.csv"));
        return new Experiments(scale, Task.shapeset(), List.of(images, digits));
    }

    /**
     * Trains what the figures need, each run once, trials first, and writes the figures. Checkpoints
     * remain until all is written, so that the same call goes on after an interrupt, and another
     * computes anew.
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
            Files.deleteIfExists(run.checkpoint(checkpoints));
        }
    }

    private void train(Stream<Run> runs) {
        runs.collect(Collectors.groupingBy(run -> run.setting().scale().atOnce()))
                .forEach(this::train);
    }

    private void train(int atOnce, List<Run> runs) {
        AtomicInteger count = new AtomicInteger();
        List<Callable<Void>> jobs = runs.stream()
                .<Callable<Void>>map(run -> () -> {
                    String number = "run " + count.incrementAndGet() + " of " + runs.size() + ": ";
                    run.trained(checkpoints, text -> told.accept(number + text));
                    return null;
                })
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(atOnce);
        try {
            for (Future<Void> job : pool.invokeAll(jobs)) {
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
