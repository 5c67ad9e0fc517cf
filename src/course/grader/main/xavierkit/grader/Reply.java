package xavierkit.grader;

import java.util.List;

/**
 * The reply to one question.
 *
 * @param returned whether there is a value
 * @param text the value as {@link Values} write it, or why there is none
 */
record Reply(boolean returned, String text) {

    private static final int LONGEST_REASON = 300;

    static Reply of(Object value) {
        return new Reply(true, Values.write(value));
    }

    static Reply not(String reason) {
        return new Reply(false, reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
    }

    static Reply none() {
        return not("The program ended before it replied: it stopped itself, ran out of memory, or" + " took too long.");
    }

    static Reply read(String line) {
        List<String> fields = Fields.of(line);
        boolean returned = fields.get(0).equals("returned");
        return fields.size() < 2 ? none() : new Reply(returned, fields.get(1));
    }

    String line() {
        return Fields.line(returned ? "returned" : "not", text);
    }

    Object value() {
        if (!returned) {
            throw new AnswerException(text);
        }
        try {
            return Values.read(text);
        } catch (RuntimeException e) {
            throw new AnswerException("the reply cannot be read: " + e.getMessage());
        }
    }
}
