package xavierkit.view;

import java.awt.*;
import java.awt.image.BufferedImage;
import java.util.*;

/** What is drawn: a PNG on opaque white with twice as many pixels each way as it has on the page, and its words. */
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

    /** PNG in Base64. */
    String png() {
        BufferedImage image = new BufferedImage(2 * WIDTH, 2 * height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(2, 2);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, height());
        paint(graphics);
        graphics.dispose();
        return Base64.getEncoder().encodeToString(SmallPng.of(image));
    }
}
