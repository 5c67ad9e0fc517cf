package xavierkit.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What recorders measured during training, one number an entry; as CSV one entry a line under the
 * header {@code update,statistic,layer,value}, every bit of the numbers kept.
 *
 * @param entries in the order in which they were measured
 */
public record TrainingLog(List<Entry> entries) {

    private static final String HEADER = "update,statistic,layer,value";

    /**
     * One number.
     *
     * @param update the number of updates done, at least 0
     * @param statistic what was measured, such as {@link LayerStatistics#ACTIVATION_MEAN}; no commas,
     *     no line breaks
     * @param layer where, counted from 1; 0 for the whole network
     * @param value what was found, NaN and infinities included
     */
    public record Entry(long update, String statistic, int layer, double value) {

        /** Validates the name, the update and the layer. */
        public Entry {
            Objects.requireNonNull(statistic, "the statistic must be given");
            if (statistic.isBlank() || !statistic.matches("[^,\\v]*")) {
                throw new IllegalArgumentException("a statistic must be one line without commas, got " + statistic);
            }
            if (update < 0 || layer < 0) {
                throw new IllegalArgumentException(
                        "update and layer must be at least 0, got " + update + " and " + layer);
            }
        }

        private static Entry parse(String line) {
            String[] parts = line.split(",", -1);
            if (parts.length != 4) {
                throw new IllegalArgumentException(parts.length + " parts");
            }
            return new Entry(
                    Long.parseLong(parts[0]), parts[1], Integer.parseInt(parts[2]), Double.parseDouble(parts[3]));
        }

        private String toLine() {
            return update + "," + statistic + "," + layer + "," + value + "\n";
        }
    }

    /** Freezes the list. */
    public TrainingLog {
        Objects.requireNonNull(entries, "the entries must be given");
        entries.forEach(entry -> Objects.requireNonNull(entry, "every entry must be given"));
        entries = List.copyOf(entries);
    }

    /**
     * The course of one statistic in one layer, from update to value, ascending.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SortedMap<Long, Double> course(String statistic, int layer) {
        SortedMap<Long, Double> course = new TreeMap<>();
        entries.stream()
                .filter(entry -> entry.statistic.equals(statistic) && entry.layer == layer)
                .forEach(entry -> course.put(entry.update, entry.value));
        if (course.isEmpty()) {
            throw new IllegalArgumentException("a course must be of a statistic and a layer that were recorded, got "
                    + statistic
                    + " in layer "
                    + layer);
        }
        return course;
    }

    /** Writes CSV over whatever the file held. */
    public void write(Path file) {
        Objects.requireNonNull(file, "the file must be given");
        try {
            Files.writeString(file, toCsv());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads what {@link #write} wrote; the same log, bit for bit.
     *
     * @throws IllegalArgumentException if the file is missing, damaged or cut within a line; it names
     *     the file
     */
    public static TrainingLog read(Path file) {
        Objects.requireNonNull(file, "the file must be given");
        try {
            return ofCsv(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " must hold lines of " + HEADER + ", got " + e.getMessage(), e);
        }
    }

    String toCsv() {
        return entries.stream().map(Entry::toLine).collect(Collectors.joining("", HEADER + "\n", ""));
    }

    static TrainingLog ofCsv(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER) || !text.endsWith("\n")) {
            throw new IllegalArgumentException("another header, or a last line that is cut");
        }
        List<Entry> entries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            try {
                entries.add(Entry.parse(line));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(line + " in line " + (entries.size() + 2), e);
            }
        }
        return new TrainingLog(entries);
    }
}
