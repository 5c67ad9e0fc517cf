package xavierkit.reproduce;

import java.util.Locale;
import xavierkit.init.*;

/** How the weights of a network begin. All rules but the orthogonal one draw uniformly. */
enum Start {
    /** U(-a, a) with a = 1 / sqrt(fan_in); eq. 1 of the paper. */
    STANDARD(VarianceScaling.standardHeuristic()),
    /** U(-a, a) with a = sqrt(6 / (fan_in + fan_out)); eq. 16. */
    NORMALIZED(VarianceScaling.glorotUniform()),
    /** Var(W) = 2 / fan_in; He et al. 2015. */
    HE(VarianceScaling.heUniform()),
    /** Orthonormal rows or columns; Saxe et al. 2013. */
    ORTHOGONAL(new Orthogonal(1)),
    /** A tenth of {@link #NORMALIZED}. */
    TENTH(VarianceScaling.glorotUniform().withGain(0.1)),
    /** Five times {@link #NORMALIZED}. */
    FIVEFOLD(VarianceScaling.glorotUniform().withGain(5));

    /** The rule that draws the weights of every layer. */
    final Initializer initializer;

    Start(Initializer initializer) {
        this.initializer = initializer;
    }

    /** In small letters. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
