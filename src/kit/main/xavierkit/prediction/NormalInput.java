package xavierkit.prediction;

import java.util.stream.DoubleStream;
import xavierkit.activation.Activation;

/**
 * An activation whose pre-activation is normal: s = mean + sd z, z ~ N(0,1).
 *
 * @param sd the standard deviation; above 0
 */
record NormalInput(Activation activation, double mean, double sd) {

    /** Beyond this the density of z is 0, or a number so small that its digits are lost. */
    private static final double TAIL = 38.5;

    private static final double[] SPLITS = {0, 3, 9, TAIL};

    /** Activations bend at s of order 1 around 0 and their kinks; panels grow by this from there. */
    private static final double GROWTH = 8;

    /**
     * Where to split the line of z for quadrature: at 0, 3, 9, 38.5 on both sides; in s at the kinks
     * and at 0, and around each of these at the distances 1, 8, 64, and so on, as far as the standard
     * deviation reaches.
     */
    double[] edges() {
        DoubleStream centres = DoubleStream.concat(
                DoubleStream.of(0), activation.kinks().stream().mapToDouble(kink -> kink));
        DoubleStream bends = centres.flatMap(
                        centre -> distances().flatMap(r -> DoubleStream.of(centre - r, centre + r)))
                .map(s -> (s - mean) / sd)
                .filter(z -> Math.abs(z) < TAIL);
        DoubleStream fixed = DoubleStream.of(SPLITS).flatMap(z -> DoubleStream.of(-z, z));
        return DoubleStream.concat(fixed, bends)
                .map(z -> z + 0.0)
                .sorted()
                .distinct()
                .toArray();
    }

    private DoubleStream distances() {
        DoubleStream grown = DoubleStream.iterate(1, r -> r < SPLITS[1] * sd, r -> r * GROWTH);
        return DoubleStream.concat(DoubleStream.of(0), grown);
    }

    /** Replaces z by s, as {@link #values} and {@link #slopes} want it. */
    void place(double[] z, int count) {
        for (int i = 0; i < count; i++) {
            z[i] = mean + sd * z[i];
        }
    }

    /** Replaces z by s and sets phi(s). */
    void fill(double[] z, int count, double[] values) {
        place(z, count);
        values(z, count, values);
    }

    /** phi(s), each of which must be finite. */
    void values(double[] s, int count, double[] values) {
        activation.values(s, count, values);
        requireFinite("phi", s, count, values);
    }

    /** phi'(s), each of which must be finite. */
    void slopes(double[] s, int count, double[] slopes) {
        activation.derivatives(s, count, slopes);
        requireFinite("phi'", s, count, slopes);
    }

    // one sum finds out whether there is anything to look for
    private void requireFinite(String what, double[] s, int count, double[] values) {
        double zero = 0;
        for (int i = 0; i < count; i++) {
            zero += 0 * values[i];
        }
        for (int i = 0; zero != 0 && i < count; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(activation + ": " + what
                        + " must be finite wherever a normal s of standard deviation " + sd
                        + " can be, got " + what + "(" + s[i] + ") = " + values[i]);
            }
        }
    }
}
