package xavierkit.web;

import java.util.*;
import java.util.stream.*;

/**
 * A chart as SVG: lines, points and intervals over two axes, in a box of 560 by 300. Its colours are the page's: classes
 * {@code a} and {@code b} for two settings, {@code theory} for what is predicted.
 */
final class Chart {

    private static final double LEFT = 62;
    private static final double RIGHT = 548;
    private static final double TOP = 14;
    private static final double BOTTOM = 258;
    private static final int TICKS = 6;

    private final String description;
    private final String xName;
    private final String yName;
    private final Axis x;
    private final Axis y;
    private final StringBuilder marks = new StringBuilder();

    /**
     * An axis from a number to another.
     *
     * @param logarithmic then both are positive
     */
    record Axis(double from, double to, boolean logarithmic) {

        /** A linear axis. */
        static Axis linear(double from, double to) {
            return new Axis(from, to, false);
        }

        /** A logarithmic axis. */
        static Axis logarithmic(double from, double to) {
            return new Axis(from, to, true);
        }

        /** Where a number lies, 0 at the start of the axis and 1 at its end; beyond, at most half an axis away. */
        double place(double value) {
            double place = (scaled(value) - scaled(from)) / (scaled(to) - scaled(from));
            return Math.max(-0.5, Math.min(1.5, place));
        }

        private double scaled(double value) {
            return logarithmic ? Math.log10(Math.max(value, 1e-320)) : value;
        }

        /** Round numbers on the axis. */
        List<Double> ticks() {
            double span = scaled(to) - scaled(from);
            if (logarithmic && span < 3) {
                return digits();
            }
            double step = Math.pow(10, Math.floor(Math.log10(span / TICKS)));
            double round = DoubleStream.of(1, 2, 5, 10)
                    .map(k -> k * step)
                    .filter(s -> span / s <= TICKS)
                    .findFirst()
                    .orElseThrow();
            double wide = logarithmic ? Math.max(1, Math.rint(round)) : round;
            long first = (long) Math.ceil(scaled(from) / wide - 1e-9);
            long last = (long) Math.floor(scaled(to) / wide + 1e-9);
            return LongStream.rangeClosed(first, last)
                    .mapToObj(i -> logarithmic ? Math.pow(10, i * wide) : i * wide)
                    .toList();
        }

        /** 1, 2 and 5 times powers of ten. */
        private List<Double> digits() {
            return IntStream.rangeClosed((int) Math.floor(scaled(from)), (int) Math.floor(scaled(to)))
                    .boxed()
                    .flatMap(e -> Stream.of(1, 2, 5).map(digit -> digit * Math.pow(10, e)))
                    .filter(tick -> tick >= from && tick <= to)
                    .toList();
        }
    }

    /**
     * An empty chart.
     *
     * @param description the text alternative
     */
    Chart(String description, String xName, Axis x, String yName, Axis y) {
        this.description = description;
        this.xName = xName;
        this.yName = yName;
        this.x = x;
        this.y = y;
    }

