package xavierkit.check;

import static xavierkit.check.Text.format;

import java.math.*;
import java.util.*;
import java.util.function.IntFunction;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.*;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import xavierkit.check.SamplingDistribution.ChiSquares;
import xavierkit.check.VarianceCheck.Verdict;
import xavierkit.init.*;
import xavierkit.matrix.*;
import xavierkit.network.*;

/**
 * One network held against Var(W), layer by layer. Each layer is predicted from the measured signal that enters it, so
 * that a mistake shows in the layer where it arises and in no other. Given that signal, the units of the layer are
 * independent whatever the samples of the batch have in common, and the distribution of their mean square is known, for
 * normal weights exactly ({@link SamplingDistribution.ChiSquares}); hence one network is enough, however small, and the
 * layers are independent tests.
 *
 * <p>The weights must be independent, of mean 0 and of any shape: the kurtosis of 1,000 weights or more is measured, that
 * of fewer is taken from the distribution of the assumed {@link VarianceScaling}. A layer in which other than normal
 * weights leave the distribution unknown is undecided, "too small to tell", and counts for nothing. Orthogonal weights
 * scatter less: a check of them fails less often than stated, if they are right and if they are wrong.
 *
 * @param quantity what is checked, such as {@code E[s^2]}
 * @param layers the check of what W_1 to W_depth make: the mean squares of s_l, or of dC/dz_(l-1)
 */
public record SignalCheck(String quantity, List<VarianceCheck> layers) {

    /** Smaller p-values are not computed well. */
    private static final double SMALLEST = 1e-12;

    /** As many weights tell their kurtosis. */
    private static final int MANY = 1000;

    /** Validates: at least one layer. */
    public SignalCheck {
        layers = Require.all("the layers", layers);
        Require.that(!layers.isEmpty(), "a check needs at least 1 layer, got 0");
    }

    /**
     * E[s_l^2] = fan_in Var(W) E[z_(l-1)^2] + Var(b) in every layer.
     *
     * @param signals what {@code network} made of a batch
     * @param assumed gives Var(W)
     * @param biasVariance Var(b) of normal biases, 0 without biases
     * @throws IllegalArgumentException for signals of other widths, or if what enters some layer is 0 or infinite
     */
    public static SignalCheck forward(
            Network network, ForwardSignals signals, Initializer assumed, double biasVariance) {
        network.requireOwn(signals);
        return of("E[s^2]", network, l -> {
            Layer layer = network.layers().get(l - 1);
            DMatrixRMaj z = signals.activation(l - 1);
            DMatrixRMaj bias = new DMatrixRMaj(z.numRows, 1);
            bias.fill(Math.sqrt(biasVariance));
            DMatrixRMaj all = CommonOps_DDRM.concatColumns(scaled(z, deviation(layer, assumed)), bias, null);
            double predicted = QuadraticForm.squaredNorm(all) / z.numRows;
            requirePredictable("z", l - 1, predicted);
            double units = layer.fan().out();
            double measured = Moments.of(signals.preActivation(l)).secondMoment();
            return QuadraticForm.of(all, z.numCols, Shape.of(layer, assumed).kurtosis())
                    .check("E[s^2] at layer " + l, measured, predicted, units, 0);
        });
    }

    /**
     * E[(dC/dz_(l-1))^2] = fan_out Var(W) E[(dC/ds_l)^2] in every layer, for any cost that gives each sample a gradient
     * of its own. dC/ds depends on the weights, but of each sample only through its s = z W + b. So the part of dC/dz in
     * the directions of the z of the batch is taken as measured, and W across them is independent of dC/ds: for normal
     * weights exactly. Of a batch larger than half of fan_in, of this layer or one before it, only the first fan_in / 2
     * samples are looked at, so that such directions are left and the layers are independent tests; a layer of one
     * input is undecided.
     *
     * @param signals what {@code network} made of a batch
     * @param assumed gives Var(W)
     * @throws IllegalArgumentException for signals of other widths, or if what enters some layer is 0 or infinite
     */
    public static SignalCheck backward(Network network, BackwardSignals signals, Initializer assumed) {
        network.requireOwn(signals.forward());
        return of("E[(dC/dz)^2]", network, l -> {
            Layer layer = network.layers().get(l - 1);
            int fanIn = layer.fan().in();
            int samples = IntStream.rangeClosed(1, l)
                    .map(k -> network.layers().get(k - 1).fan().in() / 2)
                    .filter(half -> half > 0)
                    .reduce(signals.preActivationGradient(l).numRows, Math::min);
            double deviation = deviation(layer, assumed);
            DMatrixRMaj d = scaled(first(samples, signals.preActivationGradient(l)), deviation);
            DMatrixRMaj g = first(samples, signals.activationGradient(l - 1));
            DMatrixRMaj along = directions(first(samples, signals.forward().activation(l - 1)));
            DMatrixRMaj taken = CommonOps_DDRM.sumRows(QuadraticForm.squares(along), null);
            int across = fanIn - (int) Math.round(CommonOps_DDRM.elementSum(taken));
            CommonOps_DDRM.subtractEquals(g, MatrixProduct.abt(MatrixProduct.ab(g, along), along));
            double measured = QuadraticForm.squaredNorm(g) / Math.max(1, across) / samples;
            double predicted = QuadraticForm.squaredNorm(d) / samples;
            requirePredictable("dC/ds", l, predicted);
            double fourth =
                    DoubleStream.of(taken.data).map(x -> (1 - x) * (1 - x)).sum();
            Shape shape = Shape.of(layer, assumed);
            double excess = shape.kurtosis() - QuadraticForm.NORMAL;
            double told = QuadraticForm.told(
                            scaled(layer.weights(), 1 / deviation), d, along, taken.data, shape.skewness(), excess)
                    / Math.max(1, across);
            return QuadraticForm.of(d, d.numCols, QuadraticForm.NORMAL + excess * fourth / Math.max(1, across))
                    .check("E[(dC/dz)^2] at layer " + (l - 1), measured, predicted, across, told);
        });
    }

