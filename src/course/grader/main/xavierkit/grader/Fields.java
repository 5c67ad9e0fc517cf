package xavierkit.grader;

import java.net.*;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.*;

/** A line of text with tabs between its fields, which may hold any text: they are written as in a web form. */
final class Fields {

    private Fields() {}

    static String line(Stream<String> fields) {
        return fields.map(field -> URLEncoder.encode(field, StandardCharsets.UTF_8))
                .collect(Collectors.joining("\t"));
    }

    static String line(String... fields) {
        return line(Stream.of(fields));
    }

    /**
     * The fields of a line.
     *
     * @throws IllegalArgumentException for what {@link #line} never writes
     */
    static List<String> of(String line) {
        return Stream.of(line.split("\t", -1))
                .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
                .toList();
    }
}
