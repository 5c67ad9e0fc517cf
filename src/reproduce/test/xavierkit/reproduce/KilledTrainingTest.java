package xavierkit.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xavierkit.training.Trainer;

/** A training in a process of its own, killed three times at any moment, also while it saves. */
class KilledTrainingTest {

    private static final int KILLS = 3;

    /** Trains for ever, from the checkpoint if there is one, and saves after every update. */
    static final class Victim {
        public static void main(String... arguments) {
            Path file = Path.of(arguments[0]);
            Trainer trainer = Files.exists(file) ? Toy.USUAL.resumed(file) : Toy.USUAL.trainer();
            Checkpoint checkpoint = Toy.USUAL.checkpoint(file);
            trainer.train(Long.MAX_VALUE, cost -> {
                checkpoint.save(trainer);
                System.out.println(trainer.updates());
            });
        }
    }

    @TempDir
    Path folder;

    @Test
    void losesNothing() throws Exception {
        Path file = folder.resolve("killed.checkpoint");
        long before = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long told = killAfter(ThreadLocalRandom.current().nextInt(10, 30), file);
            Trainer resumed = Toy.USUAL.resumed(file);
            assertTrue(told > before, "went on from " + before + " to " + told);
            assertTrue(resumed.updates() >= told, resumed.updates() + " updates, told of " + told);
            before = resumed.updates();
            assertStraight(resumed);
        }
    }

    /** The same bits as training without a break, now and 30 updates later. */
    private static void assertStraight(Trainer resumed) {
        Trainer straight = Toy.USUAL.trainer();
        for (int more : new int[] {0, 30}) {
            long until = resumed.updates() + more;
            straight.train(until);
            resumed.train(until);
            assertEquals(straight.log(), resumed.log());
            assertEquals(Toy.parameters(straight), Toy.parameters(resumed));
        }
    }

    /** Kills the process some time after it told of so many updates; the last that it told of. */
    private static long killAfter(int updates, Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long told = 0;
        try (BufferedReader lines = process.inputReader()) {
            for (int i = 0; i < updates; i++) {
                told = Long.parseLong(lines.readLine());
            }
            TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(5000));
        } finally {
            process.destroyForcibly();
        }
        assertNotEquals(0, process.waitFor(), "killed, not ended");
        return told;
    }
}
