package xavierkit.reproduce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.*;
import xavierkit.training.Trainer;

/**
 * Computes figures and writes each to a file of CSV.
 *
 * @param experiments what is computed
 */
public record Reproduce(Experiments experiments) {

    private static final Path CHECKPOINTS = Path.of(".lab/reproduce");
    private static final Path RESULTS = Path.of("data/results");

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
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(2);
        }
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main)));
        try {
            new Reproduce(experiments).write(figures);
        } catch (CancellationException e) {
            System.out.println("Stopped. The same command goes on from here.");
        }
    }

    /** The figures of these names; all of them for no name. */
    static List<Figure> figures(List<String> names) {
        List<Figure> all = List.of(Figure.values());
        Stream<Figure> named = names.stream().map(name -> named("a figure", all, name));
        return names.isEmpty() ? all : named.toList();
    }

    // data that no figure needs are not read
    private static Experiments experiments(String name, String mnist, List<Figure> figures) {
        List<Scale> scales = List.of(Scale.QUICK, Scale.HALF, Scale.FULL);
        Scale scale = name.isEmpty() ? Scale.QUICK : named("a scale", scales, name);
        boolean onFiles = figures.stream().anyMatch(Figure::isOnFiles);
        return new Experiments(scale, Task.shapeset(), onFiles ? tasks(mnist) : List.of());
    }

    private static <T> T named(String what, List<T> all, String name) {
        String message = "%s must be one of %s, got %s".formatted(what, all, name);
        Stream<T> found = all.stream().filter(one -> one.toString().equals(name));
        return found.findFirst().orElseThrow(() -> new IllegalArgumentException(message));
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
    private void write(List<Figure> figures) throws IOException {
        Files.createDirectories(CHECKPOINTS);
        Files.createDirectories(RESULTS);
        Set<Run> done = new LinkedHashSet<>();
        Map<Setting, Double> rates = new HashMap<>();
        List<Figure> learnt = new ArrayList<>(figures);
        learnt.removeIf(Figure::isAtInitialization);
        train(learnt.stream().flatMap(experiments::trials).filter(done::add));
        for (Figure figure : learnt) {
            for (Setting setting : experiments.settings(figure)) {
                rates.computeIfAbsent(setting, one -> one.rate(run -> run.validated(trained(run))));
            }
        }
        learnt.remove(Figure.RATES);
        train(learnt.stream()
                .flatMap(figure -> experiments.runs(figure, rates::get))
                .filter(done::add));
        for (Figure figure : figures) {
            write(figure, rates);
        }
        for (Run run : done) {
            Files.deleteIfExists(run.file(CHECKPOINTS));
        }
    }

    private static void train(Stream<Run> runs) {
        runs.collect(Collectors.groupingBy(run -> run.setting().scale().atOnce()))
                .forEach(Reproduce::train);
    }

    private static void train(int atOnce, List<Run> runs) {
        AtomicInteger count = new AtomicInteger();
        Stream<Callable<Object>> jobs = runs.stream()
                .map(run -> Executors.callable(() -> {
                    String number = "run " + count.incrementAndGet() + " of " + runs.size() + ": ";
                    run.trained(CHECKPOINTS, text -> System.out.println(number + text));
                }));
        ExecutorService pool = Executors.newFixedThreadPool(atOnce);
        try {
            for (Future<Object> job : pool.invokeAll(jobs.toList())) {
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

    private static Trainer trained(Run run) {
        return run.trained(CHECKPOINTS, System.out::println);
    }

    private void write(Figure figure, Map<Setting, Double> rates) throws IOException {
        Path file = RESULTS.resolve(figure.fileName(experiments.scale()));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        String numbers = experiments.csv(figure, rates::get, Reproduce::trained);
        Files.writeString(part, Notes.of(figure, experiments) + numbers);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        System.out.println("wrote " + file);
    }
}
