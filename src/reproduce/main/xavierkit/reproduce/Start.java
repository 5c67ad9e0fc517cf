package xavierkit.reproduce;

import xavierkit.init.Initializer;
import xavierkit.init.Orthogonal;
import xavierkit.init.VarianceScaling;

/** The ways in which a network starts here. All but the orthogonal one draw uniformly. */
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

    private final Initializer initializer;

    Start(Initializer initializer) {
        this.initializer = initializer;
    }

    /** The rule that draws the weights of every layer. */
    Initializer initializer() {
        return initializer;
    }

    /** In small letters. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
