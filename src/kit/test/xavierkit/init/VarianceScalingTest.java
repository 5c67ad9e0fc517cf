package xavierkit.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import xavierkit.matrix.Moments;

class VarianceScalingTest {

    private static final Fan FAN = Fan.dense(300, 100);

    static Stream<Arguments> textbookRules() {
        double infinity = Double.POSITIVE_INFINITY;
        return Stream.of(
                Arguments.of(VarianceScaling.glorotNormal(), 2.0 / 400, infinity),
                Arguments.of(VarianceScaling.glorotUniform(), 2.0 / 400, Math.sqrt(6.0 / 400)),
                Arguments.of(VarianceScaling.heNormal(), 2.0 / 300, infinity),
                Arguments.of(VarianceScaling.heUniform(), 2.0 / 300, Math.sqrt(6.0 / 300)),
                Arguments.of(VarianceScaling.lecunNormal(), 1.0 / 300, infinity),
                Arguments.of(VarianceScaling.lecunUniform(), 1.0 / 300, Math.sqrt(3.0 / 300)),
                Arguments.of(VarianceScaling.standardHeuristic(), 1.0 / 900, 1 / Math.sqrt(300)),
                Arguments.of(
                        VarianceScaling.heNormal().withMode(FanMode.FAN_OUT).withGain(3), 0.18, infinity));
    }

    @ParameterizedTest
    @MethodSource("textbookRules")
    void varianceAndBoundAreThoseOfThePapers(VarianceScaling rule, double variance, double bound) {
        assertEquals(variance, rule.variance(FAN), 1e-15);
        assertEquals(bound, rule.distribution().bound(rule.variance(FAN)), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, 1e201})
    void badScalesAndGainsAreNamed(double bad) {
        var scale = assertThrows(
                IllegalArgumentException.class,
                () -> new VarianceScaling(bad, FanMode.FAN_IN, WeightDistribution.NORMAL));
        assertEquals("scale must be between 1.0E-200 and 1.0E200, got " + bad, scale.getMessage());
        String rule = "gain must be between 1.0E-100 and 1.0E100, got " + bad;
        VarianceScaling he = VarianceScaling.heNormal();
        assertEquals(
                rule,
                assertThrows(IllegalArgumentException.class, () -> he.withGain(bad))
                        .getMessage());
        assertEquals(
                rule,
                assertThrows(IllegalArgumentException.class, () -> new Orthogonal(bad))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-100, 1e100})
    void everyVarianceIsPositiveAndFiniteAtTheEdgesOfTheRange(double gain) {
        int max = Integer.MAX_VALUE;
        for (Fan fan : new Fan[] {Fan.dense(1, 1), Fan.dense(max, max)}) {
            double expected = gain * gain / max * (max / (double) fan.in());
            for (Initializer rule : new Initializer[] {
                VarianceScaling.lecunUniform().withGain(gain),
                new VarianceScaling(gain * gain, FanMode.FAN_AVERAGE, WeightDistribution.UNIFORM),
                new Orthogonal(gain)
            }) {
                assertEquals(expected, rule.variance(fan), 1e-12 * expected);
            }
        }
    }

    @Test
    void aGainThatLeavesTheRangeOfTheScaleIsNamedWithIt() {
        var large = new VarianceScaling(1e190, FanMode.FAN_IN, WeightDistribution.NORMAL);
        var error = assertThrows(IllegalArgumentException.class, () -> large.withGain(1e20));
        assertEquals(
                "gain^2 scale must be between 1.0E-200 and 1.0E200, got 1.0E230 for gain 1.0E20, scale 1.0E190",
                error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-300, Double.NaN, Double.POSITIVE_INFINITY})
    void badVariancesAreNamed(double bad) {
        var error = assertThrows(
                IllegalArgumentException.class, () -> new ConstantVariance(bad, WeightDistribution.UNIFORM));
        assertEquals("variance must be finite and at least 0, got " + bad, error.getMessage());
        for (WeightDistribution distribution : WeightDistribution.values()) {
            assertThrows(IllegalArgumentException.class, () -> distribution.bound(bad));
            assertThrows(IllegalArgumentException.class, () -> distribution.sample(2, 2, bad, new SplittableRandom(1)));
        }
    }

    static Stream<Initializer> initializers() {
        return Stream.concat(
                textbookRules().map(rule -> (Initializer) rule.get()[0]),
                Stream.of(
                        VarianceScaling.heNormal().withDistribution(WeightDistribution.TRUNCATED_NORMAL),
                        new ConstantVariance(0.01, WeightDistribution.UNIFORM)));
    }

    // 4 standard errors of a normal, which has the largest kurtosis: 1 false alarm in 16,000
    @ParameterizedTest
    @MethodSource("initializers")
    void weightsHaveTheShapeAndTheVarianceOfTheRule(Initializer initializer) {
        Fan fan = Fan.convolution(20, 30, 3, 3);
        DMatrixRMaj weights = initializer.weights(fan, new SplittableRandom(1));
        assertEquals(180, weights.numRows);
        assertEquals(30, weights.numCols);
        double relativeError = 4 * Math.sqrt(2.0 / (180 * 30));
        double variance = initializer.variance(fan);
        assertEquals(variance, Moments.of(weights).sampleVariance(), variance * relativeError);
    }

    @Test
    void constantVarianceIgnoresTheFans() {
        Initializer constant = new ConstantVariance(0.01, WeightDistribution.NORMAL);
        assertEquals(constant.variance(Fan.dense(3, 4)), constant.variance(FAN));
    }
}
