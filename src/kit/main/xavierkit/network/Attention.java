package xavierkit.network;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.matrix.*;

/**
 * Dot-product attention: how much each query looks at each key.
 *
 * @param scores c q'k, one query a row, one key a column
 */
public record Attention(DMatrixRMaj scores) {

    /** Validates: there are scores. */
    public Attention {
        Require.given("the scores", scores);
    }

    /**
     * Compares queries with keys.
     *
     * @param scale c: 1/sqrt(d_k) in a transformer
     */
    public static Attention of(DMatrixRMaj queries, DMatrixRMaj keys, double scale) {
        DMatrixRMaj scores = MatrixProduct.abt(queries, keys);
        CommonOps_DDRM.scale(Require.finite("the scale", scale), scores);
        return new Attention(scores);
    }

    /** The softmax of each row, e^score over the sum of them: positive weights that add up to 1. */
    public DMatrixRMaj weights() {
        DMatrixRMaj weights = scores.copy();
        for (int i = 0; i < weights.numRows; i++) {
            int from = i * weights.numCols;
            int to = from + weights.numCols;
            double largest = Arrays.stream(weights.data, from, to).max().orElseThrow();
            double sum = 0;
            for (int j = from; j < to; j++) {
                weights.data[j] = StrictMath.exp(weights.data[j] - largest);
                sum += weights.data[j];
            }
            for (int j = from; j < to; j++) {
                weights.data[j] /= sum;
            }
        }
        return weights;
    }

    /** The weight of the key that a query looks at most, averaged over the queries: 1/keys if it looks at all alike. */
    public double largestWeight() {
        DMatrixRMaj weights = weights();
        return IntStream.range(0, weights.numRows)
                .mapToDouble(i -> Arrays.stream(weights.data, i * weights.numCols, (i + 1) * weights.numCols)
                        .max()
                        .orElseThrow())
                .average()
                .orElseThrow();
    }
}
