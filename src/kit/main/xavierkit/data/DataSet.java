package xavierkit.data;

import java.util.*;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.matrix.*;

/**
 * Labelled samples.
 *
 * @param inputs one sample a row, one feature a column; not to be modified
 * @param labels the class of each row, counted from 0
 */
public record DataSet(DMatrixRMaj inputs, List<Integer> labels) {

    /** Validates: at least one row, and a label for each. */
    public DataSet {
        int rows = Require.given("the inputs", inputs).numRows;
        Require.given("the labels", labels).forEach(label -> Require.given("every label", label));
        labels = List.copyOf(labels);
        String rule = "a data set needs at least 1 row and a label for each, got %d rows and %d labels";
        Require.that(rows > 0 && labels.size() == rows, rule, rows, labels.size());
    }

    /** The number of samples. */
    public int size() {
        return labels.size();
    }

    /**
     * Each feature shifted to mean 0 and divided by its population standard deviation over this data set. A feature
     * that never changes has no scale and becomes 0.
     */
    public DataSet standardized() {
        DMatrixRMaj result = inputs.copy();
        for (int feature = 0; feature < result.numCols; feature++) {
            Moments moments = Moments.of(CommonOps_DDRM.extractColumn(inputs, feature, null));
            double deviation = moments.populationStandardDeviation();
            double scale = deviation > 0 ? 1 / deviation : 0;
            for (int row = 0; row < size(); row++) {
                result.set(row, feature, (inputs.get(row, feature) - moments.mean()) * scale);
            }
        }
        return new DataSet(result, labels);
    }

    /** The first {@code count} samples. */
    public DataSet first(int count) {
        Require.that(count >= 1 && count <= size(), "count must be between 1 and %d, got %d", size(), count);
        return rows(IntStream.range(0, count).toArray());
    }

    /** The samples of these rows, at least one, in this order. */
    public DataSet rows(int... rows) {
        DMatrixRMaj chosen = new DMatrixRMaj(Require.given("the rows", rows).length, inputs.numCols);
        List<Integer> theirs = new ArrayList<>();
        for (int row : rows) {
            Require.that(row >= 0 && row < size(), "a row must be between 0 and %d, got %d", size() - 1, row);
            int to = theirs.size() * inputs.numCols;
            System.arraycopy(inputs.data, row * inputs.numCols, chosen.data, to, inputs.numCols);
            theirs.add(labels.get(row));
        }
        return new DataSet(chosen, theirs);
    }

    /** The size, such as {@code 1797 x 64, labels 0 to 9}; no samples. */
    @Override
    public String toString() {
        int last = Collections.max(labels);
        return "%d x %d, labels %d to %d".formatted(size(), inputs.numCols, Collections.min(labels), last);
    }
}
