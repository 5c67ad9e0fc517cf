package xavierkit.training;

import java.util.*;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import xavierkit.matrix.Require;

/**
 * The negative log-likelihood of the right classes under a softmax: C is the mean over the batch of ln(sum_k e^(z_k)) -
 * z_label. The largest z of a row is subtracted first, so that no exponential overflows; StrictMath gives the same bits
 * on every machine.
 *
 * @param mean C, in nats; ln(classes) for a network that knows nothing
 * @param errorRate the share of rows in which another class has a z as large as the label's, or one that is NaN
 * @param gradient dC/dz = (softmax(z) - one-hot label) / batch, in the shape of z
 */
public record SoftmaxCost(double mean, double errorRate, DMatrixRMaj gradient) {

    /**
     * The cost of a batch.
     *
     * @param z the activations of the last layer, one sample a row, one class a column
     * @param labels the class of each row, counted from 0; a column of z
     */
    public static SoftmaxCost of(DMatrixRMaj z, List<Integer> labels) {
        Require.given("the output", z);
        requireLabels(z, Require.given("the labels", labels));
        DMatrixRMaj gradient = z.copy();
        double sum = 0;
        int errors = 0;
        for (int row = 0; row < z.numRows; row++) {
            errors += isRight(z, row, labels.get(row)) ? 0 : 1;
            sum += replaceByGradient(gradient, row, labels.get(row));
        }
        return new SoftmaxCost(sum / z.numRows, (double) errors / z.numRows, gradient);
    }

    private static boolean isRight(DMatrixRMaj z, int row, int label) {
        return IntStream.range(0, z.numCols).allMatch(k -> k == label || z.get(row, label) > z.get(row, k));
    }

    /** Replaces a row of z by its gradient, and returns its cost. */
    private static double replaceByGradient(DMatrixRMaj z, int row, int label) {
        int from = row * z.numCols;
        int to = from + z.numCols;
        double largest = Arrays.stream(z.data, from, to).max().orElseThrow();
        double ofLabel = z.data[from + label] - largest;
        double sum = 0;
        for (int i = from; i < to; i++) {
            z.data[i] = StrictMath.exp(z.data[i] - largest);
            sum += z.data[i];
        }
        for (int i = from; i < to; i++) {
            z.data[i] = (z.data[i] / sum - (i == from + label ? 1 : 0)) / z.numRows;
        }
        return StrictMath.log(sum) - ofLabel;
    }

    private static void requireLabels(DMatrixRMaj z, List<Integer> labels) {
        String one = "a batch must have at least 1 row and a label for each, got %d rows and %d labels";
        Require.that(z.numRows > 0 && labels.size() == z.numRows, one, z.numRows, labels.size());
        String range = "a label must be between 0 and %d, one for each output of the network, got %d";
        labels.forEach(k -> Require.that(k >= 0 && k < z.numCols, range, z.numCols - 1, k));
    }
}
