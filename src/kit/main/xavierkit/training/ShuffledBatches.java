package xavierkit.training;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.apache.commons.rng.sampling.ArraySampler;
import xavierkit.data.DataSet;
import xavierkit.matrix.*;

/**
 * A data set in batches, epoch after epoch, shuffled anew in each. The order of an epoch depends only on the seed and
 * the number of the epoch. The last batch of an epoch is what is left, so that an epoch has every sample once.
 */
public final class ShuffledBatches implements BatchSource {

    private final DataSet data;
    private final int size;
    private final long seed;
    private long epoch = -1;
    private int[] order;

    private ShuffledBatches(DataSet data, int size, long seed) {
        this.data = data;
        this.size = size;
        this.seed = seed;
    }

    /** Batches of {@code size} samples; at least 1, at most as many as there are. */
    public static ShuffledBatches of(DataSet data, int size, long seed) {
        int most = Require.given("the data", data).size();
        Require.that(size >= 1 && size <= most, "the batch size must be between 1 and %d, got %d", most, size);
        return new ShuffledBatches(data, size, seed);
    }

    /** The number of batches in an epoch. */
    public long perEpoch() {
        return (data.size() + size - 1) / size;
    }

    @Override
    public synchronized DataSet batch(long index) {
        Require.that(index >= 0, "the index of a batch must be at least 0, got %d", index);
        if (index / perEpoch() != epoch) {
            epoch = index / perEpoch();
            order = shuffled(epoch);
        }
        int from = (int) (index % perEpoch()) * size;
        return data.rows(Arrays.copyOfRange(order, from, Math.min(from + size, data.size())));
    }

    // SplitMix64 first: the seeds 1 and 2 would otherwise share all epochs but one
    private int[] shuffled(long epoch) {
        long first = new SplitMix64(seed).nextLong();
        int[] rows = IntStream.range(0, data.size()).toArray();
        return ArraySampler.shuffle(RandomStream.of(first + epoch), rows);
    }

    /** The data and the size of a batch; no samples. */
    @Override
    public String toString() {
        return data + ", in batches of " + size + ", seed " + seed;
    }
}
