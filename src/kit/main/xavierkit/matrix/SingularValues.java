package xavierkit.matrix;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.netlib.lapack.Dlasq1;
import org.netlib.util.intW;

/**
 * The factors by which a matrix stretches space along its principal axes. In plain Java, with the same bits for any
 * number of threads; by the machine's LAPACK while the system property {@code xavierkit.blas} is {@code native}:
 * faster, equal to rounding.
 */
public final class SingularValues {

    private SingularValues() {}

    /**
     * All singular values, the largest first: as many as the smaller side of the matrix. Their errors are rounding
     * errors of the largest; one beyond the largest double is infinite.
     *
     * @throws IllegalArgumentException if the matrix is empty or has an entry that is not finite
     * @throws IllegalStateException if native LAPACK is asked for and not found
     */
    public static double[] of(DMatrixRMaj matrix) {
        boolean empty = Require.given("the matrix", matrix).getNumElements() == 0;
        boolean finite = !empty && !MatrixFeatures_DDRM.hasUncountable(matrix);
        String found = Require.shape(matrix) + (empty ? "" : " with NaN or infinity");
        Require.that(finite, "singular values need finite entries, at least one, got a matrix of %s", found);
        return MatrixProduct.isNative() ? NativeLibrary.singularValues(matrix) : inJava(matrix);
    }

    /**
     * By bidiagonal form, of the transpose if that is wide, then dqds (Fernando and Parlett, Accurate singular values
     * and differential qd algorithms, 1994). A power of 2 scales the matrix, so that no square overflows.
     */
    private static double[] inJava(DMatrixRMaj matrix) {
        DMatrixRMaj wide = matrix.numRows > matrix.numCols ? CommonOps_DDRM.transpose(matrix, null) : matrix.copy();
        int exponent = Math.getExponent(CommonOps_DDRM.elementMaxAbs(wide));
        CommonOps_DDRM.scale(Math.scalb(1.0, -exponent), wide);
        Bidiagonal b = new Bidiagonal(wide);
        double[] values = b.diagonal;
        intW failed = new intW(0);
        Dlasq1.dlasq1(values.length, values, 0, b.above, 0, new double[4 * values.length], 0, failed);
        if (failed.val != 0) {
            throw new IllegalStateException("LAPACK's dlasq1 found no singular values, code " + failed.val);
        }
        return Arrays.stream(values).map(x -> x * Math.scalb(1.0, exponent)).toArray();
    }
}
