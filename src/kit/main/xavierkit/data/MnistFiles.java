package xavierkit.data;

import java.io.*;
import java.nio.ByteBuffer;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;
import java.util.zip.*;
import org.ejml.data.DMatrixRMaj;
import xavierkit.matrix.Require;

/**
 * Reads images of ten classes from the four files of MNIST, as they are or compressed by gzip: {@code
 * train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte} and the same with {@code t10k} for the test images.
 *
 * <p>The folder {@code data/fashion-mnist} holds a part of Fashion-MNIST (Xiao, Rasul, Vollgraf 2017, MIT licence):
 * 5,000 training and 1,000 test images of 28x28 pixels, as many of each class. The whole of it, or MNIST, is read from
 * a folder of the reader's own.
 *
 * <p>One image a row, row by row of its pixels, grey levels from 0 to 1 (the files' 0 to 255, divided by 255). An image
 * of 28x28 takes 6 KiB, so that 60,000 take 360 MiB. If a file is missing, damaged or truncated, an
 * IllegalArgumentException names the file and what was expected.
 */
public final class MnistFiles {

    private static final int UNSIGNED_BYTES = 0x800;
    private static final double BRIGHTEST = 255;

    private MnistFiles() {}

    /** The training images. */
    public static DataSet train(Path folder) {
        return load(folder, "train");
    }

    /** The test images. */
    public static DataSet test(Path folder) {
        return load(folder, "t10k");
    }

    private static DataSet load(Path folder, String part) {
        Path imageFile = file(Require.given("the folder", folder), part + "-images-idx3-ubyte");
        ByteBuffer images = items(imageFile, 3);
        int count = images.getInt(Integer.BYTES);
        Path labelFile = file(folder, part + "-labels-idx1-ubyte");
        ByteBuffer labels = items(labelFile, 1);
        int all = labels.remaining();
        require(labelFile, all == count, count + " labels, one for each image", all);
        List<Integer> classes = values(labels).boxed().toList();
        classes.forEach(k -> require(labelFile, k < 10, "labels from 0 to 9", k));
        double[] pixels = values(images).mapToDouble(grey -> grey / BRIGHTEST).toArray();
        return new DataSet(DMatrixRMaj.wrap(count, pixels.length / count, pixels), classes);
    }

    /** {@code name.gz} in the folder or, if there is none, {@code name}. */
    private static Path file(Path folder, String name) {
        Path packed = folder.resolve(name + ".gz");
        Path file = Files.isRegularFile(packed) ? packed : folder.resolve(name);
        Require.that(Files.isRegularFile(file), "%s must hold %s.gz or %s, got neither", folder, name, name);
        return file;
    }

    /**
     * A file in the IDX format, positioned behind its header: 0, 0, 8 for unsigned bytes, the number of dimensions and
     * the size of each, beginning with the number of items, in four bytes, most significant first. As many bytes as the
     * product of the sizes follow.
     */
    private static ByteBuffer items(Path file, int dimensions) {
        ByteBuffer content = ByteBuffer.wrap(content(file));
        int header = Integer.BYTES * (1 + dimensions);
        int all = content.remaining();
        require(file, all >= header, "a header of " + header + " bytes", all + " bytes");
        String magic = "0x%08x".formatted(UNSIGNED_BYTES + dimensions);
        String found = "0x%08x".formatted(content.getInt());
        require(file, found.equals(magic), magic + " at its start", found);
        int[] sizes = IntStream.range(0, dimensions).map(d -> content.getInt()).toArray();
        String shape = IntStream.of(sizes).mapToObj(String::valueOf).collect(Collectors.joining(" x "));
        require(file, IntStream.of(sizes).allMatch(size -> size >= 1), "dimensions of at least 1", shape);
        // a double, because damaged sizes may overflow a long
        double product = IntStream.of(sizes).asDoubleStream().reduce(1, (a, b) -> a * b);
        require(file, content.remaining() == product, shape + " values", content.remaining());
        return content;
    }

    /** All bytes, unpacked if they are packed; gzip then checks their CRC-32. */
    private static byte[] content(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            boolean packed = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
            return packed ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
        } catch (EOFException | ZipException e) {
            String rule = file + " must hold whole gzip data with their CRC-32, got ";
            throw new IllegalArgumentException(rule + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** What is left, from 0 to 255. */
    private static IntStream values(ByteBuffer items) {
        return IntStream.range(items.position(), items.limit()).map(i -> Byte.toUnsignedInt(items.get(i)));
    }

    private static void require(Path file, boolean kept, String rule, Object found) {
        Require.that(kept, "%s must hold %s, got %s", file, rule, found);
    }
}
