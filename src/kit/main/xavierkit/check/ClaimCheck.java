package xavierkit.check;

import java.util.*;
import java.util.function.ToDoubleFunction;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.*;
import xavierkit.activation.Activation;
import xavierkit.algebra.*;
import xavierkit.init.*;
import xavierkit.matrix.*;
import xavierkit.network.*;
import xavierkit.prediction.*;
import xavierkit.training.SoftmaxCost;

/** The measurements that decide claims about initialization, each a few seconds long and of fixed seeds. */
public final class ClaimCheck {

    /** LeCun's tanh of 1998. */
    public static final Activation SCALED_TANH = Activation.of(
            "1.7159 tanh(2s/3)",
            s -> 1.7159 * Activation.TANH.value(2 * s / 3),
            s -> 1.7159 * 2 / 3 * Activation.TANH.derivative(2 * s / 3));

    /** Off for half of its inputs, like ReLU, if they are standard normal: the inner half. */
    public static final Activation THRESHOLD = Activation.of(
            "threshold", s -> Math.abs(s) < 0.6745 ? 0 : s, s -> Math.abs(s) < 0.6745 ? 0 : 1, -0.6745, 0.6745);

    private static final int CHANNELS = 32;

    private static final List<Integer> TEN = Collections.nCopies(11, 200);

    private ClaimCheck() {}

    /** Var(s) of the last layer of 20 networks for inputs of variance 1 and this mean, against a prediction. */
    public static VarianceCheck forward(
            Activation phi, Initializer rule, double mean, double predicted, List<Integer> widths) {
        ProfileSample sample = ProfileSample.of(20, 1, random -> {
            DMatrixRMaj x = WeightDistribution.NORMAL.sample(100, widths.get(0), 1, random);
            CommonOps_DDRM.add(x, mean);
            return Network.of(widths, phi, rule, random).forward(x).preActivationProfile();
        });
        return VarianceCheck.atLayer(sample, widths.size() - 1, predicted);
    }

    /**
     * Var(dC/dz_0) of 20 networks, against a prediction.
     *
     * @param own whether the gradient at the top is the network's own output, as under the cost |z|^2 / 2; else it is noise
     *     of variance 1
     */
    public static VarianceCheck backward(
            Activation phi, Initializer rule, boolean own, double predicted, List<Integer> widths) {
        ProfileSample sample = ProfileSample.of(20, 2, random -> {
            Network network = Network.of(widths, phi, rule, random);
            ForwardSignals z = network.forward(WeightDistribution.NORMAL.sample(50, widths.get(0), 1, random));
            DMatrixRMaj noise = WeightDistribution.NORMAL.sample(50, widths.get(network.depth()), 1, random);
            return network.backward(z, own ? z.activation(network.depth()) : noise)
                    .activationGradientProfile();
        });
        return VarianceCheck.atLayer(sample, 0, predicted);
    }

    /** Var(W) of one matrix that a rule draws, against Glorot's 2 / (fan_in + fan_out). */
    public static VarianceCheck weights(VarianceScaling rule, int in, int out, long seed) {
        DMatrixRMaj drawn = rule.weights(Fan.dense(in, out), new SplittableRandom(seed));
        return VarianceCheck.ofWeights(drawn, rule.distribution(), 2.0 / (in + out));
    }

    /** The variance of 100 x 100 normal weights that are drawn with a variance, against Glorot's, 0.01. */
    public static VarianceCheck normalWeights(double variance) {
        DMatrixRMaj drawn = WeightDistribution.NORMAL.sample(100, 100, variance, new SplittableRandom(3));
        return VarianceCheck.ofWeights(drawn, WeightDistribution.NORMAL, 0.01);
    }

    /** Var(tanh(s)) / Var(s) at a variance of s, against 1, which the linear regime assumes. */
    public static VarianceCheck linearRegime(double variance) {
        Term left = Term.variance(Term.apply("phi", Term.variable("s")));
        Step step = Derivation.of(left).apply(Rule.LINEAR_REGIME).steps().get(0);
        return StepTrial.approximation(step, Activation.TANH, variance, new SplittableRandom(9));
    }

    /** Var(s) of the second of two layers whose first variance is 1, under LeCun's rule, against ReLU's 1/2. */
    public static VarianceCheck handedOn(Activation phi) {
        return forward(phi, VarianceScaling.lecunNormal(), 0, 0.5, List.of(200, 200, 200));
    }

