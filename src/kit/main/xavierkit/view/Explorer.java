package xavierkit.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import xavierkit.activation.Activation;

/**
 * Predictions to play with: E[s^2] and the gradient in each layer of a wide network, for a choice of
 * activation, gain, bias variance and depth. All layers are equally wide, and E[s_1^2] = 1.
 *
 * <p>In a notebook it is a page element with sliders, whose script looks up what this class has
 * computed with {@link xavierkit.prediction.LengthMap}. Where scripts do not run it is a picture: the
 * first activation and bias variance, with the gain next to 1 and those beside it. It loads nothing
 * from the network, and the same settings give the same text.
 */
public final class Explorer implements Rich {

    private static final List<Double> GAINS =
            IntStream.rangeClosed(6, 20).mapToObj(tenths -> tenths / 10.0).toList();

    private final ExplorerGrid grid;

    private Explorer(ExplorerGrid grid) {
        this.grid = grid;
    }

    /** Gains 0.6, 0.7 to 2, bias variances 0, 0.01, 0.05 and 0.2, up to 100 layers. */
    public static Explorer of(Activation... activations) {
        return of(List.of(activations), GAINS, List.of(0.0, 0.01, 0.05, 0.2), 100);
    }

    /**
     * An explorer whose sliders step through these settings, and through the gains that have a name for
     * an activation: the exact one, PyTorch's, the critical one without bias, and sqrt(1/3), to which
     * the heuristic U(-1/sqrt(fan_in), 1/sqrt(fan_in)) amounts.
     *
     * @param gains s_w = sqrt(fan_in Var(W)), positive, ascending
     * @param biasVariances s_b^2 = Var(b), at least 0, ascending
     * @param depth the largest number of layers, from 2 to 1000
     */
    public static Explorer of(List<Activation> activations, List<Double> gains, List<Double> biasVariances, int depth) {
        requireAscending("gain", gains, Double.MIN_VALUE);
        requireAscending("bias variance", biasVariances, 0);
        if (activations.isEmpty()) {
            throw new IllegalArgumentException("at least one activation must be given, got none");
        }
        if (depth < 2 || depth > 1000) {
            throw new IllegalArgumentException("depth must be from 2 to 1000, got " + depth);
        }
        return new Explorer(ExplorerGrid.of(activations, gains, biasVariances, depth));
    }

    /** The page element, and the text alternative of its picture. */
    @Override
    public Map<String, String> mimeBundle() {
        return Map.of("text/html", html(), "text/plain", toString());
    }

    /** What the picture shows: the numbers at the last layer. */
    @Override
    public String toString() {
        return picture().words();
    }

    private String html() {
        String picture = Base64.getEncoder().encodeToString(picture().svg().getBytes(UTF_8));
        return resource("explorer.html")
                .replace("{{picture}}", picture)
                .replace("{{script}}", resource("explorer.js"))
                .replace("{{grid}}", grid.json())
                .replace("{{words}}", HtmlTable.escape(toString()).replace("\"", "&quot;"));
    }

    private ExplorerPicture picture() {
        ExplorerGrid.Part part = grid.parts().get(0);
        int start = part.nearest(ExplorerGrid.START);
        List<ExplorerPicture.Line> lines = Stream.of(start - 1, start, start + 1)
                .filter(gain -> gain >= 0 && gain < part.gains().size())
                .map(gain -> ExplorerPicture.Line.of(part.gains().get(gain), grid.curve(part, gain, 0)))
                .toList();
        String setting = part.activation() + " with bias variance "
                + ExplorerGrid.number(grid.biasVariances().get(0), 4);
        return new ExplorerPicture(setting, grid.layers(), lines);
    }

    private static String resource(String name) {
        try (InputStream stream = Explorer.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be read from the library's jar", e);
        }
    }

    private static void requireAscending(String what, List<Double> values, double least) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("at least one " + what + " must be given, got none");
        }
        double before = Math.nextDown(least);
        for (double value : values) {
            if (!(value > before && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("each " + what + " must be finite, "
                        + (least > 0 ? "positive" : "at least 0") + " and above the one before, got " + values);
            }
            before = value;
        }
    }
}
