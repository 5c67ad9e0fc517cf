package xavierkit.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.*;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import xavierkit.matrix.Moments;
import xavierkit.network.*;

class CurvePlotTest {

    private static final CurvePlot PLOT = CurvePlot.of("Length map", "q", "V(q)")
            .curve("diagonal", 0, 2, q -> q)
            .points("measured", List.of(0.0, 1.0), List.of(-0.5, 0.25), List.of(0.5, 0.25))
            .curve("half", -1, 1, q -> q / 2)
            .points("other", List.of(2.0), List.of(1.0), List.of(0.0));

    private static XYChart chart() {
        return PLOT.drawn();
    }

    @Test
    void theChartNamesItsAxesWhichAreLinear() {
        assertEquals("Length map", chart().getTitle());
        assertEquals("q", chart().getXAxisTitle());
        assertEquals("V(q)", chart().getYAxisTitle());
        assertFalse(chart().getStyler().isYAxisLogarithmic());
        assertEquals("0.###", chart().getStyler().getXAxisDecimalPattern());
    }

    @Test
    void pointsKeepValuesOfAnySignAndTheirWholeIntervals() {
        var points = chart().getSeries("measured");
        assertArrayEquals(new double[] {0, 1}, points.getXData());
        assertArrayEquals(new double[] {-0.5, 0.25}, points.getYData());
        assertArrayEquals(new double[] {1, 0.5}, points.getExtraValues());
    }

    @Test
    void aCurveLeadsFromEndToEndInTheColourOfItsPoints() {
        var curve = chart().getSeries("half");
        assertEquals(49, curve.getXData().length);
        assertEquals(-1, curve.getXData()[0]);
        assertEquals(-0.5, curve.getYData()[0]);
        assertEquals(0.5, curve.getYData()[48]);
        assertEquals(chart().getSeries("measured").getMarkerColor(), curve.getLineColor());
        assertNotEquals(chart().getSeries("other").getMarkerColor(), curve.getLineColor());
        assertEquals(new Color(0x767676), chart().getSeries("diagonal").getLineColor());
    }

    @Test
    void anIntervalAroundZeroIsDrawnOnALinearAxis() {
        var points = CurvePlot.of("t", "x", "y")
                .points("p", List.of(1.0, 2.0), List.of(0.0, 0.0), List.of(0.0, 0.5))
                .drawn()
                .getSeries("p");
        assertArrayEquals(new double[] {0, 1}, points.getExtraValues());
    }

    @Test
    void theTextAlternativeHoldsTheNumbers() {
        assertEquals(
                "Chart \"t\": y against x. Line \"2x\" at 0.00: 0.00, 0.125: 0.250, 0.250: 0.500,"
                        + " 0.375: 0.750, 0.500: 1.00, 0.625: 1.25, 0.750: 1.50, 0.875: 1.75, 1.00: 2.00."
                        + " Points \"p\" at 3.00: 4.00 +/- 1.00.",
                CurvePlot.of("t", "x", "y")
                        .curve("2x", 0, 1, x -> 2 * x)
                        .points("p", List.of(3.0), List.of(4.0), List.of(0.5))
                        .toString());
    }

    @Test
    void aNotebookShowsPictureAndWords() {
        assertEquals(Set.of("image/png", "text/plain"), PLOT.mimeBundle().keySet());
        assertTrue(PLOT.mimeBundle().get("text/plain").startsWith("Chart \"Length map\""));
    }

    @Test
    void wordsSayZeroForWhatIsZeroButForRounding() {
        CurvePlot plot = CurvePlot.of("t", "x", "y")
                .points("p", List.of(-0.1, 1e-17, 0.1), List.of(1.0, -3e-17, -0.0), List.of(0.5, 1e-17, 0.0));
        assertEquals(
                "Chart \"t\": y against x. Points \"p\" at -0.100: 1.00 +/- 1.00, 0.00: 0.00 +/- 0.00,"
                        + " 0.100: 0.00 +/- 0.00.",
                plot.toString());
        CurvePlot small = CurvePlot.of("t", "x", "y")
                .points("p", List.of(1e-17, 2e-17), List.of(1e-11, 1.0), List.of(1e-17, 0.0));
        assertEquals(
                "Chart \"t\": y against x. Points \"p\" at 1.00e-17: 1.00e-11 +/- 0.00, 2.00e-17: 1.00 +/- 0.00.",
                small.toString());
    }

    @Test
    void smallNumbersOfALogarithmicAxisAreSaid() {
        CurvePlot plot = CurvePlot.of("t", "x", "y")
                .points("p", List.of(1e-17, 1.0), List.of(3e-17, 1.0), List.of(1e-17, 0.0))
                .logarithmic();
        assertEquals(
                "Chart \"t\": y, logarithmic, against x."
                        + " Points \"p\" at 0.00: 3.00e-17 +/- 2.00e-17, 1.00: 1.00 +/- 0.00.",
                plot.toString());
    }

