package xavierkit.network;

import java.util.Objects;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;
import org.ejml.data.DMatrixRMaj;

/**
 * Count, mean and variance of a set of numbers.
 *
 * @param count how many numbers, n; at least 1
 * @param mean their sum divided by n
 * @param populationVariance the mean of (x - mean)^2: divided by n, not n - 1
 */
public record Moments(long count, double mean, double populationVariance) {

  /** Validates: at least one number, and a variance that is not negative (NaN may be measured). */
  public Moments {
    if (count < 1) {
      throw new IllegalArgumentException("moments need at least 1 value, got " + count);
    }
    if (populationVariance < 0) {
      throw new IllegalArgumentException("variance must be at least 0, got " + populationVariance);
    }
  }

  /** The moments of all entries of a matrix, rows and columns alike. */
  public static Moments of(DMatrixRMaj matrix) {
    Objects.requireNonNull(matrix, "the matrix must be given");
    return of(matrix.data, matrix.getNumElements());
  }

  /** The moments of some numbers. */
  public static Moments of(double... values) {
    Objects.requireNonNull(values, "the values must be given");
    return of(values, values.length);
  }

  private static Moments of(double[] values, int count) {
    double variance = Variance.ofRange(values, 0, count).setBiased(true).getAsDouble();
    return new Moments(count, Mean.ofRange(values, 0, count).getAsDouble(), variance);
  }

  /**
   * The unbiased estimator: squared deviations divided by n - 1.
   *
   * @throws IllegalStateException for a single number, which has no sample variance
   */
  public double sampleVariance() {
    if (count < 2) {
      throw new IllegalStateException("sample variance needs at least 2 values, got " + count);
    }
    return populationVariance * count / (count - 1);
  }

  /** The mean of x^2: populationVariance + mean^2. */
  public double secondMoment() {
    return populationVariance + mean * mean;
  }
}
