package xavierkit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated
class SingularValuesTest {

    private static final String PROPERTY = "xavierkit.blas";

    private final int threads = EjmlConcurrency.getMaxThreads();

    @AfterEach
    void asBefore() {
        System.clearProperty(PROPERTY);
        EjmlConcurrency.setMaxThreads(threads);
    }

    // Rows of length 5 and 13 that are orthogonal to each other
    @Test
    void orthogonalRowsAreStretchedByTheirLengths() {
        DMatrixRMaj matrix = new DMatrixRMaj(new double[][] {{3, 4, 0}, {0, 0, -13}});
        assertArrayEquals(new double[] {13, 5}, SingularValues.of(matrix), 1e-14);
    }

    // The code cuts columns by 4 and by 64, and wakes other threads from 2^15 elements on
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1, 5",
        "5, 1",
        "2, 2",
        "3, 3",
        "4, 4",
        "5, 4",
        "5, 5",
        "6, 7",
        "33, 70",
        "70, 33",
        "64, 64",
        "65, 65",
        "66, 66",
        "128, 131",
        "129, 129",
        "2000, 3",
        "170, 300",
        "300, 200"
    })
    void theyAreThoseOfEjmlInAnyShape(int rows, int columns) {
        DMatrixRMaj matrix = RandomMatrices_DDRM.rectangle(rows, columns, -1, 1, new Random(1));
        DMatrixRMaj before = matrix.copy();
        assertClose(byEjml(matrix), SingularValues.of(matrix));
        assertArrayEquals(before.data, matrix.data);
    }

    private static double[] byEjml(DMatrixRMaj matrix) {
        return SingularOps_DDRM.singularValues(matrix); // the largest first
    }

    private static void assertClose(double[] expected, double[] actual) {
        assertArrayEquals(expected, actual, 1e-13 * expected[0]);
    }

    @Test
    void allValuesOfAnOrthogonalMatrixAreOne() {
        DMatrixRMaj matrix = RandomMatrices_DDRM.orthogonal(90, 70, new Random(1));
        double[] ones = new double[70];
        Arrays.fill(ones, 1);
        assertClose(ones, SingularValues.of(matrix));
    }

    @ParameterizedTest
    @CsvSource({"80, 70", "70, 80"})
    void theRankMayBeLess(int rows, int columns) {
        double[] values = Arrays.copyOf(new double[] {1000, 30, 5, 5, 1, 1e-3}, 70);
        DMatrixRMaj matrix = RandomMatrices_DDRM.singular(rows, columns, new Random(1), values);
        assertClose(values, SingularValues.of(matrix));
    }

    @Test
    void zerosStretchNothing() {
        assertArrayEquals(new double[1], SingularValues.of(new DMatrixRMaj(1, 1)));
        assertArrayEquals(new double[5], SingularValues.of(new DMatrixRMaj(7, 5)));
    }

    @Test
    void rowsAndColumnsOfZerosAndAnIdentityAreReducedAlready() {
        DMatrixRMaj matrix = CommonOps_DDRM.diag(0, 3, 0, 0, -7, 1, 0);
        assertArrayEquals(new double[] {7, 3, 1, 0, 0, 0, 0}, SingularValues.of(matrix), 1e-14);
    }

    // Squares of the entries would overflow or underflow; powers of 2 change no digit
    @ParameterizedTest
    @ValueSource(ints = {-1000, -600, 600, 1000})
    void theyScaleWithTheMatrix(int exponent) {
        DMatrixRMaj matrix = RandomMatrices_DDRM.rectangle(20, 30, -1, 1, new Random(1));
        double[] values = SingularValues.of(matrix);
        CommonOps_DDRM.scale(Math.scalb(1.0, exponent), matrix);
        double[] scaled =
                Arrays.stream(values).map(x -> Math.scalb(x, exponent)).toArray();
        assertArrayEquals(scaled, SingularValues.of(matrix));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-100, 1e100, 1e300})
    void theyScaleWithOrthogonalRows(double scale) {
        DMatrixRMaj matrix = new DMatrixRMaj(new double[][] {{3, 4, 0}, {0, 0, -13}});
        CommonOps_DDRM.scale(scale, matrix);
        assertClose(new double[] {13 * scale, 5 * scale}, SingularValues.of(matrix));
    }

    @Test
    void theExtremesOfDoublesAreHeld() {
        double least = Double.MIN_VALUE;
        double most = Double.MAX_VALUE;
        assertArrayEquals(new double[] {least}, SingularValues.of(new DMatrixRMaj(new double[][] {{-least}})));
        assertArrayEquals(new double[] {most}, SingularValues.of(new DMatrixRMaj(new double[][] {{-most}})));
        DMatrixRMaj mixed = new DMatrixRMaj(new double[][] {{1e-300, 0}, {0, 1e300}});
        assertClose(new double[] {1e300, 0}, SingularValues.of(mixed));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-8, 1e-12})
    void smallValuesBesideALargeOneAreFound(double small) {
        DMatrixRMaj matrix = new DMatrixRMaj(new double[][] {{0, small, 0}, {1, 0, 0}, {0, 0, small}});
        assertArrayEquals(new double[] {1, small, small}, SingularValues.of(matrix), 1e-15);
    }

    // The squares of 1e-161 are not 0, but have lost most of their digits
    @ParameterizedTest
    @ValueSource(doubles = {1e-100, 1e-150, 1e-161, 1e-170})
    void tinyRowsAndColumnsLeaveTheOthersAlone(double tiny) {
        DMatrixRMaj matrix = RandomMatrices_DDRM.rectangle(20, 20, -1, 1, new Random(1));
        for (int i = 0; i < 20; i++) {
            matrix.set(i, 0, tiny * matrix.get(i, 0));
            matrix.set(0, i, tiny * matrix.get(0, i));
            matrix.set(i, 7, tiny * matrix.get(i, 7));
        }
        DMatrixRMaj others = matrix.copy();
        for (int i = 0; i < others.data.length; i++) {
            others.data[i] = Math.abs(others.data[i]) < 1e-50 ? 0 : others.data[i];
        }
        assertClose(byEjml(others), SingularValues.of(matrix));
    }

    @ParameterizedTest
    @CsvSource({"300, 300", "400, 150", "150, 400"})
    void theBitsAreTheSameForAnyNumberOfThreads(int rows, int columns) {
        DMatrixRMaj matrix = RandomMatrices_DDRM.rectangle(rows, columns, -1, 1, new Random(1));
        EjmlConcurrency.setMaxThreads(1);
        double[] single = SingularValues.of(matrix);
        for (int count : new int[] {2, 3, 8}) {
            EjmlConcurrency.setMaxThreads(count);
            assertArrayEquals(single, SingularValues.of(matrix), "threads " + count);
        }
    }

    @Test
    void theArrayOfAMatrixMayBeLongerThanTheMatrix() {
        DMatrixRMaj matrix = RandomMatrices_DDRM.rectangle(9, 9, -1, 1, new Random(1));
        matrix.data[80] = 1e300;
        matrix.reshape(5, 7);
        assertClose(byEjml(matrix.copy()), SingularValues.of(matrix));
        matrix.reshape(7, 5);
        assertClose(byEjml(matrix.copy()), SingularValues.of(matrix));
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
