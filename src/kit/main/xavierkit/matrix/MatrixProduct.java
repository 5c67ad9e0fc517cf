package xavierkit.matrix;

import java.util.Arrays;
import org.ejml.EjmlParameters;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The one place where the kit multiplies matrices: A B, A' B and A B', in plain Java and on several threads. No
 * transpose is copied.
 *
 * <p>The bits are those of EJML's single-threaded products, for any number of threads; only which of
 * several NaNs results is unspecified. While the system property {@code xavierkit.blas} is {@code native}, the machine's own BLAS
 * library multiplies instead: faster, and on threads of its own, but it adds in another order, so that
 * results agree to rounding only.
 *
 * <p>All products throw IllegalArgumentException if the shapes do not fit.
 */
public final class MatrixProduct {

    /** Up to this number of multiplications, packing costs more than it saves. */
    private static final int TINY = 1000;

    private MatrixProduct() {}

    /** One of EJML's products, c being where it goes or null for a new matrix. */
    private interface Ejml {
        DMatrixRMaj multiply(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c);
    }

    /**
     * Says in one sentence what multiplies matrices at present.
     *
     * @throws IllegalStateException if native BLAS is asked for and not found
     */
    public static String inUse() {
        return NativeLibrary.isChosen()
                ? NativeLibrary.describe()
                : "Plain Java multiplies matrices, with the same bits everywhere.";
    }

    /** A B. */
    public static DMatrixRMaj ab(DMatrixRMaj a, DMatrixRMaj b) {
        Factor right = Factor.of(b);
        return product(Factor.of(a), right, right.columns(), CommonOps_DDRM::mult);
    }

    /** A' B. */
    public static DMatrixRMaj atb(DMatrixRMaj a, DMatrixRMaj b) {
        Factor left = Factor.of(a).transpose();
        Factor right = Factor.of(b);
        return product(left, right, Math.max(left.rows(), right.columns()), CommonOps_DDRM::multTransA);
    }

    /** A B'. */
    public static DMatrixRMaj abt(DMatrixRMaj a, DMatrixRMaj b) {
        return product(Factor.of(a), Factor.of(b).transpose(), 0, CommonOps_DDRM::multTransB);
    }

    /**
     * C += A' B, in place: what training does to the weights that it owns. To c_ij are added a_1i b_1j, a_2i b_2j and
     * so on, in this order; the only product that changes a matrix it is given.
     */
    public static void addAtb(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        Factor left = Factor.of(a).transpose();
        Factor right = Factor.of(b);
        requireFit(left, right);
        Require.shape("the matrix to add to", c, left.rows(), right.columns());
        if (NativeLibrary.isChosen()) {
            NativeLibrary.multiply(left, right, c, 1);
        } else if (c.getNumElements() > 0) {
            new PlainProduct(left, right, Factor.of(c)).add();
        }
    }

    /**
     * Vectors and tiny matrices do not repay packing, and go to EJML itself. Where {@code size} is large, EJML starts
     * sums with the first product and not with 0, which differs where all products are -0.0.
     */
    private static DMatrixRMaj product(Factor a, Factor b, int size, Ejml ejml) {
        requireFit(a, b);
        DMatrixRMaj c = new DMatrixRMaj(a.rows(), b.columns());
        if (NativeLibrary.isChosen()) {
            NativeLibrary.multiply(a, b, c, 0);
        } else if (a.rows() == 1 || b.columns() == 1 || (long) a.rows() * a.columns() * b.columns() <= TINY) {
            ejml.multiply(a.matrix(), b.matrix(), c);
        } else {
            Arrays.fill(c.data, size >= EjmlParameters.MULT_COLUMN_SWITCH ? -0.0 : 0);
            new PlainProduct(a, b, Factor.of(c)).add();
        }
        return c;
    }

    /** Columns of A and rows of B must be the same number. */
    private static void requireFit(Factor a, Factor b) {
        String rule = "the left factor must have as many columns as the right has rows, got %s and %s";
        Require.that(a.columns() == b.rows(), rule, a, b);
    }
}
