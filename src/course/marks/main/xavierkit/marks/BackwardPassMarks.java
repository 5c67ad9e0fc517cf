package xavierkit.marks;

import java.util.*;
import java.util.function.*;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.*;
import xavierkit.grader.Mark;
import xavierkit.init.*;
import xavierkit.matrix.*;

/** Marks of a backward pass dC/dx = dC/ds W': by what it makes of a few small layers. */
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
        List<String> problems = new ArrayList<>();
        for (Fan fan : fans) {
            DMatrixRMaj gradient = WeightDistribution.NORMAL.sample(BATCH, fan.out(), 1, random);
            DMatrixRMaj weights = WeightDistribution.NORMAL.sample(fan.in(), fan.out(), 1, random);
            problems.add(problem(pass.apply(gradient.copy(), weights.copy()), gradient, weights));
        }
        List<String> wrong =
                problems.stream().filter(problem -> !problem.isEmpty()).toList();
        if (wrong.isEmpty()) {
            return new Mark(possible, possible, "The backward pass is right for all layers tried.");
        }
        String some = " (Wrong for " + wrong.size() + " of " + fans.length + " layers.)";
        boolean half = Collections.frequency(problems, TRANSPOSED) == fans.length;
        return new Mark(half ? possible / 2 : 0, possible, wrong.get(0) + (wrong.size() == fans.length ? "" : some));
    }

    /** What is wrong with a result; "" if it is right. */
    private static String problem(DMatrixRMaj result, DMatrixRMaj gradient, DMatrixRMaj weights) {
        DMatrixRMaj truth = MatrixProduct.abt(gradient, weights);
        Map<String, DMatrixRMaj> known = new LinkedHashMap<>();
        known.put("", truth);
        known.put(TRANSPOSED, CommonOps_DDRM.transpose(truth, null));
        known.put("The gradient is handed on as it is. It has to go back through the weights.", gradient);
        if (weights.numRows == weights.numCols) {
            String wrong =
                    "This is dC/ds W. On the way back the weights are transposed: what leads from input i to unit j"
                            + " brings the gradient of unit j back to input i.";
            known.put(wrong, MatrixProduct.ab(gradient, weights));
        }
        String first =
                "Only the first of the fan_out terms is there. Each input adds up one for each unit that it feeds.";
        known.put(first, term(gradient, weights, 0));
        String last = "Only the last of the fan_out terms is there: each term overwrites the one before. Add them up.";
        known.put(last, term(gradient, weights, weights.numCols - 1));
        for (var slip : known.entrySet()) {
            if (isClose(result, slip.getValue())) {
                return slip.getKey();
            }
        }
        return result == null ? "The method returns null. Return a matrix." : values(result, truth);
    }

    // what only unit k sends back
    private static DMatrixRMaj term(DMatrixRMaj gradient, DMatrixRMaj weights, int k) {
        return MatrixProduct.abt(
                CommonOps_DDRM.extractColumn(gradient, k, null), CommonOps_DDRM.extractColumn(weights, k, null));
    }

    private static boolean isClose(DMatrixRMaj result, DMatrixRMaj other) {
        return result != null
                && Require.shape(result).equals(Require.shape(other))
                && MatrixFeatures_DDRM.isEquals(result, other, TOLERANCE);
    }

    private static String values(DMatrixRMaj result, DMatrixRMaj truth) {
        if (!Require.shape(result).equals(Require.shape(truth))) {
            return "The shape is wrong: dC/dx has a row for each sample and a column for each input, got "
                    + Require.shape(result) + " but expected " + Require.shape(truth) + ".";
        } else if (MatrixFeatures_DDRM.hasUncountable(result)) {
            return "Some entries are NaN or infinite.";
        } else if (CommonOps_DDRM.elementMaxAbs(result) == 0) {
            return "All entries are 0. Nothing was written into the matrix.";
        }
        double factor = result.get(0) / truth.get(0);
        CommonOps_DDRM.scale(factor, truth);
        if (isClose(result, truth)) {
            String form = "Every entry is off by the same factor %.4g. The backward pass only adds up: it divides by no"
                    + " number of samples or units.";
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
