package xavierkit.web;

import java.util.List;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.ejml.data.DMatrixRMaj;
import xavierkit.check.*;
import xavierkit.network.*;

/**
 * A random network of a setting, before training, and what it makes of a batch of normal inputs and, on the way back, of
 * a normal gradient of its output.
 */
record FreshNetwork(Setting setting, Network network, BackwardSignals signals) {

    /** The samples of the batch. */
    static final int BATCH = 30;

    private static FreshNetwork last;

    /** The network of a setting; the last one is kept. */
    static FreshNetwork of(Setting setting) {
        if (last == null || !last.setting.toString().equals(setting.toString())) {
            last = draw(setting);
        }
        return last;
    }

    private static FreshNetwork draw(Setting setting) {
        UnitDraws units = UnitDraws.of(setting);
        DMatrixRMaj inputs = units.input(setting.input());
        Network network = new Network(units.layers(setting));
        if (setting.bias() > 0) {
            network = network.withBiases(setting.bias(), new SplitMix64(~setting.seed())::nextLong);
        }
        return new FreshNetwork(setting, network, network.backward(network.forward(inputs), units.gradient()));
    }

    /** s_l, given the signal that enters its layer, held against Var(W). */
    VarianceCheck forwardCheck(int layer) {
        var one = one(layer);
        var assumed = setting.start().initializer();
        return SignalCheck.forward(one, one(layer, signals.forward()), assumed, setting.bias())
                .layers()
                .get(0);
    }

    /** dC/dz_(l-1), given the gradient that enters layer l from above, held against Var(W). */
    VarianceCheck backwardCheck(int layer) {
        BackwardSignals through = new BackwardSignals(
                one(layer, signals.forward()),
                List.of(signals.preActivationGradient(layer)),
                List.of(signals.activationGradient(layer - 1), signals.activationGradient(layer)));
        return SignalCheck.backward(one(layer), through, setting.start().initializer())
                .layers()
                .get(0);
    }

    private Network one(int layer) {
        return new Network(List.of(network.layers().get(layer - 1)));
    }

    private static ForwardSignals one(int layer, ForwardSignals all) {
        return new ForwardSignals(
                List.of(all.preActivation(layer)), List.of(all.activation(layer - 1), all.activation(layer)));
    }
}
