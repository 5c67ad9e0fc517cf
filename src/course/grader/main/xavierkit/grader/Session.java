package xavierkit.grader;

import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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

    private static final Map<String, Method> METHODS = new ConcurrentHashMap<>();
    private static final Map<String, Rule> RULES = new ConcurrentHashMap<>();
    private static final Map<String, Derivation> STARTS = new ConcurrentHashMap<>();
    private static volatile UnaryOperator<String> replies = question -> "";

    static {
        Stream.of(Rule.class.getFields()).filter(f -> f.getType() == Rule.class).forEach(f -> {
            try {
                offer((Rule) f.get(null));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        });
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
        return Values.reply(replies.apply(Values.question(name, about)));
    }

    /** Offers rules for derivations beside the constants of {@link Rule}, which are always there. */
    public static void offer(Rule... rules) {
        Stream.of(rules).forEach(rule -> RULES.put(rule.name(), rule));
    }

    /** Offers a start for derivations, with the assumptions that are given; its steps are ignored. */
    public static void offer(Derivation start) {
        Assumption[] given = start.given().given().toArray(Assumption[]::new);
        STARTS.put(start.start().toString(), Derivation.of(start.start(), given));
    }

    /** All rules that are offered, by name: in the same order in every JVM. */
    public static List<Rule> rules() {
        return RULES.values().stream().sorted(Comparator.comparing(Rule::name)).toList();
    }

    /**
     * A derivation made anew from the names of its start and its rules: only rules that are offered, applied where they
     * apply, lead anywhere.
     *
     * @throws IllegalArgumentException if it uses what is not offered, or a rule refuses
     */
    public static Derivation again(Derivation derivation) {
        return derived(names(derivation).toList());
    }

    static Stream<String> names(Derivation derivation) {
        return Stream.concat(
                Stream.of(derivation.start().toString()),
                derivation.steps().stream().map(step -> step.rule().name()));
    }

    static Derivation derived(List<String> names) {
        int steps = names.size() - 1;
        Require.that(steps < MOST_STEPS, "a derivation must have fewer than %d steps, got %d", MOST_STEPS, steps);
        Derivation derivation = offered(STARTS, "start", names.get(0));
        for (String rule : names.subList(1, names.size())) {
            derivation = derivation.apply(offered(RULES, "rule", rule));
        }
        return derivation;
    }

    private static <T> T offered(Map<String, T> all, String what, String name) {
        boolean known = all.containsKey(name);
        Require.that(known, "a derivation must use a %s that the assignment offers, got %s", what, name);
        return all.get(name);
    }

    /** From now on, questions go there. */
    static void open(UnaryOperator<String> to) {
        replies = to;
    }

    /** The method of that name, null if there is none. */
    static Method method(String name) {
        return METHODS.get(name);
    }

    /** Forgets the methods, for another submission. */
    static void clear() {
        METHODS.clear();
    }
}
