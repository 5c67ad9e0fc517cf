package xavierkit.grader;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Where cells and programs of one JVM meet: cells can reach static methods alone. */
public final class Desk {

    /** A method of a submission, called with the values of its parameters. */
    @FunctionalInterface
    public interface Method {
        /** What the method returns. */
        Object call(Object... arguments) throws Exception;
    }

    private static final Map<String, Method> METHODS = new ConcurrentHashMap<>();
    private static volatile UnaryOperator<String> replies =
            question -> Reply.none().line();

    private Desk() {}

    /** Called by a submission's last words: this is the method of that name. */
    public static void tell(String name, Method method) {
        METHODS.put(name, method);
    }

    /**
     * Called by the tests: what the answer of that name replies.
     *
     * @throws AnswerException if it throws or does not reply
     */
    public static Object ask(String name, Object... about) {
        return Reply.read(replies.apply(Values.question(name, about))).value();
    }

    /** For another submission. */
    static void clear() {
        METHODS.clear();
    }

    static Method method(String name) {
        return METHODS.get(name);
    }

    /** From now on, questions go there. */
    static void open(UnaryOperator<String> to) {
        replies = to;
    }
}
