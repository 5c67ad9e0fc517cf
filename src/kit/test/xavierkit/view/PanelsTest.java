package xavierkit.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.*;
import java.util.stream.*;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import xavierkit.activation.Activation;
import xavierkit.prediction.*;

/** Pictures of several charts, and the map: titles, scales and numbers. */
class PanelsTest {

    @Test
    void anActivationStandsBesideItsSlope() {
        List<XYChart> charts =
                ActivationPlot.of(Activation.RELU, Activation.TANH).charts();
        assertEquals(
                List.of("value phi(s)", "slope phi'(s)"),
                charts.stream().map(XYChart::getTitle).toList());
        double[] values = charts.get(0).getSeries("tanh").getYData();
        assertEquals(Math.tanh(-4), values[0], 1e-15);
        assertEquals(-4.1, charts.get(1).getStyler().getXAxisMin());
    }

    // one place at the kink with the slope from the left, one behind it
    @Test
    void theSlopeJumpsAtAKink() {
        var slope = ActivationPlot.of(Activation.RELU).charts().get(1).getSeries("ReLU");
        int kink = Arrays.binarySearch(slope.getXData(), 0);
        assertArrayEquals(new double[] {0, 1}, Arrays.copyOfRange(slope.getYData(), kink, kink + 2));
        assertTrue(slope.getXData()[kink + 1] < 1e-6);
    }

    @Test
    void eachActivationIsShownOnce() {
        var error =
                assertThrows(IllegalArgumentException.class, () -> ActivationPlot.of(Activation.TANH, Activation.TANH));
        assertEquals("a plot needs 1 to 5 different activations, got [tanh, tanh]", error.getMessage());
        assertThrows(IllegalArgumentException.class, ActivationPlot::of);
    }

    /** Layer 1 has -1 and 1, layer 2 ten times that, s and z alike. */
    private static final HistogramGrid GRID = HistogramGrid.of("t", List.of(1, 2))
            .row("s", layer -> new double[] {-Math.pow(10, layer - 1), Math.pow(10, layer - 1)});

    @Test
    void aRowHasOneScaleUnlessItIsFree() {
        List<SmallHistogram> shared = GRID.shown().get(0).histograms();
        assertEquals(shared.get(0).to(), shared.get(1).to());
        assertEquals(-shared.get(0).from(), shared.get(0).to());
        List<SmallHistogram> free = GRID.freeScales().shown().get(0).histograms();
        assertEquals(10, free.get(1).to() / free.get(0).to(), 1e-12);
    }

    @Test
    void aGridTellsMeanAndDeviation() {
        assertEquals(
                "Histograms \"t\", with one horizontal scale in each row. s (mean; standard deviation): layer 1 0.00;"
                        + " 1.00, layer 2 0.00; 10.0.",
                GRID.toString());
    }

    @Test
    void whatIsNotFiniteIsLeftOut() {
        HistogramGrid grid = HistogramGrid.of("t", List.of(1)).row("s", l -> new double[] {2, Double.NaN});
        SmallHistogram only = grid.shown().get(0).histograms().get(0);
        assertEquals(List.of(2.0), only.numbers());
        assertEquals(1, DoubleStream.of(only.densities()).sum() * (only.to() - only.from()) / 41, 1e-12);
        var error = assertThrows(IllegalArgumentException.class, () -> grid.row("z", l -> new double[] {1.0 / 0}));
        assertEquals("z of layer 1 must have at least 1 finite number, got 1 numbers", error.getMessage());
    }

    // the exact map, by Brent's method; the table has 14 lengths a decade and interpolates
    @Test
    void aMapAgreesWithFixedPoints() {
        PhaseMap map = PhaseMap.of(Activation.TANH, 4, 0.5);
        for (double weight : new double[] {0.5, 1.5, 3}) {
            for (double bias : new double[] {0.05, 0.4}) {
                List<FixedPoint> points = new LengthMap(Activation.TANH, weight, bias).fixedPoints();
                assertEquals(1, points.size());
                assertEquals(points.get(0).chi(), map.chi(weight, bias), 2e-3);
            }
        }
        assertEquals(0.5, map.chi(0.5, 0), 1e-6);
    }

