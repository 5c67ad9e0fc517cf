package xavierkit.check;

import static xavierkit.check.VarianceCheck.format;

import java.math.*;
import java.util.*;
import java.util.function.IntFunction;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.init.*;
import xavierkit.matrix.*;
import xavierkit.network.*;

/**
 * One network held against Var(W), layer by layer. Each layer is predicted from the measured signal that enters it, so
 * that a mistake shows in the layer where it arises and in no other. Given that signal, the units of the layer are
 * independent whatever the samples of the batch have in common, and the distribution of their mean square is known
 * ({@link QuadraticForm}); hence one network is enough, and the layers are independent tests.
 *
 * <p>The weights must be independent, of mean 0 and of any shape. Orthogonal weights scatter less: a check of them
 * fails less often than stated, if they are right and if they are wrong.
 *
 * @param quantity what is checked, such as {@code E[s^2]}
 * @param layers the check of what W_1 to W_depth make: the mean squares of s_l, or of dC/dz_(l-1)
 */
public record SignalCheck(String quantity, List<VarianceCheck> layers) {

    /** Smaller p-values are not computed well. */
    private static final double SMALLEST = 1e-12;

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
            QuadraticForm form = form("z", l - 1, signals.activation(l - 1), layer, assumed, biasVariance);
            double measured = Moments.of(signals.preActivation(l)).secondMoment();
            double units = layer.fan().out();
            return form.check("E[s^2] at layer " + l, measured, form.mean(), units);
        });
    }

    /**
     * E[(dC/dz_(l-1))^2] = fan_out Var(W) E[(dC/ds_l)^2] in every layer, made exact for gradients that depend on the
     * weights, so that any cost will do. The spread, and the independence of the layers, are those of independent
     * gradients and hold to relative order 1/fan_in: false alarms at a level of 5 % were between 4.5 and 6 % of
     * networks of width 30, and between 4.7 and 5.3 % of width 100.
     *
     * @param signals what {@code network} made of a batch
     * @param assumed gives Var(W)
     * @throws IllegalArgumentException for signals of other widths, or if what enters some layer is 0 or infinite
     */
    public static SignalCheck backward(Network network, BackwardSignals signals, Initializer assumed) {
        network.requireOwn(signals.forward());
        return of("E[(dC/dz)^2]", network, l -> {
            Layer layer = network.layers().get(l - 1);
            DMatrixRMaj d = signals.preActivationGradient(l);
            DMatrixRMaj g = signals.activationGradient(l - 1);
            QuadraticForm form = form("dC/ds", l, d, layer, assumed, 0);
            double fanIn = layer.fan().in();
            double units = fanIn * fanIn / Math.max(1, fanIn - 1); // of fan_in directions, that along z is not random
            DMatrixRMaj z = signals.forward().activation(l - 1);
            double predicted = gradientSquare(assumed.variance(layer.fan()), z, d, g);
            double measured = Moments.of(g).secondMoment();
            return form.check("E[(dC/dz)^2] at layer " + (l - 1), measured, predicted, units);
        });
    }

    private static SignalCheck of(String quantity, Network network, IntFunction<VarianceCheck> layer) {
        IntStream numbers = IntStream.rangeClosed(1, network.depth());
        return new SignalCheck(quantity, numbers.mapToObj(layer).toList());
    }

    /** The distribution of what a layer makes of a batch; refuses a batch from which nothing follows. */
    private static QuadraticForm form(
            String signal, int l, DMatrixRMaj batch, Layer layer, Initializer assumed, double biasVariance) {
        double variance = Require.given("the initializer", assumed).variance(layer.fan());
        QuadraticForm form = QuadraticForm.of(batch, variance, QuadraticForm.kurtosis(layer.weights()), biasVariance);
        String rule = "nothing can be predicted from %s of layer %d: the mean square that follows from it must be"
                + " positive and finite, got %s";
        Require.that(form.mean() > 0 && Double.isFinite(form.mean()), rule, signal, l, form.mean());
        return form;
    }

    /**
     * The mean of g^2, g = dC/dz = d W', over a batch and the inputs of a layer, without the assumption that d = dC/ds
     * is independent of W. d of a sample depends on W, but only through that sample's s = z W + b. So g along z is
     * taken as measured, and W across z as unknown: for normal weights E[|g|^2] = Var(W) |d|^2 (fan_in - 1) + (g . z)^2
     * / |z|^2, where independence would give Var(W) |d|^2 fan_in. The difference is of relative order 1/fan_in if the
     * sign of the gradient has nothing to do with s, and of order fan_out / fan_in for a cost such as |s|^2.
     */
    static double gradientSquare(double variance, DMatrixRMaj z, DMatrixRMaj d, DMatrixRMaj g) {
        DMatrixRMaj across = rowProducts(d, d);
        DMatrixRMaj lengths = rowProducts(z, z);
        DMatrixRMaj along = rowProducts(g, z);
        double sum = 0;
        for (int a = 0; a < z.numRows; a++) {
            double one = variance * across.get(a);
            double alongZ = lengths.get(a) > 0 ? along.get(a) * along.get(a) / lengths.get(a) : one;
            sum += one * (z.numCols - 1) + alongZ;
        }
        return sum / z.getNumElements();
    }

    /** The inner product of each row of a with the same row of b. */
    private static DMatrixRMaj rowProducts(DMatrixRMaj a, DMatrixRMaj b) {
        return CommonOps_DDRM.sumRows(CommonOps_DDRM.elementMult(a, b, null), null);
    }

    /**
     * All layers together: the mean of measured / predicted, weighted by 1 / variance, against 1. It finds what is too
     * little for any one layer but alike in all.
     */
    public VarianceCheck together() {
        double weights = 0;
        double ratios = 0;
        double cubes = 0;
        for (VarianceCheck layer : layers) {
            double root = layer.predicted() / layer.standardError();
            weights += root * root;
            ratios += root * root * layer.measured() / layer.predicted();
            cubes += root * root * root * layer.distribution().skewness();
        }
        var distribution = new SamplingDistribution.Gamma(cubes / Math.pow(weights, 1.5));
        String ratio = quantity + " over all layers, measured / predicted";
        return new VarianceCheck(ratio, ratios / weights, 1, 1 / Math.sqrt(weights), distribution);
    }

    /**
     * The probability that the most unusual layer of a network that is right is at least as unusual as here: 1 - (1 -
     * p)^k for the smallest p of k independent layers (Sidak 1967).
     */
    public double familyPValue() {
        return -Math.expm1(layers.size() * Math.log1p(-pValue(mostUnusual())));
    }

    /**
     * The probability, at most, that a network that is right is as unusual as here, in its most unusual layer or in all
     * together: twice the smaller p-value of the two (Bonferroni).
     */
    public double pValue() {
        return Math.min(1, 2 * Math.min(familyPValue(), pValue(together())));
    }

    /** Whether that probability is at least 1/16,000. */
    public boolean passed() {
        return pValue() >= VarianceCheck.FALSE_ALARMS;
    }

    private VarianceCheck mostUnusual() {
        return Collections.min(layers, Comparator.comparingDouble(SignalCheck::pValue));
    }

    /** A signal that has overflowed is not right. */
    private static double pValue(VarianceCheck check) {
        return Double.isNaN(check.measured()) ? 0 : check.pValue();
    }

    /** The verdict in one sentence: the most unusual test, and how unusual it is. */
    @Override
    public String toString() {
        boolean alike = pValue(together()) < familyPValue();
        VarianceCheck worst = alike ? together() : mostUnusual();
        String where = alike ? quantity + " over all layers" : worst.quantity();
        String start = passed() ? "PASS: %s, the most unusual, is" : "FAIL: %s is";
        String rest = " %.4g times what Var(W) predicts; %s.";
        return format(start + rest, where, worst.measured() / worst.predicted(), inWords(pValue()));
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
