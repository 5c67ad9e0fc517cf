package xavierkit.check;

import org.ejml.data.DMatrixRMaj;
import xavierkit.network.Layer;

/**
 * E[(dC/dz)^2] before a layer, without the assumption that gradients and weights are independent. d = dC/ds of
 * a sample depends on W, but only through that sample's s = z W + b. So W is taken as s - b shows it along z,
 * and as unknown across z: for normal weights
 *
 * <p>E[|d W'|^2] = Var(W) |d|^2 (fan_in - 1) + (d . (s - b))^2 / |z|^2,
 *
 * <p>where independence would give Var(W) |d|^2 fan_in. The difference is of relative order 1/fan_in if the sign
 * of the gradient has nothing to do with s, and of order fan_out / fan_in for a cost such as |s|^2.
 */
final class GradientPrediction {

    private GradientPrediction() {}

    /** The mean of (dC/dz)^2 over a batch and the inputs of a layer, given z, s and d, one sample a row. */
    static double of(Layer layer, double variance, DMatrixRMaj z, DMatrixRMaj s, DMatrixRMaj d) {
        double sum = 0;
        for (int a = 0; a < z.numRows; a++) {
            double across = variance * squares(d, a);
            double length = squares(z, a);
            double along = length > 0 ? square(product(layer, s, d, a)) / length : across;
            sum += across * (z.numCols - 1) + along;
        }
        return sum / z.getNumElements();
    }

    private static double product(Layer layer, DMatrixRMaj s, DMatrixRMaj d, int sample) {
        double sum = 0;
        for (int j = 0; j < s.numCols; j++) {
            sum += d.get(sample, j) * (s.get(sample, j) - layer.biases().get(j));
        }
        return sum;
    }

    private static double squares(DMatrixRMaj matrix, int row) {
        double sum = 0;
        for (int j = 0; j < matrix.numCols; j++) {
            sum += square(matrix.get(row, j));
        }
        return sum;
    }

    private static double square(double x) {
        return x * x;
    }
}
