package xavierkit.view;

import java.awt.*;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Two plots of layers side by side with the same axes, each with its own legend below: see {@link LayerPlot#beside}. */
public final class LayerPanels extends Picture {

    /** A title of more letters needs a smaller font. */
    private static final int LONG = 38;

    private final LayerPlot left;
    private final LayerPlot right;

    LayerPanels(LayerPlot left, LayerPlot right) {
        this.left = left;
        this.right = right;
    }

    /** The charts, left first, with axes that hold what both show. */
    List<XYChart> drawn() {
        Axes axes = Axes.shared(
                Stream.concat(left.series.stream(), right.series.stream()).toList());
        return Stream.of(left, right).map(plot -> panel(plot, axes)).toList();
    }

    private XYChart panel(LayerPlot plot, Axes axes) {
        XYChart chart = plot.drawn(axes);
        axes.hold(chart.getStyler());
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        if (plot.labels.title().length() > LONG) {
            chart.getStyler().setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
        }
        return chart;
    }

    /** Both text alternatives. */
    @Override
    public String toString() {
        return "Left: " + left + " Right: " + right;
    }

    @Override
    int height() {
        return Math.max(height(left), height(right));
    }

    /** Its chart, and a line of the legend for each series. */
    private static int height(LayerPlot plot) {
        return 400 + Plot.LINE * plot.series.size();
    }

    @Override
    void paint(Graphics2D graphics) {
        paint(graphics, drawn(), 0, i -> height(i == 0 ? left : right));
    }
}
