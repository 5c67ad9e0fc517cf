package xavierkit.view;

import java.awt.*;
import java.awt.image.BufferedImage;
import java.util.*;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.knowm.xchart.XYChart;

/** What is drawn: a PNG on opaque white with more pixels than it has on the page, and its words. */
abstract class Picture implements Rich {

    /** The width on the page, in pixels. */
    static final int WIDTH = 860;

    /** The picture and its text alternative. */
    @Override
    public Map<String, String> mimeBundle() {
        return Map.of("image/png", png(), "text/plain", toString());
    }

    /** The height on the page, in pixels. */
    abstract int height();

    /** Paints everything, in pixels of the page. */
    abstract void paint(Graphics2D graphics);

    /** How many pixels the picture has for one of the page, each way. */
    double scale() {
        return 2;
    }

    /** Two charts side by side, below a height. */
    static void paint(Graphics2D graphics, List<XYChart> charts, int top, IntUnaryOperator height) {
        for (int i = 0; i < charts.size(); i++) {
            Graphics2D part = (Graphics2D) graphics.create();
            part.translate(i * WIDTH / 2, top);
            charts.get(i).paint(part, WIDTH / 2, height.applyAsInt(i));
            part.dispose();
        }
    }

    /** PNG in Base64. */
    String png() {
        int width = (int) (scale() * WIDTH);
        BufferedImage image = new BufferedImage(width, (int) (scale() * height()), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(scale(), scale());
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, height());
        paint(graphics);
        graphics.dispose();
        return Base64.getEncoder().encodeToString(SmallPng.of(image));
    }
}
