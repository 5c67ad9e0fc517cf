package xavierkit.bench;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/** Matrices of floats: the kit draws and measures doubles. */
final class Floats {

  private Floats() {}

  static FMatrixRMaj of(DMatrixRMaj matrix) {
    FMatrixRMaj floats = new FMatrixRMaj(matrix.numRows, matrix.numCols);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      floats.data[i] = (float) matrix.data[i];
    }
    return floats;
  }

  static DMatrixRMaj toDoubles(FMatrixRMaj matrix) {
    DMatrixRMaj doubles = new DMatrixRMaj(matrix.numRows, matrix.numCols);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      doubles.data[i] = matrix.data[i];
    }
    return doubles;
  }
}
