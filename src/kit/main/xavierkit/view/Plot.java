package xavierkit.view;

import java.awt.*;
import java.util.List;
import java.util.stream.*;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import xavierkit.matrix.Require;

/** What all charts of the kit share: how they look, and how words tell what they show. */
abstract sealed class Plot extends Picture permits CurvePlot, LayerPlot {

    /** What a line of the legend takes below a chart. */
    static final int LINE = 22;

    /** Labels of more letters stand below the chart, where they leave it its width. */
    private static final int LONG = 26;

    private static final int HEIGHT = 420;

    final Labels labels;
    final boolean logarithmic;
    final List<Series> series;

    /**
     * What is written on a chart and its axes.
     *
     * @param whole whether the horizontal axis counts: it then has no fractions
     */
    record Labels(String title, String horizontal, String vertical, boolean whole) {}

    /**
     * A chart.
     *
     * @param logarithmic whether the vertical axis is; it then leaves out what is 0 or below
     * @param series in the order of the legend; a line of theory has the colour of the points before it
     */
    Plot(Labels labels, boolean logarithmic, List<Series> series) {
        this.labels = labels;
        this.logarithmic = logarithmic;
        this.series = series;
    }

    /** The series and one more, whose label must be new. */
    List<Series> and(Series added) {
        boolean known = series.stream().anyMatch(s -> s.label().equals(added.label()));
        Require.that(!known, "each label must be used once, got \"%s\" again", added.label());
        return Stream.concat(series.stream(), Stream.of(added)).toList();
    }

    /** The text alternative: what is drawn against what, then the numbers of each series. */
    String words(String linear) {
        String scale = logarithmic ? ", logarithmic," : linear;
        String axes = "Chart \"" + labels.title + "\": " + labels.vertical + scale + " against " + labels.horizontal;
        return series.stream()
                .map(s -> numbers(s.settled(logarithmic)))
                .collect(Collectors.joining(" ", axes + ". ", ""));
    }

    abstract String numbers(Series s);

    private boolean longLabels() {
        return series.stream().anyMatch(s -> s.label().length() > LONG);
    }

    @Override
    int height() {
        return HEIGHT + (longLabels() ? LINE * series.size() : 0);
    }

    @Override
    void paint(Graphics2D graphics) {
        drawn().paint(graphics, WIDTH, height());
    }

    XYChart drawn() {
        return drawn(new Axes(series, logarithmic, labels.whole));
    }

    /** The chart with axes that may hold more than it shows. */
    XYChart drawn(Axes axes) {
        XYChart chart = new XYChart(WIDTH, height());
        chart.setTitle(labels.title);
        chart.setXAxisTitle(labels.horizontal);
        chart.setYAxisTitle(labels.vertical);
        axes.style(chart.getStyler());
        if (longLabels()) {
            chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        }
        boolean onlyTheory = series.stream().noneMatch(Series::measured);
        Inks inks = Inks.of(chart, series, axes.logarithmic());
        inks.grid(axes.grid());
        int points = 0;
        int lines = 0;
        for (Series s : series) {
            points += s.measured() ? 1 : 0;
            int place = onlyTheory ? lines : points - 1;
            Color color = place < 0 ? Palette.NEUTRAL : Palette.color(place);
            if (s.drawable(axes.logarithmic()).length > 0) {
                inks.add(s, s.measured() ? place : lines++, color);
            }
        }
        return chart;
    }
}
