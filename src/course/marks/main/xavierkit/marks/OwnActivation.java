package xavierkit.marks;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import xavierkit.activation.Activation;

/**
 * A learner's activation, tabulated: it is asked for phi(s) at the same points whatever it is. Moments come from
 * the trapezoidal rule with step 1/32, which is exact to many digits where phi is smooth, and to 3 or 4 where it has a
 * kink.
 *
 * @param values phi(s) for s from -10 to 10
 */
record OwnActivation(List<Double> values) {

    private static final int FAR = 10;

    /** Where most of what q up to 2 makes of phi must happen. */
    private static final double NEAR = 9;

    private static final int STEPS = 32; // from s to s + 1
    private static final int POINTS = 2 * FAR * STEPS + 1;

    /** Two steps of phi that are this many times their neighbours are a jump, unless they are a small part of its range. */
    private static final double JUMP = 10;

    private static final double SMALL = 0.01;
    private static final double TAIL = 1e-3;

    /** A part of the largest value; approximations that nobody would call another function differ by less. */
    private static final double SAME = 1e-6;

    private static final Activation SQUARED_RELU =
            Activation.of("squared ReLU (lesson 09)", s -> s > 0 ? s * s : 0, s -> s > 0 ? 2 * s : 0);

    private static final List<Activation> KNOWN = List.of(
            Activation.TANH,
            Activation.SIGMOID,
            Activation.SOFTSIGN,
            Activation.ERF,
            Activation.GELU,
            Activation.GELU_TANH,
            Activation.SILU,
            Activation.SOFTPLUS,
            SQUARED_RELU);

    static OwnActivation of(DoubleUnaryOperator phi) {
        return new OwnActivation(IntStream.range(0, POINTS)
                .mapToObj(i -> phi.applyAsDouble(point(i)))
                .toList());
    }

    private static double point(int i) {
        return (double) i / STEPS - FAR;
    }

    /** phi(s), for s in the table. */
    private double value(double s) {
        return values.get((int) Math.round((s + FAR) * STEPS));
    }

    /** E[phi(s)^2], s ~ N(0, q), for q up to 4. */
    double square(double q) {
        return expectation((s, z) -> z * z, q, FAR);
    }

    /** Var(phi(s)). */
    double variance(double q) {
        return square(q) - Math.pow(expectation((s, z) -> z, q, FAR), 2);
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
        return expectation((s, z) -> z * z * (s * s - 1), 1, FAR) / (2 * square(1));
    }

    /** chi for q = 1 and its gain, gain^2 E[phi'(s)^2], from differences. */
    double chi() {
        return IntStream.range(1, POINTS)
                        .mapToDouble(i -> Math.pow(step(i) * STEPS, 2) * weight(point(i) - 0.5 / STEPS, 1))
                        .sum()
                / square(1);
    }

    private double expectation(DoubleBinaryOperator f, double q, double until) {
        return IntStream.range(0, POINTS)
                .filter(i -> Math.abs(point(i)) <= until)
                .mapToDouble(i -> f.applyAsDouble(point(i), values.get(i)) * weight(point(i), q))
                .sum();
    }

    private static double weight(double s, double q) {
        return Math.exp(-s * s / (2 * q)) / Math.sqrt(2 * Math.PI * q) / STEPS;
    }

    /** Why this is no activation whose moments could be known, in a sentence. */
    Optional<String> refusal() {
        String bad = IntStream.range(0, POINTS)
                .filter(i -> !Double.isFinite(values.get(i)))
                .mapToObj(i -> values.get(i) + " at s = " + point(i) + ".")
                .findFirst()
                .orElse("");
        if (!bad.isEmpty()) {
            return Optional.of("phi must be a finite number for every s from -10 to 10, got " + bad);
        } else if (range() == 0) {
            return Optional.of("phi is the same number for every s: nothing of the signal passes.");
        } else if (expectation((s, z) -> z * z, 2, NEAR) < (1 - TAIL) * square(2)) {
            return Optional.of("phi grows so fast that inputs which hardly ever occur decide E[phi(s)^2].");
        }
        String known = "phi is %s or a multiple of it: make one that is not there yet.";
        return jump().or(() -> known().map(known::formatted));
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
        var near = IntStream.rangeClosed(-4 * STEPS, 4 * STEPS)
                .mapToDouble(i -> value((double) i / STEPS))
                .summaryStatistics();
        return near.getMax() - near.getMin();
    }

    /** The name of the known function that phi is a multiple of. */
    private Optional<String> known() {
        boolean straight = isMultiple(s -> s, 1);
        boolean leaky = straight && isMultiple(s -> s, -1);
        boolean elu = straight && isMultiple(Math::expm1, -1);
        // with slopes c and ca it is a leaky ReLU, for a = 0 and 1 ReLU and the identity
        String family = leaky ? "a leaky ReLU (ReLU, identity and |s| are some)" : elu ? "an ELU (SELU is one)" : null;
        return KNOWN.stream()
                .filter(known -> isMultiple(known::value, -1, 1))
                .map(Activation::name)
                .findFirst()
                .or(() -> Optional.ofNullable(family));
    }

    /** Whether it is the same multiple of a function wherever s has one of these signs and is not larger than 4. */
    private boolean isMultiple(DoubleUnaryOperator known, int... signs) {
        double[] points = points(signs);
        double factor = product(this::value, known, points) / product(known, known, points);
        double size = Math.sqrt(product(this::value, this::value, points(-1, 1)) / 64);
        return DoubleStream.of(points)
                .allMatch(s -> Math.abs(value(s) - factor * known.applyAsDouble(s)) <= SAME * size);
    }

    private static double[] points(int... signs) {
        return IntStream.of(signs)
                .boxed()
                .flatMapToDouble(sign -> IntStream.rangeClosed(1, 32).mapToDouble(i -> sign * i / 8.0))
                .toArray();
    }

    private static double product(DoubleUnaryOperator f, DoubleUnaryOperator g, double... points) {
        return DoubleStream.of(points)
                .map(s -> f.applyAsDouble(s) * g.applyAsDouble(s))
                .sum();
    }
}
