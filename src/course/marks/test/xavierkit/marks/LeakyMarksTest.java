package xavierkit.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.activation.Activation;
import xavierkit.check.WeightSampler;
import xavierkit.grader.Mark;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;
import xavierkit.marks.Formula.Law;
import xavierkit.prediction.Gains;
import xavierkit.prediction.GaussianMoments;

class LeakyMarksTest {

    private static final double[][] SLOPES = {{0.25}, {2}};

    private static double square(double a) {
        return GaussianMoments.of(Activation.leakyRelu(a), 1).square().value();
    }

    static Stream<Law> rightShares() {
        return Stream.of(x -> 0.5 + x[0] * x[0] / 2, x -> square(x[0]), x -> 3 * square(x[0]) / 3, x -> {
            double g = Gains.exact(Activation.leakyRelu(x[0]));
            return 1 / (g * g);
        });
    }

    @ParameterizedTest
    @MethodSource("rightShares")
    void sharesPassByAnyWay(Law share) {
        assertEquals(1, Formula.key("share").mark(share, 1, SLOPES).points());
    }

    static Stream<Law> rightGains() {
        return Stream.of(
                x -> Math.sqrt(2 / (1 + x[0] * x[0])),
                x -> Math.sqrt(2) / Math.hypot(1, x[0]),
                x -> Gains.exact(Activation.leakyRelu(x[0])),
                x -> Gains.pytorch(Activation.leakyRelu(x[0])).getAsDouble());
    }

    @ParameterizedTest
    @MethodSource("rightGains")
    void gainsPassByAnyWay(Law gain) {
        assertEquals(1, Formula.key("leaky gain").mark(gain, 1, SLOPES).points());
        assertEquals(
                1,
                Formula.key("leaky gain")
                        .mark(gain, 1, Formula.at(-0.5), Formula.at(0))
                        .points());
    }

    static Stream<Arguments> wrongShares() {
        return Stream.of(
                wrong(x -> 0.5, "ReLU's share"),
                wrong(x -> (1 + x[0]) / 2, "The slope is not squared"),
                wrong(x -> (1 + x[0]) * (1 + x[0]) / 4, "the square of the mean slope"),
                wrong(x -> 1 + x[0] * x[0], "only half of E[s^2]"),
                wrong(x -> x[0] * x[0] / 2, "s > 0 is missing"),
                wrong(x -> GaussianMoments.of(Activation.leakyRelu(x[0]), 1).variance(), "This is Var(phi)"),
                wrong(x -> 2 / (1 + x[0] * x[0]), "one over the share"),
                wrong(x -> Math.sqrt((1 + x[0] * x[0]) / 2), "the root of the share"),
                wrong(x -> 1 / 2 * (1 + x[0] * x[0]), "you said 0.000, it is 0.5313"),
                wrong(x -> Double.NaN, "you said NaN, it is 0.5313"));
    }

    static Stream<Arguments> wrongGains() {
        return Stream.of(
                wrong(x -> Math.sqrt(2), "ReLU's gain"),
                wrong(x -> 2 / (1 + x[0] * x[0]), "the root is missing"),
                wrong(x -> (1 + x[0] * x[0]) / 2, "the share that passes"),
                wrong(x -> Math.sqrt((1 + x[0] * x[0]) / 2), "upside down"),
                wrong(x -> Math.sqrt(2 / (1 + x[0])), "The slope is not squared"),
                wrong(x -> 2 / (1 + x[0]), "the square of the mean slope"),
                wrong(x -> Math.sqrt(1 / (1 + x[0] * x[0])), "The 2 is missing"),
                wrong(
                        x -> 1
                                / Math.sqrt(GaussianMoments.of(Activation.leakyRelu(x[0]), 1)
                                        .variance()),
                        "This comes from Var(phi)"),
                wrong(x -> 1, "lets everything pass"));
    }

    private static Arguments wrong(Law law, String reason) {
        return Arguments.of(law, reason);
    }

