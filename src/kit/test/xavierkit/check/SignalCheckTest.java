package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import xavierkit.activation.Activation;
import xavierkit.init.Orthogonal;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Layer;
import xavierkit.network.Network;

class SignalCheckTest {

    private static final VarianceScaling GLOROT = VarianceScaling.glorotNormal();

    private static Network tanh(long seed) {
        return Network.of(List.of(60, 80, 100, 50), Activation.TANH, GLOROT, new SplittableRandom(seed));
    }

    private static DMatrixRMaj gaussian(int rows, int columns, long seed) {
        return WeightDistribution.NORMAL.sample(rows, columns, 1, new SplittableRandom(seed));
    }

    private static SignalCheck forward(Network network) {
        return SignalCheck.forward(network, network.forward(gaussian(40, 60, 1)), GLOROT, 0);
    }

    private static SignalCheck backward(Network network) {
        ForwardSignals signals = network.forward(gaussian(40, 60, 1));
        return SignalCheck.backward(network, network.backward(signals, gaussian(40, 50, 2)), GLOROT);
    }

    private static Network scaled(Network network, int layer, double factor) {
        return new Network(IntStream.rangeClosed(1, network.depth())
                .mapToObj(l -> {
                    Layer old = network.layers().get(l - 1);
                    DMatrixRMaj weights = old.weights().copy();
                    CommonOps_DDRM.scale(l == layer || layer == 0 ? Math.sqrt(factor) : 1, weights);
                    return new Layer(weights, old.biases(), old.activation());
                })
                .toList());
    }

    @Test
    void aRightNetworkPassesForwardAndBackward() {
        assertTrue(forward(tanh(1)).passed(), forward(tanh(1))::toString);
        assertTrue(backward(tanh(1)).passed(), backward(tanh(1))::toString);
    }

    // the standard errors of the layers are about 4 %: a factor of 1.5 is 12 of them, in this layer
    // alone
    @Test
    void aWrongVarianceIsNamedInTheLayerWhereItArises() {
        Network wrong = scaled(tanh(1), 2, 1.5);
        assertEquals(List.of(2), failing(forward(wrong)));
        assertEquals(List.of(2), failing(backward(wrong)));
        assertEquals(
                "FAIL: E[s^2] at layer 2 is 1.406 times what Var(W) predicts; chance alone does as much in "
                        + "fewer than 1 of 1,000,000,000,000 networks.",
                forward(wrong).toString());
        assertTrue(backward(wrong).toString().startsWith("FAIL: E[(dC/dz)^2] at layer 1 is 1."));
    }

    private static List<Integer> failing(SignalCheck check) {
        return IntStream.rangeClosed(1, check.layers().size())
                .filter(l -> !check.layers().get(l - 1).passed())
                .boxed()
                .toList();
    }

    // 1.1 is about 3 standard errors of 3 % in a layer and 5 of 2 % in all together
    @Test
    void whatIsTooLittleForALayerIsFoundInAllTogether() {
        SignalCheck check = forward(scaled(tanh(2), 0, 1.1));
        assertEquals(List.of(), failing(check));
        assertFalse(check.passed());
        assertTrue(check.toString().startsWith("FAIL: E[s^2] over all layers is 1.1"), check::toString);
    }

    // layers of 200 degrees of freedom: squares of relative standard deviation 0.1
    private static SignalCheck of(double... deviations) {
        var law = new SamplingDistribution.ChiSquares(new double[] {1 / 200.0}, new double[] {200});
        return new SignalCheck(
                "E[s^2]",
                IntStream.range(0, deviations.length)
                        .mapToObj(l ->
                                new VarianceCheck("E[s^2] at layer " + (l + 1), 1 + 0.1 * deviations[l], 1, 0.1, law))
                        .toList());
    }

    @Test
    void theVerdictSaysHowOftenChanceDoesAsMuch() {
        double layer = of(3).layers().get(0).pValue();
        double all = 1 - Math.pow(1 - layer, 3);
        assertEquals(all, of(3, 0, -1).familyPValue(), 1e-14);
        assertEquals(2 * all, of(3, 0, -1).pValue(), 1e-14);
        assertEquals(2 * of(2, 2, 2).together().pValue(), of(2, 2, 2).pValue(), 1e-14);
        assertEquals(1, of(0, 0.1).pValue());
        assertEquals(
                "PASS: E[s^2] at layer 1, the most unusual, is 1.300 times what Var(W) predicts; chance alone "
                        + "does as much in 3.3 % of networks.",
                of(3, 0, -1).toString());
        assertEquals(
                "FAIL: E[s^2] at layer 2 is 1.600 times what Var(W) predicts; chance alone "
                        + "does as much in 1 of 580,000 networks.",
                of(0, 6, -1).toString());
    }

