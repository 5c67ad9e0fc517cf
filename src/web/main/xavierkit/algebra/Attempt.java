package xavierkit.algebra;

import java.util.*;
import java.util.stream.*;

/**
 * A rule tried on a term: what it rewrites, what it needs there, and what of that does not follow from what is given.
 *
 * @param before the term
 * @param rule the rule
 * @param rewritten the atoms that change, in the order in which they are met
 * @param needs what must be true for both sides to be equal
 * @param missing those needs that do not follow; empty if the rule may be applied
 * @param after what stands there then
 */
public record Attempt(
        Term before, Rule rule, List<Atom> rewritten, List<Assumption> needs, List<Assumption> missing, Term after) {

    /** Tries a rule; empty if it fits nowhere in the term. */
    public static Optional<Attempt> of(Term before, Rule rule, Assumptions given) {
        Set<Atom> rewritten = new LinkedHashSet<>();
        Set<Assumption> needs = new LinkedHashSet<>();
        Term after = before.rewrite(atom -> {
            Optional<Rule.Application> application = rule.match().apply(atom);
            application.ifPresent(a -> {
                rewritten.add(atom);
                needs.addAll(a.needs());
            });
            return application.map(Rule.Application::result);
        });
        if (after.equals(before)) {
            return Optional.empty();
        }
        List<Assumption> missing =
                needs.stream().filter(need -> given.behind(need).isEmpty()).toList();
        return Optional.of(new Attempt(before, rule, List.copyOf(rewritten), List.copyOf(needs), missing, after));
    }

    /** Whether nothing is missing. */
    public boolean isAllowed() {
        return missing.isEmpty();
    }

    /** Which need is missing, and what it would follow from, in sentences. */
    public String refusal() {
        Assumption need = missing.get(0);
        String reasons = Assumptions.reasons(need).stream()
                .map(reason -> reason.stream().map(Assumption::toString).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", or from: "));
        return "The rule \u201c" + rule.name() + "\u201d needs that " + need
                + ", and that does not follow from what is given."
                + (reasons.isEmpty() ? "" : " It would follow from: " + reasons + ".");
    }

    /** The step as it would be if all that it needs were given. */
    Step step() {
        return Step.of(before, rule, new Assumptions(new LinkedHashSet<>(needs)));
    }
}
