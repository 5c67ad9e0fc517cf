package xavierkit.reproduce;

import xavierkit.init.Initializer;
import xavierkit.init.VarianceScaling;

/** The two ways in which the paper starts a network. */
enum Start {
  /** U(-a, a) with a = 1 / sqrt(fan_in); eq. 1. */
  STANDARD(VarianceScaling.standardHeuristic()),
  /** U(-a, a) with a = sqrt(6 / (fan_in + fan_out)); eq. 16. */
  NORMALIZED(VarianceScaling.glorotUniform());

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
