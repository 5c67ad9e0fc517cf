package xavierkit.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.*;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.*;
import xavierkit.derivation.Derivations;
import xavierkit.matrix.Moments;
import xavierkit.network.ProfileSample;
import xavierkit.network.VarianceProfile;

@Isolated
class LayerPlotTest {

    private static VarianceProfile profile(double... variances) {
        return new VarianceProfile(
                "z",
                0,
                java.util.Arrays.stream(variances)
                        .mapToObj(v -> Moments.of(-Math.sqrt(v / 2), Math.sqrt(v / 2)))
                        .toList());
    }

    /** Means 1, 0.5 and 0, standard errors 0, 0.25 and 0. */
    private static final LayerPlot PLOT = LayerPlot.of("Variance by layer", "Var(z)")
            .points("measured", new ProfileSample(List.of(profile(1, 0.25, 0), profile(1, 0.75, 0))))
            .line("theory", layer -> Math.pow(0.5, layer));

    private static XYChart chart() {
        return PLOT.drawn();
    }

    @Test
    void theChartNamesWhatItShowsAndIsLogarithmic() {
        assertEquals("Variance by layer", chart().getTitle());
        assertEquals("layer", chart().getXAxisTitle());
        assertEquals("Var(z)", chart().getYAxisTitle());
        assertTrue(chart().getStyler().isYAxisLogarithmic());
        assertEquals(
                List.of("measured", "theory"),
                chart().getSeriesCollection().stream()
                        .filter(s -> s.isShowInLegend())
                        .map(s -> s.getName())
                        .toList());
    }

    @Test
    void theAxisIsLinearWithinADecade() {
        LayerPlot narrow =
                LayerPlot.of("t", "y").points("p", new ProfileSample(List.of(profile(1, 0.2), profile(1, 0.3))));
        assertEquals(false, narrow.drawn().getStyler().isYAxisLogarithmic());
        assertTrue(narrow.toString().startsWith("Chart \"t\": y, linear, against layer."));
    }

    @Test
    void pointsHaveIntervalsOfTwoStandardErrorsAndZerosAreLeftOut() {
        var points = chart().getSeries("measured");
        assertArrayEquals(new double[] {0, 1}, points.getXData());
        assertArrayEquals(new double[] {1, 0.5}, points.getYData(), 1e-15);
        // 2 standard errors are 0.5: cut to 0.9 of the value, since the axis has no zero
        assertArrayEquals(new double[] {0, 0.45}, points.getExtraValues(), 1e-15);
    }

    @Test
    void anArrowTellsThatAnIntervalLeadsOn() {
        var arrows = chart().getSeries("measured (clipped)");
        assertArrayEquals(new double[] {1}, arrows.getXData());
        assertArrayEquals(new double[] {0.05}, arrows.getYData(), 1e-15);
        assertEquals(false, arrows.isShowInLegend());
    }

    @Test
    void otherNumbersAreDrawnAsVariancesAre() {
        LayerPlot plot = LayerPlot.of("t", "y")
                .points("p", 1, List.of(new double[] {1, 2}, new double[] {3, 2}))
                .line("theory", layer -> layer);
        assertEquals(
                "Chart \"t\": y, linear, against layer. Points \"p\" from layer 1: 2.00 +/- 2.00, 2.00 +/- 0.00."
                        + " Line \"theory\" from layer 1: 1.00, 2.00.",
                plot.toString());
    }

    @Test
    void samplesOfUnequalDepthAreRefused() {
        List<double[]> samples = List.of(new double[2], new double[3]);
        var error = assertThrows(
                IllegalArgumentException.class, () -> LayerPlot.of("t", "y").points("p", 1, samples));
        assertEquals("each sample must have a number for each x, at least 1, got [2, 3] for 2", error.getMessage());
    }

    @Test
    void theoryHasTheColourOfItsPointsAndNoMarkers() {
        XYChart chart = chart();
        assertArrayEquals(new double[] {1, 0.5, 0.25}, chart.getSeries("theory").getYData());
        assertEquals(
                chart.getSeries("measured").getMarkerColor(),
                chart.getSeries("theory").getLineColor());
    }

    @Test
    void nothingToShowIsStillAChart() throws IOException {
        LayerPlot empty = LayerPlot.of("t", "y").points("zero", new ProfileSample(List.of(profile(0), profile(0))));
        assertEquals(0, empty.drawn().getSeriesCollection().size());
        assertTrue(picture(empty).getWidth() > 300);
    }

    @Test
    void theTextAlternativeHoldsTheNumbersInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals(
                    "Chart \"Variance by layer\": Var(z), logarithmic, against layer."
                            + " Points \"measured\" from layer 0: 1.00 +/- 0.00, 0.500 +/- 0.500, 0.00 +/- 0.00."
                            + " Line \"theory\" from layer 0: 1.00, 0.500, 0.250.",
                    PLOT.mimeBundle().get("text/plain"));
            assertEquals("0.500", PLOT.table().column("theory").getString(1));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void thePictureIsAnOpaquePng() throws IOException {
        BufferedImage image = picture(PLOT);
        assertEquals(false, image.getColorModel().hasAlpha());
        assertEquals(0xFFFFFFFF, image.getRGB(0, 0));
    }

