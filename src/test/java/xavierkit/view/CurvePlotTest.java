package xavierkit.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class CurvePlotTest {

  private static final CurvePlot PLOT = CurvePlot.of("Length map", "q", "V(q)")
      .curve("diagonal", 0, 2, q -> q)
      .points("measured", List.of(0.0, 1.0), List.of(-0.5, 0.25), List.of(0.5, 0.25))
      .curve("half", -1, 1, q -> q / 2)
      .points("other", List.of(2.0), List.of(1.0), List.of(0.0));

  private static XYChart chart() {
    return PLOT.chart().xchart();
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
    assertEquals(201, curve.getXData().length);
    assertEquals(-1, curve.getXData()[0]);
    assertEquals(-0.5, curve.getYData()[0]);
    assertEquals(0.5, curve.getYData()[200]);
    assertEquals(chart().getSeries("measured").getMarkerColor(), curve.getLineColor());
    assertNotEquals(chart().getSeries("other").getMarkerColor(), curve.getLineColor());
    assertEquals(new Color(0x767676), chart().getSeries("diagonal").getLineColor());
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
  void whatCannotBeDrawnIsRefused() {
    var unequal = assertThrows(
        IllegalArgumentException.class,
        () -> PLOT.points("p", List.of(1.0), List.of(1.0, 2.0), List.of()));
    assertEquals(
        "points need equally many x, means and standard errors, got 1, 2 and 0",
        unequal.getMessage());
    var backward =
        assertThrows(IllegalArgumentException.class, () -> PLOT.curve("c", 1, 1, q -> q));
    assertEquals(
        "a curve must lead from a smaller to a larger x, got 1.0 and 1.0", backward.getMessage());
    var again =
        assertThrows(IllegalArgumentException.class, () -> PLOT.curve("half", 0, 1, q -> q));
    assertEquals("each label must be used once, got \"half\" again", again.getMessage());
  }
}
