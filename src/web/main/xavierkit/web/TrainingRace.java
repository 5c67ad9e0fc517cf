package xavierkit.web;

import java.util.*;
import java.util.function.Consumer;
import java.util.stream.*;

/** One of the networks in training: its worker, and what the worker has told. */
final class TrainingRace {

    /** The network's letter in the style of its marks, a or b. */
    final String letter;

    private final Runnable drawn;
    private final Background worker;
    private final List<NumberRows> told = new ArrayList<>();

    TrainingRace(String letter, Runnable drawn, Consumer<String> failed) {
        this.letter = letter;
        this.drawn = drawn;
        worker = new Background(this::tell, failed);
    }

    void start(Setting setting, double rate, int updates) {
        worker.ask("train " + setting + " " + rate + " " + updates + " " + Page.digits());
    }

    private void tell(String part) {
        told.add(NumberRows.parse(part));
        drawn.run();
    }

    boolean isRunning() {
        return worker.isBusy();
    }

    void stop() {
        worker.stop();
    }

    /** The number of updates done. */
    int updates() {
        return told.isEmpty() ? 0 : (int) now("update")[0];
    }

    /** The last numbers of a row, none before the first part. */
    double[] now(String row) {
        return told.isEmpty() ? new double[0] : told.get(told.size() - 1).get(row);
    }

    /** The first number of a row over all parts. */
    double[] course(String row) {
        return told.stream().mapToDouble(part -> part.first(row)).toArray();
    }

    /** In a sentence. */
    String summary() {
        String name = "Setting " + letter.toUpperCase(Locale.ROOT);
        if (told.isEmpty()) {
            return name + " has not begun.";
        }
        String form = "%s after %d updates: loss %s, %d %% of new digits right.";
        return form.formatted(name, updates(), Chart.text(now("loss")[0]), Math.round(100 * now("accuracy")[0]));
    }

    /** Histograms of its activations. */
    String histograms() {
        if (told.isEmpty()) {
            return "";
        }
        NumberRows last = told.get(told.size() - 1);
        List<String> captions = DoubleStream.of(last.get("layers"))
                .mapToObj(l -> "layer " + (int) l)
                .toList();
        String title = "Activations of setting " + letter.toUpperCase(Locale.ROOT);
        return SmallMultiples.row(title, letter, last, "z", last.first("range"), captions);
    }
}
