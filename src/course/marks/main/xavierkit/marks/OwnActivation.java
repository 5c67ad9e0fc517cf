package xavierkit.marks;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import xavierkit.activation.Activation;

/**
 * A learner's activation, tabulated: it is asked for phi(s) at the same points whatever it is. Moments come from the
 * trapezoidal rule with step 1/32, which is exact to many digits where phi is smooth, and to 3 or 4 where it has a kink.
 *
 * @param values phi(s) for s from -10 to 10
 */
record OwnActivation(List<Double> values) {

    private static final int FAR = 10;
    private static final int STEPS = 32; // from s to s + 1
    private static final int POINTS = 2 * FAR * STEPS + 1;

    /** All but this part of what q = 2 makes of phi must happen between -9 and 9. */
    private static final double TAIL = 1e-3;

    /** Two steps of phi that are this many times their neighbours are a jump, unless they are a small part of its range. */
    private static final double JUMP = 10;

    private static final double SMALL = 0.01;

    /** A part of the root mean square; approximations that nobody would call another function differ by less. */
    private static final double SAME = 1e-6;

    private static final List<Activation> KNOWN = List.of(
            Activation.TANH,
            Activation.SIGMOID,
            Activation.SOFTSIGN,
            Activation.ERF,
            Activation.GELU,
            Activation.GELU_TANH,
            Activation.SILU,
            Activation.SOFTPLUS,
            Activation.of("squared ReLU (lesson 11)", s -> s > 0 ? s * s : 0, s -> s > 0 ? 2 * s : 0));

    static OwnActivation of(DoubleUnaryOperator phi) {
        List<Double> values = new ArrayList<>();
        IntStream.range(0, POINTS).forEach(i -> values.add(phi.applyAsDouble(point(i))));
        return new OwnActivation(List.copyOf(values));
    }

    private static double point(int i) {
        return (double) i / STEPS - FAR;
    }

    /** phi(s), for s in the table. */
    private double value(double s) {
        return values.get((int) Math.round((s + FAR) * STEPS));
    }

    /** E[f(s, phi(s))] of s ~ N(0, q), for q up to 4, as far as s lies between {@code -until} and {@code until}. */
    private double expectation(DoubleBinaryOperator f, double q, double until) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            double s = point(i);
            sum += Math.abs(s) <= until ? f.applyAsDouble(s, values.get(i)) * weight(s, q) : 0;
        }
        return sum;
    }

    private static double weight(double s, double q) {
        return Math.exp(-s * s / (2 * q)) / Math.sqrt(2 * Math.PI * q) / STEPS;
    }

    /** E[phi(s)^2]. */
    double square(double q) {
        return expectation((s, z) -> z * z, q, FAR);
    }

    /** Var(phi(s)). */
    double variance(double q) {
        return square(q) - Math.pow(expectation((s, z) -> z, q, FAR), 2);
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
        IntToDoubleFunction term = i -> Math.pow(step(i) * STEPS, 2) * weight(point(i) - 0.5 / STEPS, 1);
        return IntStream.range(1, POINTS).mapToDouble(term).sum() / square(1);
    }

    /** Why this is no activation whose moments could be known, in a sentence; or nothing. */
    String refusal() {
        for (int i = 0; i < POINTS; i++) {
            if (!Double.isFinite(values.get(i))) {
                String where = values.get(i) + " at s = " + point(i) + ".";
                return "phi must be a finite number for every s from -10 to 10, got " + where;
            }
        }
        if (range() == 0) {
            return "phi is the same number for every s: nothing of the signal passes.";
        } else if (expectation((s, z) -> z * z, 2, FAR - 1) < (1 - TAIL) * square(2)) {
            return "phi grows so fast that inputs which hardly ever occur decide E[phi(s)^2].";
        }
        for (int i = 2; i < POINTS - 2; i++) {
            if (step(i) + step(i + 1) > JUMP * Math.max(step(i - 1), step(i + 2)) + SMALL * range()) {
                String where = "near s = " + point(i) + ": it must be continuous to have a derivative.";
                return "phi jumps, or is as steep as if it did, " + where;
            }
        }
        String known = known();
        return known.isEmpty() ? "" : "phi is " + known + " or a multiple of it: make one that is not there yet.";
    }

    private double step(int i) {
        return Math.abs(values.get(i) - values.get(i - 1));
    }

    // between -4 and 4, where nearly all signals are
    private double range() {
        List<Double> near = values.subList((FAR - 4) * STEPS, (FAR + 4) * STEPS + 1);
        return Collections.max(near) - Collections.min(near);
    }

    /** The name of the known function that phi is a multiple of; or nothing. */
    private String known() {
        for (Activation known : KNOWN) {
            if (isMultiple(known::value, -1, 1)) {
                return known.name();
            }
        }
        // with slopes c and ca it is a leaky ReLU, for a = 0 and 1 ReLU and the identity
        boolean leaky = isMultiple(s -> s, -1);
        boolean family = isMultiple(s -> s, 1) && (leaky || isMultiple(Math::expm1, -1));
        String name = leaky ? "a leaky ReLU (ReLU, identity and |s| are some)" : "an ELU (SELU is one)";
        return family ? name : "";
    }

    /** Whether it is the same multiple of a function wherever s has one of these signs and is not larger than 4. */
    private boolean isMultiple(DoubleUnaryOperator known, int... signs) {
        double[] s = IntStream.rangeClosed(-32, 32).mapToDouble(i -> i / 8.0).toArray();
        double[] some = DoubleStream.of(s)
                .filter(x -> IntStream.of(signs).anyMatch(sign -> sign * x > 0))
                .toArray();
        double factor = product(this::value, known, some) / product(known, known, some);
        double size = Math.sqrt(product(this::value, this::value, s) / s.length);
        DoubleUnaryOperator rest = x -> Math.abs(value(x) - factor * known.applyAsDouble(x));
        return DoubleStream.of(some).map(rest).allMatch(difference -> difference <= SAME * size);
    }

    private static double product(DoubleUnaryOperator f, DoubleUnaryOperator g, double... points) {
        return DoubleStream.of(points)
                .map(s -> f.applyAsDouble(s) * g.applyAsDouble(s))
                .sum();
    }
}
