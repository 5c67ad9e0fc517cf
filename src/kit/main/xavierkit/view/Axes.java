package xavierkit.view;

import java.awt.*;
import java.math.*;
import java.util.*;
import java.util.List;
import java.util.function.*;
import java.util.stream.*;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/**
 * How a chart of some series looks: where its axes end, and where they have ticks.
 *
 * @param logarithmic whether the vertical axis is
 * @param whole whether the horizontal axis counts
 */
record Axes(List<Series> series, boolean logarithmic, boolean whole) {

    /** Decades of an axis on which 2 and 5 have room. */
    private static final double SHORT = 3;

    /** Decades of an axis on which grid lines would merge into a grey area. */
    private static final double LONG = 12;

    /** What charts have in common, whatever they show. */
    static void common(XYStyler styler) {
        styler.setLegendPosition(LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesColor(Palette.PALE);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setErrorBarsColorSeriesColor(true);
        styler.setMarkerSize(8);
        styler.setBaseFont(font(15));
        styler.setChartTitleFont(font(17).deriveFont(Font.BOLD));
        styler.setAxisTitleFont(font(15)).setAxisTickLabelsFont(font(15));
        styler.setLegendFont(font(15));
        styler.setYAxisTickMarkSpacingHint(56);
    }

    /** Axes of several charts of layers. */
    static Axes shared(List<Series> series) {
        return new Axes(series, spansDecade(series), true);
    }

    /** Whether finite values differ by a factor of 10, or a 0 is among them. */
    static boolean spansDecade(List<Series> series) {
        return !(decades(series, Double.NEGATIVE_INFINITY) < 1);
    }

    /** Fixes the ends of a logarithmic axis, which XChart finds for each chart by itself. */
    void hold(XYStyler styler) {
        if (logarithmic) {
            styler.setYAxisMin(decade(Math::floor, shown(this::low).min()));
            styler.setYAxisMax(decade(Math::ceil, shown(this::high).max()));
        }
    }

    private static double decade(DoubleUnaryOperator rounded, OptionalDouble end) {
        return Math.pow(10, rounded.applyAsDouble(Math.log10(end.orElse(1))));
    }

    private static Font font(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    void style(XYStyler styler) {
        common(styler);
        styler.setXAxisDecimalPattern(whole ? "0" : "0.###");
        styler.setXAxisTickMarkSpacingHint(whole ? 38 : 74);
        if (logarithmic) {
            logarithmic(styler, decades(series, Double.MIN_VALUE));
        } else {
            limit(shown(this::low), shown(this::high), 0.25, styler::setYAxisMin, styler::setYAxisMax);
            styler.setYAxisTickLabelsFormattingFunction(Axes::label);
        }
        limit(places(), places(), whole ? 0 : 0.05, styler::setXAxisMin, styler::setXAxisMax);
    }

    private DoubleStream places() {
        return shown((s, i) -> s.xs().get(i));
    }

    private double low(Series s, int i) {
        return s.values().get(i) - s.bar(i, logarithmic);
    }

    private double high(Series s, int i) {
        return s.values().get(i) + s.bar(i, logarithmic);
    }

    /** A number of each place of each series at which there is something to draw. */
    private DoubleStream shown(ToDoubleBiFunction<Series, Integer> number) {
        Stream<DoubleStream> numbers = series.stream()
                .map(s -> IntStream.of(s.drawable(logarithmic)).mapToDouble(i -> number.applyAsDouble(s, i)));
        return numbers.flatMapToDouble(n -> n);
    }

    /**
     * Leads an axis a little beyond what it shows, and to 0 if that is near. It does so unequally at its ends: where
     * all places up to both ends are equally far apart, XChart puts ticks on some of them, however odd they are.
     *
     * @param near how far away 0 may be, as a share of what is shown
     */
    private static void limit(
            DoubleStream lows, DoubleStream highs, double near, Consumer<Double> min, Consumer<Double> max) {
        double low = lows.min().orElse(0);
        double high = highs.max().orElse(0);
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

    /** Powers of ten carry a label, on a short axis also 2 and 5; on a long one some powers, whose labels would overlap. */
    private static void logarithmic(XYStyler styler, double decades) {
        int every = decades <= 16 ? 1 : decades <= 32 ? 2 : 5;
        styler.setYAxisLogarithmic(true);
        styler.setYAxisLogarithmicDecadeOnly(decades >= SHORT);
        styler.setPlotGridHorizontalLinesVisible(false);
        styler.setYAxisTickLabelsFormattingFunction(tick -> label(tick, decades < SHORT, every));
    }

    /**
     * Where a logarithmic axis has grid lines: at its labels. XChart would draw one at each of the nine ticks between
     * powers of ten. On a long axis there are none.
     */
    List<Double> grid() {
        double decades = decades(series, Double.MIN_VALUE);
        if (!logarithmic || !(decades <= LONG)) {
            return List.of();
        }
        double low = shown(this::low).min().orElse(1);
        double high = shown(this::high).max().orElse(0);
        int[] digits = decades < SHORT ? new int[] {1, 2, 5} : new int[] {1};
        return IntStream.rangeClosed((int) Math.floor(Math.log10(low)), (int) Math.floor(Math.log10(high)))
                .boxed()
                .flatMap(e -> IntStream.of(digits).mapToObj(d -> d * Math.pow(10, e)))
                .filter(y -> y >= low && y <= high)
                .toList();
    }

    /** A round number without the noise of its sum; far from 1 with an exponent. */
    static String label(double tick) {
        BigDecimal number = new BigDecimal(tick).round(new MathContext(6)).stripTrailingZeros();
        if (Math.abs(tick) < 1e-12 || number.signum() == 0) {
            return "0";
        }
        double size = Math.abs(tick);
        String exponential = number.unscaledValue() + "e" + -number.scale();
        return size >= 1e-4 && size < 1e6 ? number.toPlainString() : exponential;
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
