package xavierkit.view;

import java.awt.*;
import java.util.*;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.*;
import org.knowm.xchart.*;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.*;

/** Puts series into a chart, each in its form. What belongs to a series beside it has no place in the legend.
 *
 * @param shifts how far series are moved sideways, see {@link Offsets}
 */
record Inks(XYChart chart, List<Series> series, boolean logarithmic, Map<String, Double> shifts) {

    /** A dot of a scatter, which may hold thousands. */
    private static final Marker DOT = new Marker() {
        @Override
        public void paint(Graphics2D graphics, double x, double y, int size) {
            graphics.fillOval((int) Math.round(x) - 2, (int) Math.round(y) - 2, 4, 4);
        }
    };

    /** An arrow at the lower end of an interval that leads on, to 0. */
    private static final Marker ARROW = new Marker() {
        @Override
        public void paint(Graphics2D graphics, double x, double y, int size) {
            int left = (int) Math.round(x);
            int top = (int) Math.round(y);
            graphics.fillPolygon(new int[] {left - 5, left + 5, left}, new int[] {top - 2, top - 2, top + 7}, 3);
        }
    };

    /** For all series of a chart. */
    static Inks of(XYChart chart, List<Series> series, boolean logarithmic) {
        return new Inks(chart, series, logarithmic, new Offsets(series, logarithmic).all());
    }

    /** Adds pale lines from one end of the chart to the other, behind all that comes later. */
    void grid(List<Double> heights) {
        Double from = chart.getStyler().getXAxisMin();
        Double to = chart.getStyler().getXAxisMax();
        if (from == null || to == null) {
            return;
        }
        for (double y : heights) {
            XYSeries line = chart.addSeries("grid at " + Axes.label(y), new double[] {from, to}, new double[] {y, y});
            line.setMarker(SeriesMarkers.NONE);
            line.setLineStyle(new BasicStroke(1)).setLineColor(Palette.PALE);
            line.setShowInLegend(false);
        }
    }

    /** Adds points, or a line, with the marker or dash of its place among its like. */
    void add(Series s, int place, Color color) {
        switch (s.form()) {
            case LINE -> line(s, place, color);
            case SCATTER -> dots(s, color);
            case JOINED -> joined(s, place, color);
            case BARS -> bars(s, place, color);
            default -> points(s, place, color);
        }
    }

    private void line(Series s, int place, Color color) {
        XYSeries line = chart.addSeries(s.label(), xs(s), numbers(s, s.values()::get));
        line.setMarker(SeriesMarkers.NONE).setMarkerColor(color);
        line.setLineStyle(Palette.stroke(place)).setLineColor(color);
    }

    private XYSeries points(Series s, int place, Color color) {
        double[] lengths = numbers(s, i -> s.bar(i, logarithmic));
        XYSeries points = chart.addSeries(s.label(), xs(s), numbers(s, s.values()::get), lengths);
        points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        points.setMarker(Palette.marker(place)).setMarkerColor(color);
        points.setLineColor(color);
        clipped(s, color);
        return points;
    }

    /** Arrows down at intervals that lead further than a logarithmic axis can. */
    private void clipped(Series s, Color color) {
        int[] places = IntStream.of(s.drawable(logarithmic))
                .filter(i -> logarithmic && s.clipped(i))
                .toArray();
        if (places.length > 0) {
            double[] xs = IntStream.of(places)
                    .mapToDouble(i -> s.xs().get(i) + shift(s))
                    .toArray();
            double[] ends = IntStream.of(places)
                    .mapToDouble(i -> s.values().get(i) - s.bar(i, true))
                    .toArray();
            XYSeries arrows = chart.addSeries(s.label() + " (clipped)", xs, ends);
            arrows.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            arrows.setMarker(ARROW).setMarkerColor(color);
            arrows.setShowInLegend(false);
        }
    }

    private double shift(Series s) {
        return shifts.getOrDefault(s.label(), 0.0);
    }

    private void dots(Series s, Color color) {
        XYSeries dots = chart.addSeries(s.label(), xs(s), numbers(s, s.values()::get));
        dots.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        dots.setMarker(DOT).setMarkerColor(color);
    }

    private void joined(Series s, int place, Color color) {
        double[] xs = xs(s);
        double[] values = numbers(s, s.values()::get);
        if (s.errors().stream().anyMatch(error -> error > 0)) {
            double[] low = numbers(s, i -> s.values().get(i) - s.bar(i, logarithmic));
            double[] high = numbers(s, i -> s.values().get(i) + s.bar(i, logarithmic));
            area(s.label() + " (band)", around(xs, xs), around(low, high), color);
        }
        XYSeries line = chart.addSeries(s.label(), xs, values);
        line.setMarker(xs.length > 30 ? SeriesMarkers.NONE : Palette.marker(place))
                .setMarkerColor(color);
        line.setLineStyle(new BasicStroke(2)).setLineColor(color);
    }

    /** Forward along the first, back along the second. */
    private static double[] around(double[] first, double[] second) {
        DoubleStream back = IntStream.range(0, second.length).mapToDouble(i -> second[second.length - 1 - i]);
        return DoubleStream.concat(DoubleStream.of(first), back).toArray();
    }

    private void bars(Series s, int place, Color color) {
        if (series.stream().filter(Series::measured).count() > 1 || s.xs().size() < 2 || logarithmic) {
            points(s, place, color);
            return;
        }
        double half = (s.xs().get(1) - s.xs().get(0)) / 2;
        Stream<Double> edges = s.xs().stream().flatMap(x -> Stream.of(x - half, x - half, x + half, x + half));
        Stream<Double> heights = s.values().stream().flatMap(y -> Stream.of(0.0, y, y, 0.0));
        area(s.label() + " (bars)", array(edges), array(heights), color);
        points(s, place, color).setMarker(DOT);
    }

    private static double[] array(Stream<Double> numbers) {
        return numbers.mapToDouble(x -> x).toArray();
    }

    private void area(String label, double[] xs, double[] ys, Color color) {
        XYSeries area = chart.addSeries(label, xs, ys);
        area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        area.setMarker(SeriesMarkers.NONE);
        area.setLineColor(Palette.light(color, 0.5)).setLineWidth(1);
        area.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 50));
        area.setShowInLegend(false);
    }

    private double[] xs(Series s) {
        return numbers(s, i -> s.xs().get(i) + shift(s));
    }

    /** A number of each place at which there is something to draw. */
    private double[] numbers(Series s, IntToDoubleFunction number) {
        return IntStream.of(s.drawable(logarithmic)).mapToDouble(number).toArray();
    }
}
