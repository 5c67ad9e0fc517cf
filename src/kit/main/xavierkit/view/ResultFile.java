package xavierkit.view;

import java.io.*;
import java.nio.file.*;
import java.util.*;
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
}
