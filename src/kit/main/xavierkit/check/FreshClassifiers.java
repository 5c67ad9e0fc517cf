package xavierkit.check;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.activation.Activation;
import xavierkit.init.*;
import xavierkit.matrix.*;
import xavierkit.network.*;
import xavierkit.prediction.*;
import xavierkit.training.SoftmaxCost;

/**
 * Untrained classifiers, as in figures 6 to 8 of Glorot and Bengio (2010): labelled samples forward, and the gradient of C,
 * the <i>sum</i> of their costs, back. Theory stands beside: samples differ in length, so each is predicted by itself, from
 * its own mean square and the measured gradient at the softmax, and the predictions are averaged. Nothing is fitted.
 */
public final class FreshClassifiers {

    /** Of each signal every so many-th number is kept, which is enough for a histogram. */
    private static final int THIN = 37;

    private final List<Integer> widths;
    private final Activation activation;
    private final Initializer start;
    private final DMatrixRMaj inputs;
    private final List<Integer> labels;
    private final List<Pass> passes;
    private final List<SignalPrediction> samples;

    /** What is kept of one network: profiles of z, dC/ds and dC/dW, some of their numbers, and what theory needs. */
    private record Pass(List<VarianceProfile> profiles, List<List<double[]>> numbers, double top, double[] alone) {}

    private FreshClassifiers(
            List<Integer> widths,
            Activation activation,
            Initializer start,
            DMatrixRMaj inputs,
            List<Integer> labels,
            int networks) {
        this.widths = Require.all("the widths", widths);
        this.activation = activation;
        this.start = start;
        this.inputs = inputs;
        this.labels = List.copyOf(labels);
        this.passes = IntStream.range(0, networks).mapToObj(this::pass).toList();
        this.samples = predicted();
    }

    /**
     * Networks of the seeds 0, 1, and so on.
     *
     * @param widths of the inputs, the hidden layers and the classes
     * @param activation of the hidden layers; the last is linear
     * @param inputs one sample a row
     * @param networks how many, at least 2
     */
    public static FreshClassifiers of(
            List<Integer> widths,
            Activation activation,
            Initializer start,
            DMatrixRMaj inputs,
            List<Integer> labels,
            int networks) {
        Require.that(networks >= 2, "fresh classifiers must be at least 2, got %d", networks);
        return new FreshClassifiers(widths, activation, start, inputs, labels, networks);
    }

    private int hidden() {
        return widths.size() - 2;
    }

    private Network network(int seed) {
        return Network.of(widths, activation, start, new SplittableRandom(seed)).withLinearOutput();
    }

    private Pass pass(int seed) {
        Network network = network(seed);
        ForwardSignals forward = network.forward(inputs);
        DMatrixRMaj gradient =
                SoftmaxCost.of(forward.activation(network.depth()), labels).gradient();
        CommonOps_DDRM.scale(labels.size(), gradient);
        BackwardSignals back = network.backward(forward, gradient);
        int last = hidden();
        List<DMatrixRMaj> z = forward.activations();
        List<DMatrixRMaj> d = back.preActivationGradients();
        List<List<DMatrixRMaj>> all = List.of(
                z.subList(1, last + 1),
                d.subList(0, last),
                back.weightGradients().subList(0, last));
        double[] alone = IntStream.range(0, last)
                .mapToDouble(l -> sumOfProducts(squares(z.get(l)), squares(d.get(l))))
                .toArray();
        List<String> names = List.of("z", "dC/ds", "dC/dW");
        return new Pass(
                IntStream.range(0, 3)
                        .mapToObj(k -> new VarianceProfile(
                                names.get(k),
                                1,
                                all.get(k).stream().map(Moments::of).toList()))
                        .toList(),
                all.stream()
                        .map(signal ->
                                signal.stream().map(FreshClassifiers::thinned).toList())
                        .toList(),
                Moments.of(d.get(last)).secondMoment(),
                alone);
    }

    private static double[] thinned(DMatrixRMaj m) {
        return IntStream.range(0, m.getNumElements() / THIN)
                .mapToDouble(i -> m.data[THIN * i])
                .toArray();
    }

