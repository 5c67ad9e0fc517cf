package xavierkit.algebra;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One application of a rule. A step exists only if the rule really yields it from what is given.
 */
public final class Step {

    private final Term before;
    private final Rule rule;
    private final Term after;
    private final List<Assumption> needs;
    private final Set<Assumption> used;

    private Step(Term before, Rule rule, Term after, List<Assumption> needs, Set<Assumption> used) {
        this.before = before;
        this.rule = rule;
        this.after = after;
        this.needs = needs;
        this.used = used;
    }

    /**
     * Applies a rule wherever it fits, the outermost places first.
     *
     * @throws IllegalArgumentException if it fits nowhere, or needs what does not follow from {@code
     *     given}; the message says which rule, what it needs and what it met
     */
    public static Step of(Term before, Rule rule, Assumptions given) {
        LinkedHashSet<Assumption> needs = new LinkedHashSet<>();
        Term after = before.rewrite(atom -> {
            Optional<Rule.Application> application = rule.match().apply(atom);
            application.ifPresent(a -> needs.addAll(a.needs()));
            return application.map(Rule.Application::result);
        });
        if (after.equals(before)) {
            throw new IllegalArgumentException(
                    "the rule \"" + rule.name() + "\" rewrites " + rule.pattern() + ", but met " + before);
        }
        LinkedHashSet<Assumption> used = new LinkedHashSet<>();
        for (Assumption need : needs) {
            Set<Assumption> behind = given.behind(need);
            if (behind.isEmpty()) {
                throw new IllegalArgumentException(refusal(rule, need, given));
            }
            used.addAll(behind);
        }
        return new Step(before, rule, after, new ArrayList<>(needs), used);
    }

    private static String refusal(Rule rule, Assumption need, Assumptions given) {
        StringBuilder text = new StringBuilder();
        text.append("the rule \"").append(rule.name()).append("\" needs that ").append(need);
        text.append(", but given is ").append(given).append('.');
        for (List<Assumption> reason : Assumptions.reasons(need)) {
            List<String> missing = reason.stream()
                    .filter(a -> !given.given().contains(a))
                    .map(Assumption::toString)
                    .toList();
            text.append(" It would follow if also ")
                    .append(String.join(" and ", missing))
                    .append('.');
        }
        return text.toString();
    }

    /** What stood there. */
    public Term before() {
        return before;
    }

    /** The rule that was applied. */
    public Rule rule() {
        return rule;
    }

    /** What stands there now. */
    public Term after() {
        return after;
    }

    /** What the rule needed here, as the rule says it. */
    public List<Assumption> needs() {
        return List.copyOf(needs);
    }

    /** The given assumptions from which that follows. */
    public Set<Assumption> used() {
        return java.util.Collections.unmodifiableSet(used);
    }

    /** The families of variables in it, also inside what its rule defines, with the number of their indices. */
    public SortedMap<String, Integer> families() {
        Map<String, Term> definitions = rule.definitions();
        SortedMap<String, Integer> all = new TreeMap<>();
        terms().flatMap(term -> term.variables().stream())
                .filter(v -> !definitions.containsKey(v.name()))
                .forEach(v -> all.merge(v.name(), v.indices().size(), Step::sameOrNone));
        return all;
    }

    // A typical member has no index; otherwise a family has always as many
    private static int sameOrNone(int some, int other) {
        if (some != other && some * other > 0) {
            throw new IllegalArgumentException(
                    "a family must have the same number of indices everywhere, got " + some + " and " + other);
        }
        return Math.max(some, other);
    }

    /**
     * The families that its rule is about here: those in the needs, in the definitions and in the means or
     * variances that were rewritten. The others only stand beside.
     */
    public SortedSet<String> touched() {
        List<Atom> matched = before.allAtoms().stream()
                .filter(atom -> rule.match().apply(atom).isPresent())
                .toList();
        if (matched.stream().anyMatch(Atom::isRandom)) { // it stands inside some mean with others
            return new TreeSet<>(families().keySet());
        }
        Stream<Term> rewritten = Stream.concat(matched.stream().map(Term::of), rule.definitions().values().stream());
        Stream<String> needed = needs.stream().flatMap(need -> need.families().stream());
        return Stream.concat(rewritten.flatMap(term -> Assumptions.families(term).stream()), needed)
                .filter(families()::containsKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The definitions of families that its needs speak of. */
    Map<String, Term> needed() {
        Map<String, Term> needed = new TreeMap<>(rule.definitions());
        needed.keySet()
                .removeIf(name -> needs.stream().noneMatch(a -> a.families().contains(name)));
        return needed;
    }

    /** The names of its symbols. */
    public Set<String> symbols() {
        return terms().flatMap(term -> term.symbols().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the symbols that say how far a sum goes. */
    public Set<String> bounds() {
        return terms().flatMap(term -> term.bounds().stream()).collect(Collectors.toSet());
    }

    private Stream<Term> terms() {
        return Stream.concat(Stream.of(before, after), rule.definitions().values().stream());
    }

    @Override
    public String toString() {
        return before + (rule.exact() ? " = " : " ~ ") + after + "   (" + rule.name() + ")";
    }
}
