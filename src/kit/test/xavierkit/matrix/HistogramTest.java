package xavierkit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void everyNumberWithinTheEdgesCountsOnce() {
        double[] densities = Histogram.densities(new double[] {-2, 1.99, 2, 2.01}, -2, 2, 100);
        // intervals are 0.04 wide: a density of 1 / 4 / 0.04 for each number
        assertEquals(6.25, densities[0]);
        assertEquals(12.5, densities[99]);
        assertEquals(
                98, Arrays.stream(densities).filter(density -> density == 0).count());
    }

    @Test
    void aNumberOnAnEdgeIsInTheUpperIntervalAndNaNInNone() {
        double[] values = {0, 1, 1.5, 2, Double.NaN, -1, 3};
        assertArrayEquals(new double[] {1 / 7.0, 3 / 7.0}, Histogram.densities(values, 0, 2, 2));
    }
}
