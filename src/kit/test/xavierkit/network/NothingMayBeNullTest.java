package xavierkit.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.activation.Activation;
import xavierkit.data.DataSet;
import xavierkit.data.Digits;
import xavierkit.data.MnistFiles;
import xavierkit.init.ConstantVariance;
import xavierkit.init.Fan;
import xavierkit.init.Orthogonal;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;
import xavierkit.matrix.MatrixProduct;
import xavierkit.matrix.Moments;
import xavierkit.training.BatchSource;
import xavierkit.training.Evaluation;
import xavierkit.training.HeldOut;
import xavierkit.training.Recorder;
import xavierkit.training.Sgd;
import xavierkit.training.ShuffledBatches;
import xavierkit.training.SoftmaxCost;
import xavierkit.training.Trainer;
import xavierkit.training.TrainingLog;

/** Whatever is null is named where it is given, in all packages that compute. */
class NothingMayBeNullTest {

    private static final SplittableRandom RANDOM = new SplittableRandom(1);
    private static final VarianceScaling HE = VarianceScaling.heNormal();
    private static final Activation TANH = Activation.TANH;
    private static final WeightDistribution NORMAL = WeightDistribution.NORMAL;
    private static final DMatrixRMaj ONE = new DMatrixRMaj(1, 1);
    private static final List<DMatrixRMaj> ONES = List.of(ONE);
    private static final List<DMatrixRMaj> HOLE = Arrays.asList(ONE, null);
    private static final Network NETWORK = new Network(List.of(new Layer(ONE, TANH)));

    private static final DataSet DATA = new DataSet(ONE, List.of(0));

    private static Arguments refused(String message, Executable call) {
        return Arguments.of(message, call);
    }

    static Stream<Arguments> activations() {
        Double[] hole = {1.0, null};
        return Stream.of(
                refused("the name of the activation must be given", () -> Activation.of(null, s -> s, s -> 1)),
                refused("the value of the activation must be given", () -> Activation.of("x", null, s -> 1)),
                refused("the derivative of the activation must be given", () -> Activation.of("x", s -> s, null)),
                refused(
                        "the kinks must be given, none as an empty list",
                        () -> Activation.of("x", s -> s, s -> 1, (Double[]) null)),
                refused(
                        "the kinks must be given, none as an empty list",
                        () -> new Activation("x", s -> s, s -> 1, null, OptionalDouble.empty(), Optional.empty())),
                refused("every kink must be given", () -> Activation.of("x", s -> s, s -> 1, hole)));
    }

    static Stream<Arguments> initializers() {
        Fan fan = Fan.dense(2, 2);
        String random = "the random generator must be given";
        return Stream.of(
                refused("the fan mode must be given", () -> new VarianceScaling(1, null, NORMAL)),
                refused("the fan mode must be given", () -> HE.withMode(null)),
                refused("the distribution must be given", () -> HE.withDistribution(null)),
                refused("the distribution must be given", () -> new ConstantVariance(1, null)),
                refused("the kernel must be given", () -> Fan.convolution(1, 1, (int[]) null)),
                refused(random, () -> NORMAL.sample(2, 2, 1, null)),
                refused(random, () -> HE.weights(fan, null)),
                refused(random, () -> new ConstantVariance(1, NORMAL).weights(fan, null)),
                refused(random, () -> new Orthogonal(1).weights(fan, null)));
    }

    static Stream<Arguments> networks() {
        List<Integer> widths = List.of(2, 2);
        return Stream.of(
                refused("the layers must be given", () -> new Network(null)),
                refused("every one of the layers must be given", () -> new Network(Arrays.asList((Layer) null))),
                refused("the weights must be given", () -> new Layer(null, TANH)),
                refused("the biases must be given", () -> new Layer(ONE, null, TANH)),
                refused("the activation must be given", () -> new Layer(ONE, null)),
                refused("the random generator must be given", () -> NETWORK.withBiases(1, null)),
                refused("the widths must be given", () -> Network.of(null, TANH, HE, RANDOM)),
                refused("every width must be given", () -> Network.of(Arrays.asList(2, null), TANH, HE, RANDOM)),
                refused("the activation must be given", () -> Network.of(widths, null, HE, RANDOM)),
                refused("the initializer must be given", () -> Network.of(widths, TANH, null, RANDOM)),
                refused("the random generator must be given", () -> Network.of(widths, TANH, HE, null)),
                refused("the initializer must be given", () -> Network.constantWidth(2, 2, TANH, null, RANDOM)),
                refused("the input must be given", () -> NETWORK.forward(null)),
                refused(
                        "the pre-activations must be given",
                        () -> NETWORK.layers().get(0).preActivationGradient(null, ONE)),
                refused(
                        "the gradient dC/dz must be given",
                        () -> NETWORK.layers().get(0).preActivationGradient(ONE, null)),
                refused(
                        "the pre-activations must be given",
                        () -> NETWORK.layers().get(0).jacobian(null)),
                refused("the forward signals must be given", () -> NETWORK.backward(null, ONE)),
                refused("the gradient of the output must be given", () -> NETWORK.backward(NETWORK.forward(ONE), null)),
                refused("both matrices must be given", () -> MatrixProduct.ab(ONE, null)),
                refused("both matrices must be given", () -> MatrixProduct.atb(null, ONE)));
    }

