package xavierkit.view;

import java.util.*;
import java.util.stream.*;
import xavierkit.prediction.*;

/**
 * The prediction for one setting of an {@link Explorer}, from E[s_1^2] = 1.
 *
 * @param squares log10 E[s_l^2] in each layer l that is shown; infinite beyond 1e300, negative infinity for 0
 * @param factors log10 of chi(q_1) ... chi(q_(l-1)), by which the gradient's second moment is multiplied on its way
 *     from layer l to layer 1
 * @param phase the phase at the fixed point that q approaches; empty if q grows forever
 */
record ExplorerCurve(List<Double> squares, List<Double> factors, Optional<Phase> phase) {

    private static final double LARGEST = 1e300;

    /** A length that still grows here, or still shrinks at 1 / ENORMOUS, does so forever. */
    private static final double ENORMOUS = 1e15;

    /** The script receives logarithms in units of 1/10,000, which is 0.023 % of q, and 9999 as infinity. */
    private static final double UNITS = 10_000;

    /** The prediction for some layers, ascending from 1. */
    static ExplorerCurve of(LengthMap map, List<Integer> layers) {
        List<Double> squares = new ArrayList<>();
        List<Double> factors = new ArrayList<>();
        double q = 1;
        double next = next(map, q);
        double logChi = logChi(map, q);
        double factor = 0;
        for (int layer = 1; layer <= layers.get(layers.size() - 1); layer++) {
            if (layers.contains(layer)) {
                squares.add(StrictMath.log10(q));
                factors.add(factor);
            }
            factor += logChi;
            if (!settled(q, next)) {
                q = next;
                next = next(map, q);
                logChi = logChi(map, q);
            }
        }
        return new ExplorerCurve(squares, factors, phase(map, q, next));
    }

    private static double next(LengthMap map, double q) {
        double next = q <= LARGEST ? map.next(q) : q;
        return next <= LARGEST ? next : Double.POSITIVE_INFINITY;
    }

    private static double logChi(LengthMap map, double q) {
        return StrictMath.log10(q <= LARGEST ? map.chi(q) : q);
    }

    private static boolean settled(double q, double next) {
        return Math.abs(next - q) <= q / 1e12;
    }

    // to look for fixed points takes long: most lengths have arrived at one, or left all behind
    private static Optional<Phase> phase(LengthMap map, double q, double next) {
        if (settled(q, next)) {
            return Optional.of(FixedPoint.of(map, q).phase());
        }
        if (next < q && map.next(0) == 0 && map.next(1 / ENORMOUS) < 1 / ENORMOUS) {
            return Optional.of(FixedPoint.of(map, 0).phase());
        }
        if (Double.isInfinite(next) || next > q && map.next(ENORMOUS) > ENORMOUS) {
            return Optional.empty();
        }
        Stream<FixedPoint> ahead = map.fixedPoints().stream().filter(p -> next > q == p.q() > q);
        return ahead.min(Comparator.comparing(p -> Math.abs(p.q() - q))).map(FixedPoint::phase);
    }

    /** E[s_l^2]. */
    List<Double> lengths() {
        return squares.stream().map(log -> Math.pow(10, log)).toList();
    }

    /** E[(dC/ds_l)^2], over that in the last layer. */
    List<Double> gradients() {
        double all = factors.get(factors.size() - 1);
        return factors.stream().map(log -> Math.pow(10, all - log)).toList();
    }

    @Override
    public String toString() {
        return "E[s^2] in the last layer is " + Series.number(lengths().get(squares.size() - 1))
                + ", E[(dC/ds)^2] in the first " + Series.number(gradients().get(0)) + " times that in the last.";
    }

    /** The first logarithm and the differences after it, which are shorter than the logarithms. */
    static String json(List<Double> logs) {
        long[] units = logs.stream()
                .mapToLong(log -> Math.round(UNITS * Math.max(-9999, Math.min(9999, log))))
                .toArray();
        return IntStream.range(0, units.length)
                .mapToObj(i -> String.valueOf(units[i] - (i == 0 ? 0 : units[i - 1])))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
