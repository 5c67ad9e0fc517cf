package xavierkit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddedProductTest {

    private final int threads = EjmlConcurrency.getMaxThreads();

    @AfterEach
    void restoreThreads() {
        EjmlConcurrency.setMaxThreads(threads);
    }

    private static DMatrixRMaj random(int rows, int columns, int seed) {
        return RandomMatrices_DDRM.rectangle(rows, columns, -1, 1, new Random(seed));
    }

    // edges of the kernel as in MatrixProductTest
    @ParameterizedTest(name = "{1} x {0} times {0} x {2}")
    @CsvSource({
        "0, 3, 2",
        "3, 0, 2",
        "3, 2, 0",
        "1, 1, 1",
        "10, 1, 300",
        "10, 300, 1",
        "1, 64, 10",
        "10, 64, 10",
        "129, 15, 15",
        "64, 16, 17",
        "11, 1009, 13",
        "67, 100, 513",
        "10, 500, 300"
    })
    void eachProductIsAddedInOrderOnAnyNumberOfThreads(int k, int m, int n) {
        DMatrixRMaj a = random(k, m, 1);
        DMatrixRMaj b = random(k, n, 2);
        DMatrixRMaj expected = random(m, n, 3);
        for (int p = 0; p < k; p++) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    expected.data[i * n + j] += a.get(p, i) * b.get(p, j);
                }
            }
        }
        for (int count : new int[] {1, 2, 3}) {
            EjmlConcurrency.setMaxThreads(count);
            DMatrixRMaj sum = random(m, n, 3);
            MatrixProduct.addAtb(a, b, sum);
            assertArrayEquals(expected.data, sum.data);
        }
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        DMatrixRMaj a = random(3, 4, 1);
        var left = assertThrows(
                IllegalArgumentException.class, () -> MatrixProduct.addAtb(a, random(2, 5, 1), random(4, 5, 1)));
        assertEquals(
                "the left factor must have as many columns as the right has rows, got 4x3 and 2x5", left.getMessage());
        var sum = assertThrows(
                IllegalArgumentException.class, () -> MatrixProduct.addAtb(a, random(3, 5, 1), random(5, 4, 1)));
        assertEquals("the matrix to add to must be 4x5, got 5x4", sum.getMessage());
    }

    // EJML's own loop would throw here, with its workers still writing
    @Test
    void anInterruptWaitsUntilTheProductIsWhole() {
        EjmlConcurrency.setMaxThreads(2);
        DMatrixRMaj a = random(300, 300, 1);
        DMatrixRMaj b = random(300, 300, 2);
        DMatrixRMaj expected = MatrixProduct.ab(a, b);
        Thread.currentThread().interrupt();
        DMatrixRMaj found = MatrixProduct.ab(a, b);
        assertTrue(Thread.interrupted(), "the interrupt is kept");
        assertArrayEquals(expected.data, found.data);
    }
}
