package xavierkit.bench;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import xavierkit.init.WeightDistribution;

/** The singular values of a square matrix, without its singular vectors. */
final class SingularValues {

    private SingularValues() {}

    static Job of(int side) {
        DMatrixRMaj matrix = WeightDistribution.NORMAL.sample(side, side, 1, new SplittableRandom(1));
        return () -> xavierkit.matrix.SingularValues.of(matrix)[0];
    }
}