    // two equal layers of 200 are one of 400, whose p-value Stouffer's scores give but for the skewness
    @Test
    void layersTogetherAreMorePrecise() {
        VarianceCheck together = of(1, 3).together();
        assertEquals(1.2, together.measured(), 0.002);
        assertEquals(0.1 / Math.sqrt(2), together.standardError(), 1e-15);
        double scores = of(1).layers().get(0).score() + of(3).layers().get(0).score();
        assertEquals(2 * SamplingDistribution.NORMAL.survival(scores / Math.sqrt(2)), together.pValue(), 1e-9);
        assertEquals(0.8, of(-1, -3).together().measured(), 0.003);
        assertEquals(51, of(500, 500).together().measured(), 1e-9); // beyond all scores
    }

    private static SignalCheck with(VarianceCheck... layers) {
        return new SignalCheck("E[s^2]", List.of(layers));
    }

    @Test
    void layersThatAreUndecidedDoNotCount() {
        VarianceCheck known = of(3).layers().get(0);
        var unknown = new VarianceCheck("T", 9, 1, 0.1, new SamplingDistribution.Unknown("too small to tell"));
        assertEquals(with(known).pValue(), with(unknown, known).pValue(), 1e-15);
        assertEquals(
                with(known) + " 1 of 2 layers are too small to tell.",
                with(unknown, known).toString());
        SignalCheck none = with(unknown, unknown);
        assertEquals(VarianceCheck.Verdict.UNDECIDED, none.verdict());
        assertFalse(none.passed());
        assertEquals("UNDECIDED: E[s^2]. 2 of 2 layers are too small to tell.", none.toString());
        assertThrows(IllegalStateException.class, none::together);
        var overflown = new VarianceCheck("T", Double.NaN, 1, 0.1);
        assertEquals(VarianceCheck.Verdict.FAIL, with(unknown, overflown).verdict());
    }

    // by Imhof's method on the eigenvalues of the batch
    @Test
    void aLayerOfOneUnitIsHeldAgainstItsExactDistribution() {
        SplittableRandom random = new SplittableRandom(1);
        Network network = Network.of(List.of(30, 16, 1), Activation.TANH, GLOROT, random);
        ForwardSignals signals = network.forward(WeightDistribution.NORMAL.sample(16, 30, 1, random));
        assertEquals(
                0.0170,
                SignalCheck.forward(network, signals, GLOROT, 0).layers().get(1).pValue(),
                5e-5);
    }

    // of 8 inputs 4 directions are taken by 4 samples, and that holds for all layers behind
    @Test
    void backwardLooksAtHalfAsManySamplesAsInputs() {
        Network network = Network.of(List.of(8, 20, 5), Activation.TANH, GLOROT, new SplittableRandom(1));
        DMatrixRMaj inputs = gaussian(30, 8, 1);
        DMatrixRMaj gradient = gaussian(30, 5, 2);
        List<VarianceCheck> all = backward(network, inputs, gradient, 30).layers();
        List<VarianceCheck> few = backward(network, inputs, gradient, 4).layers();
        for (int l = 0; l < 2; l++) {
            assertEquals(few.get(l).measured(), all.get(l).measured(), 1e-15);
            assertEquals(few.get(l).pValue(), all.get(l).pValue(), 1e-9);
        }
        // one sample leaves 7 of 8 and 19 of 20 directions, each with a square of relative variance 2
        List<VarianceCheck> one = backward(network, inputs, gradient, 1).layers();
        assertEquals(Math.sqrt(2 / 7.0), one.get(0).standardError() / one.get(0).predicted(), 1e-12);
        assertEquals(
                Math.sqrt(2 / 19.0), one.get(1).standardError() / one.get(1).predicted(), 1e-12);
    }

