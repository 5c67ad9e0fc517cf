package xavierkit.view;

import java.awt.*;
import java.awt.geom.*;
import java.util.*;
import java.util.List;
import java.util.stream.*;
import xavierkit.check.PairedTest;
import xavierkit.matrix.Require;

/**
 * Mean differences with their intervals of 95 %, a row for each comparison, which is named at the left, and a colour and
 * a marker for each data set. A grey line marks a difference of 0.
 */
public final class IntervalPlot extends Picture {

    private static final int GROUPS = 3;
    private static final int ROW = 34;
    private static final int TOP = 64;
    private static final int BOTTOM = 52;
    private static final int LEFT = 270;
    private static final int RIGHT = 30;

    private final String title;
    private final String axis;
    private final List<String> rows;
    private final Map<String, List<PairedTest>> groups;

    private IntervalPlot(String title, String axis, List<String> rows, Map<String, List<PairedTest>> groups) {
        this.title = title;
        this.axis = axis;
        this.rows = rows;
        this.groups = groups;
    }

    /** An empty plot: what the horizontal axis shows, and the name of each row from above. */
    public static IntervalPlot of(String title, String axis, List<String> rows) {
        Require.atLeast(1, "the number of rows", rows.size());
        return new IntervalPlot(title, axis, List.copyOf(rows), Map.of());
    }

    /** Adds a group of tests, one for each row. At most 3 groups have colours. */
    public IntervalPlot add(String label, List<PairedTest> tests) {
        Require.that(tests.size() == rows.size(), "each row needs a test, got %d for %d", tests.size(), rows.size());
        Require.that(groups.size() < GROUPS, "a plot of intervals has at most %d groups", GROUPS);
        Map<String, List<PairedTest>> more = new LinkedHashMap<>(groups);
        more.put(label, List.copyOf(tests));
        return new IntervalPlot(title, axis, rows, more);
    }

    @Override
    int height() {
        return TOP + rows.size() * ROW + BOTTOM;
    }

    @Override
    void paint(Graphics2D g) {
        new Pen(g).width(1).size(12);
        int height = height();
        double low = Math.min(0, ends().min().orElse(0));
        double high = Math.max(0, ends().max().orElse(0));
        double step = step(high - low);
        low = Math.floor(low / step) * step;
        high = Math.ceil(high / step) * step;
        double scale = (WIDTH - LEFT - RIGHT) / Math.max(high - low, step);
        for (double tick = low; tick < high + step / 2; tick += step) {
            int x = (int) Math.round(LEFT + (tick - low) * scale);
            boolean zero = Math.abs(tick) < step / 2;
            g.setColor(zero ? Palette.NEUTRAL : Palette.PALE);
            g.drawLine(x, TOP, x, height - BOTTOM);
            g.setColor(Color.BLACK);
            centred(g, String.format(Locale.ROOT, "%.1f", zero ? 0 : tick), x, height - BOTTOM + 18);
        }
        g.setColor(Color.BLACK);
        centred(g, axis, (LEFT + WIDTH - RIGHT) / 2, height - 12);
        for (int row = 0; row < rows.size(); row++) {
            g.setColor(Color.BLACK);
            String name = rows.get(row);
            g.drawString(name, LEFT - 12 - g.getFontMetrics().stringWidth(name), TOP + row * ROW + ROW / 2 + 4);
        }
        int place = 0;
        int legend = LEFT;
        for (Map.Entry<String, List<PairedTest>> group : groups.entrySet()) {
            g.setColor(Palette.color(place + 1));
            marker(g, place, legend, 44);
            g.setColor(Color.BLACK);
            g.drawString(group.getKey(), legend + 10, 48);
            legend += g.getFontMetrics().stringWidth(group.getKey()) + 40;
            g.setColor(Palette.color(place + 1));
            for (int row = 0; row < rows.size(); row++) {
                PairedTest test = group.getValue().get(row);
                double y = TOP + row * ROW + (place + 1.0) * ROW / (groups.size() + 1);
                g.setStroke(new BasicStroke(2));
                g.draw(new Line2D.Double(LEFT + (test.low() - low) * scale, y, LEFT + (test.high() - low) * scale, y));
                marker(g, place, LEFT + (test.mean() - low) * scale, y);
            }
            place++;
        }
        g.setColor(Color.BLACK);
        g.setFont(g.getFont().deriveFont(Font.BOLD, 14f));
        centred(g, title, WIDTH / 2, 22);
    }

    private DoubleStream ends() {
        return groups.values().stream().flatMap(List::stream).flatMapToDouble(t -> DoubleStream.of(t.low(), t.high()));
    }

    /** 1, 2 or 5 times a power of ten: about eight ticks. */
    private static double step(double span) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(span, 1e-9) / 8)));
        return DoubleStream.of(1, 2, 5, 10)
                .map(m -> m * power)
                .filter(s -> span / s <= 8)
                .findFirst()
                .orElseThrow();
    }

    private static void centred(Graphics2D g, String text, int x, int y) {
        g.drawString(text, x - g.getFontMetrics().stringWidth(text) / 2, y);
    }

    private static void marker(Graphics2D g, int place, double x, double y) {
        g.fill(place == 0 ? new Ellipse2D.Double(x - 4, y - 4, 8, 8) : new Rectangle2D.Double(x - 3.5, y - 3.5, 7, 7));
    }

    /** The text alternative: all differences with their intervals. */
    @Override
    public String toString() {
        Stream<String> lines = IntStream.range(0, rows.size())
                .mapToObj(row -> rows.get(row) + ": "
                        + groups.entrySet().stream()
                                .map(group ->
                                        group.getKey() + " " + group.getValue().get(row))
                                .collect(Collectors.joining(", ")));
        return "Chart \"" + title + "\": " + axis + ", with intervals of 95 %. "
                + lines.collect(Collectors.joining("; ")) + ".";
    }
}
