package xavierkit.data;

import java.io.*;
import java.nio.ByteBuffer;
import java.nio.file.*;
import java.util.List;
import java.util.stream.*;
import java.util.zip.*;
import xavierkit.matrix.Require;

/**
 * A file of unsigned bytes in MNIST's IDX format: 0, 0, 8, the number of dimensions, the size of each in four
 * bytes, most significant first, and then as many bytes as their product. If it is compressed by gzip, its CRC-32
 * is checked too.
 *
 * @param file the path it was read from
 * @param sizes the number of items, then the dimensions of each
 * @param values all items in one line
 */
record IdxFile(Path file, List<Integer> sizes, ByteBuffer values) {

    private static final int UNSIGNED_BYTES = 0x800;

    /**
     * Reads {@code name.gz} in the folder or, if there is none, {@code name}.
     *
     * @throws IllegalArgumentException if it is missing, damaged or truncated; it names the file
     */
    static IdxFile read(Path folder, String name, int dimensions) {
        Path packed = folder.resolve(name + ".gz");
        Path file = Files.isRegularFile(packed) ? packed : folder.resolve(name);
        Require.that(Files.isRegularFile(file), "%s must hold %s.gz or %s, got neither", folder, name, name);
        ByteBuffer content = ByteBuffer.wrap(content(file));
        int header = Integer.BYTES * (1 + dimensions);
        int all = content.remaining();
        require(file, all >= header, "a header of " + header + " bytes", all + " bytes");
        String magic = "0x%08x".formatted(UNSIGNED_BYTES + dimensions);
        String found = "0x%08x".formatted(content.getInt());
        require(file, found.equals(magic), magic + " at its start", found);
        Stream<Integer> read = IntStream.range(0, dimensions).mapToObj(d -> content.getInt());
        List<Integer> sizes = read.toList();
        String shape = sizes.stream().map(String::valueOf).collect(Collectors.joining(" x "));
        require(file, sizes.stream().allMatch(size -> size >= 1), "dimensions of at least 1", shape);
        // a double, because damaged sizes may overflow a long
        double product = sizes.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
        require(file, content.remaining() == product, shape + " values", content.remaining());
        return new IdxFile(file, sizes, content.slice());
    }

    private static byte[] content(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            boolean packed = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
            return packed ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
        } catch (EOFException | ZipException e) {
            throw damaged(file, "whole gzip data with their CRC-32", e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** An IllegalArgumentException that names the file, the rule and what was found, unless the rule is kept. */
    static void require(Path file, boolean kept, String rule, Object found) {
        if (!kept) {
            throw damaged(file, rule, found);
        }
    }

    private static IllegalArgumentException damaged(Path file, String rule, Object found) {
        return new IllegalArgumentException(file + " must hold " + rule + ", got " + found);
    }

    /** The number of items: the size of the first dimension. */
    int count() {
        return sizes.get(0);
    }

    /** All values, from 0 to 255. */
    IntStream stream() {
        return IntStream.range(0, values.capacity()).map(i -> Byte.toUnsignedInt(values.get(i)));
    }
}
