package xavierkit.check;

import java.util.Arrays;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;
import xavierkit.matrix.MatrixProduct;

/**
 * The distribution of T = |m w|^2, m given, for independent weights w of mean 0 and variance 1. With G = m m' its mean is
 * tr G and its variance 2 tr G^2 + (kurtosis - 3) sum_i (m'm)_ii^2, however the rows of m depend on each other. For normal
 * weights T is a sum of chi-squared variables weighted by the eigenvalues of G; for others it is close to one of the same
 * mean and variance, if G has many eigenvalues alike or m many columns alike.
 *
 * @param mean E[T]
 * @param shares the eigenvalues of G that are not 0, divided by their sum
 * @param excess Var(T), divided by that for normal weights
 */
record QuadraticForm(double mean, double[] shares, double excess) {

    /** The kurtosis of normal weights. */
    static final double NORMAL = 3;

    static final SamplingDistribution TOO_SMALL = new SamplingDistribution.Unknown("too small to tell");

    /** Eigenvalues that are a smaller part of their sum are 0. */
    private static final double RANK = 1e-13;

    /** Not normal weights are told by skewness times |excess - 1|: up to this, p-values are right to a tenth of them. */
    private static final double FAR_FROM_NORMAL = 0.1;

    /** In standard errors: where more is told, cumulants of higher order tell too. */
    private static final double MOST_TOLD = 0.5;

    /**
     * The form of a matrix, the first {@code random} of whose columns meet weights of a kurtosis E[w^4] / E[w^2]^2, and
     * the others normal ones.
     */
    static QuadraticForm of(DMatrixRMaj m, int random, double kurtosis) {
        double sum = squaredNorm(m);
        DMatrixRMaj scaled = new DMatrixRMaj(m); // so that tr G = 1, and nothing overflows
        CommonOps_DDRM.divide(scaled, Math.sqrt(sum));
        DMatrixRMaj gram = gram(scaled);
        var eigen = DecompositionFactory_DDRM.eig(gram.numRows, false, true);
        eigen.decompose(gram);
        double[] shares = IntStream.range(0, gram.numRows)
                .mapToDouble(i -> eigen.getEigenvalue(i).real)
                .filter(x -> x > RANK)
                .toArray();
        DMatrixRMaj columns = CommonOps_DDRM.sumCols(squares(scaled), null);
        double fourth = Arrays.stream(columns.data, 0, random).map(x -> x * x).sum();
        double normal = 2 * Arrays.stream(shares).map(x -> x * x).sum();
        double excess = Math.max(0, 1 + (kurtosis - NORMAL) * fourth / normal);
        return new QuadraticForm(sum, shares, excess);
    }

    /**
     * Holds the mean of T over units, in any unit of measurement, against its distribution.
     *
     * @param predicted E[T] in that unit
     * @param units how many independent T there are
     * @param told by which part E[T] is larger, given what else is known of the weights: see {@link #told}
     */
    VarianceCheck check(String quantity, double measured, double predicted, double units, double told) {
        if (units == 0) {
            return new VarianceCheck(quantity, measured, predicted, predicted, TOO_SMALL);
        }
        if (excess < RANK) { // T is always the same, as of one input of +-1
            return new VarianceCheck(quantity, measured, predicted, 0);
        }
        double[] weights = Arrays.stream(shares).map(x -> x * excess / units).toArray();
        double[] degrees = new double[weights.length];
        Arrays.fill(degrees, units / excess);
        var law = new SamplingDistribution.ChiSquares(weights, degrees);
        boolean little = Math.abs(told) <= MOST_TOLD * law.standardDeviation();
        boolean holds = little && Math.abs(excess - 1) * law.skewness() <= FAR_FROM_NORMAL;
        SamplingDistribution known = holds ? law : TOO_SMALL;
        double given = little ? predicted * (1 + told) : predicted;
        return new VarianceCheck(quantity, measured, given, law.standardDeviation() * given, known);
    }

    /**
     * What a unit's weights along the z of the batch, on which its dC/ds depends, tell of the square of those across: for
     * weights w of variance 1, of which v lie along, E[sum_j w_j^2 | v] = sum_j 1 + skewness v_j + excess (v_j^2 - E[v_j^2])
     * / 2 to first order in the cumulants (McCullagh 1987, section 5.6); the mean over units, in proportion to their
     * gradient. 0 for normal weights.
     *
     * @param w the weights, of variance 1
     * @param d dC/ds
     * @param along orthonormal columns that span the z of the batch
     * @param taken E[v_j^2]
     * @param skewness E[w^3]
     * @param excess E[w^4] - 3
     */
    static double told(
            DMatrixRMaj w, DMatrixRMaj d, DMatrixRMaj along, double[] taken, double skewness, double excess) {
        if (Double.isNaN(excess)) {
            return 0;
        }
        DMatrixRMaj v = MatrixProduct.ab(along, MatrixProduct.atb(along, w));
        DMatrixRMaj strength = CommonOps_DDRM.sumCols(squares(d), null);
        double sum = 0;
        for (int j = 0; j < v.numRows; j++) {
            for (int k = 0; k < v.numCols; k++) {
                double x = v.get(j, k);
                sum += strength.get(k) * (1 - taken[j]) * (skewness * x + excess / 2 * (x * x - taken[j]));
            }
        }
        return sum / CommonOps_DDRM.elementSum(strength);
    }

    /** The smaller of m m' and m' m, which share their eigenvalues but for zeros. */
    static DMatrixRMaj gram(DMatrixRMaj m) {
        return m.numRows < m.numCols ? MatrixProduct.abt(m, m) : MatrixProduct.atb(m, m);
    }

    /** The sum of all squares. */
    static double squaredNorm(DMatrixRMaj m) {
        return VectorVectorMult_DDRM.innerProd(m, m);
    }

    /** Entry by entry. */
    static DMatrixRMaj squares(DMatrixRMaj m) {
        return CommonOps_DDRM.elementMult(m, m, null);
    }
}
