package xavierkit.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.*;
import java.util.Map;
import xavierkit.matrix.Require;

/**
 * A live widget of the browser edition, in a notebook: something to move in the place of a chart. Where scripts do not
 * run, or the browser edition is not there, the chart remains, and a caption says what to do.
 *
 * <p>A script of a few lines looks for the browser edition where JupyterLab and the book serve it, on the same host. Nothing
 * is loaded from another one.
 */
public final class Widget implements Rich {

    private final String name;
    private final Plot picture;

    private Widget(String name, Plot picture) {
        this.name = name;
        this.picture = picture;
    }

    /**
     * A widget.
     *
     * @param name as the pages of the browser edition name it, such as {@code phase}: small letters and hyphens
     * @param picture what is shown in its place
     */
    public static Widget of(String name, CurvePlot picture) {
        return ofPlot(name, picture);
    }

    /** The same with another kind of chart. */
    public static Widget of(String name, LayerPlot picture) {
        return ofPlot(name, picture);
    }

    private static Widget ofPlot(String name, Plot picture) {
        String given = Require.given("the name of the widget", name);
        Require.that(
                given.matches("[a-z-]+"), "the name of a widget must be small letters and hyphens, got \"%s\"", given);
        return new Widget(given, Require.given("the picture", picture));
    }

    /** The page element, and the chart's text alternative. */
    @Override
    public Map<String, String> mimeBundle() {
        String alternative = HtmlTable.escape(toString()).replace("\"", "&quot;");
        String html = resource().formatted(name, alternative, picture.png(), WIDTH);
        return Map.of("text/html", html, "text/plain", toString());
    }

    /** What the chart shows. */
    @Override
    public String toString() {
        return picture.toString();
    }

    private static String resource() {
        try (InputStream stream = Widget.class.getResourceAsStream("widget.html")) {
            return new String(stream.readAllBytes(), UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("widget.html could not be read from the library's jar", e);
        }
    }
}
