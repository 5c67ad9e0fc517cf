package xavierkit.matrix;

import org.ejml.data.DMatrixRMaj;

/** A factor of a product: a matrix as it is or, without a copy, its transpose. */
record Factor(DMatrixRMaj matrix, boolean transposed) {

    /** The matrix as it is. */
    static Factor of(DMatrixRMaj matrix) {
        return new Factor(Require.given("both matrices", matrix), false);
    }

    /** The same numbers, rows for columns. */
    Factor transpose() {
        return new Factor(matrix, !transposed);
    }

    /** The rows that the product sees. */
    int rows() {
        return transposed ? matrix.numCols : matrix.numRows;
    }

    /** The columns that the product sees. */
    int columns() {
        return transposed ? matrix.numRows : matrix.numCols;
    }

    /** Refuses another factor on the right unless it has as many rows as this one has columns. */
    void requireFit(Factor right) {
        String rule = "the left factor must have as many columns as the right has rows, got %s and %s";
        Require.that(columns() == right.rows(), rule, this, right);
    }

    /** The index of element (i, j) in the matrix's array. */
    int at(int i, int j) {
        return transposed ? j * matrix.numCols + i : i * matrix.numCols + j;
    }

    /** Copies columns left to right - 1 of row i to the indices at, at + step, at + 2 step and so on. */
    void read(int i, int left, int right, double[] target, int at, int step) {
        if (!transposed && step == 1) {
            System.arraycopy(matrix.data, at(i, left), target, at, right - left);
            return;
        }
        for (int j = left; j < right; j++) {
            target[at + (j - left) * step] = matrix.data[at(i, j)];
        }
    }

    /** Rows and columns, as in 300x64. */
    @Override
    public String toString() {
        return rows() + "x" + columns();
    }
}
