package xavierkit.matrix;

import dev.ludovic.netlib.blas.NativeBLAS;
import dev.ludovic.netlib.lapack.NativeLAPACK;
import java.util.*;
import java.util.function.Supplier;
import java.util.logging.*;
import org.ejml.data.DMatrixRMaj;
import org.netlib.util.intW;

/**
 * The machine's own BLAS and LAPACK, on request only: fast, and their last bits depend on the machine. If the library
 * is asked for and not found, an IllegalStateException says what to install.
 */
final class NativeLibrary {

    /** Held, because the settings of a logger that nobody holds are lost. */
    private static final Logger LOGGER = Logger.getLogger("dev.ludovic.netlib");

    static {
        LOGGER.setLevel(Level.WARNING); // else stderr tells which library was found
    }

    private NativeLibrary() {}

    /** BLAS, or the error that says how to get it. */
    static NativeBLAS blas() {
        return found("BLAS", NativeBLAS::getInstance);
    }

    private static <T> T found(String library, Supplier<T> instance) {
        try {
            return instance.get();
        } catch (RuntimeException e) {
            String message = "%1$s=native needs a %2$s library, and none was found. Install one, on Debian and "
                    + "Ubuntu: apt install libopenblas0-pthread; elsewhere name its file in the system property "
                    + "dev.ludovic.netlib.%3$s.nativeLibPath. Or leave %1$s out to use plain Java.";
            String lower = library.toLowerCase(Locale.ROOT);
            throw new IllegalStateException(message.formatted(MatrixProduct.PROPERTY, library, lower), e);
        }
    }

    /**
     * Computes A B into c. BLAS stores column after column, and so reads every matrix as its transpose: C' = B' A'.
     *
     * @param kept 0, or 1 to add to what c holds
     */
    static void multiply(Factor a, Factor b, DMatrixRMaj c, double kept) {
        int m = a.rows();
        int k = a.columns();
        int n = b.columns();
        NativeBLAS blas = blas();
        if (m > 0 && k > 0 && n > 0) {
            DMatrixRMaj x = a.matrix();
            DMatrixRMaj y = b.matrix();
            String left = b.transposed() ? "T" : "N";
            String right = a.transposed() ? "T" : "N";
            blas.dgemm(left, right, n, m, k, 1, y.data, y.numCols, x.data, x.numCols, kept, c.data, n);
        }
    }

    /** The singular values, the largest first. LAPACK reads the matrix as its transpose, which has the same. */
    static double[] singularValues(DMatrixRMaj matrix) {
        int m = matrix.numCols;
        int n = matrix.numRows;
        double[] values = new double[Math.min(m, n)];
        double[] entries = Arrays.copyOf(matrix.data, m * n); // LAPACK overwrites them
        double[] none = new double[1];
        double[] work = new double[64 * (m + n)]; // room for blocks of 64 columns; the least is 10 min(m, n) + m + n
        int[] integers = new int[8 * values.length];
        intW failed = new intW(0);
        NativeLAPACK lapack = found("LAPACK", NativeLAPACK::getInstance);
        lapack.dgesdd("N", m, n, entries, m, values, none, 1, none, 1, work, work.length, integers, failed);
        if (failed.val != 0) {
            throw new IllegalStateException("LAPACK's dgesdd found no singular values, code " + failed.val);
        }
        return values;
    }
}
