package xavierkit.init;

import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * Gain times a random matrix with orthonormal rows or columns, whichever are fewer, uniform over all such matrices; Saxe
 * et al. 2013. With row vectors s = z W, |s| = gain |z| for every z if fan_in is at most {@code outputs}; otherwise it is
 * the backward signal whose norm is kept. Both hold only for a square matrix.
 *
 * @param gain between 1e-100 and 1e100, so that every variance is positive and finite
 */
public record Orthogonal(double gain) implements Initializer {

    /** Validates the gain. */
    public Orthogonal {
        VarianceScaling.requireGain(gain);
    }

    /** Var(W) = gain^2 / max(fan_in, outputs): the mean square of the matrix's entries. */
    @Override
    public double variance(Fan fan) {
        return gain * gain / Math.max(fan.in(), fan.outputs());
    }

    @Override
    public DMatrixRMaj weights(Fan fan, RandomGenerator random) {
        int rows = Math.max(fan.in(), fan.outputs());
        DMatrixRMaj tall = orthonormalColumns(rows, Math.min(fan.in(), fan.outputs()), random);
        CommonOps_DDRM.scale(gain, tall);
        return fan.in() < fan.outputs() ? CommonOps_DDRM.transpose(tall, null) : tall;
    }

    // Q of a Gaussian matrix, each column with the sign of R's diagonal: Mezzadri 2007
    private static DMatrixRMaj orthonormalColumns(int rows, int columns, RandomGenerator random) {
        DMatrixRMaj gaussian = WeightDistribution.NORMAL.sample(rows, columns, 1, random);
        var qr = DecompositionFactory_DDRM.qr(rows, columns);
        if (!qr.decompose(gaussian)) {
            throw new ArithmeticException("QR decomposition failed for a " + rows + "x" + columns + " matrix");
        }
        DMatrixRMaj q = qr.getQ(null, true);
        DMatrixRMaj r = qr.getR(null, true);
        for (int j = 0; j < columns; j++) {
            CommonOps_DDRM.scaleCol(r.get(j, j) < 0 ? -1 : 1, q, j);
        }
        return q;
    }
}
