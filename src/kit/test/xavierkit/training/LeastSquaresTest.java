package xavierkit.training;

import static org.junit.jupiter.api.Assertions.*;

import java.util.*;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import xavierkit.activation.Activation;
import xavierkit.data.DataSet;
import xavierkit.network.*;

class LeastSquaresTest {

    /** One layer z = x W with x = 1, W = (0.5, 0): y = (1, 0), so C = 0.25, dC/dz = (-1, 0), dC/dW = (-1, 0). */
    private static final LeastSquares ONE =
            new LeastSquares(new DataSet(new DMatrixRMaj(new double[][] {{1}}), List.of(0)));

    private static final Network NETWORK =
            new Network(List.of(new Layer(new DMatrixRMaj(new double[][] {{0.5, 0}}), Activation.IDENTITY)));

    @Test
    void theCostIsTheSquaredDistance() {
        assertEquals(0.25, ONE.cost(NETWORK), 1e-15);
        assertEquals(-1, ONE.signals(NETWORK).activationGradient(1).get(0), 1e-15);
    }

    @Test
    void aStepGoesDownTheGradientAndLeavesTheNetworkAlone() {
        Network after = ONE.trained(NETWORK, 0.1, 1);
        assertEquals(0.6, after.layers().get(0).weights().get(0), 1e-15);
        assertEquals(0.5, NETWORK.layers().get(0).weights().get(0));
        assertEquals(0.25, ONE.cost(ONE.trained(NETWORK, 0.1, 0)), 1e-15);
    }

    @Test
    void theBestConstantAnswerHasTheSharesOfTheClasses() {
        DataSet three = new DataSet(new DMatrixRMaj(4, 1), List.of(0, 0, 1, 2));
        assertEquals(1 - (0.25 + 0.0625 + 0.0625), new LeastSquares(three).constantCost(), 1e-15);
    }
}
