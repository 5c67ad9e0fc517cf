package xavierkit.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;
import tech.tablesaw.selection.Selection;

/**
 * A file that {@code lab.py reproduce} wrote: numbers with names, below lines of {@code #} that say how they
 * were made. Columns are known by their names, whatever their order.
 */
public final class ResultFile {

    private static final String DIFFERENCE = "differs from the paper: ";

    /** Columns of numbers; all others are text. */
    private static final Map<String, ColumnType> NUMBERS = Map.ofEntries(
            Map.entry("hidden layers", ColumnType.INTEGER),
            Map.entry("seed", ColumnType.LONG),
            Map.entry("update", ColumnType.INTEGER),
            Map.entry("layer", ColumnType.INTEGER),
            Map.entry("rate", ColumnType.DOUBLE),
            Map.entry("value", ColumnType.DOUBLE),
            Map.entry("validation error", ColumnType.DOUBLE),
            Map.entry("sd", ColumnType.DOUBLE),
            Map.entry("centre", ColumnType.DOUBLE),
            Map.entry("density", ColumnType.DOUBLE),
            Map.entry("mean error", ColumnType.DOUBLE),
            Map.entry("last error", ColumnType.DOUBLE));

    private final Table table;
    private final List<String> notes;

    private ResultFile(Table table, List<String> notes) {
        this.table = table;
        this.notes = notes;
    }

    /**
     * Reads a file of {@code data/results}.
     *
     * @throws IllegalArgumentException if there is no such file, or if it has no rows
     */
    public static ResultFile read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("a result must be a file, got " + file
                    + ", which is none; python3 environment/lab.py reproduce writes results");
        }
        Table table = Table.read()
                .usingOptions(CsvReadOptions.builder(file.toFile())
                        .commentPrefix('#')
                        .columnTypes(name -> NUMBERS.getOrDefault(name, ColumnType.STRING)));
        if (table.isEmpty()) {
            throw new IllegalArgumentException("a result must have rows, got none in " + file);
        }
        return new ResultFile(table, notes(file));
    }

    private static List<String> notes(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.takeWhile(line -> line.startsWith("#"))
                    .map(line -> line.substring(1).strip())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the result " + file + " cannot be read", e);
        }
    }

    /** All rows, columns in the file's order; not to be modified. */
    public Table table() {
        return table;
    }

    /** How the numbers were made, in the words of the file: one sentence each. */
    public List<String> notes() {
        return notes;
    }

    /** What of that differs from the paper. */
    public List<String> differences() {
        return notes.stream()
                .filter(note -> note.startsWith(DIFFERENCE))
                .map(note -> note.substring(DIFFERENCE.length()))
                .toList();
    }

    /**
     * The rows in which a column has this value, printed alike: 5 and "5" are the same.
     *
     * @throws IllegalArgumentException if there are none
     */
    public ResultFile where(String column, Object value) {
        List<String> values = Arrays.stream(
                        table.column(column).asStringColumn().asObjectArray())
                .toList();
        if (!values.contains(value.toString())) {
            throw new IllegalArgumentException("\"" + column + "\" must be one of "
                    + values.stream().distinct().toList() + ", got " + value);
        }
        int[] rows = IntStream.range(0, values.size())
                .filter(row -> values.get(row).equals(value.toString()))
                .toArray();
        return new ResultFile(table.where(Selection.with(rows)), notes);
    }

    /** A column's numbers, those of the first seed: places for {@link #samples}. */
    public List<Double> places(String column) {
        return Arrays.stream(samples(column).get(0)).boxed().toList();
    }

    /** A column's numbers, a sample for each seed; one, if the file names none. */
    public List<double[]> samples(String column) {
        double[] numbers = table.numberColumn(column).asDoubleArray();
        if (!table.containsColumn("seed")) {
            return List.of(numbers);
        }
        double[] seeds = table.numberColumn("seed").asDoubleArray();
        return Arrays.stream(seeds)
                .distinct()
                .mapToObj(seed -> IntStream.range(0, seeds.length)
                        .filter(row -> seeds[row] == seed)
                        .mapToDouble(row -> numbers[row])
                        .toArray())
                .toList();
    }
}
