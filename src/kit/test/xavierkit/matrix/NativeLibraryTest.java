package xavierkit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated
class NativeLibraryTest {

    private static final String PROPERTY = "xavierkit.blas";

    @AfterEach
    void plainJavaAgain() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void plainJavaIsTheDefault() {
        assertEquals("Plain Java multiplies matrices, with the same bits everywhere.", MatrixProduct.inUse());
    }

    @Test
    void anyOtherChoiceIsRefused() {
        System.setProperty(PROPERTY, "fast");
        String rule = "the system property xavierkit.blas must be absent or native, got fast";
        assertEquals(
                rule,
                assertThrows(IllegalArgumentException.class, MatrixProduct::inUse)
                        .getMessage());
    }

    // Each of two sums of k products of numbers up to 1 is off by at most about k^2 u, where u is the
    // unit roundoff: k additions, each of a partial sum up to k.
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "0, 3, 2", "3, 0, 2", "3, 2, 0", "1, 64, 10", "64, 10, 1", "37, 101, 53"})
    void theNativeLibraryAgreesToRounding(int m, int k, int n) {
        List<double[]> plain = products(m, k, n);
        System.setProperty(PROPERTY, "native");
        assumeTrue(found(), "no native BLAS library on this machine");
        assertTrue(MatrixProduct.inUse().startsWith("The native BLAS library"));
        List<double[]> library = products(m, k, n);
        double bound = 2.0 * (k + 1) * (k + 1);
        for (int i = 0; i < plain.size(); i++) {
            assertArrayEquals(plain.get(i), library.get(i), bound * 0x1p-53);
        }
    }

    private static boolean found() {
        try {
            MatrixProduct.inUse();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static List<double[]> products(int m, int k, int n) {
        DMatrixRMaj a = RandomMatrices_DDRM.rectangle(m, k, -1, 1, new Random(1));
        DMatrixRMaj b = RandomMatrices_DDRM.rectangle(k, n, -1, 1, new Random(2));
        DMatrixRMaj sum = RandomMatrices_DDRM.rectangle(m, n, -1, 1, new Random(3));
        MatrixProduct.addAtb(CommonOps_DDRM.transpose(a, null), b, sum);
        return List.of(
                sum.data,
                MatrixProduct.ab(a, b).data,
                MatrixProduct.atb(CommonOps_DDRM.transpose(a, null), b).data,
                MatrixProduct.abt(a, CommonOps_DDRM.transpose(b, null)).data);
    }

    @Test
    void aMissingLibraryIsNamedWithWhatToInstall() throws Exception {
        String said = ask("-Dxavierkit.blas=native", "-Ddev.ludovic.netlib.blas.nativeLib=missing");
        String message = "xavierkit.blas=native needs a BLAS library, and none was found. Install one, "
                + "on Debian and Ubuntu: apt install libopenblas0-pthread; elsewhere name its file in the "
                + "system property dev.ludovic.netlib.blas.nativeLibPath. Or leave xavierkit.blas out to "
                + "use plain Java.";
        assertEquals(message, said.strip());
    }

    // a JVM of its own, because a library is looked for once only
    private static String ask(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "environment/ProductCheck.java"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
