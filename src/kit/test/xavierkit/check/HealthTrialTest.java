package xavierkit.check;

import static org.junit.jupiter.api.Assertions.*;

import java.util.*;
import java.util.stream.*;
import org.junit.jupiter.api.Test;
import xavierkit.activation.Activation;
import xavierkit.data.DataSet;
import xavierkit.init.*;
import xavierkit.network.Network;
import xavierkit.training.LeastSquares;

class HealthTrialTest {

    private static final LeastSquares DESCENT = new LeastSquares(new DataSet(
            WeightDistribution.NORMAL.sample(40, 20, 1, new SplittableRandom(1)),
            IntStream.range(0, 40).mapToObj(i -> i % 4).toList()));

    private static HealthTrial trial(double gain, int steps) {
        WeightSampler sampler = WeightSampler.of(VarianceScaling.glorotNormal().withGain(gain));
        List<Integer> widths = List.of(20, 20, 20, 20, 20, 20, 4);
        List<Network> networks = LongStream.of(1, 2)
                .mapToObj(seed -> sampler.network(widths, Activation.TANH, VarianceScaling.glorotNormal(), seed))
                .toList();
        return HealthTrial.of(networks, DESCENT, 0.01, steps);
    }

    @Test
    void weightsThatAreFarTooSmallAreIllAndDoNotLearn() {
        assertTrue(trial(1, 0).distance() < 1);
        assertTrue(trial(0.1, 0).distance() > 3);
        assertTrue(trial(1, 200).costs().mean() < 0.8 * trial(1, 0).costs().mean());
        assertTrue(trial(0.1, 200).costs().mean() > 0.9);
    }

    @Test
    void aSingleNetworkHasNoStandardError() {
        assertThrows(IllegalArgumentException.class, () -> HealthTrial.of(List.of(), DESCENT, 0.01, 1));
    }
}
