package xavierkit.web;

import java.util.*;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import xavierkit.activation.Activation;
import xavierkit.matrix.Require;
import xavierkit.prediction.*;

/** What the page with the phase plane asks. */
final class PhaseAnswers {

    /** Layers of the network whose signal is drawn. */
    static final int DEPTH = 100;

    /** How the plane is divided, coarse first: columns, rows, and lengths per decade. */
    private static final int[][] STAGES = {{24, 12, 5}, {72, 36, 20}};

    private static final int FINE = 20;

    /** A length that changes by less than this part of it no longer changes in any digit that is shown. */
    private static final double ARRIVED = 1e-12;

    private PhaseAnswers() {}

    /**
     * ln chi_1 to four decimals for each place, row by row from below, and the line chi_1 = 1; first coarse, then fine.
     *
     * @param activation its name
     */
    static String plane(String activation, Consumer<String> part) {
        part.accept(stage(activation, STAGES[0]));
        return stage(activation, STAGES[1]);
    }

    private static String stage(String activation, int[] stage) {
        PhasePlane plane = PhasePlane.of(activation, stage[2]);
        double right = PhasePlane.mostGain(activation);
        double[] logs = IntStream.range(0, stage[0] * stage[1])
                .mapToDouble(i -> plane.logChi(
                        (i % stage[0] + 0.5) * right / stage[0],
                        (i / stage[0] + 0.5) * PhasePlane.MOST_BIAS / stage[1]))
                .map(log -> Double.isNaN(log) ? log : Math.rint(log * 1e4) / 1e4)
                .toArray();
        double[][] edge = plane.edge();
        return new NumberRows()
                .with("columns", stage[0])
                .with("logChi", logs)
                .with("edgeGain", edge[0])
                .with("edgeBias", edge[1])
                .toString();
    }

    /**
     * The fixed point that the length 1 leads to: q, chi_1 and its depth scale, NaN if there is none. With a depth above 1
     * also the lengths of all layers, and the squared gradient in each over that in the last.
     *
     * @param question s_w, s_b, the depth, and the name of the activation
     */
    static String point(String question) {
        String[] words = question.split(" ", 4);
        double gain = within("s_w", words[0], PhasePlane.mostGain(words[3]));
        double bias = within("s_b", words[1], PhasePlane.MOST_BIAS);
        Optional<FixedPoint> fixed = PhasePlane.of(words[3], FINE).settled(gain, bias);
        NumberRows rows = new NumberRows()
                .with("setting", gain, bias)
                .with(
                        "fixed",
                        fixed.map(FixedPoint::q).orElse(Double.NaN),
                        fixed.map(FixedPoint::chi).orElse(Double.NaN),
                        fixed.map(FixedPoint::correlationDepth).orElse(Double.NaN));
        int depth = Integer.parseInt(words[2]);
        return (depth > 1 ? withLayers(rows, PhasePlane.ACTIVATIONS.get(words[3]), gain, bias, depth) : rows)
                .toString();
    }

    private static double within(String what, String text, double most) {
        double value = Double.parseDouble(text);
        Require.that(value >= 0 && value <= most, "%s must be between 0 and %s, got %s", what, most, value);
        return value;
    }

    private static NumberRows withLayers(NumberRows rows, Activation phi, double gain, double bias, int depth) {
        LengthMap map = new LengthMap(phi, gain * gain, bias * bias);
        double[] lengths = new double[depth];
        double[] factors = new double[depth];
        for (int l = 0; l < depth; l++) {
            lengths[l] = l == 0 ? 1 : next(map, lengths[l - 1], l > 1 ? lengths[l - 2] : Double.NaN);
            factors[l] = l > 1 && lengths[l] == lengths[l - 1] ? factors[l - 1] : map.chi(lengths[l]);
        }
        double[] gradients = new double[depth];
        for (int l = depth - 1; l >= 0; l--) {
            gradients[l] = l == depth - 1 ? 1 : gradients[l + 1] * factors[l];
        }
        return rows.with("lengths", lengths).with("gradients", gradients);
    }

    private static double next(LengthMap map, double q, double before) {
        if (q == before) {
            return q;
        }
        double next = map.next(q);
        return Math.abs(next - q) <= ARRIVED * q ? q : next;
    }
}
