package xavierkit.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.*;
import java.util.function.Function;
import java.util.stream.*;
import xavierkit.activation.Activation;
import xavierkit.matrix.Require;

/**
 * Predictions to play with: E[s^2] and the gradient in each layer of a wide network, for a choice of activation, gain,
 * bias variance and depth. All layers are equally wide, and E[s_1^2] = 1.
 *
 * <p>A notebook shows sliders, whose script looks up what {@link xavierkit.prediction.LengthMap} predicted for each of
 * their places. Where scripts do not run it shows two charts, of the first activation without bias. The page loads
 * nothing from the network.
 */
public final class Explorer implements Rich {

    private final List<ExplorerPart> parts;

    private Explorer(List<ExplorerPart> parts) {
        this.parts = parts;
    }

    /**
     * Sliders for bias variances 0, 0.01, 0.05 and 0.2, up to 100 layers, gains s_w = sqrt(fan_in Var(W)) of 0.6, 0.7 to
     * 2, and those that have a name for an activation: the exact one, PyTorch's, the critical one without bias, and
     * sqrt(1/3), which is that of the heuristic U(-1/sqrt(fan_in), 1/sqrt(fan_in)).
     */
    public static Explorer of(Activation... activations) {
        Require.that(activations.length > 0, "at least one activation must be given, got none");
        return new Explorer(Stream.of(activations).map(ExplorerPart::of).toList());
    }

    /** The page element, and its text alternative. */
    @Override
    public Map<String, String> mimeBundle() {
        return Map.of("text/html", html(), "text/plain", toString());
    }

    /** What the charts show, at their ends. */
    @Override
    public String toString() {
        ExplorerPart part = parts.get(0);
        String start = setting() + " over 100 wide layers, as predicted from E[s^2] = 1 in the first.";
        return part.charted().stream()
                .map(gain -> " Gain " + part.text(gain) + ": " + part.curve(gain))
                .collect(Collectors.joining("", start, ""));
    }

    private String html() {
        String json = "{\"biasVariances\":%s,\"layers\":%s,\"activations\":%s}"
                .formatted(
                        ExplorerPart.BIAS_VARIANCES,
                        ExplorerPart.LAYERS,
                        parts.stream().map(ExplorerPart::json).toList());
        return resource("explorer.html")
                .formatted(
                        HtmlTable.escape(toString()).replace("\"", "&quot;"),
                        png("E[s^2]", ExplorerCurve::lengths),
                        png("E[(dC/ds)^2], over that in the last layer", ExplorerCurve::gradients),
                        json,
                        resource("explorer.js"));
    }

    private String png(String vertical, Function<ExplorerCurve, List<Double>> numbers) {
        ExplorerPart part = parts.get(0);
        List<Double> layers =
                ExplorerPart.LAYERS.stream().map(Integer::doubleValue).toList();
        CurvePlot plot = CurvePlot.of(setting(), "layer", vertical).logarithmic();
        for (double gain : part.charted()) {
            plot = plot.with(new Series("gain " + part.text(gain), layers, numbers.apply(part.curve(gain)), List.of()));
        }
        return plot.png();
    }

    private String setting() {
        return parts.get(0).activation() + " with bias variance 0";
    }

    private static String resource(String name) {
        try (InputStream stream = Explorer.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be read from the library's jar", e);
        }
    }
}
