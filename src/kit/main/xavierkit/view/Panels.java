package xavierkit.view;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.*;
import java.util.stream.Collectors;
import xavierkit.matrix.Require;

/** Several charts of one kind, one below the other, as papers show what is to be compared. */
public final class Panels implements Rich {

    private static final int HEIGHT = 250;

    /** Pixels of the picture for each on the page: fewer than in a single chart, as several make a large file. */
    private static final double SCALE = 1.1;

    private final List<Plot> plots;

    private Panels(List<? extends Plot> plots) {
        this.plots = List.copyOf(Require.all("the charts", plots));
        Require.atLeast(1, "the number of charts", this.plots.size());
    }

    /** Charts of curves, the first at the top. */
    public static Panels of(CurvePlot... plots) {
        return new Panels(Arrays.asList(plots));
    }

    /** Charts of layers, the first at the top. */
    public static Panels of(LayerPlot... plots) {
        return new Panels(Arrays.asList(plots));
    }

    /** The same with another chart below. */
    public Panels and(LayerPlot plot) {
        List<Plot> more = new ArrayList<>(plots);
        more.add(plot);
        return new Panels(more);
    }

    @Override
    public Map<String, String> mimeBundle() {
        int height = HEIGHT * plots.size();
        int pixels = (int) (SCALE * WIDTH);
        BufferedImage image = new BufferedImage(pixels, (int) (SCALE * height), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        for (Plot plot : plots) {
            plot.drawn().paint(graphics, WIDTH, HEIGHT);
            graphics.translate(0, HEIGHT);
        }
        graphics.dispose();
        String png = Base64.getEncoder().encodeToString(SmallPng.of(image));
        return Map.of("image/png", png, "text/plain", toString());
    }

    /** The text alternatives of all charts, in order. */
    @Override
    public String toString() {
        return plots.stream().map(Plot::toString).collect(Collectors.joining("\n"));
    }
}
