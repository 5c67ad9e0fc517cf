package xavierkit.training;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.network.MatrixProduct;

/**
 * Stochastic gradient descent, with the momentum of Rumelhart et al. 1986: v becomes momentum * v -
 * rate * dC/dW and W becomes W + v. With momentum 0 this is W - rate * dC/dW, as in Glorot and
 * Bengio 2010.
 *
 * @param rate the learning rate, finite and above 0
 * @param momentum at least 0 and below 1
 */
public record Sgd(double rate, double momentum) {

  /** Validates both. */
  public Sgd {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("the rate must be finite and above 0, got " + rate);
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "the momentum must be at least 0 and below 1, got " + momentum);
    }
  }

  /** Without momentum. */
  public Sgd(double rate) {
    this(rate, 0);
  }

  /**
   * One step of the parameters of a layer, in place. dC/dW = z' dC/ds is added as it is computed and
   * never stored.
   *
   * @param z what the parameters were multiplied by: z_(l-1) for weights, ones for biases
   * @param downhill -rate * dC/ds
   * @param velocity v, changed in place; left alone without momentum
   */
  void step(DMatrixRMaj z, DMatrixRMaj downhill, DMatrixRMaj parameters, DMatrixRMaj velocity) {
    if (momentum == 0) {
      MatrixProduct.addAtb(z, downhill, parameters);
    } else {
      CommonOps_DDRM.scale(momentum, velocity);
      MatrixProduct.addAtb(z, downhill, velocity);
      CommonOps_DDRM.addEquals(parameters, velocity);
    }
  }
}
