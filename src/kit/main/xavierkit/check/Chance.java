package xavierkit.check;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** A p-value in words. */
final class Chance {

    /** Tails that are rarer than this are not computed well. */
    private static final double RAREST = 1e-12;

    private Chance() {}

    /** In how many networks chance alone does as much: a percentage, or one of so many if they are few. */
    static String inWords(double pValue) {
        String does = "chance alone does as much in ";
        if (pValue > 0.01) {
            String percent = pValue < 0.1 ? "%s%.1f %% of networks" : "%s%.0f %% of networks";
            return String.format(Locale.ROOT, percent, does, 100 * pValue);
        }
        double networks = 1 / Math.max(pValue, RAREST);
        double rounded = BigDecimal.valueOf(networks).round(new MathContext(2)).doubleValue();
        String less = pValue < RAREST ? "fewer than " : "";
        return String.format(Locale.ROOT, "%s%s1 of %,.0f networks", does, less, rounded);
    }
}