    @Test
    void thePictureHasFourPixelsForEachOfThePage() throws IOException {
        BufferedImage image = picture(PLOT);
        assertEquals(List.of(1720, 840), List.of(image.getWidth(), image.getHeight()));
        assertEquals(860, Rich.WIDTH);
    }

    @Test
    void thePictureKeepsTheColoursOfItsSeries() throws IOException {
        BufferedImage image = picture(PLOT.points("other", 0, List.of(new double[] {0.1, 0.1, 0.1})));
        int[] colours = image.getRGB(0, 0, 1720, 840, null, 0, 1720);
        var different = Arrays.stream(colours).boxed().collect(Collectors.toSet());
        assertTrue(different.containsAll(Set.of(0xFF000000, 0xFFFFFFFF, 0xFF0077BB)), different.toString());
        assertTrue(different.size() <= 48, different.toString());
    }

    private static BufferedImage picture(LayerPlot plot) throws IOException {
        byte[] png = Base64.getDecoder().decode(plot.mimeBundle().get("image/png"));
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    @Test
    void aNotebookShowsAllThatTheKitHasAFormFor() {
        var derivation = Derivations.forward();
        assertEquals(
                "$$" + derivation.latex() + "$$", Rich.mimeBundle(derivation).get("text/latex"));
        var table = Table.create("t", StringColumn.create("a", List.of("<")));
        assertTrue(Rich.mimeBundle(table).get("text/html").contains("<td>&lt;</td>"));
        assertEquals(PLOT.mimeBundle(), Rich.mimeBundle(PLOT));
        assertEquals(Map.of("text/plain", "7"), Rich.mimeBundle(7));
    }

    @Test
    void theTableKeepsAllDigits() {
        Table table = PLOT.line("third", layer -> 1.0 / 3).table();
        assertEquals(List.of("layer", "measured", "theory", "third"), table.columnNames());
        assertEquals(1.0 / 3, table.doubleColumn("third").getDouble(2));
        assertEquals("0.333", table.column("third").getString(2));
    }

    @Test
    void aLineAfterPointsThatAreAllZeroIsStillDrawn() {
        LayerPlot plot = LayerPlot.of("t", "y")
                .points("zero", new ProfileSample(List.of(profile(0, 0), profile(0, 0))))
                .line("theory", layer -> layer + 1);
        assertArrayEquals(new double[] {1, 2}, plot.drawn().getSeries("theory").getYData());
    }

    @Test
    void aLabelIsUsedOnce() {
        var error = assertThrows(IllegalArgumentException.class, () -> PLOT.line("theory", l -> 1));
        assertEquals("each label must be used once, got \"theory\" again", error.getMessage());
    }

    @Test
    void shortAxesHaveMoreLabelsAndLongOnesFewer() {
        assertEquals(List.of("1", "2", "", "5"), labels(1.5, 1, 2, 3, 5));
        assertEquals(List.of("1", "", "", "0.01"), labels(9, 1, 2, 5, 0.01));
        assertEquals(List.of("0.001", "", "5e-4"), labels(2, 1e-3, 3e-3, 5e-4));
        assertEquals(List.of("0.01", "", "1e4"), labels(24, 1e-2, 1e-3, 1e4));
        assertEquals(List.of("1e-5", "", "1e10"), labels(40, 1e-5, 1e-4, 1e10));
    }

    @Test
    void ticksAreAtRoundNumbersThoughLayersAreNot() {
        double[] hundred = IntStream.rangeClosed(1, 100).mapToDouble(l -> l).toArray();
        XYChart chart = LayerPlot.of("t", "y").points("p", 1, List.of(hundred)).drawn();
        Set<Double> ticks = new TreeSet<>();
        chart.getStyler().setXAxisTickLabelsFormattingFunction(tick -> {
            ticks.add(tick);
            return String.valueOf(tick.intValue());
        });
        chart.paint(new BufferedImage(860, 420, BufferedImage.TYPE_INT_RGB).createGraphics(), 860, 420);
        ticks.removeIf(tick -> tick < 1 || tick > 100);
        assertEquals(IntStream.rangeClosed(1, 20).mapToObj(i -> 5.0 * i).toList(), List.copyOf(ticks));
    }

    private static List<String> labels(double decades, double... ticks) {
        var ends = new Series("p", List.of(1.0, 2.0), List.of(1.0, Math.pow(10, decades)), List.of());
        var format = CurvePlot.of("t", "x", "y")
                .logarithmic()
                .with(ends)
                .drawn()
                .getStyler()
                .getYAxisTickLabelsFormattingFunction();
        return java.util.Arrays.stream(ticks).mapToObj(format::apply).toList();
    }

    @Test
    void theoryNeedsPointsToStandBeside() {
        var error = assertThrows(
                IllegalStateException.class, () -> LayerPlot.of("t", "y").line("theory", l -> 1));
        assertEquals("a line of theory needs points before it, got none", error.getMessage());
    }

    @Test
    void htmlIsEscaped() {
        Table table = Table.create("a < b", StringColumn.create("x & y", "<script>"));
        assertEquals(
                "<table>\n<caption>a &lt; b</caption>\n<thead><tr><th>x &amp; y</th></tr></thead>\n"
                        + "<tbody>\n<tr><td>&lt;script&gt;</td></tr>\n</tbody>\n</table>",
                HtmlTable.of(table));
    }
}
