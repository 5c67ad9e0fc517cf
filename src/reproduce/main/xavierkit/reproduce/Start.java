package xavierkit.reproduce;

import java.util.Locale;
import xavierkit.init.*;

/**
 * How the weights of a network begin: STANDARD is eq. 1 of the paper, NORMALIZED eq. 16; HE is He et al. 2015,
 * ORTHOGONAL Saxe et al. 2013; TENTH and FIVEFOLD are multiples of NORMALIZED. All but ORTHOGONAL draw uniformly.
 */
enum Start {
    STANDARD(VarianceScaling.standardHeuristic()),
    NORMALIZED(VarianceScaling.glorotUniform()),
    HE(VarianceScaling.heUniform()),
    ORTHOGONAL(new Orthogonal(1)),
    TENTH(VarianceScaling.glorotUniform().withGain(0.1)),
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