    private static SignalCheck of(String quantity, Network network, IntFunction<VarianceCheck> layer) {
        Stream<VarianceCheck> layers = IntStream.rangeClosed(1, network.depth()).mapToObj(layer);
        return new SignalCheck(quantity, layers.toList());
    }

    private static double deviation(Layer layer, Initializer assumed) {
        return Math.sqrt(Require.given("the initializer", assumed).variance(layer.fan()));
    }

    private static DMatrixRMaj scaled(DMatrixRMaj matrix, double factor) {
        DMatrixRMaj scaled = matrix.copy();
        CommonOps_DDRM.scale(factor, scaled);
        return scaled;
    }

    private static void requirePredictable(String signal, int l, double predicted) {
        String rule = "nothing can be predicted from %s of layer %d: the mean square that follows from it must be"
                + " positive and finite, got %s";
        Require.that(predicted > 0 && Double.isFinite(predicted), rule, signal, l, predicted);
    }

    /**
     * What the check needs of the weights but their variance.
     *
     * @param skewness E[w^3] / E[w^2]^(3/2), measured; 0 where it is assumed
     * @param kurtosis E[w^4] / E[w^2]^2, measured or assumed; NaN if neither is known
     */
    private record Shape(double skewness, double kurtosis) {

        static Shape of(Layer layer, Initializer assumed) {
            double measured = standardized(layer, 4);
            double far = Math.pow(measured / QuadraticForm.NORMAL, 2);
            if (layer.weights().getNumElements() >= MANY * Math.max(1, far)) {
                return new Shape(standardized(layer, 3), measured);
            }
            boolean known = assumed instanceof VarianceScaling;
            return new Shape(
                    0, known ? ((VarianceScaling) assumed).distribution().kurtosis() : Double.NaN);
        }
    }

    private static double standardized(Layer layer, int power) {
        DMatrixRMaj w = layer.weights();
        double size = Math.sqrt(QuadraticForm.squaredNorm(w) / w.getNumElements());
        return DoubleStream.of(w.data).map(x -> Math.pow(x / size, power)).sum() / w.getNumElements();
    }

    private static DMatrixRMaj first(int rows, DMatrixRMaj batch) {
        return CommonOps_DDRM.extract(batch, 0, rows, 0, batch.numCols);
    }

    /** Orthonormal columns that span the rows of a batch of at most as many samples as inputs. */
    private static DMatrixRMaj directions(DMatrixRMaj z) {
        var svd = DecompositionFactory_DDRM.svd(z.numRows, z.numCols, false, true, true);
        if (!svd.decompose(z.copy())) {
            throw new ArithmeticException("the directions of a batch of " + Require.shape(z) + " were not found");
        }
        int rank = SingularOps_DDRM.rank(svd);
        DMatrixRMaj along = new DMatrixRMaj(z.numCols, Math.max(1, rank)); // a column of zeros where nothing is taken
        if (rank > 0) {
            CommonOps_DDRM.transpose(CommonOps_DDRM.extract(svd.getV(null, true), 0, rank, 0, z.numCols), along);
        }
        return along;
    }

