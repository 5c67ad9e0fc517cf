package xavierkit.training;

import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;

/**
 * The negative log-likelihood of the right classes under a softmax: C = the mean over the batch of
 * ln(sum_k e^(z_k)) - z_label. The largest z of a row is subtracted first, so that no exponential
 * overflows; StrictMath gives the same bits on every machine.
 *
 * @param mean C, in nats; ln(classes) for a network that knows nothing
 * @param errorRate the share of rows in which another class has a z as large as the label's, or one
 *     that is NaN
 * @param gradient dC/dz = (softmax(z) - one-hot label) / batch, in the shape of z
 */
public record SoftmaxCost(double mean, double errorRate, DMatrixRMaj gradient) {

    /**
     * The cost of a batch.
     *
     * @param z the activations of the last layer, one sample a row, one class a column
     * @param labels the class of each row, counted from 0
     * @throws IllegalArgumentException if there is not one label a row, or a label that is no column
     */
    public static SoftmaxCost of(DMatrixRMaj z, List<Integer> labels) {
        Objects.requireNonNull(z, "the output must be given");
        Objects.requireNonNull(labels, "the labels must be given");
        requireLabels(z, labels);
        DMatrixRMaj gradient = z.copy();
        double sum = 0;
        int errors = 0;
        for (int row = 0; row < z.numRows; row++) {
            int label = labels.get(row);
            errors += isRight(z, row, label) ? 0 : 1;
            sum += replaceByGradient(gradient, row, label);
        }
        return new SoftmaxCost(sum / z.numRows, (double) errors / z.numRows, gradient);
    }

    private static boolean isRight(DMatrixRMaj z, int row, int label) {
        boolean right = true;
        for (int k = 0; k < z.numCols; k++) {
            right &= k == label || z.get(row, label) > z.get(row, k);
        }
        return right;
    }

    /** Replaces a row of z by its gradient, and returns its cost. */
    private static double replaceByGradient(DMatrixRMaj z, int row, int label) {
        int from = row * z.numCols;
        int to = from + z.numCols;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, z.data[i]);
        }
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
        if (z.numRows < 1 || labels.size() != z.numRows) {
            throw new IllegalArgumentException(
                    "a batch must have at least 1 row and a label for each, got %d rows and %d labels"
                            .formatted(z.numRows, labels.size()));
        }
        for (int label : labels) {
            if (label < 0 || label >= z.numCols) {
                throw new IllegalArgumentException(
                        "a label must be between 0 and %d, one for each output of the network, got %d"
                                .formatted(z.numCols - 1, label));
            }
        }
    }
}
