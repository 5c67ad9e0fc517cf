package xavierkit.prediction;

import xavierkit.init.Fan;

/**
 * A part of a network in mean-field approximation, where signals are known by their moments only. Units are many, weights
 * and biases independent with mean 0, and the gradient that comes back is taken as independent of weights and signals.
 */
public sealed interface Stage permits DenseStage, ResidualStage {

    /** E[z] and Var(z) of one unit, over networks, samples and the units of a layer; infinite if E[s^2] exceeds 1e300. */
    record UnitMoments(double mean, double variance) {
        /** E[z^2]. */
        public double square() {
            return variance + mean * mean;
        }
    }

    /** The moments of z_l, from those of z_(l-1). */
    UnitMoments forward(UnitMoments input);

    /** E[(dC/dz_(l-1))^2], from the moments of z_(l-1) and E[(dC/dz_l)^2]. */
    double backward(UnitMoments input, double gradientSquare);

    /** How many units, or channels, z_(l-1) and z_l have. */
    Fan fan();
}
