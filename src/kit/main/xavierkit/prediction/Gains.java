package xavierkit.prediction;

import java.util.OptionalDouble;
import xavierkit.activation.Activation;
import xavierkit.matrix.Require;

/** Factors of the weights that make up for what an activation takes: Var(W) = gain^2 / fan_in. */
public final class Gains {

    private Gains() {}

    /**
     * E[phi(s)^2]^(-1/2), s ~ N(0,1): with it a wide layer keeps q = 1. Whether q comes back to 1 after a disturbance is
     * another question, see {@link FixedPoint#stable}: with GELU and SiLU it does not.
     *
     * @throws IllegalArgumentException if phi is 0 everywhere
     */
    public static double exact(Activation activation) {
        double square = GaussianMoments.of(activation, 1).square().value();
        Require.that(square != 0, "%s must not be 0 everywhere: no gain makes up for that", activation);
        return 1 / StrictMath.sqrt(square);
    }

    /**
     * The value of {@code torch.nn.init.calculate_gain}: 1 for identity (linear, convolutions) and sigmoid, 5/3 for tanh,
     * sqrt(2) for ReLU, sqrt(2 / (1 + a^2)) for leaky ReLU with slope a, 3/4 for SELU; empty where PyTorch knows none, as
     * for GELU and SiLU.
     */
    public static OptionalDouble pytorch(Activation activation) {
        return Require.given("the activation", activation).pytorchGain();
    }
}
