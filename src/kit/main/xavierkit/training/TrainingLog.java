package xavierkit.training;

import java.util.*;
import xavierkit.matrix.Require;

/**
 * What recorders measured during training.
 *
 * @param entries in the order in which they were measured
 */
public record TrainingLog(List<Entry> entries) {

    /**
     * One number.
     *
     * @param update the number of updates done, at least 0
     * @param statistic what was measured, such as {@link HeldOut#ERROR}
     * @param layer where, counted from 1; 0 for the whole network
     * @param value what was found, NaN and infinities included
     */
    public record Entry(long update, String statistic, int layer, double value) {

        /** Validates the name, the update and the layer. */
        public Entry {
            Require.given("the statistic", statistic);
            String rule = "update and layer must be at least 0, got %d and %d";
            Require.that(update >= 0 && layer >= 0, rule, update, layer);
        }
    }

    /** Freezes the list. */
    public TrainingLog {
        entries = Require.all("the entries", entries);
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
        String rule = "a course must be of a statistic and a layer that were recorded, got %s in layer %d";
        Require.that(!course.isEmpty(), rule, statistic, layer);
        return course;
    }
}
