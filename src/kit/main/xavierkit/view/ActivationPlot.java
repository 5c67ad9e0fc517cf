package xavierkit.view;

import java.awt.*;
import java.util.*;
import java.util.List;
import java.util.stream.*;
import org.knowm.xchart.*;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import xavierkit.activation.Activation;
import xavierkit.matrix.Require;

/** Activations and their slopes over s from -4 to 4, side by side, with one legend for both. */
public final class ActivationPlot extends Picture {

    private static final int TO = 4;
    private static final int STEPS = 160;
    private static final int HEIGHT = 440;
    private static final int LEGEND = 50;

    private final List<Activation> activations;

    /** What a panel draws. */
    private interface Curve {
        double at(Activation phi, double s);
    }

    private ActivationPlot(List<Activation> activations) {
        this.activations = activations;
    }

    /**
     * The plot of some activations.
     *
     * @param activations 1 to 5, each of another name
     */
    public static ActivationPlot of(Activation... activations) {
        List<Activation> given = Require.all("the activations", Arrays.asList(activations));
        List<String> names = given.stream().map(Activation::name).distinct().toList();
        boolean possible = !given.isEmpty() && given.size() <= 5 && names.size() == given.size();
        Require.that(possible, "a plot needs 1 to 5 different activations, got %s", given);
        return new ActivationPlot(given);
    }

    /** Values and slopes at every second whole number. */
    @Override
    public String toString() {
        return activations.stream()
                .map(phi -> "%s: phi(s) %s; phi'(s) %s."
                        .formatted(phi, told(phi, Activation::value), told(phi, Activation::derivative)))
                .collect(Collectors.joining(" ", "Two charts: value and slope against s from -4 to 4. ", ""));
    }

    private static String told(Activation phi, Curve curve) {
        return IntStream.of(-4, -2, 0, 2, 4)
                .mapToObj(s -> "at " + s + ": " + Series.number(curve.at(phi, s)))
                .collect(Collectors.joining(", "));
    }

    @Override
    int height() {
        return HEIGHT;
    }

    @Override
    void paint(Graphics2D graphics) {
        paint(graphics, charts(), LEGEND, i -> HEIGHT - LEGEND);
        legend(new Pen(graphics));
    }

    List<XYChart> charts() {
        return List.of(chart("value phi(s)", Activation::value), chart("slope phi'(s)", Activation::derivative));
    }

    private XYChart chart(String title, Curve curve) {
        XYChart chart = new XYChart(WIDTH / 2, HEIGHT - LEGEND);
        chart.setTitle(title);
        chart.setXAxisTitle("s");
        Axes.common(chart.getStyler());
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisMin(-TO - 0.1).setXAxisMax(TO + 0.1).setYAxisTitleVisible(false);
        for (int place = 0; place < activations.size(); place++) {
            line(chart, place, curve);
            markers(chart, place, curve);
        }
        return chart;
    }

    /** At a kink the line goes on from the slope at its left to that at its right. */
    private void line(XYChart chart, int place, Curve curve) {
        Activation phi = activations.get(place);
        DoubleStream even = IntStream.rangeClosed(-STEPS / 2, STEPS / 2).mapToDouble(i -> 2.0 * TO * i / STEPS);
        DoubleStream kinks = phi.kinks().stream().flatMapToDouble(k -> DoubleStream.of(k, k + 1e-9));
        double[] xs = DoubleStream.concat(even, kinks).sorted().distinct().toArray();
        XYSeries line = chart.addSeries(phi.name(), xs, values(phi, xs, curve));
        line.setMarker(SeriesMarkers.NONE);
        line.setLineStyle(new BasicStroke(2.5f)).setLineColor(Palette.color(place));
    }

    /** A few markers on each line, at places of its own, tell lines apart without colour. */
    private void markers(XYChart chart, int place, Curve curve) {
        Activation phi = activations.get(place);
        double[] xs = IntStream.range(0, 4)
                .mapToDouble(i -> -3.6 + 2 * i + 0.35 * place)
                .toArray();
        XYSeries markers = chart.addSeries(phi.name() + " (markers)", xs, values(phi, xs, curve));
        markers.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        markers.setMarker(Palette.marker(place)).setMarkerColor(Palette.color(place));
    }

    private static double[] values(Activation phi, double[] xs, Curve curve) {
        return DoubleStream.of(xs).map(s -> curve.at(phi, s)).toArray();
    }

    private void legend(Pen pen) {
        double all = activations.stream()
                .mapToDouble(phi -> pen.widthOf(phi.name()) + 70)
                .sum();
        double at = (WIDTH - all) / 2;
        for (int place = 0; place < activations.size(); place++) {
            String name = activations.get(place).name();
            pen.color(Palette.color(place)).width(2.5).line(at, LEGEND / 2.0, at + 36, LEGEND / 2.0);
            Palette.marker(place).paint(pen.graphics, at + 18, LEGEND / 2.0, 10);
            pen.color(Color.BLACK).textFrom(name, at + 44, LEGEND / 2.0);
            at += pen.widthOf(name) + 70;
        }
    }
}
