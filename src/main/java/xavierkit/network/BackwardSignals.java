package xavierkit.network;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The gradients of a cost C that a backward pass left behind, layer by layer; not to be modified.
 *
 * @param weightGradients dC/dW_1 to dC/dW_depth, each in the shape of its weights
 * @param preActivationGradients dC/ds_1 to dC/ds_depth, one sample a row
 * @param activationGradients dC/dz_0 to dC/dz_depth, one sample a row
 */
public record BackwardSignals(
    List<DMatrixRMaj> weightGradients,
    List<DMatrixRMaj> preActivationGradients,
    List<DMatrixRMaj> activationGradients) {

  /** Freezes the lists. */
  public BackwardSignals {
    weightGradients = List.copyOf(weightGradients);
    preActivationGradients = List.copyOf(preActivationGradients);
    activationGradients = List.copyOf(activationGradients);
  }

  /** dC/dW_l, for l = 1 to depth. */
  public DMatrixRMaj weightGradient(int layer) {
    return weightGradients.get(layer - 1);
  }

  /** dC/ds_l, for l = 1 to depth. */
  public DMatrixRMaj preActivationGradient(int layer) {
    return preActivationGradients.get(layer - 1);
  }

  /** dC/dz_l, for l = 0, the input, to depth. */
  public DMatrixRMaj activationGradient(int layer) {
    return activationGradients.get(layer);
  }

  /** Var(dC/dW_l) over the weights of a layer, from layer 1. */
  public VarianceProfile weightGradientProfile() {
    return VarianceProfile.of("dC/dW", 1, weightGradients);
  }

  /** Var(dC/ds_l) over samples and units, from layer 1. */
  public VarianceProfile preActivationGradientProfile() {
    return VarianceProfile.of("dC/ds", 1, preActivationGradients);
  }

  /** Var(dC/dz_l) over samples and units, from layer 0, the input. */
  public VarianceProfile activationGradientProfile() {
    return VarianceProfile.of("dC/dz", 0, activationGradients);
  }
}
