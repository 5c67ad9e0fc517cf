package xavierkit.network;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_MT_DDRM;

/**
 * The one place where the kit multiplies matrices. EJML's threaded products give the same bits as
 * its single-threaded ones, because threads share the rows of the result and never a sum.
 */
final class MatrixProduct {

  private MatrixProduct() {}

  /** A B. */
  static DMatrixRMaj ab(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj product = new DMatrixRMaj(a.numRows, b.numCols);
    CommonOps_MT_DDRM.mult(a, b, product);
    return product;
  }

  /** A' B. */
  static DMatrixRMaj atb(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj product = new DMatrixRMaj(a.numCols, b.numCols);
    CommonOps_MT_DDRM.multTransA(a, b, product);
    return product;
  }

  /** A B'. */
  static DMatrixRMaj abt(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj product = new DMatrixRMaj(a.numRows, b.numRows);
    CommonOps_MT_DDRM.multTransB(a, b, product);
    return product;
  }
}
