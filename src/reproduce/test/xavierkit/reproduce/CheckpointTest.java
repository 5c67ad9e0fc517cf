package xavierkit.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xavierkit.training.Sgd;
import xavierkit.training.Trainer;

class CheckpointTest {

    @TempDir
    Path folder;

    private Path file;
    private final Trainer saved = Toy.USUAL.trainer();

    @BeforeEach
    void save() {
        file = folder.resolve("toy.checkpoint");
        saved.train(33);
        Toy.USUAL.checkpoint(file).save(saved);
    }

    @Test
    void aNewTrainerGoesOnWhereTheOldOneStopped() {
        Trainer straight = Toy.USUAL.trainer();
        straight.train(100);
        Trainer resumed = Toy.USUAL.resumed(file);
        assertEquals(33, resumed.updates());
        assertEquals(saved.log(), resumed.log());
        assertEquals(Toy.parameters(saved), Toy.parameters(resumed));
        resumed.train(100);
        assertEquals(straight.log(), resumed.log());
        assertEquals(Toy.parameters(straight), Toy.parameters(resumed));
    }

    @Test
    void aCheckpointIsReplacedAndLeavesNothingBeside() throws IOException {
        Files.writeString(folder.resolve("toy.checkpoint.part"), "what a killed run left");
        saved.train(40);
        Toy.USUAL.checkpoint(file).save(saved);
        assertEquals(40, Toy.USUAL.resumed(file).updates());
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aCheckpointThatCannotBeWrittenSaysWhere() {
        Checkpoint nowhere = Toy.USUAL.checkpoint(folder.resolve("none").resolve("toy.checkpoint"));
        var error = assertThrows(UncheckedIOException.class, () -> nowhere.save(saved));
        assertTrue(error.getMessage().contains(nowhere.file().toString()), error.getMessage());
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
            assertRefused(damaged);
        }
    }

    @Test
    void aCutIsNoticedWhereverItIs() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length : places(whole.length)) {
            assertRefused(Arrays.copyOf(whole, length));
        }
    }

    /** The checksum of nothing is 0. */
    @Test
    void zerosAreNoCheckpoint() throws IOException {
        assertRefused(new byte[8]);
        assertRefused(new byte[9]);
    }

    private void assertRefused(byte[] bytes) throws IOException {
        Path damaged = Files.write(folder.resolve("damaged"), bytes);
        assertRefused(Toy.USUAL, damaged);
    }

    private static void assertRefused(Toy toy, Path file) {
        Trainer trainer = toy.trainer();
        List<Double> before = Toy.parameters(trainer);
        assertFalse(toy.checkpoint(file).restore(trainer));
        assertEquals(0, trainer.updates());
        assertEquals(before, Toy.parameters(trainer));
    }

    @Test
    void aMissingFileIsRefused() {
        assertRefused(Toy.USUAL, folder.resolve("none"));
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefusedAndNothingChanges() {
        Toy usual = Toy.USUAL;
        assertRefused(new Toy(Toy.network(6, 8, 4), usual.sgd(), 10, 1), file);
        assertRefused(new Toy(usual.network(), usual.sgd(), 10, 2), file);
        assertRefused(new Toy(usual.network(), usual.sgd(), 9, 1), file);
        assertRefused(new Toy(usual.network(), new Sgd(0.2), 10, 1), file);
        assertRefused(new Toy(usual.network().withBiases(1, new SplittableRandom(1)), usual.sgd(), 10, 1), file);
    }
}