    @Test
    void anAxisLeadsToAZeroThatIsNear() {
        assertTrue(ends(0.2, 1, 0)[0] < 0);
        assertTrue(ends(-1, -0.2, 0)[1] > 0);
        assertTrue(ends(0.3, 1, 0.2)[0] < 0, "an interval leads near");
        assertTrue(ends(0.4, 1, 0)[0] > 0.3);
        assertTrue(ends(-1, -0.4, 0)[1] < -0.3);
    }

    private static double[] ends(double least, double largest, double error) {
        var styler = CurvePlot.of("t", "x", "y")
                .points("p", List.of(1.0, 2.0), List.of(least, largest), List.of(error / 2, 0.0))
                .drawn()
                .getStyler();
        return new double[] {styler.getYAxisMin(), styler.getYAxisMax()};
    }

    /** Means 2 and 0, standard errors 1 and 0. */
    private static final CurvePlot SAMPLES = CurvePlot.of("t", "x", "y")
            .points("p", List.of(0.5, 1.0), List.of(new double[] {1, 0}, new double[] {3, 0}));

    @Test
    void samplesAreShownByTheirMeanAndTwiceItsStandardError() {
        assertEquals(
                "Chart \"t\": y against x. Points \"p\" at 0.500: 2.00 +/- 2.00, 1.00: 0.00 +/- 0.00.",
                SAMPLES.toString());
    }

    @Test
    void aSingleSampleIsShownWithoutIntervals() {
        List<double[]> sample = List.of(new double[] {4, 5});
        CurvePlot plot = CurvePlot.of("t", "x", "y").points("p", List.of(1.0, 2.0), sample);
        assertEquals("Chart \"t\": y against x. Points \"p\" at 1.00: 4.00, 2.00: 5.00.", plot.toString());
        for (CurvePlot drawn : List.of(plot, plot.logarithmic())) {
            var points = drawn.drawn().getSeries("p");
            assertArrayEquals(new double[] {4, 5}, points.getYData());
            assertArrayEquals(new double[2], points.getExtraValues());
        }
    }

    @Test
    void whatSpreadsByRoundingAloneHasNoInterval() {
        List<double[]> samples = List.of(new double[] {1}, new double[] {1 + 1e-15});
        assertEquals(
                "Chart \"t\": y against x. Points \"p\" at 2.00: 1.00 +/- 0.00.",
                CurvePlot.of("t", "x", "y").points("p", List.of(2.0), samples).toString());
    }

    @Test
    void aLogarithmicAxisLeavesZerosOut() {
        XYChart chart = SAMPLES.logarithmic().drawn();
        assertTrue(chart.getStyler().isYAxisLogarithmic());
        assertArrayEquals(new double[] {0.5}, chart.getSeries("p").getXData());
        // 2 standard errors are 2: cut to 0.9 of the value
        assertArrayEquals(new double[] {1.8}, chart.getSeries("p").getExtraValues(), 1e-15);
        assertTrue(SAMPLES.logarithmic().toString().startsWith("Chart \"t\": y, logarithmic, against x."));
    }

    // a short axis carries 2 and 5 too: the zero, which is left out, must not count as endless
    // decades
    @Test
    void zerosDoNotMakeALogarithmicAxisLong() {
        var styler = SAMPLES.logarithmic().drawn().getStyler();
        assertEquals("2", styler.getYAxisTickLabelsFormattingFunction().apply(2.0));
    }

    // 4 numbers, one of them outside: 1/4 and 2/4 of them, divided by the length 2
    @Test
    void aHistogramIsTheDensityOfAllNumbers() {
        List<double[]> samples = List.of(new double[] {0, 2, 3.9, 9}, new double[] {1.9, 2, 3, -1});
        var points = CurvePlot.of("t", "x", "density")
                .histogram("h", samples, 0, 4, 2)
                .drawn()
                .getSeries("h");
        assertArrayEquals(new double[] {1, 3}, points.getXData());
        assertArrayEquals(new double[] {0.125, 0.25}, points.getYData());
    }

