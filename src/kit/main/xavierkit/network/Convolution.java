package xavierkit.network;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import xavierkit.matrix.*;

/**
 * A convolution over one dimension: at each position of its output it multiplies the patch of {@code kernel} neighbouring
 * positions by the same weights. A signal has one row for each position and one column for each channel; the weights
 * have kernel x channels rows, as {@link xavierkit.init.Fan#convolution} counts them.
 *
 * @param kernel positions in a patch, at least 1; odd if padded
 * @param stride positions between one patch and the next, at least 1
 * @param padded whether there is a border, with zeros beyond it: patches are then centred. Otherwise positions lie on a
 *     circle, and a patch begins at its own position
 */
public record Convolution(int kernel, int stride, boolean padded) {

    /** Validates: counts of at least 1, and patches that can be centred. */
    public Convolution {
        Require.atLeast(1, "the kernel", kernel);
        Require.atLeast(1, "the stride", stride);
        Require.that(!padded || kernel % 2 == 1, "the kernel of a padded convolution must be odd, got %d", kernel);
    }

    /** Positions on a circle: there is no border, and every one of them is used equally often. Stride 1. */
    public static Convolution circular(int kernel) {
        return new Convolution(kernel, 1, false);
    }

    /** As many outputs as inputs, with zeros beyond the border. Stride 1. */
    public static Convolution padded(int kernel) {
        return new Convolution(kernel, 1, true);
    }

    /** The same with a patch at every {@code stride}-th position only; the positions must be a multiple of it. */
    public Convolution withStride(int stride) {
        return new Convolution(kernel, stride, padded);
    }

    /** The patches, one a row: kernel positions one after the other, all channels of each. */
    public DMatrixRMaj patches(DMatrixRMaj z) {
        requireMultiple(z.numRows);
        DMatrixRMaj rows = new DMatrixRMaj(z.numRows / stride, z.numCols * kernel);
        for (int i = 0; i < rows.numRows * kernel; i++) {
            int from = position(i, z.numRows);
            if (from >= 0) {
                System.arraycopy(z.data, from * z.numCols, rows.data, i * z.numCols, z.numCols);
            }
        }
        return rows;
    }

    /** s: every patch times the weights. */
    public DMatrixRMaj forward(DMatrixRMaj z, DMatrixRMaj weights) {
        return MatrixProduct.ab(patches(z), weights);
    }

    /** dC/dz = dC/ds W', where each position adds up what comes from all patches that it is in. */
    public DMatrixRMaj backward(DMatrixRMaj gradient, DMatrixRMaj weights) {
        DMatrixRMaj ofPatches = MatrixProduct.abt(gradient, weights);
        Require.that(
                weights.numRows % kernel == 0,
                "the weights must have a multiple of %d rows, got %d",
                kernel,
                weights.numRows);
        int channels = weights.numRows / kernel;
        DMatrixRMaj sum = new DMatrixRMaj(gradient.numRows * stride, channels);
        for (int i = 0; i < ofPatches.numRows * kernel; i++) {
            int to = position(i, sum.numRows);
            for (int c = 0; to >= 0 && c < channels; c++) {
                sum.add(to, c, ofPatches.data[i * channels + c]);
            }
        }
        return sum;
    }

    /**
     * How many patches each of the positions is in: kernel away from a border and at stride 1. It is found by a probe: the
     * weights and gradients of one channel are set to 1, and what arrives is counted.
     */
    public int[] uses(int positions) {
        requireMultiple(positions);
        DMatrixRMaj weights = new DMatrixRMaj(kernel, 1);
        DMatrixRMaj gradient = new DMatrixRMaj(positions / stride, 1);
        weights.fill(1);
        gradient.fill(1);
        return Arrays.stream(backward(gradient, weights).data)
                .mapToInt(count -> (int) count)
                .toArray();
    }

    /** The position that is number i among those of all patches, one after the other; -1 beyond the border. */
    private int position(int i, int positions) {
        int start = i / kernel * stride + i % kernel;
        int position = padded ? start - kernel / 2 : start % positions;
        return position < positions ? Math.max(position, -1) : -1;
    }

    private void requireMultiple(int positions) {
        String rule = "a convolution of stride %d needs a multiple of it as positions, got %d";
        Require.that(positions >= 1 && positions % stride == 0, rule, stride, positions);
    }
}
