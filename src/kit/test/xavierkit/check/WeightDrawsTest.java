package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import xavierkit.init.Fan;
import xavierkit.init.WeightDistribution;

class WeightDrawsTest {

    private static final Fan FAN = Fan.dense(2, 2);

    private static WeightDraws ten(double... rowByRow) {
        DMatrixRMaj w = new DMatrixRMaj(2, 2, true, rowByRow);
        return new WeightDraws(FAN, Collections.nCopies(10, w), w);
    }

    private static boolean hasGap(double... rowByRow) {
        return ten(rowByRow).hasGap();
    }

    // one rectangle in each of ten draws, of product 1 or -1, in units of sqrt(10)
    @Test
    void dependenceAddsUpRectangles() {
        assertEquals(Math.sqrt(10), ten(1, -1, 1, -1).dependence(), 1e-14);
        // mean 0.5, deviations 0.5, 0.5, 0.5 and -1.5, variance 3/4
        assertEquals(-1.5 * 0.125 / 0.5625 * Math.sqrt(10), ten(1, 1, 1, -1).dependence(), 1e-14);
    }

    // three rows and two columns have C(3, 2) C(2, 2) rectangles, here all of product 1
    @Test
    void everyPairOfRowsAndColumnsCounts() {
        DMatrixRMaj w = new DMatrixRMaj(3, 2, true, 1, -1, 1, -1, -1, 1);
        WeightDraws draws = new WeightDraws(Fan.dense(3, 2), Collections.nCopies(10, w), w);
        assertEquals(10 * 3 / Math.sqrt(10 * 3), draws.dependence(), 1e-14);
    }

    // scale and mean do not matter
    @Test
    void dependenceIsThatOfStandardizedWeights() {
        assertEquals(ten(1, -1, 1, -1).dependence(), ten(7, 3, 7, 3).dependence(), 1e-12);
    }

    // mean 0, standard deviation 1: 400 samples of ten draws have a mean within 5 / 20
    @Test
    void independentWeightsHaveNone() {
        SplittableRandom random = new SplittableRandom(1);
        WeightSampler normal = (in, out, r) -> WeightDistribution.NORMAL.sample(in, out, 1, r);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 400; i++) {
            double dependence = WeightDraws.of(normal, Fan.dense(8, 5), random).dependence();
            sum += dependence;
            squares += dependence * dependence;
        }
        assertEquals(0, sum / 400, 5.0 / 20);
        assertEquals(1, squares / 400, 0.5); // heavier tails than normal: kurtosis about 5
    }

    @Test
    void aGapIsAWholeRowOrColumn() {
        assertTrue(hasGap(0, 0, 1, 2) && hasGap(0, 1, 0, 2));
        assertFalse(hasGap(0, 1, 2, 0) || hasGap(-1, 1, 1, -1));
    }

    // 9 of 10 weights are 0, and a row of one in ten draws is 0 with probability 0.9^10
    @Test
    void whatIsZeroByChanceIsNoGap() {
        DMatrixRMaj one = new DMatrixRMaj(10, 1);
        one.set(3, 0, 1);
        assertFalse(new WeightDraws(Fan.dense(10, 1), Collections.nCopies(10, one), one).hasGap());
        DMatrixRMaj half = new DMatrixRMaj(10, 10);
        CommonOps_DDRM.insert(filled(5, 10), half, 0, 0);
        assertTrue(new WeightDraws(Fan.dense(10, 10), Collections.nCopies(10, half), half).hasGap());
    }

    private static DMatrixRMaj filled(int rows, int columns) {
        DMatrixRMaj w = new DMatrixRMaj(rows, columns);
        w.fill(1);
        return w;
    }

    @Test
    void aSingleColumnHasNoRectangles() {
        WeightSampler normal = (in, out, r) -> WeightDistribution.NORMAL.sample(in, out, 1, r);
        WeightDraws column = WeightDraws.of(normal, Fan.dense(1000, 1), new SplittableRandom(1));
        assertEquals(0, column.dependence());
        assertFalse(column.isDependent());
    }

    @Test
    void sameIsEveryNumber() {
        DMatrixRMaj w = new DMatrixRMaj(2, 2, true, 1, 2, 3, 4);
        assertTrue(WeightDraws.areSame(w, w.copy()));
        assertFalse(WeightDraws.areSame(w, new DMatrixRMaj(2, 2, true, 1, 2, 3, 5)));
        assertFalse(WeightDraws.areSame(w, null) || WeightDraws.areSame(null, w));
    }

    @Test
    void theFirstStateOfTheGeneratorIsTriedTwice() {
        Set<Double> seen = new HashSet<>();
        int[] calls = {0};
        WeightSampler sampler = (in, out, random) -> {
            DMatrixRMaj w = new DMatrixRMaj(in, out);
            w.fill(random.nextDouble());
            seen.add(w.get(0));
            calls[0]++;
            return w;
        };
        WeightDraws draws = WeightDraws.of(sampler, Fan.dense(2, 3), new SplittableRandom(1));
        assertEquals(11, calls[0]);
        assertEquals(10, seen.size());
        assertTrue(WeightDraws.areSame(draws.repeated(), draws.draws().get(0)));
        assertTrue(draws.haveShape(2, 3));
        assertFalse(draws.haveShape(3, 2) || draws.haveShape(2, 2) || draws.haveShape(3, 3));
        assertEquals(60, draws.moments().moments().count());
        double mean = seen.stream().mapToDouble(x -> x).average().orElseThrow();
        assertEquals(mean, draws.moments().moments().mean(), 1e-15);
        assertEquals("With fan_in 2 and fan_out 3 the matrix was 2x3.", draws.toString());
        assertEquals(
                "With fan_in 2 and fan_out 2 the matrix was null.",
                new WeightDraws(FAN, Collections.singletonList(null), null).toString());
        assertFalse(new WeightDraws(FAN, Collections.singletonList(null), null).haveShape(2, 2));
    }
}
