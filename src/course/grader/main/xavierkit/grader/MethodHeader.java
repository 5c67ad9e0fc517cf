package xavierkit.grader;

import java.util.*;
import jdk.jshell.MethodSnippet;

/**
 * The header of a method that is an answer.
 *
 * @param cell the id of the cell that declares it
 * @param result the type of what it returns
 * @param parameters their types, with commas between them
 */
record MethodHeader(String cell, String name, String result, String parameters) {

    static MethodHeader of(String cell, MethodSnippet method) {
        String signature = method.signature();
        String result = signature.substring(signature.lastIndexOf(')') + 1);
        return new MethodHeader(
                cell, method.name(), result, method.parameterTypes().replaceAll(",\\s*", ", "));
    }

    static MethodHeader read(String line) {
        List<String> fields = Values.fields(line);
        return new MethodHeader(fields.get(0), fields.get(1), fields.get(2), fields.get(3));
    }

    String line() {
        return Values.line(List.of(cell, name, result, parameters));
    }

    /** A method with this header that passes the question on to {@link Session#ask}. */
    String asking() {
        String form = "%s %s(%s) { return (%s) xavierkit.grader.Session.ask(\"%s\", new Object[] {%s}); }";
        return form.formatted(result, name, numbered("%s a%d"), result, name, numbered("a%2$d"));
    }

    /** A statement that makes the method with this header known to {@link Session#define}. */
    String defining() {
        return "xavierkit.grader.Session.define(\"%s\", a -> %s(%s));".formatted(name, name, numbered("(%s) a[%d]"));
    }

    private String numbered(String form) {
        StringJoiner all = new StringJoiner(", ");
        int i = 0;
        for (String type : parameters.isEmpty() ? new String[0] : parameters.split(", ")) {
            all.add(String.format(Locale.ROOT, form, type, i++)); // digits, whatever locale a submission sets
        }
        return all.toString();
    }

    @Override
    public String toString() {
        return result + " " + name + "(" + parameters + ")";
    }
}
