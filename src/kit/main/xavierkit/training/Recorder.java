package xavierkit.training;

import java.util.List;
import xavierkit.network.Network;

/** Measures something at regular updates, for the {@link TrainingLog}. */
public interface Recorder {

    /** The updates from one record to the next, at least 1; the first is at update 0, before training. */
    long every();

    /** The entries of an update: {@code update} of them are done, and led to this network. */
    List<TrainingLog.Entry> measure(long update, Network network);
}
