package xavierkit.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiniteWidthTest {

    private static final double STATED_ERROR = 1e-12;
    private static final double[] LEVELS = {1e-9, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1 - 1e-4, 1 - 1e-9};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 29, 30, 31, 100, 1000, 100_000})
    void oneLinearLayerIsChiSquare(int n) {
        ChiSquaredDistribution exact = ChiSquaredDistribution.of(n);
        FiniteWidth law = FiniteWidth.linear(List.of(n));
        for (double p : LEVELS) {
            double x = exact.inverseCumulativeProbability(p) / n;
            assertEquals(exact.cumulativeProbability(n * x), law.cumulative(x), STATED_ERROR);
            // the quantile's error is the probability's divided by the density
            double density = n * exact.density(n * x);
            assertEquals(x, law.quantile(exact.cumulativeProbability(n * x)), STATED_ERROR / density + 1e-12 * x);
        }
    }

    // Gamma(n/2) Gamma((n+1)/2) = 2^(1-n) sqrt(pi) Gamma(n): all moments, and so the laws, of chi^2_n
    // chi^2_(n+1)
    // and (chi^2_(2n) / 2)^2 are the same
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 40, 500})
    void twoNeighbouringWidthsAreTheSquareOfAChiSquare(int n) {
        ChiSquaredDistribution exact = ChiSquaredDistribution.of(2 * n);
        FiniteWidth law = FiniteWidth.linear(List.of(n, n + 1));
        for (double p : LEVELS) {
            double half = exact.inverseCumulativeProbability(p) / 2;
            double x = half * half / n / (n + 1);
            assertEquals(exact.cumulativeProbability(2 * half), law.cumulative(x), STATED_ERROR);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20, 300, 2000})
    void oneReluLayerIsAMixtureWithAnAtomAtZero(int n) {
        BinomialDistribution active = BinomialDistribution.of(n, 0.5);
        FiniteWidth law = FiniteWidth.heRelu(List.of(n));
        for (double x : new double[] {1e-6, 0.01, 0.3, 0.9, 1, 1.1, 2, 5}) {
            double expected = Math.pow(2, -n);
            for (int k = 1; k <= n; k++) {
                expected += active.probability(k) * ChiSquaredDistribution.of(k).cumulativeProbability(n * x / 2);
            }
            assertEquals(expected, law.cumulative(x), STATED_ERROR);
        }
    }

    // E[X^2] = integral of 2 x P(X > x) = integral of 2 e^(2y) P(Y > y); the trapezoid's error for
    // this smooth
    // integrand, which vanishes at both ends, is below the tolerance
    @ParameterizedTest
    @CsvSource({"3, 1", "3, 4", "20, 10", "100, 30"})
    void theLawHasTheMomentsOfTheProduct(int n, int depth) {
        List<Integer> widths = Collections.nCopies(depth, n);
        for (FiniteWidth law : List.of(FiniteWidth.linear(widths), FiniteWidth.heRelu(widths))) {
            assertEquals(1, tailIntegral(law, Math::exp), 1e-6);
            double second = tailIntegral(law, y -> 2 * Math.exp(2 * y));
            assertEquals(law.secondMoment(), second, 1e-6 * law.secondMoment());
        }
        assertEquals(
                Math.pow(1 + 2.0 / n, depth),
                FiniteWidth.linear(widths).secondMoment(),
                1e-12 * Math.pow(1 + 2.0 / n, depth));
        assertEquals(
                Math.pow(1 + 5.0 / n, depth),
                FiniteWidth.heRelu(widths).secondMoment(),
                1e-12 * Math.pow(1 + 5.0 / n, depth));
    }

    private static double tailIntegral(FiniteWidth law, DoubleUnaryOperator weight) {
        double sum = 0;
        for (double y = -30; y < 12; y += 0.01) {
            double tail = 1 - law.cumulative(Math.exp(y));
            // less is rounding
            sum += tail < 1e-14 ? 0 : 0.01 * weight.applyAsDouble(y) * tail;
        }
        return sum;
    }

    // E[Y] and E[Y^2] of Y = log X as integrals over its distribution function, given X > 0
    @Test
    void theLawHasTheMeanAndVarianceOfTheLogarithm() {
        FiniteWidth law = FiniteWidth.heRelu(List.of(4, 9, 6));
        double dead = law.deadProbability();
        double mean = 0;
        double square = 0;
        double h = 0.002;
        for (double y = -80 + h / 2; y < 20; y += h) {
            double below = (law.cumulative(Math.exp(y)) - dead) / (1 - dead);
            double tail = y < 0 ? -below : 1 - below;
            mean += h * tail;
            square += h * 2 * y * tail;
        }
        assertEquals(law.logMean(), mean, 1e-5);
        assertEquals(law.logVariance(), square - mean * mean, 1e-4);
    }

    // digamma(1/2) = -gamma - 2 log 2, trigamma(1/2) = pi^2/2; digamma(1) = -gamma, trigamma(1) =
    // pi^2/6
    @Test
    void logMeanAndLogVarianceOfTheSmallestNetworks() {
        double euler = 0.5772156649015329;
        FiniteWidth linear = FiniteWidth.linear(List.of(1, 2));
        assertEquals(-2 * euler - Math.log(2), linear.logMean(), 1e-14);
        assertEquals(Math.PI * Math.PI * 2 / 3, linear.logVariance(), 1e-11);
        FiniteWidth relu = FiniteWidth.heRelu(List.of(1, 1));
        assertEquals(-2 * euler, relu.logMean(), 1e-14);
        assertEquals(Math.PI * Math.PI, relu.logVariance(), 1e-11);
        assertEquals(0.75, relu.deadProbability(), 1e-15);
    }

    // To first order in 1/n: mean -1/n and -5/(2n), variance 2/n and 5/n a layer; the next order is
    // 1/n^2
    @Test
    void wideNetworksAreLogNormalWithTheStatedFirstOrder() {
        List<Integer> widths = Collections.nCopies(50, 1000);
        FiniteWidth linear = FiniteWidth.linear(widths);
        assertEquals(-0.05, linear.logMean(), 0.05 * 10 / 1000);
        assertEquals(0.1, linear.logVariance(), 0.1 * 10 / 1000);
        FiniteWidth relu = FiniteWidth.heRelu(widths);
        assertEquals(-0.125, relu.logMean(), 0.125 * 10 / 1000);
        assertEquals(0.25, relu.logVariance(), 0.25 * 10 / 1000);
    }

    // 0.27 to two digits: computed independently
    @Test
    void theTypicalDeepNarrowNetworkLosesSignalAlthoughTheMeanIsKept() {
        FiniteWidth law = FiniteWidth.heRelu(Collections.nCopies(10, 20));
        assertEquals(0.27, law.median(), 0.005);
        assertEquals(0.5, law.cumulative(law.median()), STATED_ERROR);
    }

    @Test
    void aQuantileBelowTheDeadFractionIsZero() {
        FiniteWidth law = FiniteWidth.heRelu(List.of(1, 1));
        assertEquals(0, law.quantile(0.75));
        assertEquals(0.75, law.cumulative(0));
        assertEquals(0, law.cumulative(-1e-300));
        assertEquals(0.8, law.cumulative(law.quantile(0.8)), STATED_ERROR);
        assertEquals(1, law.cumulative(Double.POSITIVE_INFINITY));
        assertEquals(0, FiniteWidth.linear(List.of(5)).cumulative(0));
    }

    @Test
    void layersMultiplyInAnyOrder() {
        FiniteWidth whole = FiniteWidth.linear(List.of(3, 8, 3));
        FiniteWidth parts = FiniteWidth.linear(List.of(8, 3, 3));
        assertEquals(whole.median(), parts.median(), 1e-10);
        assertEquals(whole.secondMoment(), parts.secondMoment(), 1e-12);
    }

    @Test
    void whatIsNoWidthOrLevelIsRefused() {
        assertMessage("width must be at least 1, got 0", () -> FiniteWidth.linear(List.of(3, 0)));
        assertMessage("width must be at least 1, got -2", () -> FiniteWidth.heRelu(List.of(-2)));
        assertMessage("widths must name at least one layer, got []", () -> FiniteWidth.linear(List.of()));
        FiniteWidth law = FiniteWidth.linear(List.of(3));
        assertMessage("p must be above 0 and below 1, got 1.0", () -> law.quantile(1));
        assertMessage("the argument of a distribution must be a number, got NaN", () -> law.cumulative(Double.NaN));
    }

    private static void assertMessage(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
