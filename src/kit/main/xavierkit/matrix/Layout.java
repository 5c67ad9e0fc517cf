package xavierkit.matrix;

import java.util.Objects;
import org.ejml.data.Matrix;

/**
 * Where the elements of a matrix lie in an array: (i, j) at i rowStep + j columnStep, one of
 * which is 1. A transpose swaps the numbers and copies nothing.
 */
record Layout(int rows, int columns, int rowStep, int columnStep) {

    /** The layout of an EJML matrix: row after row. */
    static Layout of(Matrix matrix) {
        Objects.requireNonNull(matrix, "both matrices must be given");
        return new Layout(matrix.getNumRows(), matrix.getNumCols(), matrix.getNumCols(), 1);
    }

    Layout transposed() {
        return new Layout(columns, rows, columnStep, rowStep);
    }

    int at(int i, int j) {
        return i * rowStep + j * columnStep;
    }
}
