package xavierkit.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.activation.Activation;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;
import xavierkit.network.BackwardSignals;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Layer;
import xavierkit.network.Network;

/**
 * One epoch of stochastic gradient descent on the softmax cross-entropy of 10 classes: 1,797
 * samples of 64 inputs in shuffled batches of 10, three layers of 256 tanh units and a linear one,
 * no biases.
 */
final class TrainingEpoch implements Job {

  private static final int SAMPLES = 1797;
  private static final int INPUTS = 64;
  private static final int CLASSES = 10;
  private static final int BATCH = 10;
  private static final double RATE = 0.01;

  private final Random order = new Random(1);
  private final DMatrixRMaj inputs;
  private final int[] labels;
  private final Network network;

  TrainingEpoch() {
    var random = new SplittableRandom(1);
    inputs = WeightDistribution.NORMAL.sample(SAMPLES, INPUTS, 1, random);
    labels = random.ints(SAMPLES, 0, CLASSES).toArray();
    var glorot = VarianceScaling.glorotNormal();
    network = new Network(List.of(
        Layer.of(INPUTS, 256, Activation.TANH, glorot, random),
        Layer.of(256, 256, Activation.TANH, glorot, random),
        Layer.of(256, 256, Activation.TANH, glorot, random),
        Layer.of(256, CLASSES, Activation.IDENTITY, glorot, random)));
  }

  @Override
  public double run() {
    List<Integer> samples = new ArrayList<>(IntStream.range(0, SAMPLES).boxed().toList());
    Collections.shuffle(samples, order);
    for (int start = 0; start < SAMPLES; start += BATCH) {
      step(samples.subList(start, Math.min(start + BATCH, SAMPLES)));
    }
    return network.layers().get(0).weights().data[0];
  }

  private void step(List<Integer> batch) {
    DMatrixRMaj rows = new DMatrixRMaj(batch.size(), INPUTS);
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(inputs.data, batch.get(i) * INPUTS, rows.data, i * INPUTS, INPUTS);
    }
    ForwardSignals forward = network.forward(rows);
    BackwardSignals backward =
        network.backward(forward, gradient(forward.activation(network.depth()), batch));
    for (int l = 1; l <= network.depth(); l++) {
      // in place: training owns its network, and nobody reads the signals of the old weights again
      CommonOps_DDRM.addEquals(
          network.layers().get(l - 1).weights(), -RATE, backward.weightGradient(l));
    }
  }

  /** (softmax(z) - one-hot label) / batch, row by row: the gradient of the mean cross-entropy. */
  private DMatrixRMaj gradient(DMatrixRMaj logits, List<Integer> batch) {
    DMatrixRMaj gradient = new DMatrixRMaj(logits.numRows, CLASSES);
    for (int i = 0; i < logits.numRows; i++) {
      double largest = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int j = 0; j < CLASSES; j++) {
        largest = Math.max(largest, logits.get(i, j));
      }
      for (int j = 0; j < CLASSES; j++) {
        gradient.set(i, j, Math.exp(logits.get(i, j) - largest));
        sum += gradient.get(i, j);
      }
      for (int j = 0; j < CLASSES; j++) {
        double target = labels[batch.get(i)] == j ? 1 : 0;
        gradient.set(i, j, (gradient.get(i, j) / sum - target) / batch.size());
      }
    }
    return gradient;
  }
}
