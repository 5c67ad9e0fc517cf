package xavierkit.matrix;

import java.util.Arrays;
import org.ejml.EjmlParameters;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The one place where the kit multiplies matrices: A B, A' B and A B', in plain Java and on several threads. No
 * transpose is copied.
 *
 * <p>The bits are those of EJML's single-threaded products, for any number of threads; only which of several NaNs
 * results is unspecified. While the system property {@code xavierkit.blas} is {@code native}, the machine's own BLAS
 * library multiplies instead: faster, and on threads of its own, but it adds in another order, so that results agree to
 * rounding only.
 *
 * <p>All products throw IllegalArgumentException if the shapes do not fit.
 */
public final class MatrixProduct {

    static final String PROPERTY = "xavierkit.blas";

    /** Up to this number of multiplications, packing costs more than it saves. */
    private static final int TINY = 1000;

    private MatrixProduct() {}

    /**
     * Says in one sentence what multiplies matrices at present.
     *
     * @throws IllegalStateException if native BLAS is asked for and not found
     */
    public static String inUse() {
        if (!isNative()) {
            return "Plain Java multiplies matrices, with the same bits everywhere.";
        }
        NativeLibrary.blas();
        return "The native BLAS library of this machine multiplies matrices, because " + PROPERTY
                + "=native; its last bits depend on the machine.";
    }

    /** Whether the property asks for the native library; IllegalArgumentException if it asks for anything else. */
    static boolean isNative() {
        String choice = System.getProperty(PROPERTY);
        String rule = "the system property %s must be absent or native, got %s";
        Require.that(choice == null || choice.equals("native"), rule, PROPERTY, choice);
        return choice != null;
    }

    /** A B. */
    public static DMatrixRMaj ab(DMatrixRMaj a, DMatrixRMaj b) {
        return product(Factor.of(a), Factor.of(b));
    }

    /** A' B. */
    public static DMatrixRMaj atb(DMatrixRMaj a, DMatrixRMaj b) {
        return product(Factor.of(a).transpose(), Factor.of(b));
    }

    /** A B'. */
    public static DMatrixRMaj abt(DMatrixRMaj a, DMatrixRMaj b) {
        return product(Factor.of(a), Factor.of(b).transpose());
    }

    /**
     * C += A' B, in place: what training does to the weights that it owns. To c_ij are added a_1i b_1j, a_2i b_2j and
     * so on, in this order; the only product that changes a matrix it is given.
     */
    public static void addAtb(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        Factor left = Factor.of(a).transpose();
        Factor right = Factor.of(b);
        left.requireFit(right);
        Require.shape("the matrix to add to", c, left.rows(), right.columns());
        if (isNative()) {
            NativeLibrary.multiply(left, right, c, 1);
        } else if (c.getNumElements() > 0) {
            new PlainProduct(left, right, c).add();
        }
    }

    /**
     * Vectors and tiny matrices do not repay packing, and go to EJML itself. Where matrices are wide, EJML starts sums
     * of A B and A' B with the first product and not with 0, which differs where all products are -0.0.
     */
    private static DMatrixRMaj product(Factor a, Factor b) {
        a.requireFit(b);
        DMatrixRMaj c = new DMatrixRMaj(a.rows(), b.columns());
        if (isNative()) {
            NativeLibrary.multiply(a, b, c, 0);
        } else if (a.rows() == 1 || b.columns() == 1 || (long) a.rows() * a.columns() * b.columns() <= TINY) {
            byEjml(a, b, c);
        } else {
            int width = b.transposed() ? 0 : a.transposed() ? Math.max(c.numRows, c.numCols) : c.numCols;
            Arrays.fill(c.data, width >= EjmlParameters.MULT_COLUMN_SWITCH ? -0.0 : 0);
            new PlainProduct(a, b, c).add();
        }
        return c;
    }

    private static void byEjml(Factor a, Factor b, DMatrixRMaj c) {
        if (a.transposed()) {
            CommonOps_DDRM.multTransA(a.matrix(), b.matrix(), c);
        } else if (b.transposed()) {
            CommonOps_DDRM.multTransB(a.matrix(), b.matrix(), c);
        } else {
            CommonOps_DDRM.mult(a.matrix(), b.matrix(), c);
        }
    }
}
