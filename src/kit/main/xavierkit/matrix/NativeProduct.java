package xavierkit.matrix;

import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.logging.Level;
import java.util.logging.Logger;

/** C = A B by the machine's BLAS library, on request alone: last bits depend on the machine. */
final class NativeProduct {

    private static final String PROPERTY = "xavierkit.blas";

    private NativeProduct() {}

    /**
     * Whether the property asks for the native library.
     *
     * @throws IllegalArgumentException if it asks for anything else
     */
    static boolean isChosen() {
        String choice = System.getProperty(PROPERTY);
        if (choice != null && !choice.equals("native")) {
            throw new IllegalArgumentException(
                    "the system property " + PROPERTY + " must be absent or native, got " + choice);
        }
        return choice != null;
    }

    static String describe() {
        blas();
        return "The native BLAS library of this machine multiplies matrices, because "
                + PROPERTY
                + "=native; its last bits depend on the machine.";
    }

    /**
     * Computes the product into c, in row-major order.
     *
     * @param kept 0, or 1 to add to what c holds
     */
    static void compute(double[] a, Layout inA, double[] b, Layout inB, double[] c, double kept) {
        int m = inA.rows();
        int k = inA.columns();
        int n = inB.columns();
        NativeBLAS blas = blas();
        if (m > 0 && k > 0 && n > 0) {
            blas.dgemm(form(inB), form(inA), n, m, k, 1, b, step(inB), a, step(inA), kept, c, n);
        }
    }

    /** Computes the product into c, in row-major order and all 0 before the call. */
    static void compute(float[] a, Layout inA, float[] b, Layout inB, float[] c) {
        int m = inA.rows();
        int k = inA.columns();
        int n = inB.columns();
        NativeBLAS blas = blas();
        if (m > 0 && k > 0 && n > 0) {
            blas.sgemm(form(inB), form(inA), n, m, k, 1, b, step(inB), a, step(inA), 0, c, n);
        }
    }

    // BLAS stores column after column, and so reads every matrix as its transpose: C' = B' A'.

    private static String form(Layout layout) {
        return layout.columnStep() == 1 ? "N" : "T";
    }

    private static int step(Layout layout) {
        return layout.columnStep() == 1
                ? Math.max(layout.rowStep(), layout.columns())
                : Math.max(layout.columnStep(), layout.rows());
    }

    private static NativeBLAS blas() {
        try {
            return Found.blas();
        } catch (RuntimeException e) {
            throw missing("BLAS", e);
        }
    }

    /** The error for a native library that is asked for and not there. */
    static IllegalStateException missing(String library, RuntimeException cause) {
        return new IllegalStateException(
                PROPERTY
                        + "=native needs a "
                        + library
                        + " library, and none was found. Install one, on Debian and Ubuntu: "
                        + "apt install libopenblas0-pthread; elsewhere name its file in the system property "
                        + "dev.ludovic.netlib."
                        + library.toLowerCase(java.util.Locale.ROOT)
                        + ".nativeLibPath. Or leave "
                        + PROPERTY
                        + " out to use plain Java.",
                cause);
    }

    /** Loads the library at the first use, and keeps from stderr which one it is. */
    private static final class Found {
        private static final Logger LOGGER = Logger.getLogger("dev.ludovic.netlib.blas");

        static {
            LOGGER.setLevel(Level.WARNING);
        }

        static NativeBLAS blas() {
            return NativeBLAS.getInstance();
        }
    }
}
