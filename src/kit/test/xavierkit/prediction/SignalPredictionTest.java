package xavierkit.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import xavierkit.activation.Activation;
import xavierkit.init.ConstantVariance;
import xavierkit.init.Fan;
import xavierkit.init.FanMode;
import xavierkit.init.Initializer;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;

class SignalPredictionTest {

    private static final Activation RELU = Activation.RELU;
    private static final VarianceScaling HE = VarianceScaling.heNormal();
    private static final VarianceScaling LECUN = VarianceScaling.lecunNormal();

    private static SignalPrediction constantWidth(int depth, Activation phi, Initializer initializer) {
        return SignalPrediction.of(Collections.nCopies(depth + 1, 100), phi, initializer, 0, 1, 1);
    }

    // q_2, q_5, q_10, q_100 of tanh under Xavier with q_1 = 1, from 40-digit arithmetic
    @Test
    void tanhUnderXavierDecaysAsTheGoldenNumbers() {
        SignalPrediction p = constantWidth(100, Activation.TANH, VarianceScaling.glorotNormal());
        assertEquals(1, p.preActivation(1), 1e-15);
        assertEquals(0.39429449, p.preActivation(2), 5.1e-9);
        assertEquals(0.12790474, p.preActivation(5), 5.1e-9);
        assertEquals(0.05801185, p.preActivation(10), 5.1e-9);
        assertEquals(0.00512072, p.preActivation(100), 5.1e-9);
        assertEquals(p.preActivation(100), p.activation(99), 1e-15);
    }

    // E[s^2] = 2 E[z^2] and E[z^2] = E[s^2] / 2, backward alike
    @Test
    void heKeepsSignalAndGradientOfRelu() {
        SignalPrediction p = constantWidth(50, RELU, HE);
        for (int l = 1; l <= 50; l++) {
            assertEquals(2, p.preActivation(l), 1e-12);
            assertEquals(1, p.activation(l), 1e-12);
            assertEquals(1 - 1 / Math.PI, p.activationVariance(l), 1e-12);
            assertEquals(1, p.activationGradient(l), 1e-12);
            assertEquals(0.5, p.preActivationGradient(l), 1e-12);
            assertEquals(0.5, p.weightGradient(l), 1e-12);
        }
    }

    // each layer multiplies by 256 = 2^8, and 2^992 is the last below 1e300
    @Test
    void anExplosionIsNamedAndWhatIsFiniteIsKept() {
        SignalPrediction p =
                constantWidth(200, Activation.IDENTITY, new ConstantVariance(2.56, WeightDistribution.NORMAL));
        assertEquals(Math.pow(2, 992), p.activation(124));
        assertEquals(Math.pow(2, 992), p.preActivation(124));
        for (Executable unknown : List.<Executable>of(
                () -> p.activation(125),
                () -> p.preActivation(125),
                () -> p.activationVariance(200),
                () -> p.activationGradient(124))) {
            assertEquals(
                    "E[s^2] must be at most 1.0E300 in every layer that counts here, but exceeds it in layer 125",
                    assertThrows(IllegalArgumentException.class, unknown).getMessage());
        }
        assertEquals(1, p.activationGradient(200));
    }

    // He on GELU: s_w^2 = 2, and near 0 a layer leaves half of q. From q_1 = 1 on 40 layers leave
    // 3e-11.
    @Test
    void heOnGeluLeavesNothing() {
        SignalPrediction p = SignalPrediction.of(Collections.nCopies(42, 100), Activation.GELU, HE, 0, 0.5, 1);
        assertEquals(1, p.preActivation(1));
        assertEquals(3.04e-11, p.preActivation(41), 0.005e-11);
        assertEquals(0.5, p.preActivation(41) / p.preActivation(40), 1e-9);
    }

