package xavierkit.network;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import xavierkit.matrix.*;

/**
 * The moments of one kind of signal in each layer of a network.
 *
 * @param signal what was measured, such as {@code dC/dz}
 * @param firstLayer the layer of the first moments: 0 if the input is included, else 1
 * @param moments one for each layer, over all samples and units
 */
public record VarianceProfile(String signal, int firstLayer, List<Moments> moments) {

    /** Validates: at least one layer, and everything given. */
    public VarianceProfile {
        Require.given("the signal", signal);
        moments = Require.all("the moments", moments);
        Require.that(!moments.isEmpty(), "a profile needs at least 1 layer, got 0");
    }

    /** The moments of all entries of each matrix. */
    static VarianceProfile of(String signal, int firstLayer, List<DMatrixRMaj> matrices) {
        return new VarianceProfile(
                signal, firstLayer, matrices.stream().map(Moments::of).toList());
    }

    /** The last layer that was measured. */
    public int lastLayer() {
        return firstLayer + moments.size() - 1;
    }

    /** The sample variance at a layer; an IllegalArgumentException for one that was not measured. */
    public double variance(int layer) {
        return Require.layer(layer, firstLayer, moments).sampleVariance();
    }

    /** What was measured and where, such as {@code z in layers 0 to 20}; no numbers. */
    String where() {
        return signal + " in layers " + firstLayer + " to " + lastLayer();
    }
}
