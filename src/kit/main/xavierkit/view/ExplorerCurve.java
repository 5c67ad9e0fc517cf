package xavierkit.view;

import java.util.*;
import java.util.stream.Stream;
import xavierkit.prediction.*;

/**
 * The prediction for one setting of an {@link Explorer}: 100 layers of equal width, from E[s_1^2] = 1.
 *
 * @param lengths E[s_l^2] of each layer l
 * @param factors log10 of chi(q_1) ... chi(q_(l-1)), by which the gradient's second moment is multiplied on its way
 *     from layer l to layer 1
 * @param phase the name of the phase at the fixed point that E[s^2] approaches; NONE if it grows forever
 */
record ExplorerCurve(List<Double> lengths, List<Double> factors, String phase) {

    static final int DEPTH = 100;

    /** The layers that the script shows. */
    static final List<Integer> LAYERS =
            List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 30, 40, 50, 60, 70, 80, 90, DEPTH);

    /** A length that still grows here, or still shrinks at 1 / ENORMOUS, does so forever. */
    private static final double ENORMOUS = 1e15;

    /** As {@link LengthMap#iterate}, but faster where lengths have arrived; IllegalArgumentException beyond 1e300. */
    static ExplorerCurve of(LengthMap map) {
        List<Double> lengths = new ArrayList<>(List.of(1.0));
        List<Double> factors = new ArrayList<>(List.of(0.0));
        Map<Double, Double> logChi = new HashMap<>();
        for (int l = 1; l < DEPTH; l++) {
            double q = lengths.get(l - 1);
            double next = l > 1 && q == lengths.get(l - 2) ? q : map.next(q);
            lengths.add(arrived(q, next) ? q : next);
            factors.add(factors.get(l - 1) + logChi.computeIfAbsent(q, x -> StrictMath.log10(map.chi(x))));
        }
        return new ExplorerCurve(lengths, factors, phase(map, lengths.get(DEPTH - 1)));
    }

    /** Whether a length no longer changes in any digit that is shown. */
    private static boolean arrived(double q, double next) {
        return Math.abs(next - q) <= q / 1e12;
    }

    /** To look for fixed points takes long: most lengths have arrived at one, or left all behind. */
    private static String phase(LengthMap map, double q) {
        double next = map.next(q);
        boolean vanishes = next < q && map.next(0) == 0 && map.next(1 / ENORMOUS) < 1 / ENORMOUS;
        if (vanishes || arrived(q, next)) {
            return FixedPoint.of(map, arrived(q, next) ? q : 0).phase().name();
        }
        boolean explodes = next > q && map.next(ENORMOUS) > ENORMOUS;
        Stream<FixedPoint> all = explodes ? Stream.empty() : map.fixedPoints().stream();
        Stream<FixedPoint> ahead = all.filter(p -> next > q == p.q() > q);
        Optional<FixedPoint> nearest = ahead.min(Comparator.comparing(p -> Math.abs(p.q() - q)));
        return nearest.map(p -> p.phase().name()).orElse("NONE");
    }

    /** E[s_l^2]. */
    double length(int layer) {
        return lengths.get(layer - 1);
    }

    /** E[(dC/ds_l)^2], over that in the last layer. */
    double gradient(int layer) {
        return Math.pow(10, factors.get(DEPTH - 1) - factors.get(layer - 1));
    }

    /** Both at the end that the signal, or the gradient, reaches last. */
    @Override
    public String toString() {
        return "E[s^2] in the last layer is " + Series.number(length(DEPTH)) + ", E[(dC/ds)^2] in the first "
                + Series.number(gradient(1)) + " times that in the last.";
    }

    /** log10 E[s_l^2], as {@link #json}. */
    String lengthsJson() {
        return json(lengths.stream().map(StrictMath::log10).toList());
    }

    /** The logarithms of the factors, as {@link #json}. */
    String factorsJson() {
        return json(factors);
    }

    /**
     * Logarithms in the layers that are shown, in units of 1/10,000 (0.023 % of the number): the first, then
     * differences, which are shorter. Infinity becomes 9999.
     */
    private static String json(List<Double> logs) {
        StringJoiner differences = new StringJoiner(",", "[", "]");
        long before = 0;
        for (int layer : LAYERS) {
            long units = Math.round(1e4 * Math.max(-9999, Math.min(9999, logs.get(layer - 1))));
            differences.add(String.valueOf(units - before));
            before = units;
        }
        return differences.toString();
    }
}
