import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;

/** Draws text as a chart does, and prints the first font family that the machine has. */
public class FontCheck {
  public static void main(String[] args) {
    var image = new BufferedImage(100, 30, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    graphics.drawString("variance 0.5", 5, 20);
    var fonts = GraphicsEnvironment.getLocalGraphicsEnvironment();
    System.out.println(fonts.getAvailableFontFamilyNames()[0]);
  }
}
