package xavierkit.grader;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line of text with tabs between its fields, which may contain anything: backslash, tab and line ends are escaped. */
final class Fields {

    private Fields() {}

    static String line(Stream<String> fields) {
        return fields.map(Fields::escape).collect(Collectors.joining("\t"));
    }

    static String line(String... fields) {
        return line(Stream.of(fields));
    }

    static List<String> of(String line) {
        return Stream.of(line.split("\t", -1)).map(Fields::unescape).toList();
    }

    private static String escape(String field) {
        return field.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** Of an unknown escape the backslash is left out. */
    private static String unescape(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            boolean escape = c == '\\' && i + 1 < field.length();
            text.append(escape ? meaning(field.charAt(++i)) : c);
        }
        return text.toString();
    }

    private static char meaning(char escaped) {
        return switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> escaped;
        };
    }
}