    /** Joins points; a number that is not finite interrupts the line. */
    Chart line(String style, double[] xs, double[] ys) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < xs.length; i++) {
            if (Double.isFinite(ys[i])) {
                path.append(pen ? 'L' : 'M').append(at(xs[i], ys[i], " "));
            }
            pen = Double.isFinite(ys[i]);
        }
        marks.append("<path class='line %s' d='%s'/>".formatted(style, path));
        return this;
    }

    /** A dot for each finite number. */
    Chart points(String style, double[] xs, double[] ys) {
        for (int i = 0; i < xs.length; i++) {
            if (Double.isFinite(ys[i])) {
                marks.append("<circle class='%s' cx='%s' cy='%s' r='3'/>".formatted(style, px(xs[i]), py(ys[i])));
            }
        }
        return this;
    }

    /** A band between two lines. */
    Chart band(String style, double[] xs, double[] low, double[] high) {
        Stream<String> there = IntStream.range(0, xs.length).mapToObj(i -> at(xs[i], high[i], ","));
        Stream<String> back =
                IntStream.range(0, xs.length).mapToObj(i -> xs.length - 1 - i).map(i -> at(xs[i], low[i], ","));
        String corners = Stream.concat(there, back).collect(Collectors.joining(" "));
        marks.append("<polygon class='band %s' points='%s'/>".formatted(style, corners));
        return this;
    }

    /** A bar from the lower end of the axis. */
    Chart bar(String style, double from, double to, double value) {
        String form = "<rect class='bar %s' x='%s' y='%s' width='%s' height='%s'/>";
        double height = Math.max(0, Math.min(1.02, y.place(value))) * (BOTTOM - TOP);
        marks.append(form.formatted(
                style,
                px(from),
                round(BOTTOM - height),
                round((x.place(to) - x.place(from)) * (RIGHT - LEFT)),
                round(height)));
        return this;
    }

    /** Boxes of one style, each by its left, lower, right and upper end. */
    Chart boxes(String style, List<double[]> boxes) {
        String path = boxes.stream()
                .map(b -> "M" + at(b[0], b[1], " ") + "H" + px(b[2]) + "V" + py(b[3]) + "H" + px(b[0]) + "z")
                .collect(Collectors.joining());
        marks.append("<path class='%s' d='%s'/>".formatted(style, path));
        return this;
    }

    /** The numbers at a place of the picture, given in shares of its width and, from above, its height; linear axes only. */
    double[] numbersAt(double shareX, double shareY) {
        double placeX = (shareX * 560 - LEFT) / (RIGHT - LEFT);
        double placeY = (BOTTOM - shareY * 300) / (BOTTOM - TOP);
        return new double[] {x.from() + placeX * (x.to() - x.from()), y.from() + placeY * (y.to() - y.from())};
    }

    /** A text at a point. */
    Chart label(String style, double atX, double atY, String text) {
        marks.append(
                "<text class='label %s' x='%s' y='%s'>%s</text>".formatted(style, px(atX), py(atY), escaped(text)));
        return this;
    }

    /** The picture. */
    String svg() {
        StringBuilder svg = new StringBuilder(
                "<svg class='chart' viewBox='0 0 560 300' role='img' aria-label='%s'>".formatted(escaped(description)));
        for (double tick : x.ticks()) {
            svg.append(
                    "<path class='grid' d='M%1$s %2$sV%3$s'/><text class='tick' x='%1$s' y='%4$s' text-anchor='middle'>%5$s</text>"
                            .formatted(px(tick), TOP, BOTTOM, BOTTOM + 16, text(tick)));
        }
        for (double tick : y.ticks()) {
            svg.append(
                    "<path class='grid' d='M%1$s %2$sH%3$s'/><text class='tick' x='%4$s' y='%2$s' dy='4' text-anchor='end'>%5$s</text>"
                            .formatted(LEFT, py(tick), RIGHT, LEFT - 6, text(tick)));
        }
        svg.append("<text class='axis' x='%s' y='294' text-anchor='middle'>%s</text>"
                .formatted((LEFT + RIGHT) / 2, escaped(xName)));
        svg.append("<text class='axis' x='14' y='136' text-anchor='middle' transform='rotate(-90 14 136)'>%s</text>"
                .formatted(escaped(yName)));
        svg.append("<svg x='%s' y='%s' width='%s' height='%s' viewBox='%1$s %2$s %3$s %4$s'>"
                .formatted(LEFT - 4, TOP - 4, RIGHT - LEFT + 8, BOTTOM - TOP + 8));
        return svg.append(marks).append("</svg></svg>").toString();
    }

    private String at(double atX, double atY, String between) {
        return px(atX) + between + py(atY);
    }

    private String px(double value) {
        return round(LEFT + x.place(value) * (RIGHT - LEFT));
    }

    private String py(double value) {
        return round(BOTTOM - y.place(value) * (BOTTOM - TOP));
    }

    /** A tenth of a pixel is enough. */
    private static String round(double pixels) {
        return String.valueOf(Math.rint(pixels * 10) / 10);
    }

    /** A number as people write it: four digits, a power of ten where it is far from 1. */
    static String text(double value) {
        double size = Math.abs(value);
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        int exponent = (int) Math.floor(Math.log10(size) + 1e-12);
        if (exponent >= -3 && exponent <= 4) {
            double scale = Math.pow(10, 3 - exponent);
            String digits = String.valueOf(Math.rint(value * scale) / scale);
            return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
        }
        String digits = text(Math.rint(value / Math.pow(10, exponent) * 1000) / 1000);
        return (digits.equals("1") ? "" : digits + "\u00b7") + "10" + raised(exponent);
    }

    private static String raised(int exponent) {
        String small = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
        return String.valueOf(exponent)
                .chars()
                .mapToObj(c -> c == '-' ? "\u207b" : "" + small.charAt(c - '0'))
                .collect(Collectors.joining());
    }

    /** A text in HTML, in an attribute between single quotes too. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
    }
}
