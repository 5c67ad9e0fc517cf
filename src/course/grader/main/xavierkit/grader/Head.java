package xavierkit.grader;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jshell.MethodSnippet;

/**
 * The head of a method that is an answer.
 *
 * @param cell the id of the cell that declares it
 * @param result the type of what it returns
 * @param parameters their types
 */
record Head(String cell, String name, String result, List<String> parameters) {

    Head {
        parameters = List.copyOf(parameters);
    }

    static Head of(String cell, MethodSnippet method) {
        String types = method.parameterTypes();
        List<String> parameters = types.isEmpty() ? List.of() : List.of(types.split(",\\s*"));
        String signature = method.signature();
        return new Head(cell, method.name(), signature.substring(signature.lastIndexOf(')') + 1), parameters);
    }

    static Head read(String line) {
        List<String> fields = Fields.of(line);
        return new Head(fields.get(0), fields.get(1), fields.get(2), fields.subList(3, fields.size()));
    }

    String line() {
        return Fields.line(Stream.concat(Stream.of(cell, name, result), parameters.stream()));
    }

    /** A method with this head that asks the {@link Desk}. */
    String asking() {
        String list = numbered("%s a%d");
        String asked = parameters.isEmpty() ? "" : ", " + numbered("a%2$d");
        return String.format(
                "%s %s(%s) { return (%s) xavierkit.grader.Desk.ask(\"%s\"%s); }",
                result, name, list, result, name, asked);
    }

    /** A statement that tells the {@link Desk} of the method with this head. */
    String telling() {
        return String.format("xavierkit.grader.Desk.tell(\"%s\", a -> %s(%s));", name, name, numbered("(%s) a[%d]"));
    }

    private String numbered(String form) {
        return IntStream.range(0, parameters.size())
                .mapToObj(i -> String.format(Locale.ROOT, form, parameters.get(i), i))
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return result + " " + name + "(" + String.join(", ", parameters) + ")";
    }
}
