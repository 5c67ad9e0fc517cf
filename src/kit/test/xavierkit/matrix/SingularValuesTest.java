package xavierkit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated
class SingularValuesTest {

    private static final String PROPERTY = "xavierkit.blas";

    @AfterEach
    void plainJavaAgain() {
        System.clearProperty(PROPERTY);
    }

    // Rows of length 5 and 13 that are orthogonal to each other
    @Test
    void orthogonalRowsAreStretchedByTheirLengths() {
        DMatrixRMaj matrix = new DMatrixRMaj(new double[][] {{3, 4, 0}, {0, 0, -13}});
        assertArrayEquals(new double[] {13, 5}, SingularValues.of(matrix), 1e-14);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 3", "3, 7", "40, 40"})
    void nativeLapackAgreesToRounding(int rows, int columns) {
        DMatrixRMaj matrix = RandomMatrices_DDRM.rectangle(rows, columns, -1, 1, new Random(1));
        double[] plain = SingularValues.of(matrix);
        System.setProperty(PROPERTY, "native");
        assumeTrue(found(matrix), "no native LAPACK library on this machine");
        assertArrayEquals(plain, SingularValues.of(matrix), 1e-12);
    }

    private static boolean found(DMatrixRMaj matrix) {
        try {
            SingularValues.of(matrix);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Test
    void whatHasNoSingularValuesIsRefused() {
        var empty = assertThrows(IllegalArgumentException.class, () -> SingularValues.of(new DMatrixRMaj(0, 3)));
        assertEquals("singular values need finite entries, at least one, got a matrix of 0x3", empty.getMessage());
        DMatrixRMaj nan = new DMatrixRMaj(new double[][] {{1, Double.NaN}});
        var message = assertThrows(IllegalArgumentException.class, () -> SingularValues.of(nan));
        assertEquals(
                "singular values need finite entries, at least one, got a matrix of 1x2 with NaN or infinity",
                message.getMessage());
    }
}
