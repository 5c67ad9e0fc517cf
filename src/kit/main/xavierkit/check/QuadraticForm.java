package xavierkit.check;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;
import xavierkit.matrix.MatrixProduct;

/**
 * The law of T = (1/B) sum_a (z_a w + b)^2, the mean square of one unit over a batch z of B samples
 * that is given, for independent weights w of mean 0 and a normal bias b. With the covariance G = (v z z'
 * + Var(b)) / B of the batch, E[T] = tr G, Var(T) = 2 tr G^2 + (kurtosis - 3) v^2 sum_i (z'z/B)_ii^2, and
 * the third cumulant is 8 tr G^3 for normal weights: exact however the samples depend on each other.
 *
 * @param mean E[T]
 * @param relativeVariance Var(T) / E[T]^2: 2 if all samples are parallel, about 2/B if all are orthogonal
 * @param skewness of T; for other than normal weights to first order in kurtosis - 3
 */
record QuadraticForm(double mean, double relativeVariance, double skewness) {

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
        CommonOps_DDRM.fill(bias, Math.sqrt(biasVariance));
        DMatrixRMaj scaled = new DMatrixRMaj(batch.numRows, batch.numCols);
        CommonOps_DDRM.scale(Math.sqrt(variance), batch, scaled);
        scaled = CommonOps_DDRM.concatColumns(scaled, bias, null);
        double sum = squares(scaled);
        CommonOps_DDRM.scale(1 / Math.sqrt(sum), scaled); // so that tr G = 1
        return new QuadraticForm(sum / batch.numRows, 0, 0).withShape(scaled, kurtosis - NORMAL);
    }

    private QuadraticForm withShape(DMatrixRMaj scaled, double excess) {
        DMatrixRMaj gram =
                scaled.numRows < scaled.numCols ? MatrixProduct.abt(scaled, scaled) : MatrixProduct.atb(scaled, scaled);
        DMatrixRMaj cube = CommonOps_DDRM.elementMult(MatrixProduct.ab(gram, gram), gram, null);
        double normal = 2 * squares(gram);
        double relative = normal + excess * squaresOfWeights(scaled);
        double third = 8 * CommonOps_DDRM.elementSum(cube) * Math.pow(relative / normal, 3);
        return new QuadraticForm(mean, relative, third / Math.pow(relative, 1.5));
    }

    // sum_i (z'z)_ii^2 over the weights, which all columns but the last, the bias, belong to
    private static double squaresOfWeights(DMatrixRMaj scaled) {
        DMatrixRMaj sums = CommonOps_DDRM.sumCols(CommonOps_DDRM.elementMult(scaled, scaled, null), null);
        sums.set(scaled.numCols - 1, 0);
        return squares(sums);
    }

    /**
     * E[w^4] / E[w^2]^2 of weights as they are, so that their variance can be checked whatever their shape; 3, as of
     * normal weights, if all are 0.
     */
    static double kurtosis(DMatrixRMaj weights) {
        DMatrixRMaj squares = CommonOps_DDRM.elementMult(weights, weights, null);
        double sum = CommonOps_DDRM.elementSum(squares);
        return sum > 0 ? squares(squares) / (sum * sum) * weights.getNumElements() : NORMAL;
    }

    private static double squares(DMatrixRMaj matrix) {
        return VectorVectorMult_DDRM.innerProd(matrix, matrix);
    }

    /**
     * The mean of T over units, held against this law.
     *
     * @param quantity its name
     * @param measured that mean
     * @param predicted its expectation, if it is not E[T]
     * @param units how many independent T there are
     */
    VarianceCheck check(String quantity, double measured, double predicted, double units) {
        return new VarianceCheck(
                quantity,
                measured,
                predicted,
                mean * Math.sqrt(relativeVariance / units),
                new SamplingLaw.Squares(skewness / Math.sqrt(units)));
    }
}
