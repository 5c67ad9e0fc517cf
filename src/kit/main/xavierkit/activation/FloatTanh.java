package xavierkit.activation;

import java.util.stream.IntStream;

/**
 * tanh of float arrays, for a run in single precision: s p(s^2) / q(s^2) with p and q of degree 4,
 * a minimax fit of the relative error for |s| up to 9.02. The same bits on every machine and for any
 * number of threads; -0.0, NaN and infinities as {@link Math#tanh}.
 */
public final class FloatTanh {

    /** From a little below here on tanh rounds to 1. */
    private static final float SATURATED = 9.02f;

    private static final int SHARE = 1 << 14;

    private FloatTanh() {}

    /**
     * z_i = tanh(s_i) for the first {@code count} numbers. Largest error, over all floats: 6.5 ulp.
     *
     * @param z may be {@code s} itself
     */
    public static void values(float[] s, int count, float[] z) {
        shares(count).forEach(from -> values(s, from, Math.min(SHARE, count - from), z));
    }

    /**
     * tanh'(s_i) = 1 - z_i^2 for the first {@code count} numbers, from z_i = tanh(s_i). The absolute
     * error is at most 13 times 2^-24.
     *
     * @param slopes may be {@code z} itself
     */
    public static void derivatives(float[] z, int count, float[] slopes) {
        shares(count).forEach(from -> derivatives(z, from, Math.min(SHARE, count - from), slopes));
    }

    private static IntStream shares(int count) {
        int shares = (int) ((count + SHARE - 1L) / SHARE);
        return IntStream.range(0, shares).parallel().map(k -> k * SHARE);
    }

    private static void values(float[] s, int from, int count, float[] z) {
        for (int i = from; i < from + count; i++) {
            z[i] = value(s[i]);
        }
    }

    private static void derivatives(float[] z, int from, int count, float[] slopes) {
        for (int i = from; i < from + count; i++) {
            slopes[i] = 1 - z[i] * z[i];
        }
    }

    private static float value(float s) {
        float x = Math.max(-SATURATED, Math.min(s, SATURATED));
        float u = x * x;
        float p = (1.33171185008e-8f * u + 2.0582247621e-5f) * u + 3.49396918753e-3f;
        p = (p * u + 0.133796667958f) * u + 0.999999979518f;
        float q = (7.76126887707e-7f * u + 3.28297875456e-4f) * u + 2.58708361774e-2f;
        q = (q * u + 0.467129822641f) * u + 1;
        return Math.max(-1, Math.min(x * p / q, 1));
    }
}
