package xavierkit.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import xavierkit.init.Initializer;
import xavierkit.matrix.Moments;
import xavierkit.network.BackwardSignals;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Layer;
import xavierkit.network.Network;

/**
 * One network held against Var(W), layer by layer. Each layer is predicted from the measured signal that
 * enters it, so that a mistake shows in the layer where it arises and in no other. Given that signal, the units
 * of the layer are independent whatever the samples of the batch have in common, and the law of their mean
 * square is known ({@link QuadraticForm}); hence one network is enough, and the layers are independent tests.
 *
 * <p>The weights must be independent, of mean 0 and of any shape. Orthogonal weights scatter less: a check of
 * them fails less often than stated, if they are right and if they are wrong.
 *
 * @param quantity what is checked, such as {@code E[s^2]}
 * @param layers the check of what W_1 to W_depth make: the mean squares of s_l, or of dC/dz_(l-1)
 */
public record SignalCheck(String quantity, List<VarianceCheck> layers) {

    private static final String RATIO = ", measured / predicted";

    /** Validates: at least one layer. */
    public SignalCheck {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a check needs at least 1 layer, got 0");
        }
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
        Objects.requireNonNull(assumed, "the initializer must be given");
        String quantity = "E[s^2]";
        List<VarianceCheck> checks = new ArrayList<>();
        for (int l = 1; l <= network.depth(); l++) {
            DMatrixRMaj z = signals.activation(l - 1);
            DMatrixRMaj s = signals.preActivation(l);
            Layer layer = network.layers().get(l - 1);
            double kurtosis = QuadraticForm.kurtosis(layer.weights());
            QuadraticForm form = QuadraticForm.of(z, assumed.variance(layer.fan()), kurtosis, biasVariance);
            requireSignal("z", l - 1, form.mean());
            checks.add(form.check(quantity + " at layer " + l, meanSquare(s), form.mean(), s.numCols));
        }
        return new SignalCheck(quantity, checks);
    }

    /**
     * E[(dC/dz_(l-1))^2] = fan_out Var(W) E[(dC/ds_l)^2] in every layer, made exact for gradients that depend on
     * the weights ({@link GradientPrediction}): any cost will do. The spread, and the independence of the layers,
     * are those of independent gradients and hold to relative order 1/fan_in: false alarms at a level of 5 % were
     * between 4.5 and 6 % of networks of width 30, and between 4.7 and 5.3 % of width 100.
     *
     * @param signals what {@code network} made of a batch
     * @param assumed gives Var(W)
     * @throws IllegalArgumentException for signals of other widths, or if what enters some layer is 0 or infinite
     */
    public static SignalCheck backward(Network network, BackwardSignals signals, Initializer assumed) {
        network.requireOwn(signals.forward());
        Objects.requireNonNull(assumed, "the initializer must be given");
        String quantity = "E[(dC/dz)^2]";
        List<VarianceCheck> checks = new ArrayList<>();
        for (int l = 1; l <= network.depth(); l++) {
            DMatrixRMaj d = signals.preActivationGradient(l);
            DMatrixRMaj z = signals.forward().activation(l - 1);
            DMatrixRMaj s = signals.forward().preActivation(l);
            Layer layer = network.layers().get(l - 1);
            double variance = assumed.variance(layer.fan());
            QuadraticForm form = QuadraticForm.of(d, variance, QuadraticForm.kurtosis(layer.weights()), 0);
            requireSignal("dC/ds", l, form.mean());
            double measured = meanSquare(signals.activationGradient(l - 1));
            double predicted = GradientPrediction.of(layer, variance, z, s, d);
            // of fan_in directions one, along z, is not left to chance
            double fanIn = layer.weights().numRows;
            double units = fanIn * fanIn / Math.max(1, fanIn - 1);
            checks.add(form.check(quantity + " at layer " + (l - 1), measured, predicted, units));
        }
        return new SignalCheck(quantity, checks);
    }

    private static double meanSquare(DMatrixRMaj signal) {
        return Moments.of(signal).secondMoment();
    }

    private static void requireSignal(String signal, int layer, double predicted) {
        if (!(predicted > 0) || Double.isInfinite(predicted)) {
            throw new IllegalArgumentException("nothing can be predicted from " + signal + " of layer "
                    + layer
                    + ": what it shall give must be positive and finite, got "
                    + predicted);
        }
    }

    /**
     * All layers together: the mean of measured / predicted, weighted by 1 / variance, against 1. Finds what is too
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
            cubes += root * root * root * layer.law().skewness();
        }
        return new VarianceCheck(
                quantity + " over all layers" + RATIO,
                ratios / weights,
                1,
                1 / Math.sqrt(weights),
                new SamplingLaw.Squares(cubes / Math.pow(weights, 1.5)));
    }

    /**
     * How often the most unusual layer of a network that is right is at least as unusual as here: 1 - (1 - p)^k for
     * the smallest p of k independent layers (Sidak 1967).
     */
    public double familyPValue() {
        return -Math.expm1(layers.size() * Math.log1p(-chance(worstLayer())));
    }

    /**
     * At most how often a network that is right is as unusual as here, in its most unusual layer or in all together:
     * twice the smaller chance of the two.
     */
    public double pValue() {
        return Math.min(1, 2 * Math.min(familyPValue(), chance(together())));
    }

    /** Whether a network that is right is so unusual more often than once in 16,000 times. */
    public boolean passed() {
        return pValue() >= VarianceCheck.FALSE_ALARMS;
    }

    private VarianceCheck worstLayer() {
        return layers.stream()
                .min(Comparator.comparingDouble(SignalCheck::chance))
                .orElseThrow();
    }

    // no chance makes a signal that is no number any more
    private static double chance(VarianceCheck check) {
        return Double.isNaN(check.measured()) ? 0 : check.pValue();
    }

    /** The verdict in one sentence: the most unusual test, and how unusual it is. */
    @Override
    public String toString() {
        boolean alike = chance(together()) < familyPValue();
        VarianceCheck worst = alike ? together() : worstLayer();
        return String.format(
                Locale.ROOT,
                passed()
                        ? "PASS: %s, the most unusual, is %.4g times what Var(W) predicts; %s."
                        : "FAIL: %s is %.4g times what Var(W) predicts; %s.",
                worst.quantity().replace(RATIO, ""),
                worst.measured() / worst.predicted(),
                Chance.inWords(pValue()));
    }
}
