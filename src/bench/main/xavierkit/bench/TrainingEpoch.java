package xavierkit.bench;

import java.util.*;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.data.DataSet;
import xavierkit.init.*;
import xavierkit.network.*;
import xavierkit.training.*;

/**
 * One epoch of stochastic gradient descent on the softmax cross-entropy of 10 classes: 1,797
 * samples of 64 inputs in shuffled batches of 10, three layers of 256 tanh units and a linear one,
 * with biases.
 */
final class TrainingEpoch implements Job {

    private static final int SAMPLES = 1797;
    private static final int INPUTS = 64;
    private static final int CLASSES = 10;
    private static final int BATCH = 10;
    private static final double RATE = 0.01;

    private final ShuffledBatches batches;
    private final Trainer trainer;

    TrainingEpoch() {
        var random = new SplittableRandom(1);
        DMatrixRMaj inputs = WeightDistribution.NORMAL.sample(SAMPLES, INPUTS, 1, random);
        List<Integer> labels = random.ints(SAMPLES, 0, CLASSES).boxed().toList();
        batches = ShuffledBatches.of(new DataSet(inputs, labels), BATCH, 1);
        var glorot = VarianceScaling.glorotNormal();
        var network = new Network(List.of(
                Layer.of(INPUTS, 256, Activation.TANH, glorot, random),
                Layer.of(256, 256, Activation.TANH, glorot, random),
                Layer.of(256, 256, Activation.TANH, glorot, random),
                Layer.of(256, CLASSES, Activation.IDENTITY, glorot, random)));
        trainer = new Trainer(network, batches, new Sgd(RATE), List.of());
    }

    @Override
    public double run() {
        long until = trainer.updates() + batches.perEpoch();
        double[] cost = new double[1];
        trainer.train(until, mean -> cost[0] = mean);
        return cost[0];
    }
}
