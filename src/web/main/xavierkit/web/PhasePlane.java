package xavierkit.web;

import java.util.*;
import java.util.stream.*;
import xavierkit.activation.Activation;
import xavierkit.matrix.Require;
import xavierkit.prediction.*;

/**
 * Where the gain s_w of the weights and the standard deviation s_b of the biases lead a very wide network whose first
 * pre-activations have E[s^2] = 1: to which length, and with which chi_1.
 *
 * <p>The moments of an activation are worked out once for some lengths q. As q = s_w^2 E[phi^2] + s_b^2 at a fixed point,
 * they give all fixed points of the plane, between two known lengths by interpolation; {@link #settled} is exact.
 */
final class PhasePlane {

    /** Activations that differ on the plane, by their names. */
    static final Map<String, Activation> ACTIVATIONS = Stream.of(
                    Activation.TANH,
                    Activation.SOFTSIGN,
                    Activation.ERF,
                    Activation.SIGMOID,
                    Activation.RELU,
                    Activation.GELU,
                    Activation.SILU,
                    Activation.SELU)
            .collect(Collectors.toMap(Activation::name, phi -> phi, (a, b) -> a, LinkedHashMap::new));

    /** The largest s_b that is shown. */
    static final double MOST_BIAS = 1;

    private static final int DECADES = 3;
    private static final int MOST_STEPS = 60;
    private static final double ROUNDING = 1e-15;

    private static final Map<String, PhasePlane> KNOWN = new HashMap<>();

    private final Activation phi;
    private final double[] q;
    private final double[] square;
    private final double[] slopeSquare;
    private final int middle;

    private PhasePlane(Activation phi, int perDecade) {
        this.phi = phi;
        middle = DECADES * perDecade + 1;
        q = IntStream.range(0, 2 * middle)
                .mapToDouble(i -> i == 0 ? 0 : i == middle ? 1 : Math.pow(10, (i - middle) / (double) perDecade))
                .toArray();
        List<GaussianMoments> moments = DoubleStream.of(q)
                .mapToObj(length -> GaussianMoments.of(phi, length))
                .toList();
        square = moments.stream().mapToDouble(m -> m.square().value()).toArray();
        slopeSquare = moments.stream().mapToDouble(m -> m.slopeSquare().value()).toArray();
    }

    /**
     * The plane of an activation.
     *
     * @param perDecade for how many lengths between 1 and 10 its moments are worked out
     */
    static PhasePlane of(String activation, int perDecade) {
        Activation phi = ACTIVATIONS.get(activation);
        Require.that(phi != null, "the activation must be one of %s, got %s", ACTIVATIONS.keySet(), activation);
        return KNOWN.computeIfAbsent(activation + perDecade, name -> new PhasePlane(phi, perDecade));
    }

    /** The largest s_w that is shown: the edge of the sigmoid begins at 4. */
    static double mostGain(String activation) {
        return activation.equals(Activation.SIGMOID.name()) ? 9 : 3;
    }

    /** By how much V(q) falls short of q, at a length that is known. */
    private double lack(int i, double gain, double bias) {
        return q[i] - gain * gain * square[i] - bias * bias;
    }

    /** The place among the known lengths, 2.5 between the second and the third, of the one that 1 leads to; NaN if none. */
    private double place(double gain, double bias) {
        boolean shrinks = lack(middle, gain, bias) >= 0;
        int i = middle;
        while (i >= 0 && i < q.length && lack(i, gain, bias) >= 0 == shrinks) {
            i += shrinks ? -1 : 1;
        }
        if (i < 0 || i == q.length) {
            return i < 0 ? 0 : Double.NaN;
        }
        int low = shrinks ? i : i - 1;
        double below = lack(low, gain, bias);
        return low + below / (below - lack(low + 1, gain, bias));
    }

    private static double between(double[] values, double place) {
        int low = Math.min((int) place, values.length - 2);
        return values[low] + (place - low) * (values[low + 1] - values[low]);
    }

    /** ln chi_1, to about a hundredth; NaN where lengths grow forever. */
    double logChi(double gain, double bias) {
        double place = place(gain, bias);
        return Double.isNaN(place) ? place : Math.log(gain * gain * between(slopeSquare, place));
    }

    /** The fixed point that the length 1 approaches, if there is one. */
    Optional<FixedPoint> settled(double gain, double bias) {
        LengthMap map = new LengthMap(phi, gain * gain, bias * bias);
        double place = place(gain, bias);
        if (Double.isNaN(place)) {
            return Optional.empty();
        }
        boolean zero = place == 0 && map.next(0) == 0 && map.slope(0) <= 1;
        return Optional.of(FixedPoint.of(map, zero ? 0 : improved(map, between(q, place == 0 ? 1 : place))));
    }

    /** Newton's method for V(q) = q. */
    private static double improved(LengthMap map, double start) {
        double length = start;
        for (int i = 0; i < MOST_STEPS; i++) {
            double excess = map.next(length) - length;
            double step = Math.abs(excess) <= ROUNDING * length ? 0 : excess / (1 - map.slope(length));
            double next = length + Math.max(-length / 2, Math.min(length, step));
            if (!(Math.abs(next - length) > ROUNDING * length)) {
                return length;
            }
            length = next;
        }
        return length;
    }

    /** The line chi_1 = 1: for each known length the s_w and s_b that make it a fixed point with chi_1 = 1. */
    double[][] edge() {
        double[][] line = new double[2][q.length];
        for (int i = 0; i < q.length; i++) {
            line[0][i] = Math.sqrt(1 / slopeSquare[i]);
            line[1][i] = Math.sqrt(q[i] - square[i] / slopeSquare[i]);
        }
        return line;
    }
}