    /** The mean square of each row: of each sample. */
    private static double[] squares(DMatrixRMaj signal) {
        return Moments.ofRows(signal).stream()
                .mapToDouble(Moments::secondMoment)
                .toArray();
    }

    private static double sumOfProducts(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private List<SignalPrediction> predicted() {
        int classes = widths.get(hidden() + 1);
        double top = passes.stream().mapToDouble(Pass::top).average().orElseThrow();
        double above = classes * start.variance(Fan.dense(widths.get(hidden()), classes)) * top;
        List<Integer> below = widths.subList(0, hidden() + 1);
        return DoubleStream.of(squares(inputs))
                .mapToObj(square -> SignalPrediction.of(below, activation, start, 0, square, above))
                .toList();
    }

    private double mean(ToDoubleFunction<SignalPrediction> f) {
        return samples.stream().mapToDouble(f).average().orElseThrow();
    }

    private ProfileSample profiles(int signal) {
        return new ProfileSample(
                passes.stream().map(pass -> pass.profiles.get(signal)).toList());
    }

    private List<double[]> numbers(int signal, int layer) {
        return passes.stream()
                .map(pass -> Require.layer(layer, 1, pass.numbers.get(signal)))
                .toList();
    }

    /** Var(z) of the hidden layers. */
    public ProfileSample activations() {
        return profiles(0);
    }

    /** Var(dC/ds) of the hidden layers. */
    public ProfileSample gradients() {
        return profiles(1);
    }

    /** Var(dC/dW) of the hidden layers, of the whole batch. */
    public ProfileSample weightGradients() {
        return profiles(2);
    }

    /** Var(dC/dW) of the last hidden layer divided by that of the first, for each network. */
    public double[] weightGradientQuotients() {
        Stream<VarianceProfile> all = weightGradients().profiles().stream();
        return all.mapToDouble(g -> g.variance(hidden()) / g.variance(1)).toArray();
    }

    /** For each network and hidden layer the mean squares of the weight gradients of each sample alone, added up. */
    public List<double[]> weightGradientsAlone() {
        return passes.stream().map(Pass::alone).toList();
    }

    /** Some activations of a hidden layer, for a histogram: one set for each network. */
    public List<double[]> activationNumbers(int layer) {
        return numbers(0, layer);
    }

    /** The same of dC/ds. */
    public List<double[]> gradientNumbers(int layer) {
        return numbers(1, layer);
    }

    /** The same of dC/dW. */
    public List<double[]> weightGradientNumbers(int layer) {
        return numbers(2, layer);
    }

    /** Theory of {@link #activations}. */
    public double activationVariance(int layer) {
        return mean(sample -> sample.activationVariance(layer));
    }

    /** Theory of {@link #gradients}. */
    public double gradientVariance(int layer) {
        return mean(sample -> sample.preActivationGradient(layer));
    }

    /** Theory of {@link #weightGradientsAlone}. */
    public double weightGradientVariance(int layer) {
        return labels.size() * mean(sample -> sample.weightGradient(layer));
    }

    /** The mean singular value of the Jacobian of a hidden layer at the first sample, for each of some networks. */
    public double[] meanSingularValues(int layer, int networks) {
        DMatrixRMaj first = CommonOps_DDRM.extractRow(inputs, 0, null);
        return IntStream.range(0, networks)
                .parallel()
                .mapToDouble(seed -> {
                    Network network = network(seed);
                    DMatrixRMaj s = network.forward(first).preActivation(layer);
                    double[] values =
                            SingularValues.of(network.layers().get(layer - 1).jacobian(s));
                    return Arrays.stream(values).average().orElseThrow();
                })
                .toArray();
    }

    /** Theory of {@link #meanSingularValues}, as for a square layer of the width of this one. */
    public double meanSingularValue(int layer) {
        int n = widths.get(layer);
        double factor = n * start.variance(Fan.dense(n, n));
        double square = samples.get(0).preActivation(layer);
        return JacobianSpectrum.gaussian(n, n, factor, activation, square).meanSingularValue();
    }
}
