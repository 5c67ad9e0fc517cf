package xavierkit.check;

import java.util.*;
import java.util.concurrent.CancellationException;
import java.util.function.*;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.*;
import xavierkit.init.Fan;
import xavierkit.matrix.Require;

/**
 * Matrices of one shape that a sampler drew, each from a generator of its own.
 *
 * @param draws copies of what it returned, null for null
 * @param repeated drawn from a generator in the same state as for the first of them
 */
record WeightDraws(Fan fan, List<DMatrixRMaj> draws, DMatrixRMaj repeated) {

    private static final int COUNT = 10;

    /** A sure sign of {@link #dependence}: its distribution is skewed, but learners' mistakes give hundreds. */
    static final double SURE = 10;

    /** Asks a sampler; whatever it throws goes on to the caller. */
    static WeightDraws of(WeightSampler sampler, Fan fan, SplittableRandom seeds) {
        List<DMatrixRMaj> draws = new ArrayList<>();
        long first = seeds.nextLong();
        for (int i = 0; i < COUNT; i++) {
            if (Thread.interrupted()) {
                throw new CancellationException("interrupted after " + i + " of " + COUNT + " draws");
            }
            draws.add(draw(sampler, fan, i == 0 ? first : seeds.nextLong()));
        }
        return new WeightDraws(fan, draws, draw(sampler, fan, first));
    }

    /** A copy, for a sampler may fill the same matrix again. */
    private static DMatrixRMaj draw(WeightSampler sampler, Fan fan, long seed) {
        DMatrixRMaj weights = sampler.weights(fan.in(), fan.outputs(), new SplittableRandom(seed));
        return weights == null ? null : weights.copy();
    }

    boolean all(Predicate<DMatrixRMaj> property) {
        return draws.stream().allMatch(property);
    }

    /** Whether all are matrices of this shape. */
    boolean haveShape(int rows, int columns) {
        return all(w -> w != null && w.numRows == rows && w.numCols == columns);
    }

    /** Whether two are the same, number by number. */
    static boolean areSame(DMatrixRMaj a, DMatrixRMaj b) {
        return a != null && b != null && MatrixFeatures_DDRM.isEquals(a, b);
    }

    /** Whether a whole row or column is 0. */
    static boolean hasGap(DMatrixRMaj w) {
        DMatrixRMaj sizes = w.copy();
        CommonOps_DDRM.abs(sizes);
        return CommonOps_DDRM.elementMin(CommonOps_DDRM.sumRows(sizes, null)) == 0
                || CommonOps_DDRM.elementMin(CommonOps_DDRM.sumCols(sizes, null)) == 0;
    }

    /**
     * How far whole rows or columns resemble one another: the sum over all rectangles of the product of its four corners, W_ik W_jk W_il W_jl with i &lt; j and k &lt; l, in
     * its standard errors. Weights that are independent and have mean 0 give mean 0 and variance C(rows, 2) C(columns, 2)
     * Var(W)^4 in each draw, whatever their distribution: two rectangles never share all corners. Equal rows or columns,
     * few values used again and again, and low rank give large positive sums.
     */
    double dependence() {
        WeightMoments all = moments();
        double sd = all.moments().populationStandardDeviation();
        double sum = 0;
        for (DMatrixRMaj w : draws) {
            DMatrixRMaj standardized = w.copy();
            CommonOps_DDRM.add(standardized, -all.moments().mean());
            CommonOps_DDRM.divide(standardized, sd);
            sum += rectangles(standardized);
        }
        return sum / Math.sqrt(COUNT * pairs(fan.in()) * pairs(fan.outputs()));
    }

    /** |WW'|^2 sums over all i, j, k, l; those with i = j or k = l are no rectangles, the rest come 4 times. */
    private static double rectangles(DMatrixRMaj w) {
        DMatrixRMaj squares = QuadraticForm.squares(w);
        double rows = QuadraticForm.squaredNorm(CommonOps_DDRM.sumRows(squares, null));
        double columns = QuadraticForm.squaredNorm(CommonOps_DDRM.sumCols(squares, null));
        double all = QuadraticForm.squaredNorm(QuadraticForm.gram(w));
        return (all - rows - columns + QuadraticForm.squaredNorm(squares)) / 4;
    }

    private static double pairs(int n) {
        return n * (n - 1) / 2.0;
    }

    /** Of the weights of all draws together. */
    WeightMoments moments() {
        return WeightMoments.of(
                fan, draws.stream().flatMapToDouble(w -> Arrays.stream(w.data)).toArray());
    }

    /** What was asked for and the shape of what came. */
    @Override
    public String toString() {
        String shape = draws.get(0) == null ? "null" : Require.shape(draws.get(0));
        return "With " + describe(fan) + " the matrix was " + shape + ".";
    }

    static String describe(Fan fan) {
        return "fan_in " + fan.in() + " and fan_out " + fan.out();
    }
}
