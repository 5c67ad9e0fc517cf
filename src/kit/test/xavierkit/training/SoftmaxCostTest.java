package xavierkit.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SoftmaxCostTest {

    // softmax(ln 1, ln 2, ln 5) = (1, 2, 5) / 8
    @Test
    void costAndGradientAreThoseOfTheFormula() {
        DMatrixRMaj z = new DMatrixRMaj(new double[][] {{0, Math.log(2), Math.log(5)}, {Math.log(5), 0, Math.log(2)}});
        SoftmaxCost cost = SoftmaxCost.of(z, List.of(2, 2));
        assertEquals((Math.log(8.0 / 5) + Math.log(8.0 / 2)) / 2, cost.mean(), 1e-15);
        assertEquals(0.5, cost.errorRate());
        double[] gradient = {1 / 16.0, 2 / 16.0, -3 / 16.0, 5 / 16.0, 1 / 16.0, -6 / 16.0};
        assertArrayEquals(gradient, cost.gradient().data, 1e-15);
        assertEquals(Math.log(2), z.get(0, 1), "z itself is left alone");
    }

    @Test
    void hugeOutputsDoNotOverflow() {
        DMatrixRMaj z = new DMatrixRMaj(new double[][] {{1e5, 0}, {-1e5, 0}});
        SoftmaxCost cost = SoftmaxCost.of(z, List.of(1, 1));
        assertEquals(1e5 / 2, cost.mean());
        assertEquals(0.5, cost.errorRate());
        assertArrayEquals(new double[] {0.5, -0.5, 0, 0}, cost.gradient().data);
    }

    @Test
    void tiesAndNaNAreErrors() {
        DMatrixRMaj z = new DMatrixRMaj(new double[][] {{1, 1}, {Double.NaN, 1}, {1, Double.NaN}});
        SoftmaxCost cost = SoftmaxCost.of(z, List.of(0, 1, 0));
        assertEquals(1, cost.errorRate());
        assertTrue(Double.isNaN(cost.mean()));
    }

    @Test
    void labelsThatDoNotFitAreRefused() {
        String one = "a batch must have at least 1 row and a label for each, got ";
        String range = "a label must be between 0 and 2, one for each output of the network, got ";
        DMatrixRMaj z = new DMatrixRMaj(2, 3);
        DMatrixRMaj none = new DMatrixRMaj(0, 3);
        assertRefused(one + "2 rows and 1 labels", () -> SoftmaxCost.of(z, List.of(1)));
        assertRefused(one + "0 rows and 0 labels", () -> SoftmaxCost.of(none, List.of()));
        assertRefused(range + "3", () -> SoftmaxCost.of(z, List.of(1, 3)));
        assertRefused(range + "-1", () -> SoftmaxCost.of(z, List.of(-1, 1)));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
