package xavierkit.view;

import static org.knowm.xchart.style.markers.SeriesMarkers.*;

import java.awt.*;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;

/** The colours, markers and dashes of all pictures. Nothing is told by a colour alone. */
final class Palette {

    static final Color BLUE = new Color(0x0072B2);
    static final Color VERMILLION = new Color(0xD55E00);
    static final Color GREEN = new Color(0x009E73);
    static final Color PURPLE = new Color(0xCC79A7);

    /** The colour of theory before the first points; in a chart without points each line has a colour of its own. */
    static final Color NEUTRAL = new Color(0x767676);

    /** Lines that only guide the eye. */
    static final Color PALE = new Color(0xE6E6E6);

    /** Okabe and Ito's colour-blind-safe black, blue, vermillion, bluish green, reddish purple. */
    private static final List<Color> COLORS = List.of(Color.BLACK, BLUE, VERMILLION, GREEN, PURPLE);

    private static final List<Marker> MARKERS = List.of(CIRCLE, SQUARE, DIAMOND, TRIANGLE_UP, TRIANGLE_DOWN);

    /** Lengths of strokes and gaps, in pixels. */
    private static final List<float[]> DASHES =
            List.of(new float[] {1, 0}, new float[] {8, 4}, new float[] {2, 3}, new float[] {8, 3, 2, 3});

    private Palette() {}

    /** The colour of a place in the legend, of which the sixth has that of the first again. */
    static Color color(int place) {
        return COLORS.get(place % COLORS.size());
    }

    static Marker marker(int place) {
        return MARKERS.get(place % MARKERS.size());
    }

    static BasicStroke stroke(int place) {
        float[] dash = DASHES.get(place % DASHES.size());
        return new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }

    /** The colour mixed with white. */
    static Color light(Color color, double share) {
        return new Color(mixed(color.getRed(), share), mixed(color.getGreen(), share), mixed(color.getBlue(), share));
    }

    private static int mixed(int part, double share) {
        return (int) Math.round(255 + share * (part - 255));
    }
}
