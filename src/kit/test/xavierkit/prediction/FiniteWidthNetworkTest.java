package xavierkit.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import xavierkit.activation.Activation;
import xavierkit.init.FanMode;
import xavierkit.init.Initializer;
import xavierkit.init.VarianceScaling;
import xavierkit.matrix.Moments;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Network;

/**
 * The laws against real networks, each of which gives one independent draw. A Kolmogorov-Smirnov test of
 * 3,000 draws that rejects below p = 1e-4 has one false alarm in 10,000; it rejects where the two
 * distribution functions are 0.041 apart, and the wrong laws that must fail are 0.05 or more away.
 */
class FiniteWidthNetworkTest {

    private static final List<Integer> WIDTHS = List.of(4, 7, 5, 9);
    private static final List<Integer> HIDDEN = List.of(7, 5, 9);
    private static final int NETWORKS = 3000;
    private static final double FALSE_ALARMS = 1e-4;

    @Test
    void linearNetworks() {
        double[] ratios = measure(Activation.IDENTITY, VarianceScaling.lecunNormal(), s -> meanSquare(s.activation(3)));
        assertTrue(pValue(ratios, FiniteWidth.linear(HIDDEN)::cumulative) > FALSE_ALARMS);
        assertTrue(pValue(ratios, FiniteWidth.linear(WIDTHS.subList(0, 3))::cumulative) < FALSE_ALARMS);
    }

    @Test
    void reluNetworksThatAreNotDead() {
        double[] ratios = measure(Activation.RELU, VarianceScaling.heNormal(), s -> meanSquare(s.activation(3)));
        FiniteWidth law = FiniteWidth.heRelu(HIDDEN);
        double[] alive = Arrays.stream(ratios).filter(x -> x > 0).toArray();
        double dead = law.deadProbability();
        // the number of dead networks is binomial: 4 standard deviations, one false alarm in 16,000
        assertEquals(NETWORKS * dead, NETWORKS - alive.length, 4 * Math.sqrt(NETWORKS * dead * (1 - dead)));
        assertTrue(pValue(alive, x -> (law.cumulative(x) - dead) / (1 - dead)) > FALSE_ALARMS);
        assertTrue(pValue(alive, FiniteWidth.linear(HIDDEN)::cumulative) < FALSE_ALARMS);
    }

    // n_0 to n_(L-1) = 4, 7, 5; with Var(W) = 1/fan_out the gradient keeps its mean square
    @Test
    void gradientsOfLinearNetworks() {
        RandomGenerator random = new SplittableRandom(2);
        Initializer initializer = VarianceScaling.lecunNormal().withMode(FanMode.FAN_OUT);
        DMatrixRMaj input = new DMatrixRMaj(1, 4);
        DMatrixRMaj gradient = new DMatrixRMaj(new double[][] {{1, 0, -3, 0.5, 2, 0, 0, 4, 1}});
        double outputSquare = meanSquare(gradient);
        double[] ratios = IntStream.range(0, NETWORKS)
                .mapToObj(i -> Network.of(WIDTHS, Activation.IDENTITY, initializer, random))
                .map(network -> network.backward(network.forward(input), gradient))
                .mapToDouble(signals -> meanSquare(signals.activationGradient(0)) / outputSquare)
                .toArray();
        assertTrue(pValue(ratios, FiniteWidth.linear(WIDTHS.subList(0, 3))::cumulative) > FALSE_ALARMS);
        assertTrue(pValue(ratios, FiniteWidth.linear(HIDDEN)::cumulative) < FALSE_ALARMS);
    }

    private static double[] measure(
            Activation activation, Initializer initializer, ToDoubleFunction<ForwardSignals> signal) {
        RandomGenerator random = new SplittableRandom(1);
        DMatrixRMaj input = new DMatrixRMaj(new double[][] {{1, -2, 3, 0.5}});
        double inputSquare = meanSquare(input);
        return IntStream.range(0, NETWORKS)
                .mapToObj(
                        i -> Network.of(WIDTHS, activation, initializer, random).forward(input))
                .mapToDouble(signals -> signal.applyAsDouble(signals) / inputSquare)
                .toArray();
    }

    private static double meanSquare(DMatrixRMaj matrix) {
        return Moments.of(matrix).secondMoment();
    }

    private static double pValue(double[] draws, DoubleUnaryOperator cumulative) {
        return KolmogorovSmirnovTest.withDefaults().test(draws, cumulative).getPValue();
    }
}