    @ParameterizedTest
    @MethodSource("wrongShares")
    void wrongSharesAreNamed(Law share, String reason) {
        assertNamed(reason, Formula.key("share").mark(share, 1, SLOPES));
    }

    @ParameterizedTest
    @MethodSource("wrongGains")
    void wrongGainsAreNamed(Law gain, String reason) {
        assertNamed(reason, Formula.key("leaky gain").mark(gain, 1, SLOPES));
    }

    private static void assertNamed(String reason, Mark mark) {
        assertEquals(0, mark.points());
        assertTrue(mark.reason().contains(reason), mark::reason);
    }

    private static WeightSampler normal(DoubleBinaryOperator sd) {
        return filled(sd, random -> random::nextGaussian);
    }

    private static WeightSampler uniform(DoubleBinaryOperator bound) {
        return filled(bound, random -> () -> 2 * random.nextDouble() - 1);
    }

    private static WeightSampler filled(DoubleBinaryOperator scale, Function<RandomGenerator, DoubleSupplier> law) {
        return (fanIn, fanOut, random) -> {
            DMatrixRMaj w = new DMatrixRMaj(fanIn, fanOut);
            DoubleSupplier one = law.apply(random);
            for (int i = 0; i < w.getNumElements(); i++) {
                w.data[i] = scale.applyAsDouble(fanIn, fanOut) * one.getAsDouble();
            }
            return w;
        };
    }

    // gain^2 = 1.6 for a = 1/2; seeds fixed, each fails with probability 1/16,000
    static Stream<WeightSampler> rightWeights() {
        VarianceScaling rule = VarianceScaling.lecunUniform().withGain(Math.sqrt(1.6));
        return Stream.of(
                normal((in, out) -> Math.sqrt(1.6 / in)),
                uniform((in, out) -> Math.sqrt(4.8 / in)),
                (in, out, random) -> rule.weights(Fan.dense(in, out), random),
                filled((in, out) -> Math.sqrt(1.6 / in), random -> () -> random.nextBoolean() ? 1 : -1));
    }

    @ParameterizedTest
    @MethodSource("rightWeights")
    void weightsPassInAnyDistribution(WeightSampler sampler) {
        assertEquals(2, WeightMarks.leaky(sampler, 0.5, 2, 41).points());
    }

    static Stream<Arguments> wrongWeights() {
        return Stream.of(
                Arguments.of(normal((in, out) -> Math.sqrt(2.0 / in)), "ReLU's gain"),
                Arguments.of(normal((in, out) -> Math.sqrt(1 / in)), "lets everything pass"),
                Arguments.of(normal((in, out) -> Math.sqrt(Math.sqrt(1.6) / in)), "square the gain"),
                Arguments.of(normal((in, out) -> Math.sqrt(1.6 * 1.6 / in)), "squared twice"),
                Arguments.of(normal((in, out) -> Math.sqrt(0.8 / in)), "The 2 is missing"),
                Arguments.of(normal((in, out) -> Math.sqrt(2 / 1.5 / in)), "The slope is not squared"),
                Arguments.of(normal((in, out) -> 1.6 / in), "variance is used as standard deviation"),
                Arguments.of(normal((in, out) -> Math.sqrt(1.6 / out)), "are exchanged"),
                Arguments.of(uniform((in, out) -> Math.sqrt(1.6 / in)), "used as bound of the uniform"),
                Arguments.of(normal((in, out) -> Math.sqrt(3.2 / (in + out))), "The average of fan_in"));
    }

    @ParameterizedTest
    @MethodSource("wrongWeights")
    void wrongWeightsAreNamed(WeightSampler sampler, String reason) {
        assertNamed(reason, WeightMarks.leaky(sampler, 0.5, 2, 41));
    }

    @Test
    void aSamplerThatThrowsEarnsNothing() {
        WeightSampler blank = (in, out, random) -> {
            throw new UnsupportedOperationException("write your answer here");
        };
        assertNamed("write your answer here", WeightMarks.leaky(blank, 0.5, 2, 41));
    }
}
