package xavierkit.network;

import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import xavierkit.matrix.Moments;
import xavierkit.matrix.Require;

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
        Objects.requireNonNull(signal, "the signal must be given");
        moments = Require.all("the moments", moments);
        if (moments.isEmpty()) {
            throw new IllegalArgumentException("a profile needs at least 1 layer, got 0");
        }
    }

    static VarianceProfile of(String signal, int firstLayer, List<DMatrixRMaj> matrices) {
        return new VarianceProfile(
                signal,
                firstLayer,
                matrices.stream().map(matrix -> Moments.of(matrix)).toList());
    }

    /** The last layer that was measured. */
    public int lastLayer() {
        return firstLayer + moments.size() - 1;
    }

    /**
     * The sample variance at a layer.
     *
     * @throws IllegalArgumentException for a layer that was not measured
     */
    public double variance(int layer) {
        return Require.layer(layer, firstLayer, moments).sampleVariance();
    }
}
