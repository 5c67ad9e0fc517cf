package xavierkit.matrix;

import org.ejml.data.DMatrixRMaj;

/** Stands in for {@link NativeLibrary}: a page has no machine code. */
final class PageNativeLibrary {

    private PageNativeLibrary() {}

    static void blas() {
        throw new IllegalStateException("a page has no native BLAS library");
    }

    static void multiply(Factor a, Factor b, DMatrixRMaj c, double kept) {
        blas();
    }

    static double[] singularValues(DMatrixRMaj matrix) {
        throw new IllegalStateException("a page has no native LAPACK library");
    }
}
