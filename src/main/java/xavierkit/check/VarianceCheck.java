package xavierkit.check;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import xavierkit.init.WeightDistribution;
import xavierkit.network.Moments;
import xavierkit.network.ProfileSample;

/**
 * A measured variance held against a predicted one. The tolerance is {@value #TOLERANCE} standard
 * errors of the measurement: a normally distributed estimate of a true prediction is further away
 * once in 16,000 checks.
 *
 * @param quantity what was measured, such as {@code Var(W)}
 * @param measured the estimate
 * @param predicted what theory says
 * @param standardError the standard deviation of the estimate; positive
 */
public record VarianceCheck(
    String quantity, double measured, double predicted, double standardError) {

  /** How many standard errors a measurement may be away from its prediction. */
  public static final int TOLERANCE = 4;

  /** Validates: a positive finite prediction and standard error. */
  public VarianceCheck {
    requirePositive("the predicted variance", predicted);
    requirePositive("the standard error", standardError);
  }

  /**
   * The sample variance of independent weights against Var(W). Its standard error is predicted
   * sqrt((kurtosis - 1) / N) for N weights. Not for orthogonal weights, which depend on each other.
   */
  public static VarianceCheck ofWeights(
      DMatrixRMaj weights, WeightDistribution distribution, double predicted) {
    double relative = Math.sqrt((distribution.kurtosis() - 1) / weights.getNumElements());
    return new VarianceCheck(
        "Var(W)", Moments.of(weights).sampleVariance(), predicted, predicted * relative);
  }

  /**
   * The variance at a layer, averaged over independent networks, against its prediction. The
   * standard error comes from the spread between the networks, so that it includes everything that
   * the samples and units of one network share; with fewer than about 20 networks it is itself
   * rough.
   */
  public static VarianceCheck atLayer(ProfileSample sample, int layer, double predicted) {
    return new VarianceCheck(
        "Var(" + sample.signal() + ") at layer " + layer,
        sample.variance(layer),
        predicted,
        sample.standardError(layer));
  }

  /** (measured - predicted) / standardError. */
  public double deviation() {
    return (measured - predicted) / standardError;
  }

  /** Whether the measurement lies within the tolerance. */
  public boolean passed() {
    return Math.abs(deviation()) <= TOLERANCE;
  }

  /** The verdict in one sentence, the measurement with its standard error. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %s is %.4g +/- %.2g, theory %.4g: %.1f standard errors off (%d allowed).",
        passed() ? "PASS" : "FAIL",
        quantity,
        measured,
        standardError,
        predicted,
        Math.abs(deviation()),
        TOLERANCE);
  }

  private static void requirePositive(String what, double x) {
    if (!(x > 0) || Double.isInfinite(x)) {
      throw new IllegalArgumentException(what + " must be positive and finite, got " + x);
    }
  }
}
