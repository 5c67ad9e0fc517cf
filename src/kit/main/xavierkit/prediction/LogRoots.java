package xavierkit.prediction;

import java.util.*;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/** Roots of functions of a positive length q, looked for on a logarithmic scale. */
final class LogRoots {

    /** A value within this of 0 has no sign: it may be nothing but rounding. */
    static final double NOISE = 1e-13;

    /** Brent's method down to neighbouring doubles, however small they are. */
    static final BrentSolver SOLVER = new BrentSolver(1e-16, 0, 0);

    private static final double STEP = StrictMath.sqrt(2);

    /** Leaves lengths 1e-4 apart where f passes through 0. */
    private static final int MOST_REFINEMENTS = 11;

    /** How far f must be away from 0, against its change across an interval. */
    private static final double SAFETY = 2;

    /** Off the powers of two, where users like to put their roots. */
    private static final double OFFSET = 1.37;

    private LogRoots() {}

    /** Lengths at most a factor sqrt(2) apart, from {@code lowest} to beyond {@code highest}. */
    static List<Double> scale(double lowest, double highest) {
        DoubleStream above = DoubleStream.iterate(lowest * OFFSET, q -> q < 2 * highest, q -> q * STEP);
        return DoubleStream.concat(DoubleStream.of(lowest), above).boxed().toList();
    }

    /**
     * The scale, and between its lengths as many more as f needs that no two of its roots stay side by side: halvings go
     * on until f varies less across an interval than it is away from 0.
     */
    static List<Double> refined(DoubleUnaryOperator f, List<Double> scale) {
        List<Double> lengths = new ArrayList<>(scale.subList(0, 1));
        double left = f.applyAsDouble(scale.get(0));
        for (int i = 1; i < scale.size(); i++) {
            double right = f.applyAsDouble(scale.get(i));
            refine(f, scale.get(i - 1), left, scale.get(i), right, MOST_REFINEMENTS, lengths);
            left = right;
        }
        return lengths;
    }

    private static void refine(
            DoubleUnaryOperator f, double a, double fa, double b, double fb, int left, List<Double> to) {
        double away = Math.min(Math.abs(fa), Math.abs(fb));
        boolean nothing = Math.max(Math.abs(fa), Math.abs(fb)) <= NOISE;
        if (left > 0 && !nothing && !(away > SAFETY * Math.abs(fb - fa))) {
            double middle = a * StrictMath.sqrt(b / a);
            double value = f.applyAsDouble(middle);
            refine(f, a, fa, middle, value, left - 1, to);
            refine(f, middle, value, b, fb, left - 1, to);
        } else {
            to.add(b);
        }
    }

    /**
     * One root of f between neighbours at which it has different signs, in ascending order. Where f is infinite or not a
     * number it has none.
     */
    static List<Double> of(DoubleUnaryOperator f, List<Double> ascending) {
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
