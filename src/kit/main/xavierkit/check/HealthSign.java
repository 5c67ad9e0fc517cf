package xavierkit.check;

import java.util.Locale;

/**
 * A number that tells whether a layer can learn, with the range that is healthy.
 *
 * @param name such as {@code saturated}
 * @param value a share or a ratio, without unit
 * @param from the least healthy value
 * @param to the largest healthy value
 * @param why what goes wrong outside of the range
 */
public record HealthSign(String name, double value, double from, double to, String why) {

    /** Whether the value lies in the range; NaN does not. */
    public boolean healthy() {
        return value >= from && value <= to;
    }

    /** The verdict in one sentence. */
    @Override
    public String toString() {
        String range = from > 0
                ? String.format(Locale.ROOT, "between %.2g and %.2g", from, to)
                : String.format(Locale.ROOT, "up to %.2g", to);
        return String.format(
                Locale.ROOT,
                healthy() ? "PASS: %s %.2g, healthy %s." : "FAIL: %s %.2g, healthy %s: %s.",
                name,
                value,
                range,
                why);
    }
}
