package xavierkit.check;

import static org.junit.jupiter.api.Assertions.*;

import java.util.*;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import xavierkit.activation.Activation;
import xavierkit.init.*;

class FreshClassifiersTest {

    private static final DMatrixRMaj NOISE = WeightDistribution.NORMAL.sample(40, 100, 1, new SplittableRandom(1));

    private static FreshClassifiers fresh(VarianceScaling start) {
        List<Integer> labels = IntStream.range(0, 40).mapToObj(i -> i % 4).toList();
        return FreshClassifiers.of(List.of(100, 100, 100, 100, 4), Activation.TANH, start, NOISE, labels, 10);
    }

    /** Checks of true predictions fail once in 16,000, those of wide layers at 100 units a little more often. */
    @Test
    void theoryPredictsSignalsAndGradients() {
        FreshClassifiers fresh = fresh(VarianceScaling.glorotUniform());
        assertTrue(VarianceCheck.atLayer(fresh.activations(), 3, fresh.activationVariance(3))
                .passed());
        assertTrue(VarianceCheck.atLayer(fresh.gradients(), 1, fresh.gradientVariance(1))
                .passed());
        assertTrue(VarianceCheck.ofEstimates("singular", fresh.meanSingularValue(2), fresh.meanSingularValues(2, 4))
                .passed());
    }

    @Test
    void signalsFadeUpAndGradientsDownUnderTheStandardStart() {
        FreshClassifiers fresh = fresh(VarianceScaling.standardHeuristic());
        assertTrue(fresh.activations().variance(3) < fresh.activations().variance(1) / 4);
        assertTrue(fresh.gradients().variance(1) < fresh.gradients().variance(3) / 4);
        double quotient =
                DoubleStream.of(fresh.weightGradientQuotients()).average().orElseThrow();
        assertEquals(1, quotient, 0.3); // equation 14
        assertEquals(10, fresh.weightGradientsAlone().size());
        assertEquals(10, fresh.activationNumbers(1).size());
    }
}
