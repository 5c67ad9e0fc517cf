package xavierkit.network;

import static org.junit.jupiter.api.Assertions.*;

import java.util.*;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import xavierkit.activation.Activation;
import xavierkit.init.VarianceScaling;
import xavierkit.matrix.SingularValues;

class JacobiansTest {

    private static final Network NETWORK =
            Network.constantWidth(6, 3, Activation.TANH, VarianceScaling.glorotNormal(), new SplittableRandom(1));

    private static final DMatrixRMaj SAMPLE = new DMatrixRMaj(1, 6, true, 1, -1, 0.5, 2, 0, 1);

    private static final Jacobians JACOBIANS = Jacobians.of(NETWORK, NETWORK.forward(SAMPLE));

    // (z(x + h) - z(x - h)) / 2h has an error of order h^2
    @Test
    void theProductIsTheDerivativeOfTheWholeNetwork() {
        double h = 1e-5;
        DMatrixRMaj more = SAMPLE.copy();
        DMatrixRMaj less = SAMPLE.copy();
        more.add(0, 2, h);
        less.add(0, 2, -h);
        for (int unit = 0; unit < 6; unit++) {
            double slope = (NETWORK.forward(more).activation(3).get(0, unit)
                            - NETWORK.forward(less).activation(3).get(0, unit))
                    / (2 * h);
            assertEquals(slope, JACOBIANS.upTo(3).get(2, unit), 1e-9);
        }
    }

    @Test
    void averagesAreThoseOfTheSingularValues() {
        double[] sigma = SingularValues.of(JACOBIANS.upTo(2));
        double square = Arrays.stream(sigma).map(x -> x * x).average().orElseThrow();
        double log = Arrays.stream(sigma).map(Math::log).average().orElseThrow();
        assertEquals(Math.sqrt(square), JACOBIANS.rootMeanSquares()[1], 1e-12);
        assertEquals(Math.exp(log), JACOBIANS.geometricMeans()[1], 1e-10);
        assertThrows(IllegalArgumentException.class, () -> JACOBIANS.upTo(4));
    }
}
