package xavierkit.network;

import org.ejml.data.DMatrixRMaj;

/** Opens the kit's matrix products, which belong to its package, to the benchmarks. */
public final class BenchProducts {

  private BenchProducts() {}

  /** A B. */
  public static DMatrixRMaj ab(DMatrixRMaj a, DMatrixRMaj b) {
    return MatrixProduct.ab(a, b);
  }

  /** A' B. */
  public static DMatrixRMaj atb(DMatrixRMaj a, DMatrixRMaj b) {
    return MatrixProduct.atb(a, b);
  }

  /** A B'. */
  public static DMatrixRMaj abt(DMatrixRMaj a, DMatrixRMaj b) {
    return MatrixProduct.abt(a, b);
  }
}
