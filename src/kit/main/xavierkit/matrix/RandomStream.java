package xavierkit.matrix;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.*;

/** Streams of random numbers whose bits a version pin fixes; the JDK may change its own. */
public final class RandomStream {

    private RandomStream() {}

    /** The XoShiRo256++ generator of a seed: SplitMix64 draws its state. */
    public static UniformRandomProvider of(long seed) {
        SplitMix64 state = new SplitMix64(seed);
        return new XoShiRo256PlusPlus(state.nextLong(), state.nextLong(), state.nextLong(), state.nextLong());
    }
}
