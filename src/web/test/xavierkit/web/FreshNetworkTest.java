package xavierkit.web;

import static org.junit.jupiter.api.Assertions.*;

import java.util.random.RandomGenerator;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xavierkit.check.VarianceCheck.Verdict;
import xavierkit.init.*;

class FreshNetworkTest {

    /** Draws that are kept and scaled are the library's own, bit for bit. */
    @ParameterizedTest
    @ValueSource(strings = {"glorot-uniform", "he-normal", "sd-0.01", "1.3"})
    void weightsAreThoseOfTheInitializer(String start) {
        Setting setting = Setting.parse("depth=3&width=17&start=" + start);
        RandomGenerator random = new SplitMix64(setting.seed())::nextLong;
        WeightDistribution.NORMAL.sample(FreshNetwork.BATCH, 17, 1, random);
        WeightDistribution.NORMAL.sample(FreshNetwork.BATCH, 17, 1, random);
        FreshNetwork fresh = FreshNetwork.of(setting);
        for (int l = 0; l < 3; l++) {
            DMatrixRMaj expected = setting.start().initializer().weights(Fan.dense(17, 17), random);
            assertArrayEquals(expected.data, fresh.network().layers().get(l).weights().data);
        }
    }

    /** Of 40 checks, each of which fails with probability 1/16,000, none does for this seed. */
    @Test
    void layersLieInTheirIntervals() {
        FreshNetwork fresh = FreshNetwork.of(Setting.DEFAULT);
        for (int l = 1; l <= 20; l++) {
            assertEquals(Verdict.PASS, fresh.forwardCheck(l).verdict());
            assertEquals(Verdict.PASS, fresh.backwardCheck(l).verdict());
            NumberRows interval = NumberRows.parse(Intervals.answer(Setting.DEFAULT + " " + l));
            double measured = Measurement.square(fresh.signals().forward().preActivation(l));
            assertTrue(interval.get("s")[0] < measured && measured < interval.get("s")[1]);
        }
    }

    @Test
    void histogramsHaveAtMostSixLayers() {
        assertArrayEquals(new int[] {1}, Measurement.chosen(1));
        assertArrayEquals(new int[] {1, 2, 3}, Measurement.chosen(3));
        assertArrayEquals(new int[] {1, 5, 9, 12, 16, 20}, Measurement.chosen(20));
    }
}
