package xavierkit.marks;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A learner's activation, tabulated: it is asked for phi(s) at the same points whatever it is. Moments come from
 * the trapezoidal rule with step 1/32, which is exact to many digits where phi is smooth, and to 3 or 4 where it has a
 * kink.
 *
 * @param values phi(s) for s from -10 to 10
 */
record OwnActivation(List<Double> values) {

    private static final double FAR = 10;

    /** Where most of what q up to 2 makes of phi must happen. */
    private static final double NEAR = 9;

    private static final double STEP = 1.0 / 32;
    private static final int POINTS = (int) (2 * FAR / STEP) + 1;

    /** Two steps of phi that are so many times their neighbours are a jump, unless they are a small part of its range. */
    private static final double JUMP = 10;

    private static final double SMALL = 0.01;
    private static final double TAIL = 1e-3;

    /** Freezes the values. */
    OwnActivation {
        values = List.copyOf(values);
    }

    static OwnActivation of(DoubleUnaryOperator phi) {
        return new OwnActivation(IntStream.range(0, POINTS)
                .mapToObj(i -> phi.applyAsDouble(point(i)))
                .toList());
    }

    static double point(int i) {
        return -FAR + i * STEP;
    }

    /** phi(s), for s in the table. */
    double value(double s) {
        return values.get((int) Math.round((s + FAR) / STEP));
    }

    /** E[f(s, phi(s))], s ~ N(0, q), for q up to 4. */
    double expectation(DoubleBinaryOperator f, double q) {
        return sum(f, q, FAR);
    }

    /** E[phi(s)^2]. */
    double square(double q) {
        return expectation((s, z) -> z * z, q);
    }

    /** Var(phi(s)). */
    double variance(double q) {
        double mean = expectation((s, z) -> z, q);
        return square(q) - mean * mean;
    }

    /** sqrt(q / E[phi(s)^2]). */
    double gain(double q) {
        return Math.sqrt(q / square(q));
    }

    /**
     * V'(1) for the gain that keeps q = 1. From d/dq E[f(s)] = E[f(s) (s^2/q - 1)] / (2 q), which needs no derivative
     * of phi.
     */
    double slope() {
        return expectation((s, z) -> z * z * (s * s - 1), 1) / (2 * square(1));
    }

    /** chi for q = 1 and its gain, gain^2 E[phi'(s)^2], from differences. */
    double chi() {
        double sum = 0;
        for (int i = 1; i < POINTS; i++) {
            double slope = (values.get(i) - values.get(i - 1)) / STEP;
            sum += slope * slope * density(point(i) - STEP / 2, 1);
        }
        return sum / square(1);
    }

    private double sum(DoubleBinaryOperator f, double q, double until) {
        return IntStream.range(0, POINTS)
                .filter(i -> Math.abs(point(i)) <= until)
                .mapToDouble(i -> f.applyAsDouble(point(i), values.get(i)) * density(point(i), q))
                .sum();
    }

    private static double density(double s, double q) {
        return STEP * Math.exp(-s * s / (2 * q)) / Math.sqrt(2 * Math.PI * q);
    }

    /** Why this is no activation whose moments could be known, in a sentence. */
    Optional<String> refusal() {
        if (!values.stream().allMatch(Double::isFinite)) {
            return Optional.of("phi must be a finite number for every s from -10 to 10, got "
                    + IntStream.range(0, POINTS)
                            .filter(i -> !Double.isFinite(values.get(i)))
                            .mapToObj(i -> values.get(i) + " at s = " + point(i) + ".")
                            .findFirst()
                            .orElseThrow());
        }
        if (range() == 0) {
            return Optional.of("phi is the same number for every s: nothing of the signal passes.");
        }
        if (sum((s, z) -> z * z, 2, NEAR) < (1 - TAIL) * square(2)) {
            return Optional.of("phi grows so fast that inputs which hardly ever occur decide E[phi(s)^2].");
        }
        return jump().or(this::known);
    }

    private Optional<String> known() {
        return KnownActivations.name(this::value)
                .map(name -> "phi is " + name + " or a multiple of it: make one that is not there yet.");
    }

    private Optional<String> jump() {
        return IntStream.range(2, POINTS - 2)
                .filter(i -> step(i) + step(i + 1) > JUMP * Math.max(step(i - 1), step(i + 2)) + SMALL * range())
                .mapToObj(i -> "phi jumps, or is as steep as if it did, near s = " + point(i)
                        + ": it must be continuous to have a derivative.")
                .findFirst();
    }

    private double step(int i) {
        return Math.abs(values.get(i) - values.get(i - 1));
    }

    // between -4 and 4, where nearly all signals are
    private double range() {
        var near = IntStream.range(0, POINTS)
                .filter(i -> Math.abs(point(i)) <= 4)
                .mapToDouble(values::get)
                .summaryStatistics();
        return near.getMax() - near.getMin();
    }
}
