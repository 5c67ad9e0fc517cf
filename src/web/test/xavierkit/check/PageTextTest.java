package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.*;
import org.junit.jupiter.api.Test;

class PageTextTest {

    private static final List<Double> SPECIAL = List.of(
            0.0, 1.0, -1.0, 9.9996, 99996.0, 12345.0, 0.0001, 0.000099995, 1e-300, 1e300, Double.MIN_VALUE, Double.NaN);

    @Test
    void numbersAreThoseOfTheJdk() {
        SplittableRandom random = new SplittableRandom(1);
        List<Double> values = new ArrayList<>(SPECIAL);
        for (int i = 0; i < 10_000; i++) {
            values.add((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-12, 12)));
        }
        for (double value : values) {
            for (String form : List.of("%.1g", "%.2g", "%.4g")) {
                assertEquals(Text.format(form, value), PageText.format(form, value), () -> form + " of " + value);
            }
        }
    }

    @Test
    void otherConversionsStayInTheirPlaces() {
        String form = "%s %.2g, %d of %.1f %%: %.4g.";
        Object[] values = {"a%g", 0.5, 3, 1.25, 1e9};
        assertEquals("a%g 0.50, 3 of 1.3 %: 1.000e+09.", PageText.format(form, values));
        assertEquals(Text.format(form, values), PageText.format(form, values));
    }
}
