package xavierkit.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static xavierkit.algebra.Term.variable;
import static xavierkit.algebra.Term.variance;

import java.awt.image.BufferedImage;
import java.io.*;
import java.util.*;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.activation.Activation;
import xavierkit.algebra.*;

/** What diagrams say and count; how they look is seen by eyes only. */
class DiagramsTest {

    private static final Derivation PRODUCT = Derivation.of(
            variance(variable("X").times(variable("Y"))),
            new Assumption.Independent("X", "Y"),
            Assumption.zeroMean("X"),
            Assumption.zeroMean("Y"));

    private static final Derivation SHORT =
            PRODUCT.apply(Rule.PRODUCT_VARIANCE).apply(Rule.zeroMean("X")).apply(Rule.zeroMean("Y"));

    private static final Derivation OTHER = PRODUCT.apply(Rule.PRODUCT_VARIANCE).apply(Rule.zeroMean("Y"));

    static Stream<Picture> pictures() {
        return Stream.of(
                NetworkDiagram.of(3, 4, 2),
                NetworkDiagram.of(784, 1),
                ActivationPlot.of(Activation.RELU),
                HistogramGrid.of("t", List.of(1)).row("s", layer -> new double[] {layer}),
                RouteTree.of(SHORT, OTHER),
                BlockDiagram.residual(),
                BlockDiagram.convolution(),
                BlockDiagram.attention(),
                BlockDiagram.transformer(),
                PhaseMap.of(Activation.RELU, 3, 1),
                VerdictGrid.of(Map.of("C1", "true")));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void everyPictureIsAnOpaquePngOfTheSameWidth(Picture picture) throws IOException {
        Map<String, String> content = picture.mimeBundle();
        assertEquals(picture.toString(), content.get("text/plain"));
        byte[] png = Base64.getDecoder().decode(content.get("image/png"));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertFalse(image.getColorModel().hasAlpha());
        assertEquals(0xFFFFFFFF, image.getRGB(0, 0));
        assertEquals(List.of(2 * Rich.WIDTH, 2 * picture.height()), List.of(image.getWidth(), image.getHeight()));
    }

    @Test
    void fansAreThoseOfTheFirstWeights() {
        assertEquals(
                "Diagram of a network with 3 inputs, 4 units in layer 1, 1 unit in layer 2. Each unit of a layer has a"
                        + " weight from each unit of the layer before. In W_1 the 3 weights into one unit are marked"
                        + " blue, fan_in = 3, and the 4 weights out of one input vermillion, fan_out = 4.",
                NetworkDiagram.of(3, 4, 1).toString());
    }

    @Test
    void aNetworkHasAtLeastTwoLayersOfUnits() {
        var one = assertThrows(IllegalArgumentException.class, () -> NetworkDiagram.of(3));
        assertEquals("a diagram needs the units of 2 to 5 layers, got [3]", one.getMessage());
        var none = assertThrows(IllegalArgumentException.class, () -> NetworkDiagram.of(3, 0));
        assertEquals("the units of each layer must be at least 1, got 0", none.getMessage());
    }

    @Test
    void routesShareWhatTheyBeginWith() {
        assertEquals(2, RouteTree.of(SHORT, OTHER).leaves());
        assertEquals(1, RouteTree.of(SHORT, SHORT).leaves());
    }

    @Test
    void aTreeSaysWhereItsRoutesEnd() {
        String words = RouteTree.of(SHORT, OTHER).toString();
        assertTrue(words.startsWith("Tree of 2 routes from Var(X Y). They end in different terms.\nVar(X Y)\n  = "));
        assertTrue(words.contains(SHORT.toString()) && words.contains(OTHER.toString()), words);
        Derivation same = OTHER.apply(Rule.zeroMean("X"));
        assertTrue(RouteTree.of(SHORT, same).toString().contains("They end in the same term."));
    }

    @Test
    void routesBeginWithTheSameTerm() {
        Derivation elsewhere = Derivation.of(variance(variable("X")));
        var error = assertThrows(IllegalArgumentException.class, () -> RouteTree.of(SHORT, elsewhere));
        assertEquals("routes must begin with the same term, got [Var(X Y), Var(X)]", error.getMessage());
    }

    @Test
    void blocksSayWhatTheyHold() {
        assertEquals(
                "Residual block, diagram of boxes: x; weights W_1; activation phi; weights W_2; +; x + F(x). Arrows"
                        + " carry: F(x); skip connection: x itself. Var(x + F(x)) = Var(x) + Var(F(x)) if x and F(x) are"
                        + " uncorrelated: each block adds.",
                BlockDiagram.residual().toString());
        assertTrue(BlockDiagram.attention().toString().contains("scores Q K^T / sqrt(d_k)"));
        assertTrue(BlockDiagram.transformer().toString().contains("x; layer norm; attention"));
    }

    // 2 channels of 3 x 3 weights make a number, 3 channels of 3 x 3 use one
    @Test
    void aConvolutionCountsItsProducts() {
        assertEquals(List.of(18, 27), List.of(ConvolutionDiagram.fanIn(), ConvolutionDiagram.fanOut()));
        assertTrue(BlockDiagram.convolution().toString().contains("fan_in = 2 * 3 * 3 = 18 products"));
    }

    @Test
    void verdictsAreCountedByTheirFirstWords() {
        Map<String, String> verdicts = new LinkedHashMap<>();
        verdicts.put("C2", "true under assumptions");
        verdicts.put("C1", "In part: square layers");
        verdicts.put("C3", "true");
        verdicts.put("C4", "nobody knows");
        assertEquals(
                "Verdicts on 4 claims (2 true, 1 in part, 1 otherwise): C2 true under assumptions; C1 In part: square"
                        + " layers; C3 true; C4 nobody knows.",
                VerdictGrid.of(verdicts).toString());
    }

    @Test
    void aGridHasAVerdict() {
        var error = assertThrows(IllegalArgumentException.class, () -> VerdictGrid.of(Map.of()));
        assertEquals("a grid needs at least 1 verdict, got 0", error.getMessage());
    }

    @Test
    void longTextsAreBrokenBeforeSigns() {
        Pen pen = new Pen(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics());
        double width = 1.2 * pen.widthOf("+ Var(Y)");
        assertEquals("Var(X)\n+ Var(Y)\n- Z", pen.wrapped("Var(X) + Var(Y) - Z", width));
        assertEquals("one\ntwo", pen.wrapped("one two", pen.widthOf("one t")));
    }
}
