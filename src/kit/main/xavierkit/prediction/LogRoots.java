package xavierkit.prediction;

import java.util.*;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/** Roots of functions of a positive length q, looked for on a logarithmic scale. */
final class LogRoots {

    /** A value within this of 0 has no sign: it may be nothing but rounding. */
    static final double NOISE = 1e-13;

    /** Brent's method down to neighbouring doubles, however small they are. */
    static final BrentSolver SOLVER = new BrentSolver(1e-16, 0, 0);

    private static final double STEP = StrictMath.sqrt(2);

    /** Off the powers of two, where users like to put their roots. */
    private static final double OFFSET = 1.37;

    /** Leaves lengths 1e-4 apart where f passes through 0. */
    private static final int MOST_HALVINGS = 11;

    private LogRoots() {}

    /** Lengths at most a factor sqrt(2) apart, from {@code lowest} to beyond {@code highest}. */
    static List<Double> scale(double lowest, double highest) {
        List<Double> lengths = new ArrayList<>(List.of(lowest));
        for (double q = lowest * OFFSET; q < 2 * highest; q *= STEP) {
            lengths.add(q);
        }
        return lengths;
    }

    /**
     * The scale, and between its lengths as many more as f needs that no two of its roots stay side by side: halvings go
     * on until f is twice as far away from 0 as it varies across an interval. f is asked for the same lengths again.
     */
    static SortedSet<Double> refined(DoubleUnaryOperator f, List<Double> scale) {
        SortedSet<Double> lengths = new TreeSet<>(scale);
        for (int i = 0; i < MOST_HALVINGS; i++) {
            double a = scale.get(0);
            for (double b : List.copyOf(lengths)) {
                if (a < b && mayPassZero(f.applyAsDouble(a), f.applyAsDouble(b))) {
                    lengths.add(a * StrictMath.sqrt(b / a));
                }
                a = b;
            }
        }
        return lengths;
    }

    private static boolean mayPassZero(double a, double b) {
        boolean signed = Math.max(Math.abs(a), Math.abs(b)) > NOISE;
        return signed && Math.min(Math.abs(a), Math.abs(b)) <= 2 * Math.abs(b - a);
    }

    /**
     * One root of f between neighbours at which it has different signs, in ascending order. Where f is infinite or not a
     * number it has none.
     */
    static List<Double> of(DoubleUnaryOperator f, Collection<Double> ascending) {
        List<Double> roots = new ArrayList<>();
        double left = 0;
        double before = 0;
        for (double q : ascending) {
            double value = f.applyAsDouble(q);
            boolean signed = Math.abs(value) > NOISE && Double.isFinite(value);
            if (signed && value * before < 0) {
                roots.add(SOLVER.findRoot(f, left, q));
            }
            left = signed ? q : left;
            before = signed ? value : before;
        }
        return roots;
    }
}
