package xavierkit.check;

import java.util.*;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
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

    /** Whether all draws are like this. */
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

    /** Whether a row or column is 0 in all draws, and not by chance because most weights are. */
    boolean hasGap() {
        DMatrixRMaj sizes = new DMatrixRMaj(fan.in(), fan.outputs());
        draws.forEach(w -> CommonOps_DDRM.addEquals(sizes, QuadraticForm.squares(w)));
        boolean row = CommonOps_DDRM.elementMin(CommonOps_DDRM.sumRows(sizes, null)) == 0;
        boolean column = CommonOps_DDRM.elementMin(CommonOps_DDRM.sumCols(sizes, null)) == 0;
        DoubleStream all = draws.stream().flatMapToDouble(w -> Arrays.stream(w.data, 0, w.getNumElements()));
        double zeros = all.map(w -> w == 0 ? 1 : 0).average().orElseThrow();
        double byChance = fan.in() * Math.pow(zeros, (double) fan.outputs() * draws.size())
                + fan.outputs() * Math.pow(zeros, (double) fan.in() * draws.size());
        return (row || column) && byChance < VarianceCheck.FALSE_ALARMS;
    }

    /**
     * How far whole rows or columns resemble one another: the sum over all rectangles of the product of its four
     * corners, W_ik W_jk W_il W_jl with i &lt; j and k &lt; l, in its standard errors. Weights that are independent and
     * have mean 0 give mean 0 and variance C(rows, 2) C(columns, 2) Var(W)^4 in each draw, whatever their distribution:
     * two rectangles never share all corners. Equal rows or columns, few values used again and again, and low rank give
     * large positive sums. A single row or column has no rectangles, and 0.
     */
    double dependence() {
        double rectangles = rectangles();
        if (rectangles == 0) {
            return 0;
        }
        double count = draws.size() * fan.in() * fan.outputs();
        double mean = draws.stream().mapToDouble(CommonOps_DDRM::elementSum).sum() / count;
        List<DMatrixRMaj> standardized = draws.stream().map(DMatrixRMaj::copy).toList();
        standardized.forEach(w -> CommonOps_DDRM.add(w, -mean));
        double variance =
                standardized.stream().mapToDouble(QuadraticForm::squaredNorm).sum() / count;
        standardized.forEach(w -> CommonOps_DDRM.divide(w, Math.sqrt(variance)));
        double sum = standardized.stream().mapToDouble(WeightDraws::rectangles).sum();
        return sum / Math.sqrt(rectangles);
    }

    /** Whether that is surely no chance; few rectangles of heavy-tailed weights scatter more. */
    boolean isDependent() {
        double kurtosis = moments().kurtosis();
        return dependence() > SURE * (1 + kurtosis * kurtosis / Math.sqrt(Math.max(1, rectangles())));
    }

    private double rectangles() {
        return draws.size() * pairs(fan.in()) * pairs(fan.outputs());
    }

    /** |WW'|^2 sums over all i, j, k, l; those with i = j or k = l are no rectangles, the rest come 4 times. */
    private static double rectangles(DMatrixRMaj w) {
        DMatrixRMaj squares = QuadraticForm.squares(w);
        double rows = QuadraticForm.squaredNorm(CommonOps_DDRM.sumRows(squares, null));
        double columns = QuadraticForm.squaredNorm(CommonOps_DDRM.sumCols(squares, null));
        double all = QuadraticForm.squaredNorm(QuadraticForm.gram(w));
        return (all - rows - columns + QuadraticForm.squaredNorm(squares)) / 4;
    }

    /** C(n, 2). */
    private static double pairs(int n) {
        return n * (n - 1) / 2.0;
    }

    /** Of the weights of all draws together. */
    WeightMoments moments() {
        int size = fan.in() * fan.outputs();
        double[] all = new double[draws.size() * size];
        for (int i = 0; i < draws.size(); i++) {
            System.arraycopy(draws.get(i).data, 0, all, i * size, size);
        }
        return WeightMoments.of(fan, all);
    }

    /** What was asked for and the shape of what came. */
    @Override
    public String toString() {
        String shape = draws.get(0) == null ? "null" : Require.shape(draws.get(0));
        return "With " + describe(fan) + " the matrix was " + shape + ".";
    }

    /** The fans in words. */
    static String describe(Fan fan) {
        return "fan_in " + fan.in() + " and fan_out " + fan.out();
    }
}
