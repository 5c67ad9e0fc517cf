package xavierkit.bench;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import xavierkit.init.WeightDistribution;
import xavierkit.matrix.MatrixProduct;

/** Matrix products of m x k and k x n: both factors stored as they are, then each in turn transposed. */
final class Product {

    private Product() {}

    /** The job of {@code gemm M K N}: A B, A' B and A B'. */
    static Job of(int m, int k, int n) {
        DMatrixRMaj a = matrix(m, k);
        DMatrixRMaj b = matrix(k, n);
        DMatrixRMaj storedA = matrix(k, m);
        DMatrixRMaj storedB = matrix(n, k);
        return () -> MatrixProduct.ab(a, b).data[0]
                + MatrixProduct.atb(storedA, b).data[0]
                + MatrixProduct.abt(a, storedB).data[0];
    }

    private static DMatrixRMaj matrix(int rows, int columns) {
        return WeightDistribution.NORMAL.sample(rows, columns, 1, new SplittableRandom(1));
    }
}
