package xavierkit.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.matrix.Moments;

/**
 * Labelled samples.
 *
 * @param inputs one sample a row, one feature a column; not to be modified
 * @param labels the class of each row, counted from 0
 */
public record DataSet(DMatrixRMaj inputs, List<Integer> labels) {

    /** Validates: at least one row, and a label for each. */
    public DataSet {
        Objects.requireNonNull(inputs, "the inputs must be given");
        Objects.requireNonNull(labels, "the labels must be given");
        labels.forEach(label -> Objects.requireNonNull(label, "every label must be given"));
        labels = List.copyOf(labels);
        if (labels.isEmpty() || labels.size() != inputs.numRows) {
            throw new IllegalArgumentException("a data set needs at least 1 row and a label for each, got "
                    + inputs.numRows
                    + " rows and "
                    + labels.size()
                    + " labels");
        }
    }

    /** The number of samples. */
    public int size() {
        return labels.size();
    }

    /**
     * Each feature shifted to mean 0 and divided by its population standard deviation over this data
     * set. A feature that never changes has no scale and becomes 0.
     */
    public DataSet standardized() {
        DMatrixRMaj result = inputs.copy();
        for (int feature = 0; feature < result.numCols; feature++) {
            DMatrixRMaj column = CommonOps_DDRM.extractColumn(result, feature, null);
            Moments moments = Moments.of(column);
            double deviation = moments.populationStandardDeviation();
            double scale = deviation > 0 ? 1 / deviation : 0;
            CommonOps_DDRM.add(column, -moments.mean());
            CommonOps_DDRM.scale(scale, column);
            CommonOps_DDRM.insert(column, result, 0, feature);
        }
        return new DataSet(result, labels);
    }

    /** The first {@code count} samples. */
    public DataSet first(int count) {
        if (count < 1 || count > size()) {
            throw new IllegalArgumentException("count must be between 1 and " + size() + ", got " + count);
        }
        return new DataSet(CommonOps_DDRM.extract(inputs, 0, count, 0, inputs.numCols), labels.subList(0, count));
    }

    /**
     * The samples of these rows, in this order.
     *
     * @throws IllegalArgumentException for no rows, or a row that is not there
     */
    public DataSet rows(int... rows) {
        Objects.requireNonNull(rows, "the rows must be given");
        DMatrixRMaj chosen = new DMatrixRMaj(rows.length, inputs.numCols);
        List<Integer> theirs = new ArrayList<>();
        for (int row : rows) {
            if (row < 0 || row >= size()) {
                throw new IllegalArgumentException("a row must be between 0 and " + (size() - 1) + ", got " + row);
            }
            int to = theirs.size() * inputs.numCols;
            System.arraycopy(inputs.data, row * inputs.numCols, chosen.data, to, inputs.numCols);
            theirs.add(labels.get(row));
        }
        return new DataSet(chosen, theirs);
    }

    /** The size, such as {@code 1797 x 64, labels 0 to 9}; no samples. */
    @Override
    public String toString() {
        return size()
                + " x "
                + inputs.numCols
                + ", labels "
                + Collections.min(labels)
                + " to "
                + Collections.max(labels);
    }
}
