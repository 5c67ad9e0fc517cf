package xavierkit.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FanFactorsTest {

    @Test
    void everyMeanGivesItsVarianceAndBothFactors() {
        NumberRows rows = NumberRows.parse(FanFactors.answer("100 300"));
        assertArrayEquals(new double[] {1 / 200.0, 0.5, 1.5}, rows.get("ARITHMETIC"), 1e-15);
        double geometric = 1 / Math.sqrt(30_000);
        assertArrayEquals(new double[] {geometric, 100 * geometric, 300 * geometric}, rows.get("GEOMETRIC"), 1e-15);
        assertArrayEquals(new double[] {1 / 150.0, 2 / 3.0, 2}, rows.get("HARMONIC"), 1e-15);
    }

    @Test
    void ratiosBeyondThePictureAreRefused() {
        assertEquals("0.125 8.0", ratio("800 100") + " " + ratio("100 800"));
        var error = assertThrows(IllegalArgumentException.class, () -> FanFactors.answer("100 900"));
        assertEquals("fan_out / fan_in must be between 1/8 and 8, got 9.0", error.getMessage());
    }

    private static double ratio(String question) {
        double[] factors = NumberRows.parse(FanFactors.answer(question)).get("ARITHMETIC");
        return factors[2] / factors[1];
    }
}
