package xavierkit.view;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** A picture whose {@link #toString()} says in words and numbers what it shows. */
public final class ChartImage extends BufferedImage {

  private final String alternative;

  ChartImage(BufferedImage image, String alternative) {
    super(image.getWidth(), image.getHeight(), TYPE_INT_RGB);
    this.alternative = alternative;
    Graphics2D graphics = createGraphics();
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
  }

  /** The text alternative: title, axes and the plotted numbers. */
  @Override
  public String toString() {
    return alternative;
  }
}
