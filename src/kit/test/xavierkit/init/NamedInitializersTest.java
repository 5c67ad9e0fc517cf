package xavierkit.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Kurtosis;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.matrix.Moments;

/**
 * The weights of every named rule against the law of its paper, written down here from the paper.
 * Mean, variance and kurtosis are allowed 5 standard errors, one false alarm in 1.7 million each;
 * the Kolmogorov-Smirnov test has one in 10,000: all of them together fewer than one in 1,000.
 */
class NamedInitializersTest {

    private static final int IN = 400;
    private static final int OUT = 251;

    static Stream<Arguments> laws() {
        return Stream.of(
                Arguments.of("glorotNormal", VarianceScaling.glorotNormal(), normal(2.0 / (IN + OUT)), 3),
                Arguments.of(
                        "glorotUniform", VarianceScaling.glorotUniform(), uniform(Math.sqrt(6.0 / (IN + OUT))), 1.8),
                Arguments.of("heNormal", VarianceScaling.heNormal(), normal(2.0 / IN), 3),
                Arguments.of("heUniform", VarianceScaling.heUniform(), uniform(Math.sqrt(6.0 / IN)), 1.8),
                Arguments.of("lecunNormal", VarianceScaling.lecunNormal(), normal(1.0 / IN), 3),
                Arguments.of("lecunUniform", VarianceScaling.lecunUniform(), uniform(Math.sqrt(3.0 / IN)), 1.8),
                Arguments.of(
                        "standardHeuristic", VarianceScaling.standardHeuristic(), uniform(1 / Math.sqrt(IN)), 1.8));
    }

    private static ContinuousDistribution normal(double variance) {
        return NormalDistribution.of(0, Math.sqrt(variance));
    }

    private static ContinuousDistribution uniform(double bound) {
        return UniformContinuousDistribution.of(-bound, bound);
    }

    private static double[] weights(Initializer rule, long seed) {
        return rule.weights(Fan.dense(IN, OUT), new SplittableRandom(seed)).data;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("laws")
    void momentsAreThoseOfThePaper(String name, Initializer rule, ContinuousDistribution law, double kurtosis) {
        double[] w = weights(rule, 1);
        Moments moments = Moments.of(w);
        double variance = law.getVariance();
        assertEquals(0, moments.mean(), 5 * Math.sqrt(variance / w.length));
        double standardError = variance * Math.sqrt((kurtosis - 1) / w.length);
        assertEquals(variance, moments.sampleVariance(), 5 * standardError);
        // Var of the sample kurtosis is at most 24/n, the normal's; commons reports excess kurtosis
        assertEquals(kurtosis, Kurtosis.of(w).getAsDouble() + 3, 5 * Math.sqrt(24.0 / w.length));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("laws")
    void weightsFollowTheLawOfThePaper(String name, Initializer rule, ContinuousDistribution law, double kurtosis) {
        var result = KolmogorovSmirnovTest.withDefaults().test(weights(rule, 2), law::cumulativeProbability);
        assertTrue(result.getPValue() > 1e-4, "p = " + result.getPValue());
    }
}
