package xavierkit.network;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * What a forward pass left behind, layer by layer; matrices have one sample a row and are not to be
 * modified.
 *
 * @param preActivations s_1 to s_depth
 * @param activations z_0, the input, to z_depth
 */
public record ForwardSignals(List<DMatrixRMaj> preActivations, List<DMatrixRMaj> activations) {

  /** Freezes both lists. */
  public ForwardSignals {
    preActivations = List.copyOf(preActivations);
    activations = List.copyOf(activations);
  }

  /** The number of layers. */
  public int depth() {
    return preActivations.size();
  }

  /** s_l, for l = 1 to depth. */
  public DMatrixRMaj preActivation(int layer) {
    return preActivations.get(layer - 1);
  }

  /** z_l, for l = 0, the input, to depth. */
  public DMatrixRMaj activation(int layer) {
    return activations.get(layer);
  }

  /** Var(s_l) over samples and units, from layer 1. */
  public VarianceProfile preActivationProfile() {
    return VarianceProfile.of("s", 1, preActivations);
  }

  /** Var(z_l) over samples and units, from layer 0, the input. */
  public VarianceProfile activationProfile() {
    return VarianceProfile.of("z", 0, activations);
  }
}
