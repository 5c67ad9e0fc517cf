package xavierkit.training;

import xavierkit.data.DataSet;

/**
 * A stream of labelled mini-batches that can be entered anywhere: {@link ShuffledBatches} of a data set, or a generator
 * that draws each batch from a seed and its index. So the number of updates done is all that training needs to know of
 * its data in order to go on where it stopped.
 */
@FunctionalInterface
public interface BatchSource {

    /**
     * The batch of an update.
     *
     * @param index counted from 0; the same index must always give the same bits
     */
    DataSet batch(long index);
}
