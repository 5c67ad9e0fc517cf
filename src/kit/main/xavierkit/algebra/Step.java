package xavierkit.algebra;

import static xavierkit.algebra.Atom.Kind.*;

import java.util.*;
import java.util.stream.*;

/**
 * One application of a rule, such as Var(sum(i=1..n) x_i) = sum(i=1..n) Var(x_i) by Bienaymé's rule. A step exists only
 * if the rule really yields it from what is given.
 */
public final class Step {

    private final Term before;
    private final Rule rule;
    private final Term after;
    private final Set<Assumption> needs = new LinkedHashSet<>();
    private final Set<Assumption> used = new LinkedHashSet<>();

    private Step(Term before, Rule rule) {
        this.before = before;
        this.rule = rule;
        after = before.rewrite(atom -> {
            Optional<Rule.Application> application = rule.match().apply(atom);
            application.ifPresent(a -> needs.addAll(a.needs()));
            return application.map(Rule.Application::result);
        });
    }

    /**
     * Applies a rule wherever it fits, the outermost places first.
     *
     * @throws IllegalArgumentException if it fits nowhere, or needs what does not follow from {@code given}; the
     *     message says which rule, what it needs and what it met
     */
    public static Step of(Term before, Rule rule, Assumptions given) {
        Step step = new Step(before, rule);
        if (step.after.equals(before)) {
            throw new IllegalArgumentException(
                    "the rule \"" + rule.name() + "\" rewrites " + rule.pattern() + ", but met " + before);
        }
        for (Assumption need : step.needs) {
            Set<Assumption> behind = given.behind(need);
            if (behind.isEmpty()) {
                throw new IllegalArgumentException("the rule \"" + rule.name() + "\" needs that " + need
                        + ", but given is " + given + "." + missing(need, given));
            }
            step.used.addAll(behind);
        }
        return step;
    }

    private static String missing(Assumption need, Assumptions given) {
        return Assumptions.reasons(need).stream()
                .map(reason -> reason.stream()
                        .filter(a -> !given.given().contains(a))
                        .map(Assumption::toString)
                        .collect(Collectors.joining(" and ", " It would follow if also ", ".")))
                .collect(Collectors.joining());
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
        return Collections.unmodifiableSet(used);
    }

    /**
     * The families of variables in it, also inside what its rule defines, with the number of their indices.
     *
     * @throws IllegalArgumentException if a family has one index here and two there; none means a typical member
     */
    public SortedMap<String, Integer> families() {
        SortedMap<String, Integer> all = new TreeMap<>();
        terms().flatMap(term -> term.all(VARIABLE))
                .filter(v -> !rule.definitions().containsKey(v.name()))
                .forEach(v -> all.merge(v.name(), v.indices().size(), Step::sameOrNone));
        return all;
    }

    private static int sameOrNone(int some, int other) {
        if (some != other && some * other > 0) {
            throw new IllegalArgumentException(
                    "a family must have the same number of indices everywhere, got " + some + " and " + other);
        }
        return Math.max(some, other);
    }

    /**
     * The families that its rule is about here: those in the needs, in the definitions and in the means or variances
     * that were rewritten. The others only stand beside.
     */
    public SortedSet<String> touched() {
        List<Atom> matched = before.allAtoms().stream()
                .filter(atom -> rule.match().apply(atom).isPresent())
                .toList();
        SortedSet<String> touched = new TreeSet<>(families().keySet());
        if (matched.stream().noneMatch(Atom::isRandom)) { // otherwise it stands inside some mean with others
            Set<String> about = new HashSet<>();
            matched.forEach(atom -> about.addAll(Term.of(atom).names(VARIABLE)));
            rule.definitions().values().forEach(term -> about.addAll(term.names(VARIABLE)));
            needs.forEach(need -> about.addAll(need.families()));
            touched.retainAll(about);
        }
        return touched;
    }

    /** The names of its symbols. */
    public Set<String> symbols() {
        return terms().flatMap(term -> term.names(SYMBOL).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the symbols that say how far a sum goes. */
    public Set<String> bounds() {
        return terms().flatMap(term -> term.bounds().stream()).collect(Collectors.toSet());
    }

    private Stream<Term> terms() {
        Stream<Term> needed = needs.stream().flatMap(need -> need.terms().stream());
        Stream<Term> defined = rule.definitions().values().stream();
        return Stream.of(Stream.of(before, after), needed, defined).flatMap(terms -> terms);
    }

    @Override
    public String toString() {
        return before + (rule.exact() ? " = " : " ~ ") + after + "   (" + rule.name() + ")";
    }
}
