package xavierkit.check;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;
import xavierkit.matrix.MatrixProduct;

/**
 * The distribution of T = (1/B) sum_a (z_a w + b)^2, the mean square of one unit over a batch z of B samples that is
 * given, for independent weights w of mean 0 and a normal bias b. With the covariance G = (v z z' + Var(b)) / B of the
 * batch, E[T] = tr G, Var(T) = 2 tr G^2 + (kurtosis - 3) v^2 sum_i (z'z/B)_ii^2, and the third cumulant is 8 tr G^3 for
 * normal weights: exact however the samples depend on each other.
 *
 * @param mean E[T]
 * @param relativeVariance Var(T) / E[T]^2: 2 if all samples are parallel, about 2/B if all are orthogonal
 * @param skewness of T; for other than normal weights to first order in kurtosis - 3
 */
record QuadraticForm(double mean, double relativeVariance, double skewness) {

    /** The kurtosis of normal weights. */
    private static final double NORMAL = 3;

    /**
     * The form of a batch.
     *
     * @param batch z, one sample a row
     * @param variance v = Var(w)
     * @param kurtosis E[w^4] / v^2
     * @param biasVariance Var(b)
     */
    static QuadraticForm of(DMatrixRMaj batch, double variance, double kurtosis, double biasVariance) {
        DMatrixRMaj bias = new DMatrixRMaj(batch.numRows, 1);
        bias.fill(Math.sqrt(biasVariance));
        DMatrixRMaj weights = new DMatrixRMaj(batch);
        CommonOps_DDRM.scale(Math.sqrt(variance), weights);
        DMatrixRMaj scaled = CommonOps_DDRM.concatColumns(weights, bias, null);
        double sum = squaredNorm(scaled);
        CommonOps_DDRM.divide(weights, Math.sqrt(sum)); // so that tr G = 1
        CommonOps_DDRM.divide(scaled, Math.sqrt(sum));
        DMatrixRMaj gram = gram(scaled);
        double normal = 2 * squaredNorm(gram);
        double relative = normal + (kurtosis - NORMAL) * squaredNorm(CommonOps_DDRM.sumCols(squares(weights), null));
        double third = 8 * VectorVectorMult_DDRM.innerProd(MatrixProduct.ab(gram, gram), gram);
        double skewness = third * Math.pow(relative / normal, 3) / Math.pow(relative, 1.5);
        return new QuadraticForm(sum / batch.numRows, relative, skewness);
    }

    /** E[w^4] / E[w^2]^2 of weights as they are, so that any shape will do; that of normal weights if all are 0. */
    static double kurtosis(DMatrixRMaj weights) {
        double sum = squaredNorm(weights);
        return sum > 0 ? squaredNorm(squares(weights)) / (sum * sum) * weights.getNumElements() : NORMAL;
    }

    /**
     * Holds the mean of T over units, as it was measured, against this distribution.
     *
     * @param predicted the expectation of that mean, if it is not E[T]
     * @param units how many independent T there are
     */
    VarianceCheck check(String quantity, double measured, double predicted, double units) {
        var distribution = new SamplingDistribution.Gamma(skewness / Math.sqrt(units));
        double standardError = mean * Math.sqrt(relativeVariance / units);
        return new VarianceCheck(quantity, measured, predicted, standardError, distribution);
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
