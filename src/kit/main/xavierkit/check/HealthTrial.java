package xavierkit.check;

import java.util.List;
import xavierkit.matrix.*;
import xavierkit.network.Network;
import xavierkit.training.LeastSquares;

/**
 * Whether the practical signals of {@link LayerHealth} tell the truth: how ill networks of one kind were before training,
 * and what cost they reached.
 *
 * @param distance how many powers of ten the worst signal lay outside its range, on average over the networks
 * @param costs after training, one for each network
 */
public record HealthTrial(double distance, Moments costs) {

    /**
     * Trains networks that differ only in their seeds.
     *
     * @param networks at least 2
     * @param rate of the descent, for which the signals are judged too
     */
    public static HealthTrial of(List<Network> networks, LeastSquares descent, double rate, int steps) {
        Require.that(networks.size() >= 2, "a trial needs at least 2 networks, got %d", networks.size());
        double[] distances = networks.stream()
                .mapToDouble(network -> LayerHealth.worst(LayerHealth.of(network, descent.signals(network), rate)))
                .toArray();
        double[] costs = networks.stream()
                .mapToDouble(network -> descent.cost(descent.trained(network, rate, steps)))
                .toArray();
        return new HealthTrial(Moments.of(distances).mean(), Moments.of(costs));
    }
}