    /** Var(s) of the last of ten layers under He's rule, against the 2 of the first. */
    public static VarianceCheck he(Activation phi) {
        return forward(phi, VarianceScaling.heNormal(), 0, 2, TEN);
    }

    /** What forty layers under He's rule leave of q = 1, by the length map. */
    public static double heFortyLayers(Activation phi) {
        return new LengthMap(phi, 2, 0).iterate(1, 41).get(40);
    }

    /** The slope of the length map at q = 1 under the exact gain: the fixed point is unstable if it exceeds 1. */
    public static double slopeAtOne(Activation phi) {
        return LengthMap.exact(phi).slope(1);
    }

    /** Var(s) of the last of ten layers of 200 units, against its prediction. */
    public static VarianceCheck tenLayers(Activation phi, Initializer rule) {
        double predicted = SignalPrediction.of(TEN, phi, rule, 0, 1, 1).preActivation(10);
        return forward(phi, rule, 0, predicted, TEN);
    }

    /** Var(dC/dz) below twenty layers of 150 units under Glorot's rule, 1 above, against its prediction. */
    public static VarianceCheck gradientBelow(Activation phi) {
        List<Integer> widths = Collections.nCopies(21, 150);
        VarianceScaling rule = VarianceScaling.glorotNormal();
        double predicted = SignalPrediction.of(widths, phi, rule, 0, 1, 1).activationGradient(0);
        return backward(phi, rule, false, predicted, widths);
    }

    /** How many powers of ten the worst practical signal of five tanh layers at rate 0.1 lies outside its range. */
    public static double worstSignal(Initializer rule, DMatrixRMaj inputs, List<Integer> labels) {
        List<Integer> widths = List.of(64, 50, 50, 50, 50, 50, 10);
        Network network = Network.of(widths, Activation.TANH, rule, new SplittableRandom(21))
                .withLinearOutput();
        ForwardSignals z = network.forward(inputs);
        DMatrixRMaj gradient = SoftmaxCost.of(z.activation(6), labels).gradient();
        return LayerHealth.worst(LayerHealth.of(network, network.backward(z, gradient), 0.1));
    }

    private static ForwardSignals ten(Activation phi, double gain, long seed) {
        VarianceScaling rule = VarianceScaling.glorotNormal().withGain(gain);
        Network network = Network.constantWidth(200, 10, phi, rule, new SplittableRandom(5));
        return network.forward(WeightDistribution.NORMAL.sample(100, 200, 1, new SplittableRandom(seed)));
    }

    /** Which part of Var(s - s'), of what tells two inputs apart, is left in layer 8 under Glorot's rule and a gain. */
    public static double differenceLeft(Activation phi, double gain) {
        VarianceProfile apart = ten(phi, gain, 6).differenceProfile(ten(phi, gain, 7));
        return apart.variance(8) / apart.variance(1);
    }

    /** The share of the activations of layer 10 under Glorot's rule that lie further than this from the middle, in %. */
    public static double shareBeyond(Activation phi, double middle, double distance) {
        double[] all = ten(phi, 1, 6).activation(10).data;
        return 100.0
                * Arrays.stream(all)
                        .filter(z -> Math.abs(z - middle) > distance)
                        .count()
                / all.length;
    }

    /** chi at the length at which a signal comes to rest where fan_in Var(W) = 1. */
    public static double chiAtRest(Activation phi) {
        Stream<FixedPoint> points = new LengthMap(phi, 1, 0).fixedPoints().stream();
        return points.filter(FixedPoint::stable).findFirst().orElseThrow().chi();
    }

    /** Whether orthogonal weights keep every norm: forward W W' is the identity, backward W' W. */
    public static boolean keepsNorms(int in, int out, boolean forward) {
        DMatrixRMaj w = new Orthogonal(1).weights(Fan.dense(in, out), new SplittableRandom(16));
        return MatrixFeatures_DDRM.isIdentity(forward ? MatrixProduct.abt(w, w) : MatrixProduct.atb(w, w), 1e-12);
    }

    /** How many singular values of fifty linear layers of a hundred units together exceed a thousandth. */
    public static long directions(Initializer rule) {
        Network network = Network.constantWidth(100, 50, Activation.IDENTITY, rule, new SplittableRandom(19));
        DMatrixRMaj all = network.forward(CommonOps_DDRM.identity(100)).activation(50);
        return Arrays.stream(SingularValues.of(all)).filter(x -> x > 1e-3).count();
    }

