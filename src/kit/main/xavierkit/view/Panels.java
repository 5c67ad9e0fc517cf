package xavierkit.view;

import java.awt.Graphics2D;
import java.util.*;
import java.util.stream.Collectors;
import xavierkit.matrix.Require;

/** Several charts of one kind, one below the other, as papers show what is to be compared. */
public final class Panels extends Picture {

    private static final int HEIGHT = 250;

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
    int height() {
        return HEIGHT * plots.size();
    }

    /** Fewer pixels than in a single chart, as several make a large file. */
    @Override
    double scale() {
        return 1.1;
    }

    @Override
    void paint(Graphics2D graphics) {
        for (Plot plot : plots) {
            plot.drawn().paint(graphics, WIDTH, HEIGHT);
            graphics.translate(0, HEIGHT);
        }
    }

    /** The text alternatives of all charts, in order. */
    @Override
    public String toString() {
        return plots.stream().map(Plot::toString).collect(Collectors.joining("\n"));
    }
}
