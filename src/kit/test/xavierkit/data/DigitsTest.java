package xavierkit.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xavierkit.matrix.Moments;

class DigitsTest {

    private static final Path FILE = Path.of("data/digits.csv");

    @TempDir
    Path folder;

    @Test
    void allDigitsAreThere() {
        DataSet digits = Digits.load(FILE);
        assertEquals(1797, digits.size());
        assertEquals(64, digits.inputs().numCols);
        assertEquals(16, CommonOps_DDRM.elementMax(digits.inputs()));
        // the first row of the UCI test file is a 0 that starts 0,0,5,13,9,1
        assertEquals(0, digits.labels().get(0));
        assertEquals(13, digits.inputs().get(0, 3));
        assertEquals(10, digits.labels().stream().distinct().count());
    }

    /** Every data file that ships, except for documents, licences, scripts and what we computed. */
    @Test
    void everyFileIsTheOneThatTheReadmeDescribes() throws IOException {
        String readme = Files.readString(Path.of("data/README.md"));
        try (Stream<Path> files = Files.walk(Path.of("data"))) {
            List<Path> data = files.filter(f -> f.toString().matches(".*\\.(csv|gz)"))
                    .filter(f -> !f.startsWith("data/results"))
                    .toList();
            assertTrue(data.size() >= 5, data + "");
            for (Path file : data) {
                String sum = HexFormat.of().formatHex(sha256(Files.readAllBytes(file)));
                String row = "`" + sum + "` " + file.getFileName();
                assertTrue(readme.contains(row), row + " in data/README.md");
            }
        }
    }

    @Test
    void standardizedFeaturesHaveMeanZeroAndVarianceOneUnlessConstant() {
        DMatrixRMaj inputs = Digits.load(FILE).standardized().inputs();
        int constant = 0;
        for (int pixel = 0; pixel < 64; pixel++) {
            Moments moments = Moments.of(CommonOps_DDRM.extractColumn(inputs, pixel, null));
            assertEquals(0, moments.mean(), 1e-12);
            constant += moments.populationVariance() == 0 ? 1 : 0;
            assertEquals(moments.populationVariance() == 0 ? 0 : 1, moments.populationVariance(), 1e-12);
        }
        assertEquals(3, constant);
    }

    @Test
    void damageIsNamed() throws IOException {
        assertDamaged("no such file", lines -> List.of(), false);
        assertDamaged("1700 rows", lines -> lines.subList(0, 1701), true);
        assertDamaged("17 in column r0c2", lines -> replaceFirstRow(lines, "0,0,17"), true);
        assertDamaged("a line that cannot be read", lines -> replaceFirstRow(lines, "0,0,x"), true);
        assertDamaged(
                "a line that cannot be read",
                lines -> lines.stream().map(l -> l.replaceAll(",\\d$", "")).toList(),
                true);
        assertDamaged(
                "a line that cannot be read",
                lines -> lines.stream().map(line -> line + ",1").toList(),
                true);
    }

    @Test
    void anotherValueThatWouldDoIsDamageToo() throws IOException {
        byte[] bytes = Files.readAllBytes(FILE);
        // the last byte but the line's end is a digit: 8
        bytes[bytes.length - 2] = '7';
        Path file = Files.write(folder.resolve("digits.csv"), bytes);
        String found = HexFormat.of().formatHex(sha256(bytes));
        var error = assertThrows(IllegalArgumentException.class, () -> Digits.load(file));
        assertEquals(
                message(
                        file,
                        "other values: SHA-256 "
                                + found
                                + " instead of 5b7ec5cd43ad9c096d4cbbd752fd7bf086d65c294fb19b7e7e89cb676b4a03d0"),
                error.getMessage());
    }

    private void assertDamaged(String found, UnaryOperator<List<String>> damage, boolean write) throws IOException {
        Path file = folder.resolve("digits.csv");
        if (write) {
            Files.write(file, damage.apply(Files.readAllLines(FILE)));
        }
        var error = assertThrows(IllegalArgumentException.class, () -> Digits.load(file));
        assertEquals(message(file, found), error.getMessage());
    }

    private static String message(Path file, String found) {
        return file
                + " must hold 1797 rows of 64 grey levels from 0 to 16 and a digit, got "
                + found
                + "; get it again with: git checkout -- data/digits.csv";
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> replaceFirstRow(List<String> lines, String start) {
        List<String> copy = new java.util.ArrayList<>(lines);
        copy.set(1, start + copy.get(1).substring("0,0,5".length()));
        return copy;
    }

    @Test
    void aCellThatNamesTheDataPrintsOneShortLine() {
        assertEquals("1797 x 64, labels 0 to 9", Digits.load(FILE).toString());
    }

    @Test
    void aDataSetChecksItsParts() {
        DMatrixRMaj two = new DMatrixRMaj(2, 3);
        assertThrows(IllegalArgumentException.class, () -> new DataSet(two, List.of(1)));
        assertThrows(IllegalArgumentException.class, () -> new DataSet(new DMatrixRMaj(0, 3), List.of()));
        DataSet data = new DataSet(two, List.of(1, 2));
        assertEquals(List.of(1), data.first(1).labels());
        assertEquals(1, data.first(1).inputs().numRows);
        var error = assertThrows(IllegalArgumentException.class, () -> data.first(3));
        assertEquals("count must be between 1 and 2, got 3", error.getMessage());
    }

    @Test
    void rowsArePickedInAnyOrder() {
        DataSet data = new DataSet(new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}}), List.of(5, 6));
        DataSet picked = data.rows(1, 0, 1);
        assertEquals(List.of(6, 5, 6), picked.labels());
        assertArrayEquals(new double[] {3, 4, 1, 2, 3, 4}, picked.inputs().data);
        for (int row : new int[] {-1, 2}) {
            var error = assertThrows(IllegalArgumentException.class, () -> data.rows(0, row));
            assertEquals("a row must be between 0 and 1, got " + row, error.getMessage());
        }
    }
}
