package xavierkit.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.check.LayerHealth;
import xavierkit.check.WeightSampler;
import xavierkit.grader.*;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;
import xavierkit.prediction.Gains;

class RepairMarksTest {

    private static final MeasuredNetwork D = MeasuredNetwork.d();

    private static WeightSampler of(VarianceScaling rule) {
        return (fanIn, fanOut, random) -> rule.weights(Fan.dense(fanIn, fanOut), random);
    }

    private static WeightSampler normal(DoubleBinaryOperator variance) {
        return (fanIn, fanOut, random) ->
                WeightDistribution.NORMAL.sample(fanIn, fanOut, variance.applyAsDouble(fanIn, fanOut), random);
    }

    // seeds fixed; each of the two checks of a right sampler fails with probability 1/16,000
    static Stream<WeightSampler> right() {
        return Stream.of(
                of(VarianceScaling.heNormal()),
                of(VarianceScaling.heUniform()),
                of(VarianceScaling.heNormal().withDistribution(WeightDistribution.TRUNCATED_NORMAL)),
                normal((in, out) -> 2 / in),
                (in, out, random) -> {
                    DMatrixRMaj w = new DMatrixRMaj(in, out);
                    for (int i = 0; i < w.getNumElements(); i++) {
                        w.data[i] = (random.nextBoolean() ? 1 : -1) * Math.sqrt(2.0 / in);
                    }
                    return w;
                });
    }

    @ParameterizedTest
    @MethodSource("right")
    void weightsPassInAnyDistribution(WeightSampler sampler) {
        assertMark(1, "In the network: PASS", NetworkMarks.weights(MeasuredNetwork.a(), sampler, 1, 51));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(normal((in, out) -> 2 / out), "fan_in and fan_out are exchanged"),
                Arguments.of(normal((in, out) -> 1 / in), "The 2 of He's rule is left out"),
                Arguments.of(normal((in, out) -> 4 / in / in), "The variance is used as standard deviation"),
                Arguments.of(normal((in, out) -> 4 / (in + out)), "The average of fan_in and fan_out"),
                Arguments.of(normal((in, out) -> 0.01), "the same whatever the fans"),
                Arguments.of(of(VarianceScaling.glorotNormal()), "FAIL: "),
                Arguments.of(transposed(), "The matrix is transposed"),
                Arguments.of(normal((in, out) -> 0), "All weights are 0"),
                Arguments.of((WeightSampler) (in, out, random) -> null, "wrong shape"),
                Arguments.of((WeightSampler) (in, out, random) -> filled(in, out, Double.NaN), "NaN or infinite"));
    }

    private static WeightSampler transposed() {
        return (in, out, random) -> WeightDistribution.NORMAL.sample(out, in, 2.0 / in, random);
    }

    private static DMatrixRMaj filled(int rows, int columns, double value) {
        DMatrixRMaj w = new DMatrixRMaj(rows, columns);
        java.util.Arrays.fill(w.data, value);
        return w;
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongWeightsAreNamed(WeightSampler sampler, String reason) {
        assertMark(0, reason, NetworkMarks.weights(MeasuredNetwork.a(), sampler, 1, 51));
    }

    @Test
    void aFixedSeedKeepsTheSignalAndEarnsHalf() {
        WeightSampler fixed =
                (in, out, random) -> VarianceScaling.heNormal().weights(Fan.dense(in, out), new SplittableRandom(3));
        assertMark(0.5, "Every call returns the same weights", NetworkMarks.weights(MeasuredNetwork.a(), fixed, 1, 51));
    }

    // the exact gain of ELU is 1.2452 (E[phi^2] = 0.64495); half a percent to either side is right,
    // too
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.2452 | 1 | PASS",
                "1.24 | 1 | PASS",
                "1.25 | 1 | PASS",
                "1 | 0 | as it was",
                "1.5505 | 0 | the root is missing",
                "0.8031 | 0 | upside down",
                "0.6449 | 0 | the share that passes",
                "1.2708 | 0 | comes from Var(phi)",
                "1.4142 | 0 | ReLU's gain",
                "1.6667 | 0 | PyTorch has for tanh",
                "1.3 | 0 | Var(s) at layer 12",
                "NaN | 0 | must be a positive number",
                "-1.2452 | 0 | must be a positive number",
                "Infinity | 0 | must be a positive number",
            })
    void gainsAreMeasured(double gain, double points, String reason) {
        assertMark(points, reason, NetworkMarks.gain(D, gain, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0001 | 1 | All layers are healthy",
                "0.0005 | 1 | All layers are healthy",
                "0.00004 | 1 | All layers are healthy",
                "0.1 | 0 | 12 of 12 layers are not healthy",
                "0.01 | 0 | update to weight",
                "1e-7 | 0 | the weights hardly move",
                "0 | 0 | the weights hardly move",
                "-0.001 | 0 | 12 of 12 layers are not healthy",
                "NaN | 0 | 12 of 12 layers are not healthy",
            })
    void ratesAreHeldAgainstTheHealthOfTheLayers(double rate, double points, String reason) {
        assertMark(points, reason, NetworkMarks.rate(D, rate, 1));
    }

    @Test
    void aRateThatSuitsSomeLayersEarnsHalf() {
        double limit = D.health(Gains.exact(D.activation()), 1).stream()
                .mapToDouble(LayerHealth::updateToWeight)
                .max()
                .orElseThrow();
        assertMark(0.5, "1 of 12 layers are not healthy", NetworkMarks.rate(D, 0.0101 / limit, 1));
        assertFalse(D.health(1, 1e-7).stream().allMatch(LayerHealth::healthy));
    }

    private static void assertMark(double points, String reason, Mark mark) {
        assertEquals(points, mark.points(), mark::reason);
        assertTrue(mark.reason().contains(reason), mark::reason);
    }
}
