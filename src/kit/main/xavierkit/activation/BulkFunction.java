package xavierkit.activation;

import java.util.function.*;
import xavierkit.matrix.Parallel;

/** A function of the kit's own: of one number or, with the same bits, of many on several threads. */
interface BulkFunction extends DoubleUnaryOperator {

    /** What one thread takes at a time; values do not depend on each other, so neither on this. */
    int PIECE = 1 << 14;

    /** What is computed at a time, so that everything on the way stays in the first-level cache. */
    int CHUNK = 512;

    /** Replaces the first {@code count} numbers of x by their values; y and power are room for what that needs. */
    default void apply(double[] x, int count, double[] y, double[] power) {
        for (int i = 0; i < count; i++) {
            x[i] = applyAsDouble(x[i]);
        }
    }

    /**
     * z_i = f(x_i) for the first {@code count} numbers. A function of a user's own is called by this thread, in order.
     *
     * @param z may be {@code x} itself
     */
    static void apply(DoubleUnaryOperator f, double[] x, int count, double[] z) {
        if (f instanceof BulkFunction bulk) {
            int pieces = (int) ((count + PIECE - 1L) / PIECE);
            Parallel.forEach(pieces, i -> bulk.piece(x, i * PIECE, Math.min(PIECE, count - i * PIECE), z));
            return;
        }
        for (int i = 0; i < count; i++) {
            z[i] = f.applyAsDouble(x[i]);
        }
    }

    private void piece(double[] x, int from, int count, double[] z) {
        int most = Math.min(CHUNK, count);
        double[] chunk = new double[most];
        double[] y = new double[most];
        double[] power = new double[most];
        for (int start = from; start < from + count; start += most) {
            int size = Math.min(most, from + count - start);
            System.arraycopy(x, start, chunk, 0, size);
            apply(chunk, size, y, power);
            System.arraycopy(chunk, 0, z, start, size);
        }
    }

    /** f(s) = g(s, e) with e = e^y(s), or e = e^y(s) - 1, and y at most 0. */
    record OfExponential(DoubleUnaryOperator y, boolean minusOne, DoubleBinaryOperator g) implements BulkFunction {

        @Override
        public double applyAsDouble(double s) {
            double exponent = y.applyAsDouble(s);
            return g.applyAsDouble(s, minusOne ? Exponential.expm1(exponent) : Exponential.exp(exponent));
        }

        @Override
        public void apply(double[] s, int count, double[] e, double[] power) {
            for (int i = 0; i < count; i++) {
                e[i] = y.applyAsDouble(s[i]);
            }
            Exponential.replace(e, count, power, minusOne);
            for (int i = 0; i < count; i++) {
                s[i] = g.applyAsDouble(s[i], e[i]);
            }
        }
    }
}
