package xavierkit.bench;

import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import xavierkit.init.WeightDistribution;
import xavierkit.network.MatrixProduct;

/** A matrix product of m x k and k x n, in which either factor may be stored transposed. */
final class Product {

  private Product() {}

  /** The job of {@code gemm double FORM M K N}, with form NN, TN (A' B) or NT (A B'). */
  static Job ofDoubles(String... words) {
    DMatrixRMaj[] f = factors(words);
    BinaryOperator<DMatrixRMaj> product =
        form(words[2], MatrixProduct::ab, MatrixProduct::atb, MatrixProduct::abt);
    return () -> product.apply(f[0], f[1]).data[0];
  }

  /** The same of {@code gemm float FORM M K N}. */
  static Job ofFloats(String... words) {
    DMatrixRMaj[] doubles = factors(words);
    FMatrixRMaj a = Floats.of(doubles[0]);
    FMatrixRMaj b = Floats.of(doubles[1]);
    BinaryOperator<FMatrixRMaj> product =
        form(words[2], MatrixProduct::ab, MatrixProduct::atb, MatrixProduct::abt);
    return () -> product.apply(a, b).data[0];
  }

  private static <T> T form(String name, T nn, T tn, T nt) {
    return switch (name) {
      case "NN" -> nn;
      case "TN" -> tn;
      case "NT" -> nt;
      default -> throw new IllegalArgumentException("a form must be NN, TN or NT, got " + name);
    };
  }

  private static DMatrixRMaj[] factors(String... words) {
    int m = Integer.parseInt(words[3]);
    int k = Integer.parseInt(words[4]);
    int n = Integer.parseInt(words[5]);
    return new DMatrixRMaj[] {
      words[2].equals("TN") ? matrix(k, m) : matrix(m, k),
      words[2].equals("NT") ? matrix(n, k) : matrix(k, n)
    };
  }

  private static DMatrixRMaj matrix(int rows, int columns) {
    return WeightDistribution.NORMAL.sample(rows, columns, 1, new SplittableRandom(1));
  }
}