    /**
     * All layers together: their measured / predicted against 1, which finds what is too little for any one layer but
     * alike in all. Each layer gives a score, that of a normal variable as unusual as it, and counts by its precision,
     * predicted / standard error (Stouffer et al. 1949). The ratio is the one that is as unusual as the scores together,
     * close to the mean over the layers.
     *
     * @throws IllegalStateException if every layer is undecided
     */
    public VarianceCheck together() {
        double all = 0;
        double score = 0;
        double ratio = 0;
        for (VarianceCheck layer : decided().toList()) {
            double precision = layer.predicted() / layer.standardError();
            all += precision * precision;
            score += precision * layer.score();
            ratio += precision * precision * (layer.measured() / layer.predicted());
        }
        if (all == 0) {
            throw new IllegalStateException("layers can be judged together only if not all of them are undecided");
        }
        ChiSquares law = new ChiSquares(new double[] {1 / (2 * all)}, new double[] {2 * all});
        double p = SamplingDistribution.NORMAL.cumulative(score / Math.sqrt(all));
        double measured = p > 0 && p < 1 ? 1 + law.standardDeviation() * law.quantile(p) : ratio / all;
        return new VarianceCheck(
                quantity + " over all layers, measured / predicted", measured, 1, law.standardDeviation(), law);
    }

    /** The layers whose squares are known to scatter, and how. */
    private Stream<VarianceCheck> decided() {
        return layers.stream().filter(layer -> layer.distribution() instanceof ChiSquares);
    }

    /**
     * The probability that the most unusual layer of a network that is right is at least as unusual as here: 1 - (1 -
     * p)^k for the smallest p of k independent layers (Sidak 1967); NaN if every layer is undecided.
     */
    public double familyPValue() {
        double[] pValues = layers.stream()
                .mapToDouble(SignalCheck::pValue)
                .filter(p -> !Double.isNaN(p))
                .toArray();
        double smallest = DoubleStream.of(pValues).min().orElse(Double.NaN);
        return -Math.expm1(pValues.length * Math.log1p(-smallest));
    }

    /**
     * The probability, at most, that a network that is right is as unusual as here, in its most unusual layer or in all
     * together: twice the smaller p-value of the two (Bonferroni); NaN if every layer is undecided.
     */
    public double pValue() {
        return either(familyPValue(), togetherPValue());
    }

    private static double either(double family, double together) {
        return Math.min(1, 2 * Math.min(family, together));
    }

    private double togetherPValue() {
        return decided().findAny().isEmpty() ? 1 : pValue(together());
    }

    /** PASS if that probability is at least 1/16,000, otherwise FAIL; UNDECIDED if every layer is. */
    public Verdict verdict() {
        return verdict(pValue());
    }

    private static Verdict verdict(double pValue) {
        return Double.isNaN(pValue)
                ? Verdict.UNDECIDED
                : pValue < VarianceCheck.FALSE_ALARMS ? Verdict.FAIL : Verdict.PASS;
    }

    /** Whether the verdict is PASS. */
    public boolean passed() {
        return verdict() == Verdict.PASS;
    }

    private VarianceCheck mostUnusual() {
        return Collections.min(layers, Comparator.comparingDouble(SignalCheck::pValue)); // NaN is the largest
    }

    /** A signal that has overflowed is not right. */
    private static double pValue(VarianceCheck check) {
        return Double.isFinite(check.measured()) ? check.pValue() : 0;
    }

    /** The verdict in one sentence: the most unusual test, and how unusual it is; and how many layers are undecided. */
    @Override
    public String toString() {
        long undecided =
                layers.stream().filter(layer -> Double.isNaN(pValue(layer))).count();
        String left = undecided == 0 ? "" : format(" %d of %d layers are too small to tell.", undecided, layers.size());
        if (undecided == layers.size()) {
            return "UNDECIDED: " + quantity + "." + left;
        }
        double family = familyPValue();
        double together = togetherPValue();
        VarianceCheck worst = together < family ? together() : mostUnusual();
        String where = together < family ? quantity + " over all layers" : worst.quantity();
        double pValue = either(family, together);
        String start = verdict(pValue) == Verdict.PASS ? "PASS: %s, the most unusual, is" : "FAIL: %s is";
        String rest = " %.4g times what Var(W) predicts; %s.";
        return format(start + rest, where, worst.measured() / worst.predicted(), inWords(pValue)) + left;
    }

    /** A percentage, or one of how many networks where those are few. */
    private static String inWords(double pValue) {
        String start = "chance alone does as much in ";
        if (pValue > 0.01) {
            return start + format(pValue < 0.1 ? "%.1f %% of networks" : "%.0f %% of networks", 100 * pValue);
        }
        double networks = 1 / Math.max(pValue, SMALLEST);
        double rounded = BigDecimal.valueOf(networks).round(new MathContext(2)).doubleValue();
        return start + format(pValue < SMALLEST ? "fewer than 1 of %,.0f networks" : "1 of %,.0f networks", rounded);
    }
}
