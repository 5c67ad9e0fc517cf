package xavierkit.marks;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.*;
import xavierkit.grader.Mark;
import xavierkit.init.*;
import xavierkit.matrix.*;

/** Marks of a backward pass dC/dx = dC/ds W': by what it makes of a few small layers. */
public final class BackwardPassMarks {

    private static final int BATCH = 5;
    private static final double TOLERANCE = 1e-9;

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
                Stream.of(fans).map(fan -> Trial.of(pass, fan, random)).toList();
        List<String> problems =
                trials.stream().flatMap(t -> t.problem().stream()).toList();
        if (problems.isEmpty()) {
            return new Mark(possible, possible, "The backward pass is right for all layers tried.");
        }
        boolean half = trials.stream().allMatch(t -> t.says(t.transposed()));
        String count = " (Wrong for " + problems.size() + " of " + trials.size() + " layers.)";
        String layers = problems.size() == trials.size() ? "" : count;
        return new Mark(half ? possible / 2 : 0, possible, problems.get(0) + layers);
    }

    /** What a pass made of one layer. */
    private record Trial(DMatrixRMaj gradient, DMatrixRMaj weights, DMatrixRMaj truth, DMatrixRMaj result) {

        static Trial of(BinaryOperator<DMatrixRMaj> pass, Fan fan, SplittableRandom random) {
            DMatrixRMaj gradient = WeightDistribution.NORMAL.sample(BATCH, fan.out(), 1, random);
            DMatrixRMaj weights = WeightDistribution.NORMAL.sample(fan.in(), fan.out(), 1, random);
            DMatrixRMaj result = pass.apply(gradient.copy(), weights.copy());
            return new Trial(gradient, weights, MatrixProduct.abt(gradient, weights), result);
        }

        boolean says(DMatrixRMaj other) {
            return result != null
                    && Require.shape(result).equals(Require.shape(other))
                    && MatrixFeatures_DDRM.isEquals(result, other, TOLERANCE);
        }

        DMatrixRMaj transposed() {
            return CommonOps_DDRM.transpose(truth, null);
        }

        Optional<String> problem() {
            return says(truth) ? Optional.empty() : Optional.of(slip().orElseGet(this::shape));
        }

        private Optional<String> slip() {
            Map<String, DMatrixRMaj> slips = new LinkedHashMap<>();
            slips.put(
                    "The result is transposed: dC/dx has a row for each sample, a column for each input.",
                    transposed());
            slips.put("The gradient is handed on as it is. It has to go back through the weights.", gradient);
            if (weights.numRows == weights.numCols) {
                DMatrixRMaj wrong = MatrixProduct.ab(gradient, weights);
                slips.put(
                        "This is dC/ds W. Back from unit j to input i leads what led from i to j: W transposed.",
                        wrong);
            }
            slips.put(
                    "Only the first of the fan_out terms is there. Add up one for each unit that an input feeds.",
                    term(0));
            DMatrixRMaj last = term(weights.numCols - 1);
            slips.put("Only the last of the fan_out terms is there: each term overwrites the one before.", last);
            return slips.entrySet().stream()
                    .filter(slip -> says(slip.getValue()))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        // what only unit k sends back
        private DMatrixRMaj term(int k) {
            return MatrixProduct.abt(
                    CommonOps_DDRM.extractColumn(gradient, k, null), CommonOps_DDRM.extractColumn(weights, k, null));
        }

        private String shape() {
            if (result == null) {
                return "The method returns null. Return a matrix.";
            }
            String got = Require.shape(result);
            String wanted = Require.shape(truth);
            String rule = "The shape is wrong: dC/dx has a row for each sample and a column for each input, got ";
            return got.equals(wanted) ? values() : rule + got + " but expected " + wanted + ".";
        }

        private String values() {
            if (MatrixFeatures_DDRM.hasUncountable(result)) {
                return "Some entries are NaN or infinite.";
            } else if (CommonOps_DDRM.elementMaxAbs(result) == 0) {
                return "All entries are 0. Nothing was written into the matrix.";
            }
            double factor = result.get(0) / truth.get(0);
            DMatrixRMaj scaled = truth.copy();
            CommonOps_DDRM.scale(factor, scaled);
            if (says(scaled)) {
                String form = "Every entry is off by the same factor %.4g: a backward pass only adds up.";
                return String.format(Locale.ROOT, form, factor);
            }
            return hasGap(result) || hasGap(CommonOps_DDRM.transpose(result, null))
                    ? "A whole row or column is 0. Loop over all samples and all inputs."
                    : "The entries are wrong. Entry (i, j) is the sum over k of dC/ds (i, k) W (j, k).";
        }

        private static boolean hasGap(DMatrixRMaj matrix) {
            return IntStream.range(0, matrix.numRows)
                    .anyMatch(i -> CommonOps_DDRM.elementMaxAbs(CommonOps_DDRM.extractRow(matrix, i, null)) == 0);
        }
    }
}
