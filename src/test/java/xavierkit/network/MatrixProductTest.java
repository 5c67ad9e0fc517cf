package xavierkit.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.SplittableRandom;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xavierkit.init.WeightDistribution;

class MatrixProductTest {

  private final int threads = EjmlConcurrency.getMaxThreads();

  @AfterEach
  void restoreThreads() {
    EjmlConcurrency.setMaxThreads(threads);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 64, 10", "300, 1, 7", "37, 101, 53", "256, 300, 200"})
  void productsHaveTheSameBitsForAnyNumberOfThreads(int m, int k, int n) {
    SplittableRandom random = new SplittableRandom(m);
    DMatrixRMaj a = WeightDistribution.NORMAL.sample(m, k, 1, random);
    DMatrixRMaj b = WeightDistribution.NORMAL.sample(k, n, 1, random);
    DMatrixRMaj at = CommonOps_DDRM.transpose(a, null);
    DMatrixRMaj bt = CommonOps_DDRM.transpose(b, null);
    DMatrixRMaj ab = CommonOps_DDRM.mult(a, b, null);
    DMatrixRMaj atb = CommonOps_DDRM.multTransA(at, b, null);
    DMatrixRMaj abt = CommonOps_DDRM.multTransB(a, bt, null);
    for (int count : new int[] {1, 2, 3, 8}) {
      EjmlConcurrency.setMaxThreads(count);
      assertArrayEquals(ab.data, MatrixProduct.ab(a, b).data);
      assertArrayEquals(atb.data, MatrixProduct.atb(at, b).data);
      assertArrayEquals(abt.data, MatrixProduct.abt(a, bt).data);
    }
  }
}
