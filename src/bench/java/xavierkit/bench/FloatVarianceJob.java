package xavierkit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.FMatrixRMaj;
import xavierkit.activation.FloatTanh;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;
import xavierkit.network.MatrixProduct;
import xavierkit.network.Moments;

/** The work of {@link VarianceJob} in floats, for which the kit has parts but no network. */
final class FloatVarianceJob {

  private FloatVarianceJob() {}

  static Job of(int seeds) {
    return () -> {
      double sum = 0;
      for (int seed = 0; seed < seeds; seed++) {
        sum += measure(new SplittableRandom(seed));
      }
      return sum;
    };
  }

  private static double measure(SplittableRandom random) {
    Fan fan = Fan.dense(VarianceJob.WIDTH, VarianceJob.WIDTH);
    List<FMatrixRMaj> weights = new ArrayList<>();
    List<FMatrixRMaj> activations = new ArrayList<>(List.of(Floats.of(VarianceJob.noise(random))));
    double sum = variance(activations.get(0));
    for (int l = 0; l < VarianceJob.DEPTH; l++) {
      weights.add(Floats.of(VarianceScaling.glorotNormal().weights(fan, random)));
      FMatrixRMaj s = MatrixProduct.ab(activations.get(l), weights.get(l));
      FloatTanh.values(s.data, s.getNumElements(), s.data);
      activations.add(s);
      sum += variance(s);
    }
    FMatrixRMaj gradient = Floats.of(VarianceJob.noise(random));
    sum += variance(gradient);
    for (int l = VarianceJob.DEPTH; l >= 1; l--) {
      gradient = MatrixProduct.abt(chained(activations.get(l), gradient), weights.get(l - 1));
      sum += variance(gradient);
    }
    return sum;
  }

  /** dC/ds from z and dC/dz. */
  private static FMatrixRMaj chained(FMatrixRMaj activation, FMatrixRMaj gradient) {
    FMatrixRMaj slopes = new FMatrixRMaj(activation.numRows, activation.numCols);
    FloatTanh.derivatives(activation.data, activation.getNumElements(), slopes.data);
    for (int i = 0; i < slopes.getNumElements(); i++) {
      slopes.data[i] *= gradient.data[i];
    }
    return slopes;
  }

  private static double variance(FMatrixRMaj matrix) {
    return Moments.of(Floats.toDoubles(matrix)).sampleVariance();
  }
}
