package xavierkit.matrix;

import org.ejml.EjmlParameters;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;

/**
 * The one place where the kit multiplies matrices: A B, A' B and A B', in plain Java and on as many
 * threads as {@link org.ejml.concurrency.EjmlConcurrency} may use. No transpose is copied.
 *
 * <p>The bits are those of EJML's single-threaded products, for any number of threads; only which
 * NaN it is, of several, is left open. While the system property {@code xavierkit.blas} is {@code
 * native}, the machine's own BLAS library multiplies instead: faster, and on as many threads as it
 * likes, but it adds in another order, so that results agree to rounding only.
 *
 * <p>All products throw IllegalArgumentException if the shapes do not fit.
 */
public final class MatrixProduct {

    /** Up to this many multiplications, packing costs more than it saves. */
    private static final int TINY = 1000;

    private MatrixProduct() {}

    /** One of EJML's products, c being where it goes or null for a new matrix. */
    private interface Ejml<M> {
        M multiply(M a, M b, M c);
    }

    /**
     * Says in one sentence what multiplies matrices at present.
     *
     * @throws IllegalStateException if native BLAS is asked for and not found
     */
    public static String inUse() {
        return NativeProduct.isChosen()
                ? NativeProduct.describe()
                : "Plain Java multiplies matrices, with the same bits everywhere.";
    }

    /** A B. */
    public static DMatrixRMaj ab(DMatrixRMaj a, DMatrixRMaj b) {
        Layout inB = Layout.of(b);
        return product(a, Layout.of(a), b, inB, startOfAb(inB.columns()), CommonOps_DDRM::mult);
    }

    /** A' B. */
    public static DMatrixRMaj atb(DMatrixRMaj a, DMatrixRMaj b) {
        Layout inA = Layout.of(a).transposed();
        Layout inB = Layout.of(b);
        return product(a, inA, b, inB, startOfAtb(inA.rows(), inB.columns()), CommonOps_DDRM::multTransA);
    }

    /**
     * C += A' B, in place: what training does to the weights that it owns. To c_ij are added a_1i
     * b_1j, a_2i b_2j and so on, in this order; the only product that changes a matrix it is given.
     */
    public static void addAtb(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
        Layout inA = Layout.of(a).transposed();
        Layout inB = Layout.of(b);
        requireFit(inA, inB);
        Require.shape("the matrix to add to", c, inA.rows(), inB.columns());
        if (NativeProduct.isChosen()) {
            NativeProduct.compute(a.data, inA, b.data, inB, c.data, 1);
        } else if (c.getNumElements() > 0) {
            DoubleProduct.compute(a.data, inA, b.data, inB, c.data, Layout.of(c), Double.NaN);
        }
    }

    /** A B'. */
    public static DMatrixRMaj abt(DMatrixRMaj a, DMatrixRMaj b) {
        Layout inB = Layout.of(b).transposed();
        return product(a, Layout.of(a), b, inB, 0, CommonOps_DDRM::multTransB);
    }

    /** A B. */
    public static FMatrixRMaj ab(FMatrixRMaj a, FMatrixRMaj b) {
        Layout inB = Layout.of(b);
        return product(a, Layout.of(a), b, inB, startOfAb(inB.columns()), CommonOps_FDRM::mult);
    }

    /** A' B. */
    public static FMatrixRMaj atb(FMatrixRMaj a, FMatrixRMaj b) {
        Layout inA = Layout.of(a).transposed();
        Layout inB = Layout.of(b);
        return product(a, inA, b, inB, startOfAtb(inA.rows(), inB.columns()), CommonOps_FDRM::multTransA);
    }

    /** A B'. */
    public static FMatrixRMaj abt(FMatrixRMaj a, FMatrixRMaj b) {
        Layout inB = Layout.of(b).transposed();
        return product(a, Layout.of(a), b, inB, 0, CommonOps_FDRM::multTransB);
    }

    private static DMatrixRMaj product(
            DMatrixRMaj a, Layout inA, DMatrixRMaj b, Layout inB, float start, Ejml<DMatrixRMaj> ejml) {
        requireFit(inA, inB);
        if (isSmall(inA, inB) && !NativeProduct.isChosen()) {
            return ejml.multiply(a, b, null);
        }
        DMatrixRMaj c = new DMatrixRMaj(inA.rows(), inB.columns());
        if (NativeProduct.isChosen()) {
            NativeProduct.compute(a.data, inA, b.data, inB, c.data, 0);
        } else {
            DoubleProduct.compute(a.data, inA, b.data, inB, c.data, Layout.of(c), start);
        }
        return c;
    }

    private static FMatrixRMaj product(
            FMatrixRMaj a, Layout inA, FMatrixRMaj b, Layout inB, float start, Ejml<FMatrixRMaj> ejml) {
        requireFit(inA, inB);
        if (isSmall(inA, inB) && !NativeProduct.isChosen()) {
            return ejml.multiply(a, b, null);
        }
        FMatrixRMaj c = new FMatrixRMaj(inA.rows(), inB.columns());
        if (NativeProduct.isChosen()) {
            NativeProduct.compute(a.data, inA, b.data, inB, c.data);
        } else {
            FloatProduct.compute(a.data, inA, b.data, inB, c.data, Layout.of(c), start);
        }
        return c;
    }

    // EJML starts some sums with 0 and some with the first product, which is to start with -0.0. They
    // differ where all products are -0.0.

    private static float startOfAb(int n) {
        return n >= EjmlParameters.MULT_COLUMN_SWITCH ? -0f : 0;
    }

    private static float startOfAtb(int m, int n) {
        return startOfAb(Math.max(m, n));
    }

    // Vectors and tiny matrices do not repay packing, and go to EJML itself.
    private static boolean isSmall(Layout a, Layout b) {
        return a.rows() == 1 || b.columns() == 1 || (long) a.rows() * a.columns() * b.columns() <= TINY;
    }

    private static void requireFit(Layout a, Layout b) {
        if (a.columns() != b.rows()) {
            throw new IllegalArgumentException("the left factor must have as many columns as the right has "
                    + "rows, got %dx%d and %dx%d".formatted(a.rows(), a.columns(), b.rows(), b.columns()));
        }
    }
}
