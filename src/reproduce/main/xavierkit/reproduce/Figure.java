package xavierkit.reproduce;

import java.util.*;
import xavierkit.training.HeldOut;

/** What is computed of the paper, and two files that lesson 15 rests on. */
enum Figure {
    /** Sigmoid, 4 hidden layers. */
    FIGURE_2("activations of a sigmoid network during training", LayerStatistics.MEAN, LayerStatistics.DEVIATION),
    /** Tanh and softsign, standard start. */
    FIGURE_3(
            "activations during training, standard initialization",
            LayerStatistics.PERCENTILE,
            LayerStatistics.DEVIATION),
    /** Tanh and softsign, standard start. */
    FIGURE_4("activations at the end of training, standard initialization"),
    /** Tanh, both starts. */
    FIGURE_6("activations at initialization"),
    /** Tanh, both starts. */
    FIGURE_7("back-propagated gradients dC/ds at initialization"),
    /** Tanh, both starts. */
    FIGURE_8("weight gradients dC/dW at initialization"),
    /** Tanh, both starts. */
    FIGURE_9(
            "weight gradients during training",
            LayerStatistics.WEIGHT_GRADIENT_MEAN,
            LayerStatistics.WEIGHT_GRADIENT_DEVIATION),
    /** Tanh, normalized start. */
    FIGURE_10(
            "activations during training, normalized initialization",
            LayerStatistics.PERCENTILE,
            LayerStatistics.DEVIATION),
    /** All on Shapeset-3x2. */
    FIGURE_11("test error during training on Shapeset-3x2", HeldOut.ERROR),
    /** All on the other data. */
    FIGURE_12("test error during training on images in files", HeldOut.ERROR),
    /** All on all data. */
    TABLE_1("test error at the end of training", HeldOut.ERROR),
    /** Not in the paper: the trials behind all learning rates but those of the comparisons. */
    RATES("validation error after trials of every learning rate"),
    /** Not in the paper: two starts at a time, from many seeds, on small networks. */
    COMPARISONS("test error of small networks from two starts at a time");

    private final String title;
    private final List<String> statistics;

    Figure(String title, String... statistics) {
        this.title = title;
        this.statistics = List.of(statistics);
    }

    /** What it shows. */
    String title() {
        return title;
    }

    /** The statistics of a training log that it shows; none if it shows something else. */
    List<String> statistics() {
        return statistics;
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
