package xavierkit.web;

import java.util.*;
import java.util.random.RandomGenerator;
import java.util.stream.*;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.init.*;
import xavierkit.network.Layer;

/**
 * What is drawn for a network, at variance 1, kept for as long as a reader changes nothing but variances and the
 * activation: drawing takes longer than all products. Weights sd times those of variance 1 are, to the bit, those that the
 * distribution draws with that standard deviation.
 *
 * @param key what it was drawn for
 * @param input the batch
 * @param gradient that of the output
 * @param weights those of each layer
 */
record UnitDraws(String key, DMatrixRMaj input, DMatrixRMaj gradient, List<DMatrixRMaj> weights) {

    private static UnitDraws last;

    /** The draws for a setting. */
    static UnitDraws of(Setting setting) {
        WeightDistribution shape = setting.start().distribution();
        String key = setting.seed() + " " + setting.width() + " " + setting.depth() + " " + shape;
        if (last == null || !last.key.equals(key)) {
            RandomGenerator random = new SplitMix64(setting.seed())::nextLong;
            int width = setting.width();
            DMatrixRMaj input = WeightDistribution.NORMAL.sample(FreshNetwork.BATCH, width, 1, random);
            DMatrixRMaj gradient = WeightDistribution.NORMAL.sample(FreshNetwork.BATCH, width, 1, random);
            var weights = IntStream.range(0, setting.depth()).mapToObj(l -> shape.sample(width, width, 1, random));
            last = new UnitDraws(key, input, gradient, weights.toList());
        }
        return last;
    }

    /** The batch with another mean square. */
    DMatrixRMaj input(double square) {
        return scaled(input, square);
    }

    /** The layers of a network without biases. */
    List<Layer> layers(Setting setting) {
        double variance = setting.start().initializer().variance(Fan.dense(setting.width(), setting.width()));
        return weights.stream()
                .map(w -> new Layer(scaled(w, variance), setting.activation()))
                .toList();
    }

    private static DMatrixRMaj scaled(DMatrixRMaj unit, double variance) {
        DMatrixRMaj scaled = unit.copy();
        CommonOps_DDRM.scale(StrictMath.sqrt(variance), scaled);
        return scaled;
    }
}
