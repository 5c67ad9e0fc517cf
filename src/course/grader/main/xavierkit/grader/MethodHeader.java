package xavierkit.grader;

import java.util.*;
import java.util.stream.*;
import jdk.jshell.MethodSnippet;

/**
 * The header of a method that is an answer.
 *
 * @param cell the id of the cell that declares it
 * @param result the type of what it returns
 * @param parameters their types
 */
record MethodHeader(String cell, String name, String result, List<String> parameters) {

    static MethodHeader of(String cell, MethodSnippet method) {
        String types = method.parameterTypes();
        String signature = method.signature();
        String result = signature.substring(signature.lastIndexOf(')') + 1);
        return new MethodHeader(
                cell, method.name(), result, types.isEmpty() ? List.of() : List.of(types.split(",\\s*")));
    }

    static MethodHeader read(String line) {
        List<String> fields = Fields.of(line);
        return new MethodHeader(fields.get(0), fields.get(1), fields.get(2), fields.subList(3, fields.size()));
    }

    String line() {
        return Fields.line(Stream.concat(Stream.of(cell, name, result), parameters.stream()));
    }

    /** A method with this header that passes the question on to {@link Session#ask}. */
    String asking() {
        String form = "%s %s(%s) { return (%s) xavierkit.grader.Session.ask(%s); }";
        String asked = numbered(", a%2$d", "");
        return String.format(form, result, name, numbered("%s a%d", ", "), result, '"' + name + '"' + asked);
    }

    /** A statement that makes the method with this header known to {@link Session#define}. */
    String defining() {
        String call = name + "(" + numbered("(%s) a[%d]", ", ") + ")";
        return String.format("xavierkit.grader.Session.define(\"%s\", a -> %s);", name, call);
    }

    private String numbered(String form, String between) {
        return IntStream.range(0, parameters.size())
                .mapToObj(i -> String.format(Locale.ROOT, form, parameters.get(i), i))
                .collect(Collectors.joining(between));
    }

    @Override
    public String toString() {
        return result + " " + name + "(" + String.join(", ", parameters) + ")";
    }
}
