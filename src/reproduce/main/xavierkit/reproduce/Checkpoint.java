package xavierkit.reproduce;

import java.io.*;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.*;
import java.util.*;
import java.util.stream.Stream;
import java.util.zip.*;
import org.ejml.data.DMatrixRMaj;
import xavierkit.data.DataSet;
import xavierkit.network.*;
import xavierkit.training.*;

/**
 * The state of a training on file: the updates done, what is trained, the log, the parameters (8 bytes each), and
 * a CRC-32C of all that.
 *
 * @param file where the state is kept
 * @param start a hash of the network and the descent before training
 * @param source the batches
 */
record Checkpoint(Path file, int start, BatchSource source) {

    private static final int VERSION = 2;

    static Checkpoint of(Path file, Network network, Sgd sgd, BatchSource source) {
        int[] hashes = parameters(network).mapToInt(Checkpoint::hash).toArray();
        int start = Objects.hash(VERSION, network.layers().toString(), sgd, Arrays.hashCode(hashes));
        return new Checkpoint(file.toAbsolutePath(), start, source);
    }

    // the next batch stands for the source: another seed, size or data set would go on differently
    private int training(long updates) {
        DataSet next = source.batch(updates);
        return Objects.hash(start, next.labels(), hash(next.inputs()));
    }

    private static int hash(DMatrixRMaj matrix) {
        return Arrays.hashCode(matrix.data);
    }

    private static Stream<DMatrixRMaj> parameters(Network network) {
        return network.layers().stream().flatMap(layer -> Stream.of(layer.weights(), layer.biases()));
    }

    /**
     * Writes to a file beside it first and then renames that: at any moment, also that of a power failure, the
     * file holds the old state or the new one, whole.
     */
    void save(Trainer trainer) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileOutputStream out = new FileOutputStream(part.toFile())) {
                write(trainer, new CheckedOutputStream(out, new CRC32C()));
                out.getFD().sync();
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Trainer trainer, CheckedOutputStream checked) throws IOException {
        DataOutputStream data = new DataOutputStream(new BufferedOutputStream(checked, 1 << 16));
        data.writeLong(trainer.updates());
        data.writeInt(training(trainer.updates()));
        List<TrainingLog.Entry> log = trainer.log().entries();
        data.writeInt(log.size());
        for (TrainingLog.Entry entry : log) {
            data.writeLong(entry.update());
            data.writeUTF(entry.statistic());
            data.writeInt(entry.layer());
            data.writeDouble(entry.value());
        }
        for (DMatrixRMaj matrix : parameters(trainer.network()).toList()) {
            for (double parameter : matrix.data) {
                data.writeDouble(parameter);
            }
        }
        data.flush();
        data.writeLong(checked.getChecksum().getValue());
        data.flush();
    }

    // not every system can sync a folder; without it, a power failure may bring the old file back
    private void syncName() {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            return;
        }
    }

    /**
     * Takes a trainer, whose recorders may be others, to the state that was saved. A file that is missing, damaged
     * or truncated, of another training or of another version changes nothing.
     *
     * @return whether there was such a state
     */
    boolean restore(Trainer trainer) {
        try {
            byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes));
            long updates = isWhole(bytes) ? data.readLong() : -1;
            if (updates < 0 || data.readInt() != training(updates)) {
                return false;
            }
            TrainingLog log = readLog(data);
            Network network = trainer.network();
            for (DMatrixRMaj matrix : parameters(network).toList()) {
                for (int i = 0; i < matrix.data.length; i++) {
                    matrix.data[i] = data.readDouble();
                }
            }
            trainer.resume(updates, network, log);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWhole(byte[] bytes) {
        int end = bytes.length - Long.BYTES;
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, Math.max(0, end));
        return end > 0 && ByteBuffer.wrap(bytes).getLong(end) == sum.getValue();
    }

    private static TrainingLog readLog(DataInputStream data) throws IOException {
        List<TrainingLog.Entry> log = new ArrayList<>();
        for (int count = data.readInt(); count > 0; count--) {
            log.add(new TrainingLog.Entry(data.readLong(), data.readUTF(), data.readInt(), data.readDouble()));
        }
        return new TrainingLog(log);
    }
}
