package xavierkit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.*;
import java.util.stream.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xavierkit.init.WeightDistribution;
import xavierkit.prediction.FiniteWidth;

/** What the pages on densities and on depth over width show, and the first page. */
class SmallPagesTest {

    /** The midpoint rule with 40,000 pieces, and pieces cut by a bound: errors below 1e-4. */
    @ParameterizedTest
    @EnumSource
    void aDensityHasItsAreaItsVarianceAndItsKurtosis(WeightDistribution distribution) {
        double v = 0.005;
        double step = 20 * Math.sqrt(v) / 40_000;
        double[] moments = new double[5];
        for (int i = 0; i < 40_000; i++) {
            double w = (i + 0.5) * step - 10 * Math.sqrt(v);
            for (int power = 0; power < 5; power++) {
                moments[power] += Math.pow(w, power) * DensityCurves.density(distribution, v, w) * step;
            }
        }
        assertEquals(1, moments[0], 1e-3);
        assertEquals(v, moments[2], 1e-3 * v);
        assertEquals(distribution.kurtosis(), moments[4] / (v * v), 3e-3);
    }

    @Test
    void densitiesAreDrawnUpToTheirBounds() {
        NumberRows rows = NumberRows.parse(DensityCurves.answer("Glorot 300 100"));
        assertEquals(0.005, rows.first("variance"));
        assertEquals(-Math.sqrt(0.015), rows.first("UNIFORM_W"), 1e-15);
        assertEquals(-4 * Math.sqrt(0.005), rows.first("NORMAL_W"), 1e-15);
        assertEquals(Math.sqrt(0.8 / 30_000), rows.get("UNIFORM")[2], 1e-15);
    }

    @Test
    void theLawOfFiniteWidthComesFirstAndLast() {
        List<String> parts = new ArrayList<>();
        NumberRows last = NumberRows.parse(DepthSpread.answer("ReLU 10 6 1", parts::add));
        FiniteWidth law = FiniteWidth.heRelu(Collections.nCopies(6, 10));
        assertEquals(law.secondMoment(), NumberRows.parse(parts.get(0)).first("moments"));
        assertEquals(1 + DepthSpread.NETWORKS, parts.size());
        assertEquals("[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]", Arrays.toString(last.get("layers")));
        assertEquals(law.median(), last.get("p0.5")[5]);
    }

    /** E[X] = 1 with a standard error of sqrt(((1 + 2/50)^10 - 1) / 240) = 0.045: 5 of them, 6 in 10 million seeds. */
    @Test
    void networksKeepTheirLengthsOnAverage() {
        List<String> parts = new ArrayList<>();
        IntStream.range(0, 20).forEach(seed -> DepthSpread.answer("linear 50 10 " + seed, parts::add));
        DoubleStream ends = parts.stream()
                .map(NumberRows::parse)
                .filter(p -> p.has("network"))
                .mapToDouble(p -> p.get("network")[10]);
        assertEquals(1, ends.average().orElseThrow(), 5 * 0.045);
    }

    @Test
    void depthAndWidthHaveLimits() {
        var error = assertThrows(IllegalArgumentException.class, () -> DepthSpread.answer("ReLU 30 0 1", part -> {}));
        assertEquals("the depth must be between 1 and 100, got 0", error.getMessage());
    }

    /** One network of 100 units: what scatters in a layer is far below a factor of 1.5, and adds up over 20. */
    @Test
    void theFirstPagesNetworkFollowsTheTheory() {
        NumberRows rows = NumberRows.parse(Glance.answer("1 1"));
        for (int l = 0; l < Glance.DEPTH; l++) {
            assertEquals(0, Math.log(rows.get("measured")[l] / rows.get("theory")[l]), Math.log(2));
            assertEquals(0, Math.log(rows.get("gradient")[l] / rows.get("gradientTheory")[l]), Math.log(2));
        }
        assertEquals(rows.toString(), Glance.answer("1 1"));
    }

    @Test
    void gainsThatMakeNoPictureAreRefused() {
        for (double gain : new double[] {0, Double.POSITIVE_INFINITY, Double.NaN, -1}) {
            var error = assertThrows(IllegalArgumentException.class, () -> Glance.answer(gain + " 1"));
            assertTrue(error.getMessage().equals("the gain must be between 0.1 and 4.0, got " + gain));
        }
    }
}
