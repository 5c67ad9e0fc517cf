package xavierkit.grader;

import java.lang.reflect.Field;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import xavierkit.algebra.*;
import xavierkit.matrix.Require;

/**
 * What the cells of one notebook and the program that evaluates them share: methods that answer, where questions go, and
 * what derivations may be made of. Cells reach static members only, so this state is static; none other in this module is.
 */
public final class Session {

    private static final int MOST_STEPS = 200;

    /** A method of a submission, called with the values of its parameters. */
    @FunctionalInterface
    public interface Method {
        /** What the method returns. */
        Object call(Object... arguments) throws Exception;
    }

    /** The methods of the submission, by their names. */
    static final Map<String, Method> METHODS = new ConcurrentHashMap<>();

    private static final Map<String, Rule> RULES = new ConcurrentHashMap<>();
    private static final Map<String, Derivation> STARTS = new ConcurrentHashMap<>();
    private static volatile UnaryOperator<String> replies = question -> "";

    static {
        for (Field field : Rule.class.getFields()) {
            try {
                offer((Rule) field.get(null));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Session() {}

    /** Called where a submission runs: this is the method of that name. */
    public static void define(String name, Method method) {
        METHODS.put(name, method);
    }

    /**
     * Called by tests: what the answer of that name replies.
     *
     * @throws AnswerException if it throws or does not reply
     */
    public static Object ask(String name, Object... about) {
        return Values.reply(replies.apply(question(name, about)));
    }

    /** The name of what is asked and the values it is asked about, as one line. */
    static String question(String name, Object... about) {
        List<String> fields = new ArrayList<>(List.of(name));
        List.of(about).forEach(value -> fields.add(Values.write(value)));
        return Values.line(fields);
    }

    /** From now on, questions go there; {@link Values#reply} reads what comes back. */
    static void open(UnaryOperator<String> to) {
        replies = to;
    }

    /** Offers rules for derivations beside the constants of {@link Rule}, which are always there. */
    public static void offer(Rule... rules) {
        List.of(rules).forEach(rule -> RULES.put(rule.name(), rule));
    }

    /** Offers a start for derivations, with the assumptions that are given; its steps are ignored. */
    public static void offer(Derivation start) {
        Assumption[] given = start.given().given().toArray(Assumption[]::new);
        STARTS.put(start.start().toString(), Derivation.of(start.start(), given));
    }

    /** All rules that are offered, by name: in the same order in every JVM. */
    public static List<Rule> rules() {
        return List.copyOf(new TreeMap<>(RULES).values());
    }

    /** The start of a derivation and its rules, by their names. */
    static List<String> names(Derivation derivation) {
        List<String> names = new ArrayList<>(List.of(derivation.start().toString()));
        derivation.steps().forEach(step -> names.add(step.rule().name()));
        return names;
    }

    /**
     * A derivation made anew from these names: only rules that are offered, applied where they apply, lead anywhere.
     *
     * @throws IllegalArgumentException if it uses what is not offered, or a rule refuses
     */
    static Derivation derived(List<String> names) {
        int steps = names.size() - 1;
        Require.that(steps < MOST_STEPS, "a derivation must have fewer than %d steps, got %d", MOST_STEPS, steps);
        Derivation derivation = offered(STARTS, "start", names.get(0));
        for (String rule : names.subList(1, names.size())) {
            derivation = derivation.apply(offered(RULES, "rule", rule));
        }
        return derivation;
    }

    /** The same derivation, made of what is offered; see {@link #derived}. */
    public static Derivation again(Derivation derivation) {
        return derived(names(derivation));
    }

    private static <T> T offered(Map<String, T> all, String what, String name) {
        boolean known = all.containsKey(name);
        Require.that(known, "a derivation must use a %s that the assignment offers, got %s", what, name);
        return all.get(name);
    }
}
