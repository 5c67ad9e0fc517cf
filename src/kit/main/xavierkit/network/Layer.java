package xavierkit.network;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.activation.Activation;
import xavierkit.init.*;
import xavierkit.matrix.*;

/**
 * One dense layer: s = z W + b, then phi(s), for row vectors z.
 *
 * @param weights W, with fan_in rows and one column for each unit; not to be modified
 * @param biases b, one row with a number for each unit; not to be modified. If all are 0, as at initialization in
 *     Glorot and Bengio (2010), nothing is added: s keeps its bits, the sign of a zero included
 * @param activation phi
 */
public record Layer(DMatrixRMaj weights, DMatrixRMaj biases, Activation activation) {

    /** Validates: all given, at least one weight, one bias for each unit. */
    public Layer {
        Require.given("the weights", weights);
        Require.given("the biases", biases);
        Require.given("the activation", activation);
        boolean some = weights.getNumElements() > 0;
        Require.that(some, "a layer needs at least 1 input and 1 unit, got %s", Require.shape(weights));
        Require.shape("the biases", biases, 1, weights.numCols);
    }

    /** A layer whose biases are zero. */
    public Layer(DMatrixRMaj weights, Activation activation) {
        this(weights, new DMatrixRMaj(1, Require.given("the weights", weights).numCols), activation);
    }

    /** A layer of {@code outputs} units, freshly initialized, with biases of zero. */
    public static Layer of(
            int inputs, int outputs, Activation activation, Initializer initializer, RandomGenerator random) {
        Require.given("the initializer", initializer);
        return new Layer(initializer.weights(Fan.dense(inputs, outputs), random), activation);
    }

    /** The fans of this layer: its inputs and its units. */
    public Fan fan() {
        return Fan.dense(weights.numRows, weights.numCols);
    }

    /** s = z W + b, one sample a row. */
    DMatrixRMaj preActivations(DMatrixRMaj z) {
        DMatrixRMaj s = MatrixProduct.ab(z, weights);
        if (Arrays.stream(biases.data, 0, s.numCols).anyMatch(b -> b != 0)) {
            for (int i = 0; i < s.getNumElements(); i++) {
                s.data[i] += biases.data[i % s.numCols];
            }
        }
        return s;
    }

    /**
     * dC/ds = dC/dz * phi'(s), entry by entry: one step of the way back through a layer.
     *
     * @param s the pre-activations, one sample a row
     * @param activationGradient dC/dz, in the shape of s
     */
    public DMatrixRMaj preActivationGradient(DMatrixRMaj s, DMatrixRMaj activationGradient) {
        Require.given("the pre-activations", s);
        Require.shape("the gradient dC/dz", activationGradient, s.numRows, s.numCols);
        DMatrixRMaj slope = s.createLike();
        activation.derivatives(s.data, s.getNumElements(), slope.data);
        CommonOps_DDRM.elementMult(slope, activationGradient);
        return slope;
    }

    /**
     * dz_l/dz_(l-1) = W diag(phi'(s)) at one sample, fan_in rows and fan_out columns: a small change of the input, as a
     * row, times this matrix is the change of the activations.
     *
     * @param s the sample's pre-activations, one row
     */
    public DMatrixRMaj jacobian(DMatrixRMaj s) {
        Require.given("the pre-activations", s);
        Require.shape("the pre-activations of one sample", s, 1, weights.numCols);
        double[] slopes = new double[s.numCols];
        activation.derivatives(s.data, s.numCols, slopes);
        DMatrixRMaj jacobian = weights.copy();
        CommonOps_DDRM.multCols(jacobian, slopes);
        return jacobian;
    }

    /** The widths and the activation, such as {@code 100 -> 50, tanh}; no weights. */
    @Override
    public String toString() {
        return weights.numRows + " -> " + weights.numCols + ", " + activation;
    }
}
