package xavierkit.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xavierkit.network.Network;

class CheckpointTest {

    private static final String RULE =
            " must be a whole checkpoint of version 1, xavierkt and what its checksum says, got ";

    @TempDir
    Path folder;

    private Path file;
    private final Trainer saved = Toy.trainer();

    @BeforeEach
    void save() {
        file = folder.resolve("toy.checkpoint");
        saved.train(33);
        saved.save(file);
    }

    @Test
    void aNewTrainerGoesOnWhereTheOldOneStopped() {
        Trainer straight = Toy.trainer();
        straight.train(100);
        Trainer resumed = Toy.trainer();
        resumed.restore(file);
        assertEquals(33, resumed.updates());
        assertEquals(saved.log(), resumed.log());
        assertEquals(Toy.parameters(saved.network()), Toy.parameters(resumed.network()));
        resumed.train(100);
        assertEquals(straight.log(), resumed.log());
        assertEquals(Toy.parameters(straight.network()), Toy.parameters(resumed.network()));
    }

    @Test
    void aCheckpointIsReplacedAndLeavesNothingBeside() throws IOException {
        Files.writeString(folder.resolve("toy.checkpoint.part"), "what a killed run left");
        saved.train(40);
        saved.save(file);
        Trainer resumed = Toy.trainer();
        resumed.restore(file);
        assertEquals(40, resumed.updates());
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aCheckpointThatCannotBeWrittenSaysWhere() {
        Path nowhere = folder.resolve("none").resolve("toy.checkpoint");
        var error = assertThrows(UncheckedIOException.class, () -> saved.save(nowhere));
        assertTrue(error.getMessage().contains(nowhere.toString()), error.getMessage());
    }

    /** The first 30 bytes, the last 10, and every 97th between. */
    private static int[] places(int length) {
        return IntStream.range(0, length)
                .filter(i -> i < 30 || i >= length - 10 || i % 97 == 0)
                .toArray();
    }

    @Test
    void aDamagedByteIsNoticedWhereverItIs() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int i : places(whole.length)) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            assertRefused(i < 8 ? "other letters" : "damaged or truncated ones", damaged);
        }
    }

    @Test
    void aCutIsNoticedWhereverItIs() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length : places(whole.length)) {
            String found = length < 20 ? length + " bytes" : "damaged or truncated ones";
            assertRefused(found, Arrays.copyOf(whole, length));
        }
    }

    @Test
    void anotherVersionIsNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).putInt(8, 2);
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, bytes.length - 8);
        ByteBuffer.wrap(bytes).putLong(bytes.length - 8, sum.getValue());
        assertRefused("version 2", bytes);
    }

    private void assertRefused(String found, byte[] bytes) throws IOException {
        Path damaged = Files.write(folder.resolve("damaged"), bytes);
        var error = assertThrows(IllegalArgumentException.class, () -> saved.restore(damaged));
        assertEquals(damaged + RULE + found, error.getMessage());
    }

    @Test
    void aMissingFileIsNamed() {
        Path none = folder.resolve("none");
        var error = assertThrows(IllegalArgumentException.class, () -> saved.restore(none));
        assertEquals(none + " must be a checkpoint, got no such file", error.getMessage());
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefusedAndNothingChanges() {
        Network network = Toy.network(6, 9, 4);
        BatchSource tens = ShuffledBatches.of(Toy.DATA, 10, 1);
        BatchSource nines = ShuffledBatches.of(Toy.DATA, 9, 1);
        assertOther(Toy.trainer(Toy.network(6, 8, 4), 1));
        assertOther(Toy.trainer(network, 2));
        assertOther(Toy.trainer(network.withBiases(1, new SplittableRandom(1)), 1));
        assertOther(new Trainer(network, tens, new Sgd(0.1), List.of()));
        assertOther(new Trainer(network, nines, new Sgd(0.1, 0.9), List.of()));
    }

    private void assertOther(Trainer other) {
        List<Double> before = Toy.parameters(other.network());
        var error = assertThrows(IllegalArgumentException.class, () -> other.restore(file));
        String[] parts = error.getMessage().split(", got one of ");
        assertTrue(parts[0].startsWith(file + " must be a checkpoint of 6 -> "), parts[0]);
        String own = "6 -> 9, tanh; 9 -> 4, identity; Sgd[rate=0.1, momentum=0.9]; started from ";
        assertTrue(parts[1].startsWith(own), parts[1]);
        assertEquals(0, other.updates());
        assertEquals(before, Toy.parameters(other.network()));
    }
}