    // eq. 14 of Glorot, Bengio 2010: at constant width the weight gradient is the same in every
    // layer,
    // also where signals and gradients are not
    @Test
    void theWeightGradientsOfTheStandardHeuristicAreAlike() {
        SignalPrediction p = constantWidth(10, Activation.IDENTITY, VarianceScaling.standardHeuristic());
        assertEquals(Math.pow(3, -10), p.activation(10), 1e-18);
        assertEquals(Math.pow(3, -10), p.activationGradient(0), 1e-18);
        for (int l = 1; l <= 10; l++) {
            assertEquals(Math.pow(3, -9), p.weightGradient(l), 1e-18);
        }
    }

    // fan_in Var(W) = 2 fan_in / fan_out: the product over layers leaves the first and the last width
    @Test
    void withFanOutTheWidthsTelescope() {
        List<Integer> widths = List.of(30, 700, 20, 90, 60);
        SignalPrediction p = SignalPrediction.of(widths, RELU, HE.withMode(FanMode.FAN_OUT), 0, 1, 1);
        assertEquals(30.0 / 60, p.activation(4), 1e-15);
        assertEquals(30.0 / 20, p.activation(2), 1e-15);
        assertEquals(1, p.activationGradient(0), 1e-15);
        SignalPrediction forward = SignalPrediction.of(widths, RELU, HE, 0, 1, 1);
        assertEquals(1, forward.activation(4), 1e-15);
        assertEquals(60.0 / 30, forward.activationGradient(0), 1e-15);
    }

    // VGG-B with sd 0.01: gradients shrink by 5.9 * 4.2^2 * 2.9^2 * 2.1^4 = 1.7e4; He et al. 2015
    @Test
    void vggWithSmallWeightsLosesItsGradientAsHePrinted() {
        List<Integer> channels = List.of(3, 64, 64, 128, 128, 256, 256, 512, 512, 512, 512);
        Initializer small = new ConstantVariance(1e-4, WeightDistribution.NORMAL);
        assertEquals(
                1.7e4,
                Math.sqrt(vgg(channels, HE.withMode(FanMode.FAN_OUT)).activationGradient(1)
                        / vgg(channels, small).activationGradient(1)),
                0.05e4);
    }

    private static SignalPrediction vgg(List<Integer> channels, Initializer initializer) {
        List<Stage> stages = new ArrayList<>();
        for (int l = 1; l < channels.size(); l++) {
            Fan fan = Fan.convolution(channels.get(l - 1), channels.get(l), 3, 3);
            stages.add(DenseStage.of(fan, initializer, RELU));
        }
        return SignalPrediction.of(stages, 1, 1);
    }

    // of 9 x 4 inputs an output takes all; an input feeds 9 x 5 outputs
    @Test
    void convolutionsTakeTheirFansForwardAndBackward() {
        Stage conv = new DenseStage(Fan.convolution(4, 5, 3, 3), 0.1, 0.2, Activation.IDENTITY);
        SignalPrediction p = SignalPrediction.of(List.of(conv), 2, 3);
        assertEquals(36 * 0.1 * 2 + 0.2, p.preActivation(1), 1e-14);
        assertEquals(45 * 0.1 * 3, p.activationGradient(0), 1e-14);
    }

    @Test
    void flatteningLetsAConvolutionFeedADenseLayer() {
        Stage conv = DenseStage.of(Fan.convolution(3, 8, 3, 3), HE, RELU);
        Stage dense = DenseStage.of(Fan.dense(8 * 49, 10), HE, RELU);
        assertEquals(1, SignalPrediction.of(List.of(conv, dense), 1, 1).activation(2), 1e-14);
    }

    @Test
    void biasesRaiseTheSignalToTheFixedPoint() {
        LengthMap map = LengthMap.critical(Activation.TANH, 0.05);
        FixedPoint point = map.fixedPoints().get(0);
        SignalPrediction p = SignalPrediction.of(
                Collections.nCopies(201, 100),
                Activation.TANH,
                LECUN.withGain(Math.sqrt(map.weightVariance())),
                0.05,
                1,
                1);
        assertEquals(point.q(), p.preActivation(200), 1e-6);
        assertEquals(1, p.activationGradient(150) / p.activationGradient(151), 1e-6);
    }

