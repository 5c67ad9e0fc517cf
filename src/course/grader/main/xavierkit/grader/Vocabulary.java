package xavierkit.grader;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import xavierkit.algebra.Assumption;
import xavierkit.algebra.Derivation;
import xavierkit.algebra.Rule;

/**
 * What a derivation may be handed over with: the rules and the starts that an assignment offers. A derivation
 * becomes the names of its rules, and is derived anew from them by whoever reads it; so only rules that are
 * offered, applied where they apply, lead anywhere.
 */
public final class Vocabulary {

    private static final int MOST_STEPS = 200;

    // one assignment to a JVM: the cells of a notebook have nothing else in common
    private static final Map<String, Rule> RULES = new ConcurrentHashMap<>();
    private static final Map<String, Derivation> STARTS = new ConcurrentHashMap<>();

    static {
        Stream.of(Rule.class.getFields())
                .filter(f -> Modifier.isStatic(f.getModifiers()) && f.getType() == Rule.class)
                .forEach(f -> offer(constant(f)));
    }

    private Vocabulary() {}

    private static Rule constant(Field field) {
        try {
            return (Rule) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Offers rules beside the constants of {@link Rule}, which are always there. */
    public static void offer(Rule... rules) {
        Stream.of(rules).forEach(rule -> RULES.put(rule.name(), rule));
    }

    /** Offers a start, with the assumptions that are given; its steps are ignored. */
    public static void offer(Derivation start) {
        STARTS.put(start.start().toString(), Derivation.of(start.start(), given(start)));
    }

    /** All rules that are offered, by name: in the same order in every JVM. */
    public static List<Rule> rules() {
        return RULES.values().stream().sorted(Comparator.comparing(Rule::name)).toList();
    }

    private static Assumption[] given(Derivation derivation) {
        return derivation.given().given().toArray(Assumption[]::new);
    }

    public static String write(Derivation derivation) {
        return Fields.line(Stream.concat(
                Stream.of(derivation.start().toString()),
                derivation.steps().stream().map(step -> step.rule().name())));
    }

    public static Derivation read(String text) {
        List<String> names = Fields.of(text);
        if (names.size() > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "a derivation must have at most " + MOST_STEPS + " steps, got " + (names.size() - 1));
        }
        Derivation derivation = offered(STARTS, "start", names.get(0));
        for (String name : names.subList(1, names.size())) {
            derivation = derivation.apply(offered(RULES, "rule", name));
        }
        return derivation;
    }

    private static <T> T offered(Map<String, T> all, String what, String name) {
        if (!all.containsKey(name)) {
            throw new IllegalArgumentException(
                    "a derivation must use a " + what + " that the assignment offers, got " + name);
        }
        return all.get(name);
    }
}
