package xavierkit.view;

import java.awt.*;
import java.awt.geom.*;
import java.util.*;
import java.util.List;
import java.util.stream.*;
import xavierkit.activation.Activation;
import xavierkit.matrix.Require;

/**
 * chi_1 at the fixed point that lengths approach from q = 1, as colours over s_w^2 = fan_in Var(W) and s_b^2 = Var(b): below 1
 * the ordered phase, in blue, above 1 the chaotic one, in vermillion, and the line chi_1 = 1 in black; Poole et al. 2016.
 * Where lengths grow without end there is no fixed point, and the map is grey.
 */
public final class PhaseMap extends Picture {

    private static final int HEIGHT = 520;
    private static final int LEFT = 92;
    private static final int TOP = 48;
    private static final int ACROSS = 600;
    private static final int UP = 396;

    /** The side of a square of one colour, in pixels. */
    private static final int PIXELS = 4;

    /** Where colours change. */
    private static final List<Double> LEVELS = List.of(0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0);

    /** One more than levels: blues up to 1, reds from there. */
    private static final List<Color> COLORS = IntStream.of(
                    0x3388BB, 0x66AACC, 0x99CCDD, 0xBBDDEE, 0xDDEEFF, 0xFFEEDD, 0xFFCCAA, 0xEEAA77, 0xDD7744, 0xBB5511)
            .mapToObj(Color::new)
            .toList();

    private static final Color GROWS = new Color(0xBBBBBB);

    /** The place of the first colour above 1. */
    private static final int ONE = LEVELS.indexOf(1.0) + 1;

    private final Activation phi;
    private final double maxWeightVariance;
    private final double maxBiasVariance;
    private final ChiTable table;

    private PhaseMap(Activation phi, double maxWeightVariance, double maxBiasVariance) {
        this.phi = phi;
        this.maxWeightVariance = maxWeightVariance;
        this.maxBiasVariance = maxBiasVariance;
        table = new ChiTable(phi);
    }

    /**
     * The map of an activation.
     *
     * @param maxWeightVariance how far s_w^2 goes, from 0
     * @param maxBiasVariance how far s_b^2 goes, from 0
     */
    public static PhaseMap of(Activation phi, double maxWeightVariance, double maxBiasVariance) {
        Require.given("the activation", phi);
        Require.positive("the largest s_w^2", maxWeightVariance);
        Require.positive("the largest s_b^2", maxBiasVariance);
        return new PhaseMap(phi, maxWeightVariance, maxBiasVariance);
    }

    /** chi_1, to about 3 digits; NaN where lengths grow without end. */
    double chi(double weightVariance, double biasVariance) {
        return table.chi(weightVariance, biasVariance);
    }

    /** The critical line within the map. */
    List<ChiTable.Critical> critical() {
        return table.critical().stream()
                .filter(c -> c.weightVariance() <= maxWeightVariance && c.biasVariance() <= maxBiasVariance)
                .toList();
    }

    /** chi_1 at nine places, and both ends of the critical line. */
    @Override
    public String toString() {
        String title = "Map of chi_1 for " + phi + ", s_w^2 to " + Axes.label(maxWeightVariance) + " across, s_b^2 to "
                + Axes.label(maxBiasVariance) + " up. ";
        String places = Stream.of(0.25, 0.5, 1.0)
                .flatMap(w -> Stream.of(0.0, 0.5, 1.0).map(b -> words(w * maxWeightVariance, b * maxBiasVariance)))
                .collect(Collectors.joining("; ", "chi_1 at (s_w^2, s_b^2): ", ". "));
        List<ChiTable.Critical> line = critical();
        if (line.isEmpty()) {
            return title + places + "No critical line within the map.";
        }
        return title + places + "Critical line, chi_1 = 1, from " + words(line.get(0)) + " to "
                + words(line.get(line.size() - 1)) + ".";
    }

    private String words(double weightVariance, double biasVariance) {
        double chi = chi(weightVariance, biasVariance);
        return words(new ChiTable.Critical(weightVariance, biasVariance)) + " "
                + (Double.isNaN(chi) ? "none, lengths grow" : Series.number(chi));
    }

    private static String words(ChiTable.Critical c) {
        return "(" + Series.number(c.weightVariance()) + ", " + Series.number(Math.max(0, c.biasVariance())) + ")";
    }

    @Override
    int height() {
        return HEIGHT;
    }

