package xavierkit.bench;

import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import org.ejml.data.DMatrixRMaj;
import xavierkit.init.WeightDistribution;
import xavierkit.network.BenchProducts;

/** A matrix product of m x k and k x n, in which either factor may be stored transposed. */
final class Product {

  private Product() {}

  /** The job of {@code gemm double FORM M K N}, with form NN, TN (A' B) or NT (A B'). */
  static Job of(String... words) {
    int m = Integer.parseInt(words[3]);
    int k = Integer.parseInt(words[4]);
    int n = Integer.parseInt(words[5]);
    return switch (words[2]) {
      case "NN" -> job(BenchProducts::ab, matrix(m, k), matrix(k, n));
      case "TN" -> job(BenchProducts::atb, matrix(k, m), matrix(k, n));
      case "NT" -> job(BenchProducts::abt, matrix(m, k), matrix(n, k));
      default -> throw new IllegalArgumentException("a form must be NN, TN or NT, got " + words[2]);
    };
  }

  private static Job job(BinaryOperator<DMatrixRMaj> product, DMatrixRMaj a, DMatrixRMaj b) {
    return () -> product.apply(a, b).data[0];
  }

  private static DMatrixRMaj matrix(int rows, int columns) {
    return WeightDistribution.NORMAL.sample(rows, columns, 1, new SplittableRandom(1));
  }
}
