package xavierkit.matrix;

import dev.ludovic.netlib.blas.NativeBLAS;
import dev.ludovic.netlib.lapack.NativeLAPACK;
import java.util.*;
import java.util.function.Supplier;
import java.util.logging.*;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.netlib.util.intW;

/**
 * The machine's own BLAS and LAPACK, on request only: fast, and their last bits depend on the machine. If the library
 * is asked for and not found, an IllegalStateException says what to install.
 */
final class NativeLibrary {

    private static final String PROPERTY = "xavierkit.blas";

    private NativeLibrary() {}

    /** Whether the property asks for it; throws IllegalArgumentException if it asks for anything else. */
    static boolean isChosen() {
        String choice = System.getProperty(PROPERTY);
        String rule = "the system property %s must be absent or native, got %s";
        Require.that(choice == null || choice.equals("native"), rule, PROPERTY, choice);
        return choice != null;
    }

    /** Says in one sentence that BLAS multiplies matrices. */
    static String describe() {
        Found.blas();
        return "The native BLAS library of this machine multiplies matrices, because " + PROPERTY
                + "=native; its last bits depend on the machine.";
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
        NativeBLAS blas = Found.blas();
        if (m > 0 && k > 0 && n > 0) {
            DMatrixRMaj x = a.matrix();
            DMatrixRMaj y = b.matrix();
            blas.dgemm(form(b), form(a), n, m, k, 1, y.data, y.numCols, x.data, x.numCols, kept, c.data, n);
        }
    }

    /** How BLAS names a factor: "T" for a transpose, "N" for none. */
    private static String form(Factor factor) {
        return factor.transposed() ? "T" : "N";
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
        NativeLAPACK lapack = Found.lapack();
        lapack.dgesdd("N", m, n, entries, m, values, none, 1, none, 1, work, work.length, integers, failed);
        if (failed.val != 0) {
            throw new IllegalStateException("LAPACK's dgesdd found no singular values, code " + failed.val);
        }
        return values;
    }

    /** Loads the libraries at the first use, and keeps from stderr which ones they are. */
    private static final class Found {
        /** Held, because the settings of a logger that nobody holds are lost. */
        private static final List<Logger> LOGGERS = Stream.of("blas", "lapack")
                .map(library -> Logger.getLogger("dev.ludovic.netlib." + library))
                .toList();

        static {
            LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
        }

        static NativeBLAS blas() {
            return found("BLAS", NativeBLAS::getInstance);
        }

        static NativeLAPACK lapack() {
            return found("LAPACK", NativeLAPACK::getInstance);
        }

        /** The library, or the error that says how to get it. */
        private static <T> T found(String library, Supplier<T> instance) {
            try {
                return instance.get();
            } catch (RuntimeException e) {
                String message = "%1$s=native needs a %2$s library, and none was found. Install one, on Debian and "
                        + "Ubuntu: apt install libopenblas0-pthread; elsewhere name its file in the system property "
                        + "dev.ludovic.netlib.%3$s.nativeLibPath. Or leave %1$s out to use plain Java.";
                String lower = library.toLowerCase(Locale.ROOT);
                throw new IllegalStateException(message.formatted(PROPERTY, library, lower), e);
            }
        }
    }
}
