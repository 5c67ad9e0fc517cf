package xavierkit.view;

import java.awt.*;
import java.util.*;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.*;
import xavierkit.matrix.Require;

/**
 * Small histograms: a column for each layer and a row for each signal, with the standard deviation under each. The charts
 * of a row share one horizontal scale, so that a signal which vanishes or explodes is seen to do so. The vertical scale,
 * a density, is each chart's own.
 */
public final class HistogramGrid extends Picture {

    private static final int HEAD = 78;
    private static final int NAME = 84;

    private final String title;
    private final List<Integer> layers;
    private final List<Row> rows;
    private final boolean free;

    /** A signal: the histogram of each layer, in order. */
    record Row(String name, List<SmallHistogram> histograms) {

        /** The same with one scale, the widest; with 0 in the middle if numbers of both signs are about as large. */
        Row shared() {
            double from =
                    histograms.stream().mapToDouble(SmallHistogram::from).min().orElse(0);
            double to =
                    histograms.stream().mapToDouble(SmallHistogram::to).max().orElse(0);
            boolean signed = from < to / -3 && to > from / -3;
            double most = Math.max(-from, to);
            return new Row(
                    name,
                    histograms.stream()
                            .map(h -> signed ? h.within(-most, most) : h.within(from, to))
                            .toList());
        }
    }

    private HistogramGrid(String title, List<Integer> layers, List<Row> rows, boolean free) {
        this.title = title;
        this.layers = layers;
        this.rows = rows;
        this.free = free;
    }

    /**
     * An empty grid.
     *
     * @param layers those that are shown, 1 to 6 of them
     */
    public static HistogramGrid of(String title, List<Integer> layers) {
        List<Integer> given = Require.all("the layers", layers);
        Require.that(!given.isEmpty() && given.size() <= 6, "a grid needs 1 to 6 layers, got %s", given);
        return new HistogramGrid(title, given, List.of(), false);
    }

    /**
     * One row more.
     *
     * @param name of the signal, such as {@code s}, in a few letters
     * @param numbersOfLayer what is counted in a layer: at least one finite number
     */
    public HistogramGrid row(String name, IntFunction<double[]> numbersOfLayer) {
        List<SmallHistogram> histograms = layers.stream()
                .map(layer -> SmallHistogram.of(name + " of layer " + layer, numbersOfLayer.apply(layer)))
                .toList();
        List<Row> more = new ArrayList<>(rows);
        more.add(new Row(name, histograms));
        return new HistogramGrid(title, layers, List.copyOf(more), free);
    }

    /** The same with a horizontal scale for each chart: shapes are compared then, not widths. */
    public HistogramGrid freeScales() {
        return new HistogramGrid(title, layers, rows, true);
    }

    /** The text alternative: mean and standard deviation of each chart. */
    @Override
    public String toString() {
        String scale = free ? "a horizontal scale each" : "one horizontal scale in each row";
        return rows.stream()
                .map(this::words)
                .collect(Collectors.joining(" ", "Histograms \"" + title + "\", with " + scale + ". ", ""));
    }

    private String words(Row row) {
        return IntStream.range(0, layers.size())
                .mapToObj(i -> "layer " + layers.get(i) + " " + row.histograms().get(i))
                .collect(Collectors.joining(", ", row.name() + " (mean; standard deviation): ", "."));
    }

    List<Row> shown() {
        return free ? rows : rows.stream().map(Row::shared).toList();
    }

    private double cell() {
        return (WIDTH - NAME - 10.0) / layers.size();
    }

    @Override
    int height() {
        return HEAD + rows.size() * SmallHistogram.HEIGHT + 6;
    }

    @Override
    void paint(Graphics2D graphics) {
        Pen pen = new Pen(graphics);
        pen.size(20).bold().text(title, WIDTH / 2.0, 22);
        for (int i = 0; i < layers.size(); i++) {
            pen.size(18).text("layer " + layers.get(i), NAME + (i + 0.5) * cell(), 60);
        }
        for (int r = 0; r < rows.size(); r++) {
            Row row = shown().get(r);
            double top = HEAD + r * SmallHistogram.HEIGHT;
            pen.size(20).color(Color.BLACK).text(row.name().replace(' ', '\n'), NAME / 2.0, top + 60);
            for (int i = 0; i < layers.size(); i++) {
                row.histograms().get(i).draw(pen, NAME + i * cell(), top, cell() - 12, Palette.color(r + 1));
            }
        }
    }
}
