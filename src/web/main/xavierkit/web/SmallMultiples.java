package xavierkit.web;

import java.util.*;
import java.util.stream.*;

/** Histograms of some layers side by side, all with the same axes. */
final class SmallMultiples {

    /** The share of all numbers at which a bar is cut. */
    private static final double HIGHEST = 0.4;

    private static final double WIDTH = 100;
    private static final double HEIGHT = 56;

    private SmallMultiples() {}

    /**
     * The histograms of a signal.
     *
     * @param title what it is
     * @param key of its rows, such as z for z-1
     * @param captions what stands under each
     */
    static String row(String title, String style, NumberRows found, String key, double range, List<String> captions) {
        double[] layers = found.get("layers");
        String panels = IntStream.range(0, layers.length)
                .mapToObj(i -> panel(style, found.get(key + "-" + (int) layers[i]), captions.get(i)))
                .collect(Collectors.joining());
        String axis = "from −%1$s to %1$s".formatted(Chart.text(range));
        String form = "<figure class='multiples'><figcaption>%s <span class='soft'>%s</span></figcaption>"
                + "<div class='six' role='img' aria-label='%s'>%s</div></figure>";
        String described = "Histograms of %s, %s: %s".formatted(title, axis, String.join("; ", captions));
        return form.formatted(Chart.escaped(title), axis, Chart.escaped(described), panels);
    }

    private static String panel(String style, double[] shares, String caption) {
        StringBuilder bars = new StringBuilder();
        double wide = WIDTH / shares.length;
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0) {
                double top = HEIGHT - Math.min(1, shares[i] / HIGHEST) * HEIGHT;
                bars.append("M%s %sV%sH%sV%sz"
                        .formatted(
                                tenths(i * wide), tenths(HEIGHT), tenths(top), tenths((i + 1) * wide), tenths(HEIGHT)));
            }
        }
        String form = "<div><svg viewBox='0 0 100 58' aria-hidden='true'><path class='%s' d='%s'/>"
                + "<path class='grid' d='M50 0V56M0 56.5H100'/></svg><span>%s</span></div>";
        return form.formatted(style, bars, Chart.escaped(caption));
    }

    private static String tenths(double x) {
        return String.valueOf(Math.rint(x * 10) / 10);
    }
}