    /** The variance of words that are looked up in a table of 64 columns. */
    static double word(Initializer rule, int words) {
        DMatrixRMaj matrix = rule.weights(Fan.dense(words, 64), new SplittableRandom(3));
        return Moments.of(CommonOps_DDRM.extract(matrix, 0, 500, 0, 64)).sampleVariance();
    }

    /** The variance of a word in a table of 1,000 words, and in one of 10,000. */
    public static String words(Initializer rule) {
        return Text.format("%.2g, %.2g", word(rule, 1000), word(rule, 10_000));
    }

    /** Whether a word has less than half of its variance in a table of ten times as many words. */
    public static boolean fadesWithVocabulary(Initializer rule) {
        return word(rule, 10_000) < 0.5 * word(rule, 1000);
    }

    private static VarianceCheck tenTimes(ToDoubleFunction<SplittableRandom> measure) {
        SplittableRandom random = new SplittableRandom(5);
        DoubleStream measured =
                DoubleStream.generate(() -> measure.applyAsDouble(random)).limit(10);
        return VarianceCheck.ofEstimates("E[s^2]", 1, measured.toArray());
    }

    private static DMatrixRMaj noise(int rows, int columns, double variance, SplittableRandom random) {
        return WeightDistribution.NORMAL.sample(rows, columns, variance, random);
    }

    /** E[s^2] of a convolution of 32 channels and kernel 3 over a line, away from its ends, with LeCun's rule; 1 if kept. */
    public static VarianceCheck convolution(Fan counted) {
        double variance = VarianceScaling.lecunNormal().variance(counted);
        return tenTimes(random -> {
            DMatrixRMaj z = noise(202, CHANNELS, 1, random);
            DMatrixRMaj s = Convolution.circular(3).forward(z, noise(3 * CHANNELS, CHANNELS, variance, random));
            return Moments.of(CommonOps_DDRM.extract(s, 0, 200, 0, CHANNELS)).secondMoment();
        });
    }

    /** The same at the border, where one of the three neighbours is padded with zeros. */
    public static VarianceCheck paddedConvolution() {
        double variance = VarianceScaling.lecunNormal().variance(Fan.convolution(CHANNELS, CHANNELS, 3));
        return tenTimes(random -> {
            DMatrixRMaj[] neighbours = {
                new DMatrixRMaj(200, CHANNELS), noise(200, CHANNELS, 1, random), noise(200, CHANNELS, 1, random)
            };
            DMatrixRMaj weights = noise(3 * CHANNELS, CHANNELS, variance, random);
            return Moments.of(MatrixProduct.ab(CommonOps_DDRM.concatColumnsMulti(neighbours), weights))
                    .secondMoment();
        });
    }

    /** E[(dC/dz)^2] below the same convolution at stride 2 with Var(W) = 1/fan_out, fan_out times the receptive field. */
    public static VarianceCheck stridedConvolution() {
        return tenTimes(random -> {
            DMatrixRMaj d = noise(100, CHANNELS, 1, random);
            DMatrixRMaj below = new DMatrixRMaj(201, CHANNELS);
            for (int k = 0; k < 3; k++) {
                DMatrixRMaj weights = noise(CHANNELS, CHANNELS, 1.0 / (3 * CHANNELS), random);
                DMatrixRMaj part = MatrixProduct.abt(d, weights);
                for (int o = 0; o < 100; o++) {
                    for (int c = 0; c < CHANNELS; c++) {
                        below.add(2 * o + k, c, part.get(o, c));
                    }
                }
            }
            return Moments.of(CommonOps_DDRM.extract(below, 2, 200, 0, CHANNELS))
                    .secondMoment();
        });
    }

    /** E[z^2] behind ten shortcuts z + z W, each around a layer that keeps the variance; 1 at the start. */
    public static VarianceCheck shortcuts() {
        return tenTimes(random -> {
            DMatrixRMaj z = noise(100, 100, 1, random);
            for (int l = 0; l < 10; l++) {
                CommonOps_DDRM.addEquals(z, MatrixProduct.ab(z, noise(100, 100, 1 / 100.0, random)));
            }
            return Moments.of(z).secondMoment();
        });
    }

    /** E[s^2] of the products of queries and keys of 64 numbers, each of variance 1. */
    public static VarianceCheck attentionScores() {
        return tenTimes(random -> Moments.of(MatrixProduct.abt(noise(200, 64, 1, random), noise(50, 64, 1, random)))
                .secondMoment());
    }
}
