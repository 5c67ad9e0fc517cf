package xavierkit.network;

import static org.junit.jupiter.api.Assertions.*;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class AttentionTest {

    /** Scores 0 and ln 3 give weights 1/4 and 3/4; scores of 1000 overflow nothing. */
    @Test
    void weightsAreASoftmax() {
        Attention attention = new Attention(new DMatrixRMaj(new double[][] {{0, Math.log(3)}, {1000, 1000}}));
        assertArrayEquals(new double[] {0.25, 0.75, 0.5, 0.5}, attention.weights().data, 1e-15);
        assertEquals(0.625, attention.largestWeight(), 1e-15);
    }

    @Test
    void scoresAreScaledProducts() {
        DMatrixRMaj queries = new DMatrixRMaj(new double[][] {{1, 2}});
        DMatrixRMaj keys = new DMatrixRMaj(new double[][] {{3, 4}, {5, 6}, {0, 0}});
        assertArrayEquals(
                new double[] {5.5, 8.5, 0}, Attention.of(queries, keys, 0.5).scores().data, 1e-15);
        assertThrows(IllegalArgumentException.class, () -> Attention.of(queries, keys, Double.NaN));
    }
}
