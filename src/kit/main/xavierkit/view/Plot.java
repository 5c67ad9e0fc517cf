package xavierkit.view;

import static org.knowm.xchart.style.markers.SeriesMarkers.*;

import java.awt.*;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.*;
import java.util.List;
import java.util.function.*;
import java.util.stream.*;
import org.knowm.xchart.*;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import xavierkit.matrix.Require;

/** What all charts of the kit share: how they look, and how words tell what they show. */
abstract sealed class Plot implements Rich permits CurvePlot, LayerPlot {

    /** Okabe and Ito's colour-blind-safe black, blue, vermillion, bluish green, reddish purple. */
    private static final List<Color> PALETTE =
            List.of(Color.BLACK, new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7));

    /** The colour of theory before the first points; in a chart without points each line has a colour of its own. */
    private static final Color NEUTRAL = new Color(0x767676);

    private static final List<Marker> MARKERS = List.of(CIRCLE, SQUARE, DIAMOND, TRIANGLE_UP, TRIANGLE_DOWN);

    /** Lengths of strokes and gaps, in pixels. */
    private static final List<float[]> DASHES =
            List.of(new float[] {1, 0}, new float[] {8, 4}, new float[] {2, 3}, new float[] {8, 3, 2, 3});

    /** The size on the page, in pixels; the picture has twice as many each way, which is sharp on dense screens. */
    static final int WIDTH = 860;

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

    /** The chart as a picture. */
    @Override
    public Map<String, String> mimeBundle() {
        return Map.of("image/png", png(), "text/plain", toString());
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

    /** The chart as PNG in Base64. */
    String png() {
        BufferedImage image = new BufferedImage(2 * WIDTH, 2 * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(2, 2);
        drawn().paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        return Base64.getEncoder().encodeToString(SmallPng.of(image));
    }

    XYChart drawn() {
        XYChart chart = new XYChart(WIDTH, HEIGHT);
        chart.setTitle(labels.title);
        chart.setXAxisTitle(labels.horizontal);
        chart.setYAxisTitle(labels.vertical);
        style(chart.getStyler());
        boolean onlyTheory = series.stream().noneMatch(Series::measured);
        int points = 0;
        int lines = 0;
        for (Series s : series) {
            points += s.measured() ? 1 : 0;
            int place = onlyTheory ? lines : points - 1;
            Color color = place < 0 ? NEUTRAL : PALETTE.get(place % PALETTE.size());
            if (s.drawable(logarithmic).length > 0) {
                XYSeries added = add(chart, s, s.measured() ? place : lines++);
                added.setMarkerColor(color).setLineColor(color);
            }
        }
        return chart;
    }

    /** Adds points, or a line, with the marker or dash of its place among its like. */
    private XYSeries add(XYChart chart, Series s, int place) {
        int[] shown = s.drawable(logarithmic);
        double[] xs = IntStream.of(shown).mapToDouble(s.xs()::get).toArray();
        double[] ys = IntStream.of(shown).mapToDouble(s.values()::get).toArray();
        if (s.measured()) {
            IntStream bars = IntStream.of(shown);
            double[] lengths = bars.mapToDouble(i -> s.bar(i, logarithmic)).toArray();
            XYSeries points = chart.addSeries(s.label(), xs, ys, lengths);
            points.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            points.setMarker(MARKERS.get(place % MARKERS.size()));
            return points;
        }
        XYSeries line = chart.addSeries(s.label(), xs, ys);
        float[] dash = DASHES.get(place % DASHES.size());
        line.setMarker(NONE);
        line.setLineStyle(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0));
        return line;
    }

    private void style(XYStyler styler) {
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesColor(new Color(0xE6E6E6));
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setErrorBarsColorSeriesColor(true);
        styler.setMarkerSize(7);
        styler.setXAxisDecimalPattern(labels.whole ? "0" : "0.###");
        styler.setXAxisTickMarkSpacingHint(labels.whole ? 38 : 74);
        styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        if (logarithmic) {
            logarithmic(styler, decades(series, Double.MIN_VALUE));
        } else {
            limit(
                    shown((s, i) -> s.values().get(i) - s.bar(i, false)),
                    shown((s, i) -> s.values().get(i) + s.bar(i, false)),
                    0.25,
                    styler::setYAxisMin,
                    styler::setYAxisMax);
        }
        double[] places = shown((s, i) -> s.xs().get(i));
        limit(places, places, labels.whole ? 0 : 0.05, styler::setXAxisMin, styler::setXAxisMax);
    }

    /** A number of each place of each series at which there is something to draw. */
    private double[] shown(ToDoubleBiFunction<Series, Integer> number) {
        Stream<DoubleStream> numbers = series.stream()
                .map(s -> IntStream.of(s.drawable(logarithmic)).mapToDouble(i -> number.applyAsDouble(s, i)));
        return numbers.flatMapToDouble(n -> n).toArray();
    }

    /**
     * Leads an axis a little beyond what it shows, and to 0 if that is near. It does so unequally at its ends: where
     * all places up to both ends are equally far apart, XChart puts ticks on some of them, however odd they are.
     *
     * @param near how far away 0 may be, as a share of what is shown
     */
    private static void limit(double[] lows, double[] highs, double near, Consumer<Double> min, Consumer<Double> max) {
        double low = DoubleStream.of(lows).min().orElse(0);
        double high = DoubleStream.of(highs).max().orElse(0);
        double span = high - low;
        if (span > 0 && Double.isFinite(span)) {
            min.accept((low > 0 && low <= near * span ? 0 : low) - span / 100);
            max.accept((high < 0 && -high <= near * span ? 0 : high) + span / 50);
        }
    }

    /** How many powers of ten the finite values span, of those that are large enough; infinitely many from 0. */
    static double decades(List<Series> series, double least) {
        DoubleStream values = series.stream().flatMap(s -> s.values().stream()).mapToDouble(x -> x);
        var range = values.filter(x -> Double.isFinite(x) && x >= least).summaryStatistics();
        return Math.log10(range.getMax() / range.getMin());
    }

    /**
     * Powers of ten carry a label, on a short axis also 2 and 5. On a long axis grid lines would merge into a grey
     * area, and on a longer one labels would overlap.
     */
    private static void logarithmic(XYStyler styler, double decades) {
        int every = decades <= 16 ? 1 : decades <= 32 ? 2 : 5;
        styler.setYAxisLogarithmic(true);
        styler.setYAxisLogarithmicDecadeOnly(decades >= 3);
        styler.setPlotGridHorizontalLinesVisible(decades <= 12);
        styler.setYAxisTickLabelsFormattingFunction(tick -> label(tick, decades < 3, every));
    }

    private static String label(double tick, boolean between, int every) {
        int exponent = (int) Math.floor(Math.log10(tick) + 1e-9);
        long digit = Math.round(tick / Math.pow(10, exponent));
        boolean labelled = digit == 1 || between && (digit == 2 || digit == 5);
        if (!labelled || exponent % every != 0) {
            return "";
        }
        BigDecimal number = new BigDecimal(digit).scaleByPowerOfTen(exponent);
        return Math.abs(exponent) <= 3 ? number.toPlainString() : digit + "e" + exponent;
    }
}
