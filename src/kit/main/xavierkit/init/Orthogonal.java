package xavierkit.init;

import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * Gain times a random matrix with orthonormal rows or columns, whichever are fewer, uniform over
 * all such matrices; Saxe et al. 2013.
 *
 * <p>With row vectors s = z W, |s| = gain |z| for every z if fan_in is at most {@code outputs};
 * otherwise it is the backward signal whose norm is kept. Both hold only for a square matrix.
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
        boolean wide = fan.in() < fan.outputs();
        int rows = Math.max(fan.in(), fan.outputs());
        int columns = Math.min(fan.in(), fan.outputs());
        DMatrixRMaj tall = orthonormalColumns(rows, columns, random);
        CommonOps_DDRM.scale(gain, tall);
        return wide ? CommonOps_DDRM.transpose(tall, null) : tall;
    }

    // Q of a Gaussian matrix, each column with the sign of R's diagonal: Mezzadri 2007
    private static DMatrixRMaj orthonormalColumns(int rows, int columns, RandomGenerator random) {
        DMatrixRMaj gaussian = WeightDistribution.NORMAL.sample(rows, columns, 1, random);
        QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(rows, columns);
        if (!qr.decompose(gaussian)) {
            throw new ArithmeticException("QR decomposition failed for a " + rows + "x" + columns + " matrix");
        }
        DMatrixRMaj q = qr.getQ(null, true);
        DMatrixRMaj r = qr.getR(null, true);
        for (int column = 0; column < columns; column++) {
            if (r.get(column, column) < 0) {
                for (int row = 0; row < rows; row++) {
                    q.set(row, column, -q.get(row, column));
                }
            }
        }
        return q;
    }
}
