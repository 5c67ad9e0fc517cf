package xavierkit.view;

import java.awt.*;
import java.awt.geom.Rectangle2D;

/**
 * A convolution: a patch of an image of two channels, under a kernel of 3 x 3 weights for each, becomes one number of each
 * channel of the output. The products of one output number are fan_in; those in which one input number stands, away from
 * the border, are fan_out.
 */
public final class ConvolutionDiagram extends Picture {

    private static final int CHANNELS_IN = 2;
    private static final int CHANNELS_OUT = 3;
    private static final int KERNEL = 3;
    private static final int IMAGE = 6;
    private static final int OUTPUT = IMAGE - KERNEL + 1;
    private static final int CELL = 30;
    private static final int SHIFT = 24;
    private static final int TOP = 96;
    private static final int HEIGHT = 470;

    /** The left upper corner of the patch, in cells. */
    private static final int ROW = 1;

    private static final int COLUMN = 1;

    /** A stack of channels, the first in front. */
    private record Stack(double left, double top, int cells, int channels, Color color) {

        double right() {
            return left + cells * CELL + (channels - 1) * SHIFT;
        }

        double middle() {
            return (left + right()) / 2;
        }
    }

    ConvolutionDiagram() {}

    static int fanIn() {
        return CHANNELS_IN * KERNEL * KERNEL;
    }

    static int fanOut() {
        return CHANNELS_OUT * KERNEL * KERNEL;
    }

    /** The numbers of the diagram. */
    @Override
    public String toString() {
        return ("Convolution, diagram: an image of %d channels of %dx%d; a patch of %dx%d under a kernel of %d weights for each"
                        + " output channel; an output of %d channels of %dx%d. Each output number is a sum of"
                        + " fan_in = %d * %d * %d = %d products. An input number away from the border stands in"
                        + " fan_out = %d * %d * %d = %d products. The next patch is outlined.")
                .formatted(
                        CHANNELS_IN,
                        IMAGE,
                        IMAGE,
                        KERNEL,
                        KERNEL,
                        fanIn(),
                        CHANNELS_OUT,
                        OUTPUT,
                        OUTPUT,
                        CHANNELS_IN,
                        KERNEL,
                        KERNEL,
                        fanIn(),
                        CHANNELS_OUT,
                        KERNEL,
                        KERNEL,
                        fanOut());
    }

    @Override
    int height() {
        return HEIGHT;
    }

    @Override
    void paint(Graphics2D graphics) {
        Pen pen = new Pen(graphics);
        pen.size(20).bold().text("Convolution, " + KERNEL + " x " + KERNEL, WIDTH / 2.0, 24);
        Stack image = new Stack(24, TOP + SHIFT, IMAGE, CHANNELS_IN, Palette.BLUE);
        Stack kernel = new Stack(376, TOP + SHIFT + 45, KERNEL, CHANNELS_IN, Palette.BLUE);
        Stack output = new Stack(648, TOP + 2 * SHIFT, OUTPUT, CHANNELS_OUT, Palette.VERMILLION);
        stack(pen, image, ROW, COLUMN, KERNEL);
        stack(pen, kernel, 0, 0, KERNEL);
        stack(pen, output, ROW, COLUMN, 1);
        double patch = TOP + SHIFT + (ROW + 1.5) * CELL;
        pen.color(Color.BLACK).width(2).arrow(image.left + (COLUMN + KERNEL) * CELL + 4, patch, kernel.left - 8, patch);
        pen.arrow(kernel.right() + 8, patch, output.left + COLUMN * CELL - 4, patch);
        next(pen, image, COLUMN + 1, KERNEL);
        next(pen, output, COLUMN + 1, 1);
        labels(pen, image, kernel, output);
    }

    /** The patch beside the first one, and its output number. */
    private static void next(Pen pen, Stack stack, int column, int side) {
        double size = side * CELL;
        pen.color(Color.BLACK).dashed(2);
        pen.graphics.draw(new Rectangle2D.Double(stack.left + column * CELL, stack.top + ROW * CELL, size, size));
    }

    /** Squares of all channels, the last first; of each the marked ones are filled. */
    private static void stack(Pen pen, Stack stack, int row, int column, int marked) {
        for (int channel = stack.channels - 1; channel >= 0; channel--) {
            double left = stack.left + channel * SHIFT;
            double top = stack.top - channel * SHIFT;
            for (int i = 0; i < stack.cells * stack.cells; i++) {
                int r = i / stack.cells;
                int c = i % stack.cells;
                boolean inside = r >= row && r < row + marked && c >= column && c < column + marked;
                Color filling = inside ? Palette.light(stack.color, 0.5) : Color.WHITE;
                pen.color(Palette.NEUTRAL).width(1).rectangle(left + c * CELL, top + r * CELL, CELL, CELL, filling);
            }
        }
    }

    private static void labels(Pen pen, Stack image, Stack kernel, Stack output) {
        pen.color(Color.BLACK).size(18);
        double below = TOP + SHIFT + IMAGE * CELL + 28;
        pen.text("dashed: the next patch", kernel.middle(), TOP - 30);
        pen.text("image, c_in = " + CHANNELS_IN, image.middle(), below);
        pen.text("kernel of one\noutput channel", kernel.middle(), kernel.top + KERNEL * CELL + 36);
        pen.text("output, c_out = " + CHANNELS_OUT, output.middle(), below);
        String in = "fan_in = c_in · 3 · 3 = %d: products that make one output number".formatted(fanIn());
        String out = "fan_out = c_out · 3 · 3 = %d: products with one input number, away from the border"
                .formatted(fanOut());
        pen.color(Palette.BLUE).text(in, WIDTH / 2.0, below + 62);
        pen.color(Palette.VERMILLION).text(out, WIDTH / 2.0, below + 94);
    }
}
