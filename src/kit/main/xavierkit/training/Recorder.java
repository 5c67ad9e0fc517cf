package xavierkit.training;

import java.util.List;
import xavierkit.network.Network;

/** Measures something every so many updates, for the {@link TrainingLog}. */
public interface Recorder {

    /** Measures at update 0, before training, and at every multiple of this; at least 1. */
    long every();

    /**
     * The entries of an update.
     *
     * @param update the number of updates done
     * @param before the network before the last of them; at update 0 the same as {@code after}
     * @param after the network as it is now
     */
    List<TrainingLog.Entry> measure(long update, Network before, Network after);
}