    @Override
    void paint(Graphics2D graphics) {
        Pen pen = new Pen(graphics);
        pen.size(20).bold().text(phi + ": chi_1 at the fixed point", LEFT + ACROSS / 2.0, 24);
        Map<String, List<Point2D>> phases = colours(pen);
        pen.color(Color.BLACK);
        line(pen);
        phases.forEach((name, places) -> name(pen, name, places));
        axes(pen);
        legend(pen);
    }

    /** Fills the map; gives the places that are clearly in each phase. */
    private Map<String, List<Point2D>> colours(Pen pen) {
        Map<String, List<Point2D>> phases = new TreeMap<>();
        double middle = PIXELS / 2.0;
        for (int x = 0; x < ACROSS; x += PIXELS) {
            for (int y = 0; y < UP; y += PIXELS) {
                double chi = chi((x + middle) / ACROSS * maxWeightVariance, (y + middle) / UP * maxBiasVariance);
                pen.graphics.setColor(color(chi));
                pen.graphics.fillRect(LEFT + x, TOP + UP - y - PIXELS, PIXELS, PIXELS);
                Point2D place = new Point2D.Double(LEFT + x, TOP + UP - y);
                phases.computeIfAbsent(phase(chi), name -> new ArrayList<>()).add(place);
            }
        }
        return phases;
    }

    private static String phase(double chi) {
        String grows = "no fixed point:\nlengths grow";
        return Double.isNaN(chi) ? grows : chi < 0.9 ? "ordered" : chi > 1.1 ? "chaotic" : "";
    }

    private static Color color(double chi) {
        if (Double.isNaN(chi)) {
            return GROWS;
        }
        int level = 0;
        while (level < LEVELS.size() && LEVELS.get(level) <= chi) {
            level++;
        }
        return COLORS.get(level);
    }

    private void line(Pen pen) {
        Path2D path = new Path2D.Double();
        for (ChiTable.Critical c : table.critical()) {
            double x = LEFT + c.weightVariance() / maxWeightVariance * ACROSS;
            double y = TOP + UP - Math.max(0, c.biasVariance()) / maxBiasVariance * UP;
            if (path.getCurrentPoint() == null) {
                path.moveTo(x, y);
            }
            path.lineTo(x, y);
        }
        pen.graphics.clipRect(LEFT, TOP, ACROSS, UP);
        pen.width(3).graphics.draw(path);
        pen.graphics.setClip(null);
    }

    /** Names a phase in its middle, if it is large enough. */
    private static void name(Pen pen, String name, List<Point2D> places) {
        if (places.size() > 800) {
            double x = places.stream().mapToDouble(Point2D::getX).average().orElse(0);
            double y = places.stream().mapToDouble(Point2D::getY).average().orElse(0);
            pen.size(22).bold().text(name, x, y);
        }
    }

    private void axes(Pen pen) {
        pen.width(1.2).graphics.drawRect(LEFT, TOP, ACROSS, UP);
        pen.size(18);
        for (double share : new double[] {0, 0.25, 0.5, 0.75, 1}) {
            double x = LEFT + share * ACROSS;
            double y = TOP + UP - share * UP;
            pen.line(x, TOP + UP, x, TOP + UP + 6);
            pen.line(LEFT - 6, y, LEFT, y);
            pen.text(Axes.label(share * maxWeightVariance), x, TOP + UP + 20);
            String bias = Axes.label(share * maxBiasVariance);
            pen.textFrom(bias, LEFT - 10 - pen.widthOf(bias), y);
        }
        pen.text("s_w^2 = fan_in Var(W)", LEFT + ACROSS / 2.0, HEIGHT - 22);
        pen.textFrom("s_b^2", 8, TOP - 24);
    }

    private void legend(Pen pen) {
        double left = LEFT + ACROSS + 28;
        double step = UP / (LEVELS.size() + 1.0);
        pen.size(18).text("chi_1", left + 16, TOP - 22);
        for (int i = 0; i <= LEVELS.size(); i++) {
            double chi = i == 0 ? 0 : LEVELS.get(i - 1);
            double bottom = TOP + UP - i * step;
            pen.width(i == ONE ? 3 : 1).rectangle(left, bottom - step, 32, step, color(chi));
            if (i > 0) {
                pen.textFrom(Axes.label(chi), left + 40, bottom);
            }
        }
        pen.width(3).line(left - 6, TOP + UP - ONE * step, left + 36, TOP + UP - ONE * step);
    }
}
