package xavierkit.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xavierkit.activation.Activation;
import xavierkit.init.VarianceScaling;
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

  @Test
  void aNetworkHasTheSameBitsForAnyNumberOfThreads() {
    List<double[]> single = signals(1);
    for (int count : new int[] {2, 3, 8}) {
      List<double[]> several = signals(count);
      assertEquals(single.size(), several.size());
      for (int i = 0; i < single.size(); i++) {
        assertArrayEquals(single.get(i), several.get(i), "signal " + i + ", threads " + count);
      }
    }
  }

  // weights, forward and backward signals, all made anew with this number of threads
  private static List<double[]> signals(int threads) {
    EjmlConcurrency.setMaxThreads(threads);
    SplittableRandom random = new SplittableRandom(1);
    Network network = Network.of(
        List.of(150, 300, 211, 37), Activation.TANH, VarianceScaling.glorotNormal(), random);
    ForwardSignals forward = network.forward(WeightDistribution.NORMAL.sample(256, 150, 1, random));
    BackwardSignals backward =
        network.backward(forward, WeightDistribution.NORMAL.sample(256, 37, 1, random));
    return Stream.of(
            network.layers().stream().map(Layer::weights).toList(),
            forward.preActivations(),
            forward.activations(),
            backward.weightGradients(),
            backward.preActivationGradients(),
            backward.activationGradients())
        .flatMap(List::stream)
        .map(matrix -> matrix.data)
        .toList();
  }
}
