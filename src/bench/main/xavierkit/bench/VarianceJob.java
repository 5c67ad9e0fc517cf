package xavierkit.bench;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.init.*;
import xavierkit.network.*;

/**
 * The whole job: 5 hidden layers of 1000 tanh units with Glorot's normal weights, a batch of 300
 * samples of unit variance forward, a gradient of unit variance backward, and the variance of each
 * activation and of each gradient; as often as there are seeds.
 */
final class VarianceJob {

    static final int DEPTH = 5;
    static final int WIDTH = 1000;
    private static final int BATCH = 300;

    private VarianceJob() {}

    /** With {@code weightGradients}, also the variance of each dC/dW. */
    static Job of(int seeds, boolean weightGradients) {
        return () -> {
            double sum = 0;
            for (int seed = 0; seed < seeds; seed++) {
                sum += measure(new SplittableRandom(seed), weightGradients);
            }
            return sum;
        };
    }

    private static double measure(SplittableRandom random, boolean weightGradients) {
        var network = Network.constantWidth(WIDTH, DEPTH, Activation.TANH, VarianceScaling.glorotNormal(), random);
        ForwardSignals forward = network.forward(noise(random));
        BackwardSignals backward = network.backward(forward, noise(random));
        double sum = forward.activationProfile().variance(DEPTH)
                + backward.activationGradientProfile().variance(0);
        return weightGradients ? sum + backward.weightGradientProfile().variance(1) : sum;
    }

    static DMatrixRMaj noise(SplittableRandom random) {
        return WeightDistribution.NORMAL.sample(BATCH, WIDTH, 1, random);
    }
}
