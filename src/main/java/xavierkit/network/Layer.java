package xavierkit.network;

import java.util.Objects;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.init.Fan;
import xavierkit.init.Initializer;

/**
 * One dense layer without bias: s = z W, then phi(s), for row vectors z. At initialization the
 * biases of Glorot and Bengio 2010 are zero and add nothing.
 *
 * @param weights W, of fan_in rows and fan_out columns; not to be modified
 * @param activation phi
 */
public record Layer(DMatrixRMaj weights, Activation activation) {

  /** Validates: both given, at least one weight. */
  public Layer {
    Objects.requireNonNull(weights, "the weights must be given");
    Objects.requireNonNull(activation, "the activation must be given");
    if (weights.getNumElements() == 0) {
      throw new IllegalArgumentException(
          "a layer needs at least 1 input and 1 unit, got " + Network.shape(weights));
    }
  }

  /** A layer of {@code outputs} units, freshly initialized. */
  public static Layer of(
      int inputs,
      int outputs,
      Activation activation,
      Initializer initializer,
      RandomGenerator random) {
    Objects.requireNonNull(activation, "the activation must be given");
    Objects.requireNonNull(initializer, "the initializer must be given");
    Objects.requireNonNull(random, "the random generator must be given");
    return new Layer(initializer.weights(Fan.dense(inputs, outputs), random), activation);
  }

  /** The widths and the activation, such as {@code 100 -> 50, tanh}; no weights. */
  @Override
  public String toString() {
    return weights.numRows + " -> " + weights.numCols + ", " + activation;
  }
}