    /** From the lower edge of the first bin up, along its top, and down again. */
    @Test
    void aHistogramOfItsOwnHasBars() {
        List<double[]> samples = List.of(new double[] {0, 2, 3.9, 9}, new double[] {1.9, 2, 3, -1});
        CurvePlot one = CurvePlot.of("t", "x", "density").histogram("h", samples, 0, 4, 2);
        var bars = one.drawn().getSeries("h (bars)");
        assertArrayEquals(new double[] {0, 0, 2, 2, 2, 2, 4, 4}, bars.getXData());
        assertArrayEquals(new double[] {0, 0.125, 0.125, 0, 0, 0.25, 0.25, 0}, bars.getYData());
        assertFalse(bars.isShowInLegend());
        CurvePlot two = one.histogram("other", samples, 0, 4, 2);
        assertEquals(
                List.of("h", "other"),
                two.drawn().getSeriesCollection().stream().map(s -> s.getName()).toList());
    }

    @Test
    void aScatterIsToldByItsRangesAndCorrelation() {
        CurvePlot plot = CurvePlot.of("t", "X", "Y").scatter("pairs", List.of(-1.0, 1.0, 3.0), List.of(1.0, 0.0, -1.0));
        assertEquals(
                "Chart \"t\": Y against X. Scatter \"pairs\": 3 dots, x from -1.00 to 3.00, y from -1.00 to 1.00,"
                        + " correlation -1.00.",
                plot.toString());
        assertArrayEquals(
                new double[] {1, 0, -1}, plot.drawn().getSeries("pairs").getYData());
        var error =
                assertThrows(IllegalArgumentException.class, () -> plot.scatter("p", List.of(1.0), List.of(1.0, 2.0)));
        assertEquals("a scatter needs equally many x and y, got 1 and 2", error.getMessage());
    }

    // means 2 and 4, standard errors 1 and 0
    @Test
    void joinedMeansHaveABand() {
        CurvePlot plot = CurvePlot.of("t", "update", "cost")
                .joined("run", List.of(0.0, 10.0), List.of(new double[] {1, 4}, new double[] {3, 4}));
        var band = plot.drawn().getSeries("run (band)");
        assertArrayEquals(new double[] {0, 10, 10, 0}, band.getXData());
        assertArrayEquals(new double[] {0, 4, 4, 4}, band.getYData(), 1e-12);
        assertEquals(
                "Chart \"t\": cost against update. Points joined by a line \"run\" at 0.00: 2.00 +/- 2.00, 10.0: 4.00 +/-"
                        + " 0.00.",
                plot.toString());
    }

    @Test
    void samplesThatDoNotFitAreRefused() {
        List<double[]> samples = List.of(new double[1], new double[2]);
        var unequal = assertThrows(IllegalArgumentException.class, () -> PLOT.points("p", List.of(1.0, 2.0), samples));
        assertEquals("each sample must have a number for each x, at least 1, got [1, 2] for 2", unequal.getMessage());
        var none = assertThrows(IllegalArgumentException.class, () -> PLOT.points("p", List.of(1.0), List.of()));
        assertEquals("points need at least 1 sample, got 0", none.getMessage());
        var noBins = assertThrows(IllegalArgumentException.class, () -> PLOT.histogram("h", samples, 0, 4, 0));
        assertEquals("a histogram needs from < to and at least 1 bin, got 0.0, 4.0 and 0", noBins.getMessage());
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        var unequal = assertThrows(
                IllegalArgumentException.class, () -> PLOT.points("p", List.of(1.0), List.of(1.0, 2.0), List.of()));
        assertEquals("points need equally many x, means and standard errors, got 1, 2 and 0", unequal.getMessage());
        var backward = assertThrows(IllegalArgumentException.class, () -> PLOT.curve("c", 1, 1, q -> q));
        assertEquals("a curve must lead from a smaller to a larger x, got 1.0 and 1.0", backward.getMessage());
        var again = assertThrows(IllegalArgumentException.class, () -> PLOT.curve("half", 0, 1, q -> q));
        assertEquals("each label must be used once, got \"half\" again", again.getMessage());
    }

    @Test
    void stepsLeadFromEachLayerToTheNext() {
        var moments = Stream.of(4.0, 1.0, 0.25)
                .map(variance -> Moments.of(Math.sqrt(variance / 2), -Math.sqrt(variance / 2)))
                .toList();
        var profile = new VarianceProfile("s", 1, moments);
        var points = CurvePlot.of("t", "q", "V(q)")
                .steps("p", new ProfileSample(List.of(profile, profile)))
                .drawn()
                .getSeries("p");
        assertArrayEquals(new double[] {4, 1}, points.getXData(), 1e-12);
        assertArrayEquals(new double[] {1, 0.25}, points.getYData(), 1e-12);
        var one = new ProfileSample(List.of(
                new VarianceProfile("s", 2, moments.subList(0, 1)),
                new VarianceProfile("s", 2, moments.subList(0, 1))));
        var tooFew = assertThrows(IllegalArgumentException.class, () -> PLOT.steps("p", one));
        assertEquals("steps need at least 2 layers, got only layer 2", tooFew.getMessage());
    }
}