    @Test
    void theCriticalLineIsWhereChiIsOne() {
        List<ChiTable.Critical> line = PhaseMap.of(Activation.TANH, 4, 0.5).critical();
        assertEquals(1, line.get(0).weightVariance(), 1e-6);
        ChiTable.Critical last = line.get(line.size() - 1);
        LengthMap exact = LengthMap.critical(Activation.TANH, last.biasVariance());
        assertEquals(exact.weightVariance(), last.weightVariance(), 1e-6);
    }

    @Test
    void whereLengthsGrowThereIsNoFixedPoint() {
        PhaseMap map = PhaseMap.of(Activation.RELU, 4, 1);
        assertEquals(0.75, map.chi(1.5, 0.3), 1e-12);
        assertTrue(Double.isNaN(map.chi(2.5, 0.3)));
        assertTrue(map.toString().contains("(4.00, 1.00) none, lengths grow"), map.toString());
    }

    private static final LayerPlot PLOT = LayerPlot.of("left", "Var(s)")
            .points("one", 1, List.of(new double[] {1, 0.1, 0.01}))
            .points("same", 1, List.of(new double[] {1, 0.1, 0.02}));

    private static final LayerPlot OTHER =
            LayerPlot.of("right", "Var(s)").points("large", 1, List.of(new double[] {100, 200, 300, 400}));

    @Test
    void panelsShareTheirAxes() {
        List<XYChart> charts = PLOT.beside(OTHER).drawn();
        assertEquals(
                List.of("left", "right"), charts.stream().map(XYChart::getTitle).toList());
        for (XYChart chart : charts) {
            assertTrue(chart.getStyler().isYAxisLogarithmic());
            assertEquals(0.01, chart.getStyler().getYAxisMin(), 1e-15);
            assertEquals(1000, chart.getStyler().getYAxisMax(), 1e-9);
            assertEquals(4.06, chart.getStyler().getXAxisMax(), 1e-9);
        }
        assertEquals("Left: " + PLOT + " Right: " + OTHER, PLOT.beside(OTHER).toString());
    }

    // 1.4 % of the width from 1 to 3, half of it to each side
    @Test
    void seriesThatHideEachOtherAreMovedApart() {
        XYChart chart = PLOT.drawn();
        assertEquals(
                0.014 * 2,
                chart.getSeries("same").getXData()[0] - chart.getSeries("one").getXData()[0],
                1e-12);
        LayerPlot apart = LayerPlot.of("t", "y")
                .points("low", 1, List.of(new double[] {1, 1}))
                .points("high", 1, List.of(new double[] {2, 2}));
        assertEquals(1, apart.drawn().getSeries("low").getXData()[0]);
    }

    @Test
    void gridLinesAreAtLabels() {
        XYChart chart = PLOT.drawn();
        assertFalse(chart.getStyler().isPlotGridHorizontalLinesVisible());
        List<String> lines = chart.getSeriesCollection().stream()
                .filter(s -> !s.isShowInLegend())
                .map(s -> s.getName())
                .toList();
        assertEquals("grid at 0.01", lines.get(0));
        assertTrue(lines.containsAll(List.of("grid at 0.05", "grid at 0.1", "grid at 1")), lines.toString());
    }

    @Test
    void ticksOfALinearAxisAreShort() {
        assertEquals(
                List.of("0.3", "-2", "0", "0", "1e-5", "3e6", "150"),
                Stream.of(0.1 + 0.2, -2.0, 0.0, 1e-17, 1e-5, 3e6, 150.0)
                        .map(Axes::label)
                        .toList());
        assertNotEquals("0", Axes.label(1e-9));
    }
}
