package xavierkit.view;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How a {@link LayerPlot} and a {@link CurvePlot} look. */
final class LayerChart {

    /** Okabe and Ito's colour-blind-safe black, blue, vermillion, bluish green, reddish purple. */
    private static final List<Color> PALETTE =
            List.of(Color.BLACK, new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7));

    /** Of theory that belongs to no points. */
    private static final Color NEUTRAL = new Color(0x767676);

    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.TRIANGLE_DOWN);

    private static final List<float[]> DASHES =
            List.of(new float[] {1, 0}, new float[] {8, 4}, new float[] {2, 3}, new float[] {8, 3, 2, 3});

    private final XYChart chart;
    private final boolean logarithmic;
    private int measured;
    private int lines;

    LayerChart(String title, String horizontal, String vertical, List<Series> series, boolean logarithmic) {
        chart = new XYChartBuilder()
                .width(860)
                .height(420)
                .title(title)
                .xAxisTitle(horizontal)
                .yAxisTitle(vertical)
                .build();
        style(chart.getStyler());
        this.logarithmic = logarithmic;
        if (logarithmic) {
            logarithmic(chart.getStyler(), Series.decadesAboveZero(series));
        }
        series.forEach(this::add);
    }

    XYChart xchart() {
        return chart;
    }

    byte[] png() {
        try {
            return ChartEncoder.getBytes(chart, "png");
        } catch (IOException e) {
            throw new UncheckedIOException("the chart could not be encoded as PNG", e);
        }
    }

    private static void style(XYStyler styler) {
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesColor(new Color(0xE6E6E6));
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setErrorBarsColorSeriesColor(true);
        styler.setMarkerSize(7);
        styler.setXAxisDecimalPattern("0");
        styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    }

    // Powers of ten carry a label, on a short axis also 2 and 5; on a long one grid lines would merge
    // into a grey area, and later the labels too.
    private static void logarithmic(XYStyler styler, double decades) {
        List<Long> digits = decades < 3 ? List.of(1L, 2L, 5L) : List.of(1L);
        int every = decades <= 25 ? 1 : decades <= 50 ? 2 : 5;
        styler.setYAxisLogarithmic(true);
        styler.setYAxisLogarithmicDecadeOnly(decades >= 3);
        styler.setPlotGridHorizontalLinesVisible(decades <= 12);
        styler.setYAxisTickLabelsFormattingFunction(tick -> label(tick, digits, every));
    }

    private static String label(double tick, List<Long> digits, int every) {
        int exponent = (int) Math.floor(Math.log10(tick) + 1e-9);
        long digit = Math.round(tick / Math.pow(10, exponent));
        if (!digits.contains(digit) || exponent % every != 0) {
            return "";
        }
        return exponent >= -2 && exponent <= 2
                ? new BigDecimal(digit).scaleByPowerOfTen(exponent).toPlainString()
                : digit + "e" + exponent;
    }

    // A logarithmic axis has no place for zeros, and no axis one for infinity: they are left out.
    private void add(Series s) {
        measured += s.measured() ? 1 : 0;
        int[] shown = IntStream.range(0, s.values().size())
                .filter(i -> !logarithmic || s.values().get(i) > 0)
                .filter(i -> Double.isFinite(s.values().get(i)))
                .toArray();
        if (shown.length == 0) {
            return;
        }
        double[] x = IntStream.of(shown).mapToDouble(i -> s.xs().get(i)).toArray();
        double[] y = IntStream.of(shown).mapToDouble(i -> s.values().get(i)).toArray();
        XYSeries drawn = s.measured()
                ? points(chart.addSeries(s.label(), x, y, bars(s, shown)))
                : line(chart.addSeries(s.label(), x, y));
        Color color = measured == 0 ? NEUTRAL : PALETTE.get((measured - 1) % PALETTE.size());
        drawn.setMarkerColor(color);
        drawn.setLineColor(color);
    }

    // On a logarithmic axis a bar longer than its value would end below zero; a length that is not
    // known is 0.
    private double[] bars(Series s, int[] shown) {
        return IntStream.of(shown)
                .mapToDouble(i -> logarithmic
                        ? Math.min(s.errors().get(i), 0.9 * s.values().get(i))
                        : s.errors().get(i))
                .map(length -> Double.isNaN(length) ? 0 : length)
                .toArray();
    }

    private XYSeries points(XYSeries drawn) {
        drawn.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        drawn.setMarker(MARKERS.get((measured - 1) % MARKERS.size()));
        return drawn;
    }

    private XYSeries line(XYSeries drawn) {
        float[] dash = DASHES.get(lines++ % DASHES.size());
        drawn.setMarker(SeriesMarkers.NONE);
        drawn.setLineStyle(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0));
        return drawn;
    }
}
