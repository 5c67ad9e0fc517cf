package xavierkit.matrix;

import dev.ludovic.netlib.lapack.NativeLAPACK;
import java.util.Arrays;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.netlib.util.intW;

/**
 * The factors by which a matrix stretches space along its principal axes. In plain Java by EJML; by the
 * machine's LAPACK while the system property {@code xavierkit.blas} is {@code native}: several times faster,
 * equal to rounding.
 */
public final class SingularValues {

    private SingularValues() {}

    /**
     * All of them, the largest first: as many as the smaller side of the matrix.
     *
     * @throws IllegalArgumentException if the matrix is empty or has an entry that is not finite
     * @throws IllegalStateException if native LAPACK is asked for and not found
     */
    public static double[] of(DMatrixRMaj matrix) {
        Objects.requireNonNull(matrix, "the matrix must be given");
        if (matrix.getNumElements() == 0 || MatrixFeatures_DDRM.hasUncountable(matrix)) {
            throw new IllegalArgumentException("singular values need finite entries, at least one, got a matrix of "
                    + Require.shape(matrix)
                    + (matrix.getNumElements() == 0 ? "" : " with NaN or infinity"));
        }
        return NativeProduct.isChosen() ? byLapack(matrix) : byEjml(matrix);
    }

    // SingularOps_DDRM.singularValues would work out the singular vectors too, in twice the time
    private static double[] byEjml(DMatrixRMaj matrix) {
        var svd = DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, false, false, true);
        if (!svd.decompose(matrix.copy())) {
            throw new IllegalStateException("EJML found no singular values");
        }
        double[] ascending = Arrays.copyOf(svd.getSingularValues(), svd.numberOfSingularValues());
        Arrays.sort(ascending);
        return IntStream.rangeClosed(1, ascending.length)
                .mapToDouble(i -> ascending[ascending.length - i])
                .toArray();
    }

    // LAPACK reads the matrix as its transpose, which has the same singular values
    private static double[] byLapack(DMatrixRMaj matrix) {
        double[] values = new double[Math.min(matrix.numRows, matrix.numCols)];
        double[] entries = Arrays.copyOf(matrix.data, matrix.getNumElements()); // LAPACK overwrites them
        double[] size = new double[1];
        decompose(matrix, entries, values, size, -1);
        decompose(matrix, entries, values, new double[(int) size[0]], (int) size[0]);
        return values;
    }

    private static void decompose(DMatrixRMaj matrix, double[] entries, double[] values, double[] work, int length) {
        int m = matrix.numCols;
        int n = matrix.numRows;
        double[] none = new double[1];
        int[] integers = new int[8 * values.length];
        intW failed = new intW(0);
        lapack().dgesdd("N", m, n, entries, m, values, none, 1, none, 1, work, length, integers, failed);
        if (failed.val != 0) {
            throw new IllegalStateException("LAPACK's dgesdd found no singular values, code " + failed.val);
        }
    }

    private static NativeLAPACK lapack() {
        try {
            return Found.lapack();
        } catch (RuntimeException e) {
            throw NativeProduct.missing("LAPACK", e);
        }
    }

    /** Loads the library at the first use, and keeps from stderr which one it is. */
    private static final class Found {
        private static final Logger LOGGER = Logger.getLogger("dev.ludovic.netlib.lapack");

        static {
            LOGGER.setLevel(Level.WARNING);
        }

        static NativeLAPACK lapack() {
            return NativeLAPACK.getInstance();
        }
    }
}
