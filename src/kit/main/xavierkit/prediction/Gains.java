package xavierkit.prediction;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import xavierkit.activation.Activation;

/**
 * Factors of the weights that are to make up for what an activation takes: Var(W) = gain^2 /
 * fan_in.
 */
public final class Gains {

    private static final List<Activation> WITHOUT_GAIN = List.of(Activation.IDENTITY, Activation.SIGMOID);

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
        if (WITHOUT_GAIN.contains(activation)) {
            return OptionalDouble.of(1);
        }
        if (activation.equals(Activation.TANH)) {
            return OptionalDouble.of(5.0 / 3);
        }
        if (activation.equals(Activation.SELU)) {
            return OptionalDouble.of(0.75);
        }
        return activation.equals(Activation.RELU) ? leaky(0) : leakyByName(activation);
    }

    // the kit's leaky ReLUs are made of fresh functions each time, which only the name tells apart
    private static OptionalDouble leakyByName(Activation activation) {
        double a = activation.derivative(-1);
        boolean leaky = Double.isFinite(a) && Activation.leakyRelu(a).name().equals(activation.name());
        return leaky ? leaky(a) : OptionalDouble.empty();
    }

    private static OptionalDouble leaky(double a) {
        return OptionalDouble.of(StrictMath.sqrt(2 / (1 + a * a)));
    }
}
