package xavierkit.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * A file of unsigned bytes in MNIST's IDX format: 0, 0, 8, the number of dimensions, the size of
 * each in four bytes, most significant first, and then as many bytes as their product. If it is
 * compressed by gzip, its CRC-32 is checked too.
 */
final class IdxFile {

    private static final int UNSIGNED_BYTES = 0x800;

    private final Path file;
    private final List<Integer> sizes;
    private final ByteBuffer values;

    private IdxFile(Path file, List<Integer> sizes, ByteBuffer values) {
        this.file = file;
        this.sizes = sizes;
        this.values = values;
    }

    /**
     * Reads {@code name.gz} in the folder or, if there is none, {@code name}.
     *
     * @throws IllegalArgumentException if it is missing, damaged or truncated; it names the file
     */
    static IdxFile read(Path folder, String name, int dimensions) {
        Path packed = folder.resolve(name + ".gz");
        Path file = Files.isRegularFile(packed) ? packed : folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(folder + " must hold " + name + ".gz or " + name + ", got neither");
        }
        ByteBuffer content = ByteBuffer.wrap(content(file));
        List<Integer> sizes = sizes(file, content, dimensions);
        // a double, because damaged sizes may overflow a long
        double product = sizes.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
        if (content.remaining() != product) {
            throw damaged(file, dimensions(sizes) + " values", content.remaining() + "");
        }
        return new IdxFile(file, sizes, content.slice());
    }

    private static byte[] content(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            boolean packed = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
            return packed ? unpacked(file, bytes) : bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static byte[] unpacked(Path file, byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw damaged(file, "whole gzip data with their CRC-32", e.getMessage());
        }
    }

    private static List<Integer> sizes(Path file, ByteBuffer content, int dimensions) {
        int length = Integer.BYTES * (1 + dimensions);
        if (content.remaining() < length) {
            throw damaged(file, "a header of " + length + " bytes", content.remaining() + " bytes");
        }
        int magic = content.getInt();
        if (magic != UNSIGNED_BYTES + dimensions) {
            String expected = String.format("0x%08x at its start", UNSIGNED_BYTES + dimensions);
            throw damaged(file, expected, String.format("0x%08x", magic));
        }
        List<Integer> sizes =
                IntStream.range(0, dimensions).mapToObj(d -> content.getInt()).toList();
        if (sizes.stream().anyMatch(size -> size < 1)) {
            throw damaged(file, "dimensions of at least 1", dimensions(sizes));
        }
        return sizes;
    }

    private static String dimensions(List<Integer> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }

    static IllegalArgumentException damaged(Path file, String expected, String got) {
        return new IllegalArgumentException(file + " must hold " + expected + ", got " + got);
    }

    Path file() {
        return file;
    }

    /** The number of items: the size of the first dimension. */
    int count() {
        return sizes.get(0);
    }

    /** The number of values of one item. */
    int length() {
        return values.capacity() / count();
    }

    /** A value from 0 to 255, all items in one line. */
    int get(int index) {
        return Byte.toUnsignedInt(values.get(index));
    }
}
