package xavierkit.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import xavierkit.data.DataSet;

class ShuffledBatchesTest {

    /** 23 samples, the number of each its label and its only feature. */
    private static final DataSet DATA = new DataSet(
            new DMatrixRMaj(23, 1, true, IntStream.range(0, 23).asDoubleStream().toArray()),
            IntStream.range(0, 23).boxed().toList());

    private static List<Integer> epoch(ShuffledBatches batches, int number) {
        List<Integer> labels = new ArrayList<>();
        for (long i = 0; i < batches.perEpoch(); i++) {
            labels.addAll(batches.batch(number * batches.perEpoch() + i).labels());
        }
        return labels;
    }

    @Test
    void anEpochHasEverySampleOnceAndItsLastBatchWhatIsLeft() {
        ShuffledBatches batches = ShuffledBatches.of(DATA, 5, 1);
        assertEquals(5, batches.perEpoch());
        assertEquals(DATA.labels(), epoch(batches, 3).stream().sorted().toList());
        assertEquals(3, batches.batch(19).size());
        DataSet batch = batches.batch(7);
        assertEquals(5, batch.size());
        for (int i = 0; i < 5; i++) {
            assertEquals((double) batch.labels().get(i), batch.inputs().get(i, 0));
        }
    }

    // equal by chance with probability 1/23!
    @Test
    void everyEpochAndEverySeedHasAnOrderOfItsOwn() {
        ShuffledBatches one = ShuffledBatches.of(DATA, 5, 1);
        ShuffledBatches two = ShuffledBatches.of(DATA, 5, 2);
        assertNotEquals(epoch(one, 0), epoch(one, 1));
        assertNotEquals(epoch(one, 0), epoch(two, 0));
        assertNotEquals(epoch(one, 1), epoch(two, 0));
    }

    @Test
    void aBatchDoesNotDependOnWhatWasAskedBefore() {
        ShuffledBatches batches = ShuffledBatches.of(DATA, 5, 1);
        List<Integer> inOrder = epoch(batches, 0);
        epoch(batches, 1);
        assertEquals(inOrder, epoch(batches, 0));
        DataSet late = ShuffledBatches.of(DATA, 5, 1).batch(1_000_000);
        assertEquals(late.labels(), batches.batch(1_000_000).labels());
    }

    @Test
    void sizesAndIndicesHaveBounds() {
        for (int size : new int[] {0, 24}) {
            assertEquals(
                    "the batch size must be between 1 and 23, got " + size,
                    assertThrows(IllegalArgumentException.class, () -> ShuffledBatches.of(DATA, size, 1))
                            .getMessage());
        }
        ShuffledBatches batches = ShuffledBatches.of(DATA, 5, 1);
        assertEquals(
                "the index of a batch must be at least 0, got -1",
                assertThrows(IllegalArgumentException.class, () -> batches.batch(-1))
                        .getMessage());
        assertEquals("23 x 1, labels 0 to 22, in batches of 5, seed 1", batches.toString());
    }
}
