package xavierkit.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Roots of functions of a positive length q, looked for on a logarithmic scale. */
final class LogRoots {

    /** A value within this of 0 has no sign: it may be nothing but rounding. */
    static final double NOISE = 1e-13;

    private static final double STEP = StrictMath.sqrt(2);

    /** Leaves lengths 1e-4 apart where f passes through 0. */
    private static final int MOST_REFINEMENTS = 11;

    /** How far f must be away from 0, against its change across an interval. */
    private static final double SAFETY = 2;

    /** Off the powers of two, where users like to put their roots. */
    private static final double OFFSET = 1.37;

    /** Halvings of a factor of at most 2^1000 that leave neighbouring doubles. */
    private static final int MOST_HALVINGS = 70;

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
     * The scale, and between its lengths as many more as f needs that no two of its roots stay side by
     * side: halvings go on until f varies less across an interval than it is away from 0.
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
            double middle = middle(a, b);
            double value = f.applyAsDouble(middle);
            refine(f, a, fa, middle, value, left - 1, to);
            refine(f, middle, value, b, fb, left - 1, to);
        } else {
            to.add(b);
        }
    }

    /** One root of f between neighbours at which it has different signs, in ascending order. */
    static List<Double> of(DoubleUnaryOperator f, List<Double> ascending) {
        List<Double> roots = new ArrayList<>();
        double left = 0;
        double signBefore = 0;
        for (double q : ascending) {
            double sign = sign(f.applyAsDouble(q));
            if (sign * signBefore < 0) {
                roots.add(between(left, q, signBefore, f));
            }
            if (sign != 0) {
                left = q;
                signBefore = sign;
            }
        }
        return roots;
    }

    private static double sign(double y) {
        return Math.abs(y) > NOISE ? Math.signum(y) : 0;
    }

    private static double between(double a, double b, double signAtA, DoubleUnaryOperator f) {
        double left = a;
        double right = b;
        for (int i = 0; i < MOST_HALVINGS && Math.nextUp(left) < right; i++) {
            double middle = middle(left, right);
            if (f.applyAsDouble(middle) * signAtA > 0) {
                left = middle;
            } else {
                right = middle;
            }
        }
        return right;
    }

    private static double middle(double a, double b) {
        return a * StrictMath.sqrt(b / a);
    }
}
