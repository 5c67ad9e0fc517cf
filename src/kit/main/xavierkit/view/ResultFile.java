package xavierkit.view;

import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.regex.*;
import java.util.stream.*;
import tech.tablesaw.api.*;
import tech.tablesaw.io.csv.CsvReadOptions;
import xavierkit.matrix.Require;

/**
 * A file of {@code data/results}, which {@code lab.py reproduce} writes: rows of numbers, below lines of {@code #} that
 * say how they were made. Columns are found by name, in any order.
 *
 * @param table all rows, columns in the file's order; not to be modified
 * @param notes how the numbers were made, one sentence for each line of {@code #}
 */
public record ResultFile(Table table, List<String> notes) {

    /** How a note begins that says what differs from the paper. */
    public static final String DIFFERENCE = "differs from the paper: ";

    /**
     * Reads a file of {@code data/results}.
     *
     * @throws IllegalArgumentException if there is no such file, or if it has no rows
     */
    public static ResultFile read(Path file) {
        String rule =
                "a result must be a file, got %s, which is none; python3 environment/lab.py reproduce writes results";
        Require.that(Files.isRegularFile(file), rule, file);
        CsvReadOptions.Builder options = CsvReadOptions.builder(file.toFile()).columnTypes(ResultColumn::typeOf);
        Table table = Table.read().usingOptions(options.commentPrefix('#'));
        Require.that(!table.isEmpty(), "a result must have rows, got none in %s", file);
        try (Stream<String> lines = Files.lines(file)) {
            Stream<String> notes = lines.takeWhile(line -> line.startsWith("#"));
            return new ResultFile(
                    table, notes.map(line -> line.substring(1).strip()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the result " + file + " cannot be read", e);
        }
    }

    /** The notes on what differs from the paper. */
    public List<String> differences() {
        Stream<String> found = notes.stream().filter(note -> note.startsWith(DIFFERENCE));
        return found.map(note -> note.substring(DIFFERENCE.length())).toList();
    }

    /**
     * The rows in which a column prints this value: 5 and "5" are the same.
     *
     * @throws IllegalArgumentException if there are none
     */
    public ResultFile where(String column, Object value) {
        StringColumn printed = table.column(column).asStringColumn();
        Table rows = table.where(printed.isEqualTo(value.toString()));
        List<String> known = printed.asList().stream().distinct().toList();
        Require.that(!rows.isEmpty(), "\"%s\" must be one of %s, got %s", column, known, value);
        return new ResultFile(rows, notes);
    }

    /** The numbers of a column for the first seed: the horizontal places of {@link #samples}. */
    public List<Double> places(String column) {
        return Arrays.stream(samples(column).get(0)).boxed().toList();
    }

    /** The numbers of a column, one sample for each seed; a single sample if the file has no seeds. */
    public List<double[]> samples(String column) {
        if (!table.containsColumn("seed")) {
            return List.of(table.numberColumn(column).asDoubleArray());
        }
        Stream<?> seeds = table.longColumn("seed").asList().stream().distinct();
        Stream<Table> tables = seeds.map(seed -> where("seed", seed).table);
        return tables.map(rows -> rows.numberColumn(column).asDoubleArray()).toList();
    }

    /** All that differs from the paper in some files of a folder, each difference once, one a line. */
    public static String differences(Path folder, String... names) {
        return Stream.of(names)
                .flatMap(name -> read(folder.resolve(name + ".csv")).differences().stream())
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    /** The values of some columns, together, in the order of the file: what tells its networks or layers apart. */
    private Map<String, ResultFile> parts(String... columns) {
        Map<String, Table> parts = new LinkedHashMap<>();
        for (Row row : table) {
            String name = Stream.of(columns)
                    .map(column -> (column.equals("layer") ? "layer " : "") + row.getObject(column))
                    .collect(Collectors.joining(" "));
            parts.computeIfAbsent(name, other -> table.emptyCopy()).append(row);
        }
        Map<String, ResultFile> files = new LinkedHashMap<>();
        parts.forEach((name, rows) -> files.put(name, new ResultFile(rows, notes)));
        return files;
    }

    /** A training curve for each value of some columns, such as each layer. */
    public CurvePlot courses(String title, String vertical, String... columns) {
        CurvePlot plot = CurvePlot.of(title, "updates", vertical);
        for (Map.Entry<String, ResultFile> part : parts(columns).entrySet()) {
            ResultFile rows = part.getValue();
            plot = plot.joined(part.getKey(), rows.places("update"), rows.samples("value"));
        }
        return plot;
    }

    /** A density for each layer. */
    public CurvePlot densities(String title, String horizontal) {
        CurvePlot plot = CurvePlot.of(title, horizontal, "density");
        for (Map.Entry<String, ResultFile> part : parts("layer").entrySet()) {
            ResultFile rows = part.getValue();
            plot = plot.joined(part.getKey(), rows.places("centre"), rows.samples("density"));
        }
        return plot;
    }

    /** The first value, the last and the smallest of a course, in words. */
    public String course() {
        double[] values = samples("value").get(0);
        double least = DoubleStream.of(values).min().orElseThrow();
        return String.format(
                Locale.ROOT,
                "%.3f before training, %.3f at the end, at least %.3f",
                values[0],
                values[values.length - 1],
                least);
    }

    /** For each layer the first update at which a value exceeds a level, or "never". */
    public List<String> firstAbove(double level) {
        return parts("layer").values().stream()
                .map(rows -> rows.table.stream()
                        .filter(row -> row.getDouble("value") > level)
                        .map(row -> String.valueOf(row.getInt("update")))
                        .findFirst()
                        .orElse("never"))
                .toList();
    }

    /** For each layer the share of its histogram that lies further than this from 0, in per cent. */
    public List<String> sharesBeyond(double distance) {
        return parts("layer").values().stream()
                .map(rows -> {
                    List<Double> centres = rows.places("centre");
                    double width = centres.get(1) - centres.get(0);
                    double share = rows.table.stream()
                            .filter(row -> Math.abs(row.getDouble("centre")) > distance)
                            .mapToDouble(row -> width * row.getDouble("density"))
                            .sum();
                    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
                })
                .toList();
    }

    /** The largest value of all layers divided by the smallest: before training, and the most that it comes to. */
    public String apart() {
        List<List<Double>> layers = parts("layer").values().stream()
                .map(rows -> rows.places("value"))
                .toList();
        double[] quotients = IntStream.range(0, layers.get(0).size())
                .mapToObj(i ->
                        layers.stream().mapToDouble(values -> values.get(i)).summaryStatistics())
                .mapToDouble(values -> values.getMax() / values.getMin())
                .toArray();
        double most = DoubleStream.of(quotients).max().orElseThrow();
        return String.format(Locale.ROOT, "%.1f before training, at most %.3g", quotients[0], most);
    }

    /** The error rates as a column, in per cent with one decimal. */
    public DoubleColumn percent(String name) {
        Stream<Double> errors = places("value").stream();
        return DoubleColumn.create(
                name, errors.map(error -> Math.round(1e3 * error) / 10.0).toList());
    }

    /**
     * What the normalized start gains, for softsign and tanh, whose errors come first, each from the standard start first:
     * the difference in percentage points, with an interval of two standard errors that come from the number of test samples,
     * which the notes tell.
     */
    public String gains() {
        return gain("softsign", 0) + "\n" + gain("tanh", 2);
    }

    private String gain(String activation, int standard) {
        double a = places("value").get(standard);
        double b = places("value").get(standard + 1);
        String data = table.stringColumn("data").get(0);
        double error = 200 * Math.sqrt((a * (1 - a) + b * (1 - b)) / testSamples(data));
        double gain = 100 * (b - a);
        String form = "%s, %s: %+.1f (%+.1f to %+.1f)";
        return String.format(Locale.ROOT, form, data, activation, gain, gain - error, gain + error);
    }

    private int testSamples(String data) {
        Pattern form = Pattern.compile("(\\d+) test samples of " + Pattern.quote(data));
        Stream<MatchResult> found =
                notes.stream().flatMap(note -> form.matcher(note).results());
        return found.mapToInt(match -> Integer.parseInt(match.group(1)))
                .findFirst()
                .orElseThrow();
    }
}