    private static SignalCheck backward(Network network, DMatrixRMaj inputs, DMatrixRMaj gradient, int samples) {
        ForwardSignals signals = network.forward(CommonOps_DDRM.extract(inputs, 0, samples, 0, inputs.numCols));
        DMatrixRMaj some = CommonOps_DDRM.extract(gradient, 0, samples, 0, gradient.numCols);
        return SignalCheck.backward(network, network.backward(signals, some), GLOROT);
    }

    // for a one-hot input the squares are those of single weights, of relative variance kurtosis - 1
    @Test
    void theKurtosisIsMeasuredFromAThousandWeights() {
        for (int inputs : new int[] {20, 40}) {
            List<Integer> widths = List.of(inputs, 30);
            VarianceScaling uniform = VarianceScaling.glorotUniform();
            Network network = Network.of(widths, Activation.TANH, uniform, new SplittableRandom(1));
            DMatrixRMaj oneHot = new DMatrixRMaj(1, inputs);
            oneHot.set(0, 3, 1);
            VarianceCheck layer = SignalCheck.forward(network, network.forward(oneHot), GLOROT, 0)
                    .layers()
                    .get(0);
            double kurtosis = inputs == 20 ? 3 : 1.8;
            assertEquals((kurtosis - 1) / 30, Math.pow(layer.standardError() / layer.predicted(), 2), 2e-3);
        }
    }

    @Test
    void whereNothingIsLeftNothingIsPredicted() {
        Layer dead = new Layer(new DMatrixRMaj(2, 2), Activation.RELU);
        Network network = new Network(List.of(dead, dead));
        ForwardSignals signals = network.forward(gaussian(3, 2, 1));
        assertRefused(
                "nothing can be predicted from z of layer 1: the mean square that follows from it must be "
                        + "positive and finite, got 0.0",
                () -> SignalCheck.forward(network, signals, GLOROT, 0));
        assertRefused(
                "nothing can be predicted from dC/ds of layer 1: the mean square that follows from it must "
                        + "be positive and finite, got 0.0",
                () -> SignalCheck.backward(network, network.backward(signals, gaussian(3, 2, 1)), GLOROT));
        assertRefused("a check needs at least 1 layer, got 0", () -> new SignalCheck("E[s^2]", List.of()));
        // biases alone are a signal
        Network biased = network.withBiases(1, new SplittableRandom(1));
        assertFalse(Double.isNaN(SignalCheck.forward(biased, biased.forward(new DMatrixRMaj(3, 2)), GLOROT, 1)
                .layers()
                .get(0)
                .measured()));
    }

    @Test
    void signalsOfAnotherNetworkAreRefused() {
        ForwardSignals signals = tanh(1).forward(gaussian(40, 60, 1));
        Network other = Network.constantWidth(60, 3, Activation.TANH, GLOROT, new SplittableRandom(1));
        String message = "the forward signals must come from this network: s of layer 1 must be 40x60, got 40x80";
        var gradients = tanh(1).backward(signals, gaussian(40, 50, 1));
        assertRefused(message, () -> SignalCheck.forward(other, signals, GLOROT, 0));
        assertRefused(message, () -> SignalCheck.backward(other, gradients, GLOROT));
        assertRefused(message, () -> InfiniteWidthCheck.forward(other, signals, GLOROT, 0));
        assertRefused(message, () -> LayerHealth.of(other, gradients, 1e-3));
    }

    @Test
    void weightsOfZeroFail() {
        Network network = new Network(List.of(new Layer(new DMatrixRMaj(2, 2), Activation.RELU)));
        SignalCheck check = SignalCheck.forward(network, network.forward(gaussian(3, 2, 1)), GLOROT, 0);
        assertFalse(check.passed());
        assertEquals(
                "FAIL: E[s^2] at layer 1 is 0.000 times what Var(W) predicts; chance alone does as much in "
                        + "fewer than 1 of 1,000,000,000,000 networks.",
                check.toString());
    }

    // |z W| = |z| for every sample: nothing is left to chance, and everything is as predicted
    @Test
    void orthogonalWeightsScatterLess() {
        Network network = Network.constantWidth(60, 3, Activation.IDENTITY, new Orthogonal(1), new SplittableRandom(1));
        assertEquals(
                1,
                forward(network).layers().get(2).measured()
                        / forward(network).layers().get(2).predicted(),
                1e-12);
        assertEquals(1, forward(network).pValue(), 1e-3);
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
