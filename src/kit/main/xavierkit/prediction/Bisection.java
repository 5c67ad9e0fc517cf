package xavierkit.prediction;

import java.util.function.DoubleUnaryOperator;

/** The zero of an increasing function, to the last digit. */
final class Bisection {

    private Bisection() {}

    /** Where {@code f} turns from negative to positive, between two points that enclose it. */
    static double root(DoubleUnaryOperator f, double low, double high) {
        double below = low;
        double above = high;
        for (double x = middle(below, above); below < x && x < above; x = middle(below, above)) {
            if (f.applyAsDouble(x) < 0) {
                below = x;
            } else {
                above = x;
            }
        }
        return above;
    }

    private static double middle(double a, double b) {
        return a + (b - a) / 2;
    }
}
