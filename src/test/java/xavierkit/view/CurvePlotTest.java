package xavierkit.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class CurvePlotTest {

  /** Means 2 and 0, standard errors 1 and 0. */
  private static final CurvePlot PLOT = CurvePlot.of("Title", "share", "y")
      .points("measured", List.of(0.5, 1.0), List.of(new double[] {1, 0}, new double[] {3, 0}))
      .line("theory", x -> 4 * x);

  @Test
  void theChartNamesItsAxesAndShowsZerosOnALinearOne() {
    XYChart chart = PLOT.chart().xchart();
    assertEquals("share", chart.getXAxisTitle());
    assertEquals("y", chart.getYAxisTitle());
    assertFalse(chart.getStyler().isYAxisLogarithmic());
    assertEquals("0.##", chart.getStyler().getXAxisDecimalPattern());
    var points = chart.getSeries("measured");
    assertArrayEquals(new double[] {0.5, 1}, points.getXData());
    assertArrayEquals(new double[] {2, 0}, points.getYData());
    assertArrayEquals(new double[] {2, 0}, points.getExtraValues(), 1e-15);
  }

  @Test
  void aLogarithmicAxisLeavesZerosOut() {
    XYChart chart = PLOT.logarithmic().chart().xchart();
    assertTrue(chart.getStyler().isYAxisLogarithmic());
    assertArrayEquals(new double[] {0.5}, chart.getSeries("measured").getXData());
    // 2 standard errors are 2: cut to 0.9 of the value
    assertArrayEquals(new double[] {1.8}, chart.getSeries("measured").getExtraValues(), 1e-15);
  }

  @Test
  void theoryIsDrawnFinelyBesideItsPoints() {
    var line = PLOT.chart().xchart().getSeries("theory");
    assertEquals(51, line.getXData().length);
    assertEquals(0.5, line.getXData()[0]);
    assertEquals(1, line.getXData()[50], 1e-15);
    assertEquals(3, line.getYData()[25], 1e-15);
  }

  @Test
  void whatSpreadsByRoundingAloneHasNoInterval() {
    List<double[]> samples = List.of(new double[] {1}, new double[] {1 + 1e-15});
    assertEquals(
        "Chart \"t\": y, linear, against x. Points \"p\": 1.00 +/- 0.00 at 2.00.",
        CurvePlot.of("t", "x", "y").points("p", List.of(2.0), samples).toString());
  }

  // 4 numbers, one of them outside: 1/4 and 2/4 of them, divided by the length 2
  @Test
  void aHistogramIsTheDensityOfAllNumbers() {
    List<double[]> samples = List.of(new double[] {0, 2, 3.9, 9}, new double[] {1.9, 2, 3, -1});
    var points = CurvePlot.of("t", "x", "density")
        .histogram("h", samples, 0, 4, 2)
        .chart()
        .xchart()
        .getSeries("h");
    assertArrayEquals(new double[] {1, 3}, points.getXData());
    assertArrayEquals(new double[] {0.125, 0.25}, points.getYData());
  }

  @Test
  void theTextAlternativeHasAllPointsAndElevenPlacesOfALine() {
    assertEquals(
        "Chart \"Title\": y, linear, against share."
            + " Points \"measured\": 2.00 +/- 2.00 at 0.500, 0.00 +/- 0.00 at 1.00."
            + " Line \"theory\": 2.00 at 0.500, 2.20 at 0.550, 2.40 at 0.600, 2.60 at 0.650,"
            + " 2.80 at 0.700, 3.00 at 0.750, 3.20 at 0.800, 3.40 at 0.850, 3.60 at 0.900,"
            + " 3.80 at 0.950, 4.00 at 1.00.",
        PLOT.mimeBundle().get("text/plain"));
  }

  @Test
  void whatCannotBeDrawnIsRefused() {
    assertEquals(
        "a line of theory needs points before it, got none",
        assertThrows(
                IllegalStateException.class,
                () -> CurvePlot.of("t", "x", "y").line("theory", x -> x))
            .getMessage());
    assertEquals(
        "each sample must have a number for each x, got 1 for 2", message(2, new double[1], 2));
    assertEquals("a standard error needs at least 2 samples, got 1", message(1, new double[2], 2));
    assertEquals(
        "a histogram needs from < to and at least 1 bin, got 0.0, 4.0 and 0",
        message(2, new double[1], 0));
  }

  private static String message(int samples, double[] sample, int numbers) {
    List<double[]> all = java.util.Collections.nCopies(samples, sample);
    return assertThrows(IllegalArgumentException.class, () -> {
          if (numbers == 0) {
            PLOT.histogram("h", all, 0, 4, 0);
          } else {
            PLOT.points("p", List.of(1.0, 2.0).subList(0, numbers), all);
          }
        })
        .getMessage();
  }
}
