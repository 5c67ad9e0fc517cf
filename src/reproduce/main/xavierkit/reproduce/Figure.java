package xavierkit.reproduce;

import static xavierkit.reproduce.LayerStatistics.*;
import static xavierkit.training.HeldOut.ERROR;

import java.util.*;

/**
 * What is computed of the paper, and two files that are not in it: RATES, the trials behind all learning rates but
 * those of the comparisons, and COMPARISONS, two starts at a time, from many seeds, on small networks.
 */
enum Figure {
    FIGURE_2("activations of a sigmoid network during training", MEAN, DEVIATION),
    FIGURE_3("activations during training, standard initialization", PERCENTILE, DEVIATION),
    FIGURE_4("activations at the end of training, standard initialization"),
    FIGURE_6("activations at initialization"),
    FIGURE_7("back-propagated gradients dC/ds at initialization"),
    FIGURE_8("weight gradients dC/dW at initialization"),
    FIGURE_9("weight gradients during training", WEIGHT_GRADIENT_MEAN, WEIGHT_GRADIENT_DEVIATION),
    FIGURE_10("activations during training, normalized initialization", PERCENTILE, DEVIATION),
    FIGURE_11("test error during training on Shapeset-3x2", ERROR),
    FIGURE_12("test error during training on images in files", ERROR),
    TABLE_1("test error at the end of training", ERROR),
    RATES("validation error after trials of every learning rate"),
    COMPARISONS("test error of small networks from two starts at a time");

    /** What it shows. */
    final String title;

    /** The statistics of a training log that it shows; none if it shows something else. */
    final List<String> statistics;

    Figure(String title, String... statistics) {
        this.title = title;
        this.statistics = List.of(statistics);
    }

    boolean isAtInitialization() {
        return this == FIGURE_6 || this == FIGURE_7 || this == FIGURE_8;
    }

    boolean isOfThePaper() {
        return this != RATES && this != COMPARISONS;
    }

    /** Whether it needs the data that are read from files. */
    boolean isOnFiles() {
        return this == FIGURE_12 || this == TABLE_1 || !isOfThePaper();
    }

    /** Whether it is the same at any scale, as what happens at initialization or in small networks. */
    boolean isOfAnyScale() {
        return isAtInitialization() || this == COMPARISONS;
    }

    String fileName(Scale scale) {
        return word() + (isOfAnyScale() ? "" : "-" + scale) + ".csv";
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code 6} or {@code table-1}, as on the command line. */
    @Override
    public String toString() {
        return word().replace("figure-", "");
    }
}
