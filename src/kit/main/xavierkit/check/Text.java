package xavierkit.check;

import java.util.Locale;

/** The sentences of checks. */
final class Text {

    private Text() {}

    /** {@link String#format} with a decimal point in every country. */
    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