    // identity branches of weight 1/fan_in: E[z^2] grows by 1 + scale^2, the gradient too
    @Test
    void residualBlocksAddUp() {
        int blocks = 20;
        double scale = 1 / Math.sqrt(blocks);
        List<Stage> branch = List.of(
                DenseStage.of(Fan.dense(50, 80), HE, RELU),
                DenseStage.of(Fan.dense(80, 50), LECUN, Activation.IDENTITY));
        List<Stage> chain = Collections.nCopies(blocks, new ResidualStage(branch, scale));
        SignalPrediction p = SignalPrediction.of(chain, 1, 1);
        double growth = Math.pow(1 + 1.0 / blocks, blocks);
        assertEquals(growth, p.activation(blocks), 1e-12);
        // backward the branch has fan_out Var(W): 50/80 and 80/50 times 2/2
        assertEquals(growth, p.activationGradient(0), 1e-12);
    }

    // ReLU at the end of a branch has mean m = sqrt(1/pi) at q = 2: means add up and go with each
    // other
    @Test
    void branchesWithAMeanGrowFaster() {
        Stage block = new ResidualStage(List.of(DenseStage.of(Fan.dense(9, 9), HE, RELU)), 0.5);
        SignalPrediction p = SignalPrediction.of(List.of(block, block), 1, 1);
        double m = Math.sqrt(1 / Math.PI);
        assertEquals(1.25, p.activation(1), 1e-15);
        assertEquals(1.25 - m * m / 4, p.activationVariance(1), 1e-15);
        double mean = Math.sqrt(1.25) * m;
        assertEquals(1.25 + m / 2 * mean + 1.25 / 4, p.activation(2), 1e-15);
    }

    @Test
    void badNetworksAreRefused() {
        Stage wide = DenseStage.of(Fan.dense(4, 8), HE, RELU);
        Stage narrow = DenseStage.of(Fan.dense(4, 4), HE, RELU);
        assertRefused("there must be at least 1 layer, got 0", () -> predict(List.of()));
        assertRefused(
                "layer 2 must have 8 inputs or a multiple, as many as layer 1 has outputs, got 4",
                () -> predict(List.of(wide, narrow)));
        assertRefused(
                "a branch must have as many outputs as inputs to be added, got 4 -> 8",
                () -> new ResidualStage(List.of(wide), 1));
        assertRefused(
                "the branch's scale must be finite, got NaN", () -> new ResidualStage(List.of(narrow), Double.NaN));
        assertRefused(
                "Var(W) must be finite and at least 0, got -1.0", () -> new DenseStage(Fan.dense(1, 1), -1, 0, RELU));
        SignalPrediction p = predict(List.of(narrow, new ResidualStage(List.of(narrow), 1)));
        assertRefused("layer must be between 1 and 2, got 0", () -> p.preActivation(0));
        assertRefused("layer must be between 0 and 2, got 3", () -> p.activation(3));
        assertRefused("layer 2 must be dense, got a residual one", () -> p.weightGradient(2));
        assertRefused(
                "E[z^2] of the input must be finite and at least 0, got -1.0",
                () -> SignalPrediction.of(List.of(narrow), -1, 1));
        assertRefused(
                "E[(dC/dz)^2] of the output must be finite and at least 0, got NaN",
                () -> SignalPrediction.of(List.of(narrow), 1, Double.NaN));
    }

    private static SignalPrediction predict(List<Stage> stages) {
        return SignalPrediction.of(stages, 1, 1);
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void aPredictionIsTheSameAsTheLengthMapAtEqualWidths() {
        LengthMap map = new LengthMap(Activation.SILU, 1.7, 0.3);
        SignalPrediction p = SignalPrediction.of(
                Collections.nCopies(6, 64), Activation.SILU, LECUN.withGain(Math.sqrt(1.7)), 0.3, 1, 1);
        List<Double> q = map.iterate(1.7 + 0.3, 5);
        IntStream.rangeClosed(1, 5).forEach(l -> assertEquals(q.get(l - 1), p.preActivation(l), 1e-13));
        assertEquals(map.chi(q.get(2)), p.activationGradient(2) / p.activationGradient(3), 1e-13);
    }
}
