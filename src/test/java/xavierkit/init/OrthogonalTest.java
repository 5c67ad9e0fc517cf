package xavierkit.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xavierkit.network.Moments;

class OrthogonalTest {

  private static final double GAIN = 1.5;

  private static DMatrixRMaj weights(int in, int out, long seed) {
    return new Orthogonal(GAIN).weights(Fan.dense(in, out), new SplittableRandom(seed));
  }

  @ParameterizedTest
  @CsvSource({"40, 40", "60, 25", "25, 60", "1, 7"})
  void theFewerOfRowsAndColumnsAreOrthonormalTimesGain(int in, int out) {
    DMatrixRMaj w = weights(in, out, 1);
    assertEquals(in, w.numRows);
    assertEquals(out, w.numCols);
    int small = Math.min(in, out);
    DMatrixRMaj gram = new DMatrixRMaj(small, small);
    if (in < out) {
      CommonOps_DDRM.multTransB(w, w, gram);
    } else {
      CommonOps_DDRM.multTransA(w, w, gram);
    }
    CommonOps_DDRM.scale(1 / (GAIN * GAIN), gram);
    assertTrue(MatrixFeatures_DDRM.isIdentity(gram, 1e-12));
  }

  @Test
  void aWideMatrixKeepsTheNormOfEveryInput() {
    DMatrixRMaj z = WeightDistribution.NORMAL.sample(1, 25, 1, new SplittableRandom(2));
    DMatrixRMaj s = CommonOps_DDRM.mult(z, weights(25, 60, 3), null);
    assertEquals(GAIN * NormOps_DDRM.normF(z), NormOps_DDRM.normF(s), 1e-12);
  }

  @Test
  void varianceIsTheMeanSquareOfTheEntries() {
    Fan fan = Fan.dense(60, 25);
    assertEquals(
        new Orthogonal(GAIN).variance(fan), Moments.of(weights(60, 25, 4)).secondMoment(), 1e-12);
  }

  @Test
  void signsAreFair() {
    // 1x1: plus or minus the gain; 1,000 fair coins have a standard deviation of 15.8, 5 of them
    // allowed
    long positive =
        LongStream.range(0, 1000).filter(seed -> weights(1, 1, seed).get(0) > 0).count();
    assertEquals(500, positive, 5 * 15.8);
  }
}
