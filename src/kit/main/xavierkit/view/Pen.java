package xavierkit.view;

import java.awt.*;
import java.awt.font.FontRenderContext;
import java.awt.geom.*;
import java.util.*;
import java.util.List;
import java.util.regex.Pattern;

/** Draws the parts of diagrams: lines, arrows, circles, boxes and short texts, each in the colour chosen last. */
final class Pen {

    /** A letter's index, as in {@code s_1}; names such as fan_in stay as they are. */
    private static final Pattern INDEX = Pattern.compile("(?<![A-Za-z_])(?<base>[A-Za-z])_(?<index>\\w+)");

    private static final double HEAD = 10;

    /** Widths do not depend on how large the page is drawn. */
    private static final FontRenderContext SCALED = new FontRenderContext(null, true, true);

    final Graphics2D graphics;

    Pen(Graphics2D graphics) {
        this.graphics = graphics;
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        color(Color.BLACK).width(1.5).size(18);
    }

    Pen color(Color color) {
        graphics.setColor(color);
        return this;
    }

    Pen width(double width) {
        graphics.setStroke(new BasicStroke((float) width));
        return this;
    }

    Pen dashed(double width) {
        float[] dash = {7, 7};
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0));
        return this;
    }

    /** The size of texts, of which the smallest that a phone can show is 18. */
    Pen size(int size) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        return this;
    }

    Pen bold() {
        graphics.setFont(graphics.getFont().deriveFont(Font.BOLD));
        return this;
    }

    void line(double x1, double y1, double x2, double y2) {
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    /** Lines from point to point, x and y in turn, with a head at the last one. */
    void arrow(double... points) {
        int n = points.length;
        double angle = Math.atan2(points[n - 1] - points[n - 3], points[n - 2] - points[n - 4]);
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < n - 2; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.lineTo(points[n - 2] - HEAD * Math.cos(angle), points[n - 1] - HEAD * Math.sin(angle));
        graphics.draw(path);
        head(points[n - 2], points[n - 1], angle);
    }

    private void head(double x, double y, double angle) {
        Path2D head = new Path2D.Double();
        head.moveTo(x, y);
        for (double side : new double[] {-0.42, 0.42}) {
            head.lineTo(x - 1.3 * HEAD * Math.cos(angle + side), y - 1.3 * HEAD * Math.sin(angle + side));
        }
        head.closePath();
        graphics.fill(head);
    }

    /** A circle filled with a colour, its edge in the pen's own. */
    void circle(double x, double y, double radius, Color filling) {
        filled(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), filling);
    }

    /** A box with round corners around its middle. */
    void box(double x, double y, double width, double height, Color filling) {
        filled(new RoundRectangle2D.Double(x - width / 2, y - height / 2, width, height, 12, 12), filling);
    }

    void rectangle(double left, double top, double width, double height, Color filling) {
        filled(new Rectangle2D.Double(left, top, width, height), filling);
    }

    private void filled(Shape shape, Color filling) {
        Color edge = graphics.getColor();
        graphics.setColor(filling);
        graphics.fill(shape);
        graphics.setColor(edge);
        graphics.draw(shape);
    }

    /** Text around its middle, in lines. */
    void text(String text, double x, double y) {
        List<String> lines = text.lines().toList();
        double step = 1.25 * graphics.getFont().getSize();
        for (int i = 0; i < lines.size(); i++) {
            double middle = y + (i - (lines.size() - 1) / 2.0) * step;
            textFrom(lines.get(i), x - widthOf(lines.get(i)) / 2, middle);
        }
    }

    /** One line of text from its left end on, around a height. */
    void textFrom(String text, double x, double y) {
        FontMetrics metrics = graphics.getFontMetrics();
        float base = (float) (y + (metrics.getAscent() - metrics.getDescent()) / 2.0);
        written(text, (float) x, base, true);
    }

    double widthOf(String text) {
        return text.lines()
                .mapToDouble(line -> written(line, 0, 0, false))
                .max()
                .orElse(0);
    }

    /** The text in lines of at most a width, broken before + and - if that suffices, else behind any space. */
    String wrapped(String text, double width) {
        String sums = wrapped(text.split("(?<= )(?=[+-] )"), width);
        return widthOf(sums) <= width ? sums : wrapped(text.split("(?<= )"), width);
    }

    private String wrapped(String[] pieces, double width) {
        StringBuilder lines = new StringBuilder();
        String line = "";
        for (String piece : pieces) {
            if (!line.isEmpty() && widthOf((line + piece).strip()) > width) {
                lines.append(line.strip()).append('\n');
                line = "";
            }
            line += piece;
        }
        return lines + line.strip();
    }

    /** Writes, or only measures, a line; gives its width. */
    private double written(String text, float x, float base, boolean really) {
        Font font = graphics.getFont();
        Font small = font.deriveFont(0.72f * font.getSize2D());
        float at = x;
        int done = 0;
        var index = INDEX.matcher(text);
        while (index.find()) {
            at += piece(text.substring(done, index.end("base")), font, at, base, really);
            at += piece(index.group("index"), small, at, base + 0.22f * font.getSize2D(), really);
            done = index.end();
        }
        return at + piece(text.substring(done), font, at, base, really) - x;
    }

    private float piece(String text, Font font, float x, float y, boolean really) {
        Font before = graphics.getFont();
        graphics.setFont(font);
        if (really) {
            graphics.drawString(text, x, y);
        }
        float width = (float) font.getStringBounds(text, SCALED).getWidth();
        graphics.setFont(before);
        return width;
    }
}
