package xavierkit.bench;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import xavierkit.init.WeightDistribution;
import xavierkit.matrix.MatrixProduct;

/** A matrix product of m x k and k x n, in which either factor may be stored transposed. */
final class Product {

    private Product() {}

    /** The job of {@code gemm FORM M K N}, with form NN, TN (A' B) or NT (A B'). */
    static Job of(String... words) {
        int m = Integer.parseInt(words[2]);
        int k = Integer.parseInt(words[3]);
        int n = Integer.parseInt(words[4]);
        DMatrixRMaj a = words[1].equals("TN") ? matrix(k, m) : matrix(m, k);
        DMatrixRMaj b = words[1].equals("NT") ? matrix(n, k) : matrix(k, n);
        return switch (words[1]) {
            case "NN" -> () -> MatrixProduct.ab(a, b).data[0];
            case "TN" -> () -> MatrixProduct.atb(a, b).data[0];
            case "NT" -> () -> MatrixProduct.abt(a, b).data[0];
            default -> throw new IllegalArgumentException("a form must be NN, TN or NT, got " + words[1]);
        };
    }

    private static DMatrixRMaj matrix(int rows, int columns) {
        return WeightDistribution.NORMAL.sample(rows, columns, 1, new SplittableRandom(1));
    }
}
