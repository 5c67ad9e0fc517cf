package xavierkit.network;

import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.activation.Activation;
import xavierkit.init.Fan;
import xavierkit.init.Initializer;
import xavierkit.init.WeightDistribution;
import xavierkit.matrix.MatrixProduct;
import xavierkit.matrix.Require;

/**
 * One dense layer: s = z W + b, then phi(s), for row vectors z.
 *
 * @param weights W, of fan_in rows and one column a unit; not to be modified
 * @param biases b, one row with a number for each unit; not to be modified. Zeros, as in Glorot and
 *     Bengio 2010 at initialization, are not added: s keeps its bits, the sign of a zero included
 * @param activation phi
 */
public record Layer(DMatrixRMaj weights, DMatrixRMaj biases, Activation activation) {

    /** Validates: all given, at least one weight, one bias for each unit. */
    public Layer {
        Objects.requireNonNull(weights, "the weights must be given");
        Objects.requireNonNull(biases, "the biases must be given");
        Objects.requireNonNull(activation, "the activation must be given");
        if (weights.getNumElements() == 0) {
            throw new IllegalArgumentException(
                    "a layer needs at least 1 input and 1 unit, got " + Require.shape(weights));
        }
        Require.shape("the biases", biases, 1, weights.numCols);
    }

    /** A layer whose biases are zero. */
    public Layer(DMatrixRMaj weights, Activation activation) {
        this(
                Objects.requireNonNull(weights, "the weights must be given"),
                new DMatrixRMaj(1, weights.numCols),
                activation);
    }

    /** A layer of {@code outputs} units, freshly initialized, with biases of zero. */
    public static Layer of(
            int inputs, int outputs, Activation activation, Initializer initializer, RandomGenerator random) {
        Objects.requireNonNull(activation, "the activation must be given");
        Objects.requireNonNull(initializer, "the initializer must be given");
        Objects.requireNonNull(random, "the random generator must be given");
        return new Layer(initializer.weights(Fan.dense(inputs, outputs), random), activation);
    }

    /**
     * The same layer with other biases, independent and normal.
     *
     * @param variance Var(b), finite and at least 0
     */
    public Layer withBiases(double variance, RandomGenerator random) {
        DMatrixRMaj drawn = WeightDistribution.NORMAL.sample(1, weights.numCols, variance, random);
        return new Layer(weights, drawn, activation);
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
        Objects.requireNonNull(s, "the pre-activations must be given");
        Objects.requireNonNull(activationGradient, "the gradient dC/dz must be given");
        Require.shape("the gradient dC/dz", activationGradient, s.numRows, s.numCols);
        DMatrixRMaj slope = new DMatrixRMaj(s.numRows, s.numCols);
        activation.derivatives(s.data, s.getNumElements(), slope.data);
        CommonOps_DDRM.elementMult(slope, activationGradient);
        return slope;
    }

    /**
     * dz_l/dz_(l-1) = W diag(phi'(s)) at one sample, fan_in rows and fan_out columns: a small change of the
     * input, as a row, times this is the change of the activations.
     *
     * @param s the sample's pre-activations, one row
     */
    public DMatrixRMaj jacobian(DMatrixRMaj s) {
        Objects.requireNonNull(s, "the pre-activations must be given");
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
