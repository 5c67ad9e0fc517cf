package xavierkit.view;

import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;
import tech.tablesaw.selection.Selection;
import xavierkit.matrix.Require;

/**
 * A file of {@code data/results}, which {@code lab.py reproduce} writes: rows of numbers, below lines of {@code #} that
 * say how they were made. Columns are found by name, in any order.
 */
public final class ResultFile {

    /** How a note begins that says what differs from the paper. */
    public static final String DIFFERENCE = "differs from the paper: ";

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
        Require.that(
                Files.isRegularFile(file),
                "a result must be a file, got %s, which is none; python3 environment/lab.py reproduce writes results",
                file);
        Table table = Table.read()
                .usingOptions(
                        CsvReadOptions.builder(file.toFile()).commentPrefix('#').columnTypes(ResultColumn::typeOf));
        Require.that(!table.isEmpty(), "a result must have rows, got none in %s", file);
        return new ResultFile(table, notes(file));
    }

    private static List<String> notes(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            Stream<String> notes = lines.takeWhile(line -> line.startsWith("#"));
            return notes.map(line -> line.substring(1).strip()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the result " + file + " cannot be read", e);
        }
    }

    /** All rows, columns in the file's order; not to be modified. */
    public Table table() {
        return table;
    }

    /** How the numbers were made, one sentence for each line of {@code #}. */
    public List<String> notes() {
        return notes;
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
        List<String> values = printed(column);
        int[] rows = IntStream.range(0, values.size())
                .filter(row -> values.get(row).equals(value.toString()))
                .toArray();
        List<String> known = values.stream().distinct().toList();
        Require.that(rows.length > 0, "\"%s\" must be one of %s, got %s", column, known, value);
        return new ResultFile(table.where(Selection.with(rows)), notes);
    }

    private List<String> printed(String column) {
        return table.column(column).asStringColumn().asList();
    }

    /** The numbers of a column for the first seed: the horizontal places of {@link #samples}. */
    public List<Double> places(String column) {
        return Arrays.stream(samples(column).get(0)).boxed().toList();
    }

    /** The numbers of a column, one sample for each seed; a single sample if the file has no seeds. */
    public List<double[]> samples(String column) {
        Stream<ResultFile> seeds = table.containsColumn("seed")
                ? printed("seed").stream().distinct().map(seed -> where("seed", seed))
                : Stream.of(this);
        return seeds.map(rows -> rows.table.numberColumn(column).asDoubleArray())
                .toList();
    }
}
