package xavierkit.training;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Everything that training needs to go on, as a file: the letters xavierkt, the version, what is
 * trained, the updates done, the log, the matrices, and a CRC-32C of all that.
 *
 * @param training what is trained, in words
 * @param updates the number of updates done
 * @param log what was recorded
 * @param matrices parameters and velocities
 */
record Checkpoint(String training, long updates, TrainingLog log, List<DMatrixRMaj> matrices) {

    private static final long LETTERS = 0x7861766965726b74L;
    private static final int VERSION = 1;

    /** A hash that tells one start from another, and one batch; as 8 hexadecimal digits. */
    static String fingerprint(List<Integer> labels, List<DMatrixRMaj> matrices) {
        int hash = labels.hashCode();
        for (DMatrixRMaj matrix : matrices) {
            double[] entries = Arrays.copyOf(matrix.data, matrix.getNumElements());
            hash = 31 * hash + Arrays.hashCode(entries);
        }
        return HexFormat.of().toHexDigits(hash);
    }

    /**
     * Writes to a file beside it first and then renames that: at any moment, also that of a power
     * failure, the file holds the old checkpoint or the new one, whole.
     */
    void write(Path file) {
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            try (FileOutputStream out = new FileOutputStream(part.toFile())) {
                write(out);
                out.getFD().sync();
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncName(whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(FileOutputStream out) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
        DataOutputStream data = new DataOutputStream(new BufferedOutputStream(checked, 1 << 16));
        data.writeLong(LETTERS);
        data.writeInt(VERSION);
        writeText(data, training);
        data.writeLong(updates);
        writeText(data, log.toCsv());
        data.writeInt(matrices.size());
        for (DMatrixRMaj matrix : matrices) {
            data.writeInt(matrix.numRows);
            data.writeInt(matrix.numCols);
            for (int i = 0; i < matrix.getNumElements(); i++) {
                data.writeDouble(matrix.data[i]);
            }
        }
        data.flush();
        data.writeLong(checked.getChecksum().getValue());
        data.flush();
    }

    private static void writeText(DataOutputStream data, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        data.writeInt(bytes.length);
        data.write(bytes);
    }

    // Not every system can sync a folder; without it, a power failure may bring the old file back.
    private static void syncName(Path file) {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            return;
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the file is missing, damaged, truncated, of another version
     *     or not a checkpoint; it names the file
     */
    static Checkpoint read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length - Long.BYTES;
            ByteBuffer data = ByteBuffer.wrap(bytes);
            require(file, end >= Long.BYTES + Integer.BYTES, bytes.length + " bytes");
            require(file, data.getLong() == LETTERS, "other letters");
            CRC32C sum = new CRC32C();
            sum.update(bytes, 0, end);
            require(file, data.getLong(end) == sum.getValue(), "damaged or truncated ones");
            int version = data.getInt();
            require(file, version == VERSION, "version " + version);
            return parse(data);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + " must be a checkpoint, got no such file", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Checkpoint parse(ByteBuffer data) {
        String training = readText(data);
        long updates = data.getLong();
        TrainingLog log = TrainingLog.ofCsv(readText(data));
        List<DMatrixRMaj> matrices = new ArrayList<>();
        for (int count = data.getInt(); count > 0; count--) {
            DMatrixRMaj matrix = new DMatrixRMaj(data.getInt(), data.getInt());
            data.asDoubleBuffer().get(matrix.data);
            data.position(data.position() + matrix.data.length * Double.BYTES);
            matrices.add(matrix);
        }
        return new Checkpoint(training, updates, log, matrices);
    }

    private static String readText(ByteBuffer data) {
        byte[] bytes = new byte[data.getInt()];
        data.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void require(Path file, boolean kept, String found) {
        if (!kept) {
            throw new IllegalArgumentException(
                    "%s must be a whole checkpoint of version %d, xavierkt and what its checksum says, got %s"
                            .formatted(file, VERSION, found));
        }
    }
}