    static Stream<Arguments> measurements() {
        return Stream.of(
                refused("the pre-activations must be given", () -> new ForwardSignals(null, HOLE)),
                refused("every one of the activations must be given", () -> new ForwardSignals(ONES, HOLE)),
                refused("the forward signals must be given", () -> new BackwardSignals(null, ONES, ONES)),
                refused(
                        "the gradients dC/ds must be given",
                        () -> new BackwardSignals(NETWORK.forward(ONE), null, ONES)),
                refused(
                        "the gradients dC/dz must be given",
                        () -> new BackwardSignals(NETWORK.forward(ONE), ONES, null)),
                refused("the signal must be given", () -> new VarianceProfile(null, 1, List.of())),
                refused("the moments must be given", () -> new VarianceProfile("s", 1, null)),
                refused("the profiles must be given", () -> new ProfileSample(null)),
                refused("the measurement must be given", () -> ProfileSample.of(2, 1, null)),
                refused("every one of the profiles must be given", () -> ProfileSample.of(2, 1, r -> null)),
                refused("the matrix must be given", () -> Moments.of((DMatrixRMaj) null)),
                refused("the values must be given", () -> Moments.of((double[]) null)),
                refused("the inputs must be given", () -> new DataSet(null, List.of(1))),
                refused("the labels must be given", () -> new DataSet(ONE, null)),
                refused("every label must be given", () -> new DataSet(ONE, Arrays.asList((Integer) null))),
                refused("the rows must be given", () -> DATA.rows((int[]) null)),
                refused("the folder must be given", () -> MnistFiles.train(null)),
                refused("the folder must be given", () -> MnistFiles.test(null)),
                refused("the file must be given", () -> Digits.load(null)));
    }

    static Stream<Arguments> trainings() {
        Sgd sgd = new Sgd(1);
        List<Recorder> none = List.of();
        BatchSource source = index -> DATA;
        Trainer trainer = new Trainer(NETWORK, source, sgd, none);
        return Stream.of(
                refused("the network must be given", () -> new Trainer(null, source, sgd, none)),
                refused("the source of batches must be given", () -> new Trainer(NETWORK, null, sgd, none)),
                refused("the descent must be given", () -> new Trainer(NETWORK, source, null, none)),
                refused("the recorders must be given", () -> new Trainer(NETWORK, source, sgd, null)),
                refused(
                        "every one of the recorders must be given",
                        () -> new Trainer(NETWORK, source, sgd, Arrays.asList((Recorder) null))),
                refused("the receiver of the costs must be given", () -> trainer.train(1, null)),
                refused("the network must be given", () -> trainer.resume(1, null, trainer.log())),
                refused("the log must be given", () -> trainer.resume(1, NETWORK, null)),
                refused("the data must be given", () -> ShuffledBatches.of(null, 1, 1)),
                refused("the output must be given", () -> SoftmaxCost.of(null, List.of(1))),
                refused("the labels must be given", () -> SoftmaxCost.of(ONE, null)),
                refused("the network must be given", () -> Evaluation.of(null, DATA)),
                refused("the data must be given", () -> Evaluation.of(NETWORK, null)),
                refused("the data must be given", () -> new HeldOut(null, 1)),
                refused("the statistic must be given", () -> new TrainingLog.Entry(0, null, 0, 0)),
                refused("the entries must be given", () -> new TrainingLog(null)),
                refused(
                        "every one of the entries must be given",
                        () -> new TrainingLog(Arrays.asList((TrainingLog.Entry) null))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"activations", "initializers", "networks", "measurements", "trainings"})
    void whatIsMissingIsNamed(String message, Executable call) {
        assertEquals(message, assertThrows(NullPointerException.class, call).getMessage());
    }
}
