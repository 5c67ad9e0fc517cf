package xavierkit.marks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import xavierkit.grader.Mark;
import xavierkit.init.Fan;
import xavierkit.init.WeightDistribution;
import xavierkit.matrix.MatrixProduct;

/** How a backward pass dC/dx = dC/ds W' is marked: by what it makes of a few small layers. */
public final class BackwardPassMarks {

    private static final int BATCH = 5;
    private static final double TOLERANCE = 1e-9;
    private static final String TRANSPOSED =
            "The result is transposed: a sample is a row, so dC/dx has a row for each sample and a column for each input.";

    private BackwardPassMarks() {}

    /**
     * All points if it is right for all layers, half of them if all that is wrong is that the result is transposed.
     *
     * @param pass gradients dC/ds, a row for each sample and fan_out columns, and weights, fan_in x fan_out, to
     *     gradients dC/dx
     */
    public static Mark of(BinaryOperator<DMatrixRMaj> pass, double possible, long seed, Fan... fans) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Trial> trials =
                List.of(fans).stream().map(fan -> Trial.of(pass, fan, random)).toList();
        List<String> problems =
                trials.stream().flatMap(t -> t.problem().stream()).toList();
        if (problems.isEmpty()) {
            return new Mark(possible, possible, "The backward pass is right for all layers tried.");
        }
        boolean half = trials.stream().allMatch(Trial::isRightButTransposed);
        String layers = problems.size() == trials.size()
                ? ""
                : " (Wrong for " + problems.size() + " of " + trials.size() + " layers.)";
        return new Mark(half ? possible / 2 : 0, possible, problems.get(0) + layers);
    }

    /** What a pass made of one layer. */
    private record Trial(DMatrixRMaj gradient, DMatrixRMaj weights, DMatrixRMaj result) {

        static Trial of(BinaryOperator<DMatrixRMaj> pass, Fan fan, SplittableRandom random) {
            DMatrixRMaj gradient = WeightDistribution.NORMAL.sample(BATCH, fan.out(), 1, random);
            DMatrixRMaj weights = WeightDistribution.NORMAL.sample(fan.in(), fan.out(), 1, random);
            return new Trial(gradient, weights, pass.apply(gradient.copy(), weights.copy()));
        }

        DMatrixRMaj truth() {
            return MatrixProduct.abt(gradient, weights);
        }

        boolean isRightButTransposed() {
            return isClose(CommonOps_DDRM.transpose(truth(), null));
        }

        private boolean isClose(DMatrixRMaj other) {
            return result != null
                    && result.numRows == other.numRows
                    && result.numCols == other.numCols
                    && MatrixFeatures_DDRM.isEquals(result, other, TOLERANCE);
        }

        Optional<String> problem() {
            return isClose(truth())
                    ? Optional.empty()
                    : Optional.of(slip().orElseGet(() -> shape().orElseGet(this::values)));
        }

        private Optional<String> slip() {
            Map<String, DMatrixRMaj> slips = new LinkedHashMap<>();
            slips.put(TRANSPOSED, CommonOps_DDRM.transpose(truth(), null));
            slips.put("The gradient is handed on as it is. It has to go back through the weights.", gradient);
            if (weights.numRows == weights.numCols) {
                slips.put(
                        "This is dC/ds W. On the way back the weights are transposed: what leads from input i to unit j brings"
                                + " the gradient of unit j back to input i.",
                        MatrixProduct.ab(gradient, weights));
            }
            slips.put(
                    "Only the first of the fan_out terms is there. Each input adds up one for each unit that it"
                            + " feeds.",
                    term(0));
            slips.put(
                    "Only the last of the fan_out terms is there: each term overwrites the one before. Add them up.",
                    term(weights.numCols - 1));
            return slips.entrySet().stream()
                    .filter(slip -> isClose(slip.getValue()))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        // what unit k alone sends back
        private DMatrixRMaj term(int k) {
            return MatrixProduct.abt(
                    CommonOps_DDRM.extractColumn(gradient, k, null), CommonOps_DDRM.extractColumn(weights, k, null));
        }

        private Optional<String> shape() {
            if (result == null) {
                return Optional.of("The method returns null. Return a matrix.");
            }
            String got = result.numRows + "x" + result.numCols;
            String wanted = gradient.numRows + "x" + weights.numRows;
            return got.equals(wanted)
                    ? Optional.empty()
                    : Optional.of(
                            "The shape is wrong: dC/dx has a row for each sample and a column for each input, got "
                                    + got + " but expected " + wanted + ".");
        }

        private String values() {
            DMatrixRMaj truth = truth();
            if (MatrixFeatures_DDRM.hasUncountable(result)) {
                return "Some entries are NaN or infinite.";
            }
            if (CommonOps_DDRM.elementMaxAbs(result) == 0) {
                return "All entries are 0. Nothing was written into the matrix.";
            }
            double factor = result.get(0) / truth.get(0);
            CommonOps_DDRM.scale(factor, truth);
            if (isClose(truth)) {
                return String.format(
                        Locale.ROOT,
                        "Every entry is off by the same factor %.4g. The backward pass only adds up: it divides by no number"
                                + " of samples or units.",
                        factor);
            }
            return gaps().orElse("The entries are wrong. Entry (i, j) is the sum over k of dC/ds (i, k) W (j, k).");
        }

        private Optional<String> gaps() {
            boolean row = IntStream.range(0, result.numRows)
                    .anyMatch(i -> CommonOps_DDRM.elementMaxAbs(CommonOps_DDRM.extractRow(result, i, null)) == 0);
            boolean column = IntStream.range(0, result.numCols)
                    .anyMatch(j -> CommonOps_DDRM.elementMaxAbs(CommonOps_DDRM.extractColumn(result, j, null)) == 0);
            return row || column
                    ? Optional.of("A whole row or column is 0. Loop over all samples and all inputs.")
                    : Optional.empty();
        }
    }
}
