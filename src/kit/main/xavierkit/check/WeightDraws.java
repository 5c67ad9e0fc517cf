package xavierkit.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import xavierkit.init.Fan;
import xavierkit.matrix.MatrixProduct;

/**
 * Matrices of one shape that a sampler drew, each from a generator of its own.
 *
 * @param draws copies of what it returned, null for null
 * @param repeated drawn from a generator in the same state as for the first of them
 */
record WeightDraws(Fan fan, List<DMatrixRMaj> draws, DMatrixRMaj repeated) {

    private static final int COUNT = 10;

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

    // a copy, for a sampler may fill the same matrix again
    private static DMatrixRMaj draw(WeightSampler sampler, Fan fan, long seed) {
        DMatrixRMaj weights = sampler.weights(fan.in(), fan.out(), new SplittableRandom(seed));
        return weights == null ? null : weights.copy();
    }

    boolean any(Predicate<DMatrixRMaj> property) {
        return draws.stream().anyMatch(property);
    }

    boolean all(Predicate<DMatrixRMaj> property) {
        return draws.stream().allMatch(property);
    }

    boolean haveShape(int rows, int columns) {
        return all(w -> w != null && w.numRows == rows && w.numCols == columns);
    }

    /** Whether all draws are the same. */
    boolean areOne() {
        return all(w -> Arrays.equals(w.data, draws.get(0).data));
    }

    /** Whether the same state of the generator gives the same weights. */
    boolean areRepeatable() {
        return repeated != null && Arrays.equals(repeated.data, draws.get(0).data);
    }

    /** Whether a whole row or column is 0. */
    static boolean hasGap(DMatrixRMaj w) {
        return IntStream.range(0, w.numRows).anyMatch(i -> row(w, i).allMatch(x -> x == 0))
                || IntStream.range(0, w.numCols).anyMatch(j -> column(w, j).allMatch(x -> x == 0));
    }

    static DoubleStream values(DMatrixRMaj w) {
        return Arrays.stream(w.data, 0, w.getNumElements());
    }

    WeightMoments moments() {
        int count = fan.in() * fan.out();
        double[] all = new double[COUNT * count];
        for (int i = 0; i < COUNT; i++) {
            System.arraycopy(draws.get(i).data, 0, all, i * count, count);
        }
        return WeightMoments.of(fan, all);
    }

    /**
     * The sum over all rectangles of the product of its four corners, W_ik W_jk W_il W_jl with i &lt; j and k
     * &lt; l, in its standard errors. Weights that are independent and have mean 0 give mean 0 and variance
     * C(rows, 2) C(columns, 2) Var(W)^4 in each draw, whatever their distribution: two rectangles never share
     * all corners. Equal rows or columns, few values used again and again, and low rank give large positive sums.
     */
    double dependence() {
        WeightMoments all = moments();
        double sd = all.moments().populationStandardDeviation();
        double sum = draws.stream()
                .mapToDouble(w -> rectangles(standardized(w, all.moments().mean(), sd)))
                .sum();
        return sum / Math.sqrt(COUNT * pairs(fan.in()) * pairs(fan.out()));
    }

    private static DMatrixRMaj standardized(DMatrixRMaj w, double mean, double sd) {
        return new DMatrixRMaj(
                w.numRows, w.numCols, true, values(w).map(x -> (x - mean) / sd).toArray());
    }

    // |WW'|^2 sums over all i, j, k, l; those with i = j or k = l are no rectangles, the rest come 4
    // times
    private static double rectangles(DMatrixRMaj w) {
        double[] rows = new double[w.numRows];
        double[] columns = new double[w.numCols];
        double both = 0;
        for (int i = 0; i < w.numRows; i++) {
            for (int j = 0; j < w.numCols; j++) {
                double square = w.get(i, j) * w.get(i, j);
                rows[i] += square;
                columns[j] += square;
                both += square * square;
            }
        }
        boolean wide = w.numRows < w.numCols;
        DMatrixRMaj products = wide ? MatrixProduct.abt(w, w) : MatrixProduct.atb(w, w);
        return (squares(products.data) - squares(rows) - squares(columns) + both) / 4;
    }

    private static double squares(double... values) {
        double sum = 0;
        for (double x : values) {
            sum += x * x;
        }
        return sum;
    }

    private static DoubleStream row(DMatrixRMaj w, int i) {
        return Arrays.stream(w.data, i * w.numCols, (i + 1) * w.numCols);
    }

    private static DoubleStream column(DMatrixRMaj w, int j) {
        return IntStream.range(0, w.numRows).mapToDouble(i -> w.get(i, j));
    }

    private static double pairs(int n) {
        return n * (n - 1) / 2.0;
    }
}
