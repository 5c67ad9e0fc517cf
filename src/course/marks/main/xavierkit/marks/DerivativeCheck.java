package xavierkit.marks;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A derivative held against how phi itself changes, (phi(s + h) - phi(s - h)) / 2h, at points of which hardly any
 * function has a kink.
 *
 * @param points where it was asked
 */
record DerivativeCheck(List<Point> points) {

    private static final int COUNT = 96;
    private static final double STEP = 1e-5;

    /** Of 1 + |phi'|: the differences are good to 1e-6 and better, numerical derivatives of a learner's to 1e-5. */
    private static final double TOLERANCE = 1e-4;

    /**
     * One of the points.
     *
     * @param value phi(s)
     * @param change what phi' must be
     * @param said what it is said to be
     */
    record Point(double s, double value, double change, double said) {

        boolean isRight() {
            return is(change);
        }

        boolean is(double slope) {
            return Math.abs(said - slope) <= TOLERANCE * (1 + Math.abs(slope));
        }
    }

    /** Freezes the list. */
    DerivativeCheck {
        points = List.copyOf(points);
    }

    static DerivativeCheck of(DoubleUnaryOperator phi, DoubleUnaryOperator slope) {
        return new DerivativeCheck(IntStream.range(0, COUNT)
                .mapToObj(i -> point(phi, slope, (i - COUNT / 2 + 0.3773) / 8))
                .toList());
    }

    private static Point point(DoubleUnaryOperator phi, DoubleUnaryOperator slope, double s) {
        double above = phi.applyAsDouble(s + STEP);
        double below = phi.applyAsDouble(s - STEP);
        double change = (above - below) / (2 * STEP);
        return new Point(s, (above + below) / 2, change, slope.applyAsDouble(s));
    }

    boolean passed() {
        return points.stream().allMatch(Point::isRight);
    }

    /** What is wrong, with the mistake behind it if it is a known one. */
    String reason() {
        Point wrong = points.stream().filter(p -> !p.isRight()).findFirst().orElseThrow();
        return String.format(
                        Locale.ROOT,
                        "at s = %.4g it says %.4g, where phi rises by %.4g for each unit of s.",
                        wrong.s(),
                        wrong.said(),
                        wrong.change())
                + lesson();
    }

    private String lesson() {
        if (everywhere((change, value) -> -change)) {
            return " The sign is wrong.";
        } else if (everywhere((change, value) -> value)) {
            return " That is phi itself.";
        } else if (everywhere((change, value) -> 1 - value * value)) {
            return " 1 - phi^2 is right for tanh alone.";
        } else if (everywhere((change, value) -> value * (1 - value))) {
            return " phi (1 - phi) is right for the sigmoid alone.";
        } else if (everywhere((change, value) -> factor() * change)) {
            return String.format(
                    Locale.ROOT,
                    " It is %.4g times what it must be everywhere: look for the derivative of an inner function.",
                    factor());
        }
        return side();
    }

    // of the derivative, from the point where it is largest
    private double factor() {
        Point steepest = points.stream()
                .max((p, q) -> Double.compare(Math.abs(p.change()), Math.abs(q.change())))
                .orElseThrow();
        return steepest.said() / steepest.change();
    }

    private String side() {
        boolean right = isRightWhere(p -> p.s() > 0);
        boolean left = isRightWhere(p -> p.s() < 0);
        return right ? " It is right for s > 0." : left ? " It is right for s < 0." : "";
    }

    private boolean isRightWhere(Predicate<Point> side) {
        return points.stream().filter(side).allMatch(Point::isRight);
    }

    private boolean everywhere(DoubleBinaryOperator slope) {
        return points.stream().allMatch(p -> p.is(slope.applyAsDouble(p.change(), p.value())));
    }
}
