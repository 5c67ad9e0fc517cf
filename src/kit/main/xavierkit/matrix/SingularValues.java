package xavierkit.matrix;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * The factors by which a matrix stretches space along its principal axes. In plain Java by EJML; by the machine's
 * LAPACK while the system property {@code xavierkit.blas} is {@code native}: several times faster, equal to rounding.
 */
public final class SingularValues {

    private SingularValues() {}

    /**
     * All singular values, the largest first: as many as the smaller side of the matrix.
     *
     * @throws IllegalArgumentException if the matrix is empty or has an entry that is not finite
     * @throws IllegalStateException if native LAPACK is asked for and not found
     */
    public static double[] of(DMatrixRMaj matrix) {
        boolean empty = Require.given("the matrix", matrix).getNumElements() == 0;
        boolean finite = !empty && !MatrixFeatures_DDRM.hasUncountable(matrix);
        String found = Require.shape(matrix) + (empty ? "" : " with NaN or infinity");
        Require.that(finite, "singular values need finite entries, at least one, got a matrix of %s", found);
        return MatrixProduct.isNative() ? NativeLibrary.singularValues(matrix) : byEjml(matrix);
    }

    /** SingularOps_DDRM.singularValues would work out the singular vectors too, in twice the time. */
    private static double[] byEjml(DMatrixRMaj matrix) {
        var svd = DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, false, false, true);
        if (!svd.decompose(matrix.copy())) {
            throw new IllegalStateException("EJML found no singular values");
        }
        DoubleStream values = Arrays.stream(svd.getSingularValues(), 0, svd.numberOfSingularValues());
        return values.map(x -> -x).sorted().map(x -> -x).toArray();
    }
}
