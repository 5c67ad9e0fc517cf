package xavierkit.view;

import java.awt.*;
import java.util.*;
import java.util.List;
import java.util.stream.*;

/** How signals flow through the blocks of today's networks: boxes, joined by arrows, in the field's words. */
public final class BlockDiagram extends Picture {

    private final String title;
    private final int height;
    private final List<Box> boxes;
    private final List<Arrow> arrows;
    private final String note;

    /**
     * A box around its middle.
     *
     * @param weights whether it holds weights that are drawn at the start
     */
    record Box(String label, double x, double y, double width, boolean weights) {

        private static final int LINE = 23;

        double high() {
            return label.lines().count() * LINE + 22;
        }
    }

    /** An arrow through points, x and y in turn, with a label at a place. */
    record Arrow(String label, double labelX, double labelY, List<Double> points) {}

    private BlockDiagram(String title, int height, List<Box> boxes, List<Arrow> arrows, String note) {
        this.title = title;
        this.height = height;
        this.boxes = boxes;
        this.arrows = arrows;
        this.note = note;
    }

    /** A residual block: x + F(x). */
    public static BlockDiagram residual() {
        List<Box> boxes = List.of(
                plain("x", 50, 170, 56),
                weights("weights\nW_1", 225, 170, 130),
                plain("activation\nphi", 392, 170, 130),
                weights("weights\nW_2", 560, 170, 130),
                plain("+", 716, 170, 46),
                plain("x + F(x)", 805, 170, 98));
        List<Arrow> arrows = List.of(
                arrow(78, 170, 160, 170),
                arrow(290, 170, 327, 170),
                arrow(457, 170, 495, 170),
                arrow("F(x)", 659, 148, 625, 170, 693, 170),
                arrow(739, 170, 756, 170),
                arrow("skip connection: x itself", 390, 66, 115, 170, 115, 84, 716, 84, 716, 147));
        String note = "Var(x + F(x)) = Var(x) + Var(F(x)) if x and F(x) are uncorrelated: each block adds.";
        return new BlockDiagram("Residual block", 290, boxes, arrows, note);
    }

    /** Scaled dot-product attention with its four matrices. */
    public static BlockDiagram attention() {
        List<Box> boxes = List.of(
                plain("X", 40, 190, 48),
                weights("W_Q", 165, 90, 80),
                weights("W_K", 165, 190, 80),
                weights("W_V", 165, 290, 80),
                plain("scores\nQ K^T / sqrt(d_k)", 370, 140, 180),
                plain("softmax\nof each row", 640, 140, 130),
                plain("weighted\nsum A V", 640, 290, 120),
                weights("W_O", 790, 290, 80));
        List<Arrow> arrows = List.of(
                arrow(64, 180, 125, 95),
                arrow(64, 190, 125, 190),
                arrow(64, 200, 125, 285),
                arrow("Q", 240, 90, 205, 90, 280, 125),
                arrow("K", 240, 195, 205, 190, 280, 155),
                arrow("V", 400, 272, 205, 290, 580, 290),
                arrow(460, 140, 575, 140),
                arrow("A", 656, 214, 640, 174, 640, 256),
                arrow(700, 290, 750, 290));
        String note = "Dividing by sqrt(d_k) keeps Var(scores) at 1 if Q and K have variance 1; the mean over\n"
                + "positions that A takes makes the variance of the output smaller than that of V.";
        return new BlockDiagram("Attention, one head", 430, boxes, arrows, note);
    }

    /** A transformer block with normalization in front of each branch. */
    public static BlockDiagram transformer() {
        List<Box> boxes = List.of(
                plain("x", 35, 190, 40),
                plain("layer\nnorm", 135, 190, 80),
                weights("attention\nW_Q W_K\nW_V W_O", 255, 190, 120),
                plain("+", 365, 190, 46),
                plain("layer\nnorm", 465, 190, 80),
                weights("feed-forward\nW_1, GELU,\nW_2", 600, 190, 150),
                plain("+", 732, 190, 46),
                plain("next\nblock", 815, 190, 72));
        List<Arrow> arrows = List.of(
                arrow(55, 190, 95, 190),
                arrow(175, 190, 195, 190),
                arrow(315, 190, 342, 190),
                arrow(388, 190, 425, 190),
                arrow(505, 190, 525, 190),
                arrow(675, 190, 709, 190),
                arrow(755, 190, 779, 190),
                arrow("residual stream", 220, 72, 70, 190, 70, 92, 365, 92, 365, 167),
                arrow("residual stream", 570, 72, 402, 190, 402, 92, 732, 92, 732, 167));
        String note = "Pre-norm: each branch sees variance 1, whatever the residual stream has,\n"
                + "and each of the 2 branches adds its own variance to the stream.";
        return new BlockDiagram("Transformer block", 350, boxes, arrows, note);
    }

    /** Patches of an image under the kernel of a convolution, with its products counted. */
    public static ConvolutionDiagram convolution() {
        return new ConvolutionDiagram();
    }

    private static Box plain(String label, double x, double y, double width) {
        return new Box(label, x, y, width, false);
    }

    private static Box weights(String label, double x, double y, double width) {
        return new Box(label, x, y, width, true);
    }

    private static Arrow arrow(double... points) {
        return arrow("", 0, 0, points);
    }

    private static Arrow arrow(String label, double labelX, double labelY, double... points) {
        return new Arrow(label, labelX, labelY, Arrays.stream(points).boxed().toList());
    }

    /** The boxes in the order of the signal, then what the arrows carry, and the note under them. */
    @Override
    public String toString() {
        String parts = boxes.stream()
                .map(box -> box.label().replace('\n', ' '))
                .collect(Collectors.joining("; ", title + ", diagram of boxes: ", "."));
        String carried = arrows.stream()
                .map(Arrow::label)
                .filter(label -> !label.isEmpty())
                .collect(Collectors.joining("; ", " Arrows carry: ", ". "));
        return parts + carried + note.replace('\n', ' ');
    }

    @Override
    int height() {
        return height;
    }

    @Override
    void paint(Graphics2D graphics) {
        Pen pen = new Pen(graphics);
        pen.size(20).bold().text(title, WIDTH / 2.0, 24);
        pen.size(18);
        for (Arrow arrow : arrows) {
            pen.color(Color.BLACK).width(1.8);
            pen.arrow(arrow.points.stream().mapToDouble(p -> p).toArray());
            pen.text(arrow.label, arrow.labelX, arrow.labelY);
        }
        for (Box box : boxes) {
            Color filling = box.weights ? Palette.light(Palette.BLUE, 0.25) : Color.WHITE;
            pen.width(box.weights ? 2.5 : 1.5).box(box.x, box.y, box.width, box.high(), filling);
            pen.text(box.label, box.x, box.y);
        }
        pen.text(note, WIDTH / 2.0, height - (note.contains("\n") ? 40 : 28));
    }
}
