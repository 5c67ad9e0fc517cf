package xavierkit.check;

import java.math.*;
import java.util.Locale;
import java.util.regex.*;

/** Stands in for {@link Text}: the compiler to JavaScript knows no %g. */
final class PageText {

    private static final Pattern CONVERSION = Pattern.compile("%(?:%|(?:\\.(\\d+))?([a-z]))");

    private PageText() {}

    static String format(String format, Object... values) {
        Object[] shown = values.clone();
        Matcher found = CONVERSION.matcher(format);
        StringBuilder plain = new StringBuilder();
        for (int i = 0, end = 0; ; end = found.end()) {
            if (!found.find()) {
                return String.format(Locale.ROOT, plain + format.substring(end), shown);
            }
            plain.append(format, end, found.start());
            if ("g".equals(found.group(2))) {
                shown[i] = general((Double) values[i], Integer.parseInt(found.group(1)));
            }
            i += found.group(2) == null ? 0 : 1;
            plain.append("g".equals(found.group(2)) ? "%s" : found.group());
        }
    }

    /** What {@link java.util.Formatter} makes of %g with so many digits. */
    static String general(double value, int digits) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        if (value == 0) {
            return new BigDecimal(0).setScale(digits - 1).toPlainString();
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(digits, RoundingMode.HALF_UP));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < digits) {
            return rounded.setScale(digits - 1 - exponent).toPlainString();
        }
        String fraction =
                rounded.scaleByPowerOfTen(-exponent).setScale(digits - 1).toPlainString();
        int size = Math.abs(exponent);
        return fraction + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
    }
}
