package xavierkit.web;

import java.util.*;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import xavierkit.check.LayerHealth;
import xavierkit.matrix.*;
import xavierkit.network.*;
import xavierkit.prediction.SignalPrediction;

/**
 * What is measured in a network of a setting, and what theory says. The rows of an answer: {@code s} and {@code g}, E[s^2]
 * from layer 1 and E[(dC/dz)^2] from the input; {@code theory-s} and {@code theory-g}; {@code saturated} and {@code dead},
 * the shares from layer 1; {@code layers}, of which there are histograms, {@code ranges}, their half widths, and {@code
 * s-1}, {@code z-1}, {@code d-1}, the shares of pre-activations, activations and gradients of layer 1 in each bin.
 */
final class Measurement {

    /** The bins of a histogram. */
    static final int BINS = 25;

    private static final int MOST_LAYERS = 6;

    /** Half the width of a histogram in root mean squares of the largest signal. */
    private static final double WIDE = 3;

    private final FreshNetwork fresh;
    private final int depth;
    private final NumberRows rows = new NumberRows();

    private Measurement(FreshNetwork fresh) {
        this.fresh = fresh;
        depth = fresh.setting().depth();
    }

    /**
     * The answer to a setting, and to the half widths of the histograms after a blank, if they are to be kept: rows, and
     * the verdict after a bar.
     */
    static String answer(String question) {
        String[] words = question.split(" ");
        Measurement measured = new Measurement(FreshNetwork.of(Setting.parse(words[0])));
        measured.profiles();
        measured.health();
        measured.histograms(
                Stream.of(words).skip(1).mapToDouble(Double::parseDouble).toArray());
        return measured.rows + " | " + new Verdict(measured.fresh.setting(), measured.rows);
    }

    private void profiles() {
        SignalPrediction theory = prediction(fresh.setting());
        rows.with(
                "s",
                layers(1)
                        .mapToDouble(l -> square(signals().forward().preActivation(l)))
                        .toArray());
        rows.with(
                "g",
                layers(0)
                        .mapToDouble(l -> square(signals().activationGradient(l)))
                        .toArray());
        rows.with("theory-s", layers(1).mapToDouble(theory::preActivation).toArray());
        rows.with("theory-g", layers(0).mapToDouble(theory::activationGradient).toArray());
    }

    private static SignalPrediction prediction(Setting setting) {
        List<Integer> widths = Collections.nCopies(setting.depth() + 1, setting.width());
        var rule = setting.start().initializer();
        return SignalPrediction.of(widths, setting.activation(), rule, setting.bias(), setting.input(), 1);
    }

    private void health() {
        List<LayerHealth> health = LayerHealth.of(fresh.network(), signals(), 1);
        rows.with("saturated", health.stream().map(LayerHealth::saturated).toList());
        rows.with("dead", health.stream().map(LayerHealth::dead).toList());
        rows.with("saturation-limit", health.get(0).saturationLimit());
    }

    private void histograms(double[] kept) {
        int[] layers = chosen(depth);
        ForwardSignals forward = signals().forward();
        rows.with("layers", IntStream.of(layers).asDoubleStream().toArray());
        double[] ranges = kept.length == 3 ? kept : ranges(layers);
        rows.with("ranges", ranges);
        for (int l : layers) {
            rows.with("s-" + l, shares(forward.preActivation(l), ranges[0]));
            rows.with("z-" + l, shares(forward.activation(l), ranges[1]));
            rows.with("d-" + l, shares(signals().preActivationGradient(l), ranges[2]));
        }
    }

    private double[] ranges(int[] layers) {
        ForwardSignals forward = signals().forward();
        return new double[] {
            range(IntStream.of(layers).mapToObj(forward::preActivation)),
            range(IntStream.of(layers).mapToObj(forward::activation)),
            range(IntStream.of(layers).mapToObj(signals()::preActivationGradient))
        };
    }

    /** Three root mean squares of the largest, to two digits; 1 if there is nothing. */
    static double range(Stream<DMatrixRMaj> signals) {
        double wide =
                WIDE * Math.sqrt(signals.mapToDouble(Measurement::square).max().orElseThrow());
        if (!(wide > 1e-300 && wide < 1e300)) {
            return 1;
        }
        double unit = Math.pow(10, Math.floor(Math.log10(wide)) - 1);
        return Math.ceil(wide / unit) * unit;
    }

    /** The layers of the histograms: at most six, first and last among them. */
    static int[] chosen(int depth) {
        int count = Math.min(MOST_LAYERS, depth);
        return IntStream.range(0, count)
                .map(i -> count == 1 ? 1 : 1 + (int) Math.round(i * (depth - 1.0) / (count - 1)))
                .toArray();
    }

    /** The share of all numbers in each bin. */
    static double[] shares(DMatrixRMaj signal, double range) {
        double[] values = Arrays.copyOf(signal.data, signal.getNumElements());
        double bin = 2 * range / BINS;
        return DoubleStream.of(Histogram.densities(values, -range, range, BINS))
                .map(x -> x * bin)
                .toArray();
    }

    static double square(DMatrixRMaj signal) {
        return Moments.of(signal).secondMoment();
    }

    private BackwardSignals signals() {
        return fresh.signals();
    }

    private IntStream layers(int first) {
        return IntStream.rangeClosed(first, depth);
    }
}
