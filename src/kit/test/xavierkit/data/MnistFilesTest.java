package xavierkit.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistFilesTest {

    private static final Path FASHION = Path.of("data/fashion-mnist");
    private static final String IMAGES = "train-images-idx3-ubyte";
    private static final String LABELS = "train-labels-idx1-ubyte";

    /** Two images of 2 x 3 pixels, and their classes. */
    private static final String TWO_IMAGES = "00000803 00000002 00000002 00000003 000102030405 fffefdfcfbfa";

    private static final String TWO_LABELS = "00000801 00000002 0709";

    @TempDir
    Path folder;

    @BeforeEach
    void aSoundFolder() throws IOException {
        write(IMAGES, bytes(TWO_IMAGES));
        write(LABELS, bytes(TWO_LABELS));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(result)) {
            out.write(bytes);
        }
        return result.toByteArray();
    }

    @Test
    void fashionShipsAsManyImagesOfEachClass() {
        assertBalanced(500, MnistFiles.train(FASHION));
        assertBalanced(100, MnistFiles.test(FASHION));
    }

    private static void assertBalanced(int each, DataSet data) {
        assertEquals(10 * each, data.size());
        assertEquals(784, data.inputs().numCols);
        IntStream.range(0, 10).forEach(label -> assertEquals(each, Collections.frequency(data.labels(), label)));
        assertEquals(0, CommonOps_DDRM.elementMin(data.inputs()));
        assertEquals(1, CommonOps_DDRM.elementMax(data.inputs()));
    }

    @Test
    void fashionStartsAsTheOriginalDoes() {
        // the first labels of the original's two files, every class still within its share
        assertEquals(
                List.of(9, 0, 0, 3, 0, 2, 7, 2, 5, 5),
                MnistFiles.train(FASHION).first(10).labels());
        assertEquals(
                List.of(9, 2, 1, 1, 6, 1, 4, 6, 5, 7),
                MnistFiles.test(FASHION).first(10).labels());
    }

    @Test
    void whatShipsIsSmall() throws IOException {
        try (Stream<Path> files = Files.list(FASHION)) {
            assertTrue(files.mapToLong(file -> file.toFile().length()).sum() < 3_000_000);
        }
    }

    @Test
    void greyLevelsAreFromZeroToOne() throws IOException {
        DataSet data = MnistFiles.train(folder);
        assertEquals(List.of(7, 9), data.labels());
        double[] expected = IntStream.of(0, 1, 2, 3, 4, 5, 255, 254, 253, 252, 251, 250)
                .mapToDouble(grey -> grey / 255.0)
                .toArray();
        assertArrayEquals(expected, data.inputs().data);
        assertEquals(6, data.inputs().numCols);
    }

    @Test
    void filesMayBePacked() throws IOException {
        DataSet plain = MnistFiles.train(folder);
        write(IMAGES + ".gz", packed(bytes(TWO_IMAGES)));
        Files.delete(folder.resolve(IMAGES));
        assertArrayEquals(plain.inputs().data, MnistFiles.train(folder).inputs().data);
    }

    @Test
    void aMissingFileIsNamed() {
        var error = assertThrows(IllegalArgumentException.class, () -> MnistFiles.test(folder));
        assertEquals(
                folder + " must hold t10k-images-idx3-ubyte.gz or t10k-images-idx3-ubyte, got neither",
                error.getMessage());
    }

    @Test
    void damageIsNamed() throws IOException {
        assertDamaged(IMAGES, "", "a header of 16 bytes, got 0 bytes");
        assertDamaged(IMAGES, "0000080300000002", "a header of 16 bytes, got 8 bytes");
        assertDamaged(IMAGES, TWO_IMAGES.replaceFirst("803", "d03"), "0x00000803 at its start, got 0x00000d03");
        assertDamaged(IMAGES, TWO_IMAGES.replaceFirst("fa$", ""), "2 x 2 x 3 values, got 11");
        assertDamaged(IMAGES, TWO_IMAGES + "00", "2 x 2 x 3 values, got 13");
        assertDamaged(
                IMAGES, TWO_IMAGES.replaceFirst("00000003", "ffffffff"), "dimensions of at least 1, got 2 x 2 x -1");
        assertDamaged(
                IMAGES, "00000803 7fffffff 7fffffff 7fffffff", "2147483647 x 2147483647 x 2147483647 values, got 0");
        assertDamaged(LABELS, "00000801 00000001 07", "2 labels, one for each image, got 1");
        assertDamaged(LABELS, TWO_LABELS.replace("0709", "070a"), "labels from 0 to 9, got 10");
    }

    private void assertDamaged(String name, String hex, String expectation) throws IOException {
        aSoundFolder();
        write(name, bytes(hex));
        assertRefused(name, expectation);
    }

    private void assertRefused(String name, String expectation) {
        var error = assertThrows(IllegalArgumentException.class, () -> MnistFiles.train(folder));
        assertEquals(folder.resolve(name) + " must hold " + expectation, error.getMessage());
    }

    @Test
    void damageOfAPackedFileIsSeenByItsChecksum() throws IOException {
        byte[] whole = Files.readAllBytes(FASHION.resolve(LABELS + ".gz"));
        String name = LABELS + ".gz";
        write(name, Arrays.copyOf(whole, whole.length - 100));
        assertRefused(name, "whole gzip data with their CRC-32, got Unexpected end of ZLIB input stream");
        whole[whole.length - 8] ^= 1;
        write(name, whole);
        assertRefused(name, "whole gzip data with their CRC-32, got Corrupt GZIP trailer");
    }
}
