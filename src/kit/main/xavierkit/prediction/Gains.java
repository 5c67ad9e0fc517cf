package xavierkit.prediction;

import java.util.Objects;
import java.util.OptionalDouble;
import xavierkit.activation.Activation;

/**
 * Factors of the weights that are to make up for what an activation takes: Var(W) = gain^2 /
 * fan_in.
 */
public final class Gains {

    private Gains() {}

    /**
     * E[phi(s)^2]^(-1/2), s ~ N(0,1): with it a wide layer keeps q = 1. Whether it comes back to 1 after
     * a disturbance is another question, see {@link FixedPoint#stable}: with GELU and SiLU it does not.
     *
     * @throws IllegalArgumentException if phi is 0 everywhere
     */
    public static double exact(Activation activation) {
        double square = GaussianMoments.of(activation, 1).square().value();
        if (square == 0) {
            throw new IllegalArgumentException(activation + " must not be 0 everywhere: no gain makes up for that");
        }
        return 1 / StrictMath.sqrt(square);
    }

    /**
     * The value of {@code torch.nn.init.calculate_gain}: 1 for identity (linear, convolutions) and
     * sigmoid, 5/3 for tanh, sqrt(2) for ReLU, sqrt(2 / (1 + a^2)) for leaky ReLU with slope a, 3/4 for
     * SELU; empty where PyTorch knows none, as for GELU and SiLU.
     */
    public static OptionalDouble pytorch(Activation activation) {
        Objects.requireNonNull(activation, "the activation must be given");
        return activation.pytorchGain();
    }
}
