package xavierkit.marks;

import java.util.*;
import java.util.function.Predicate;
import xavierkit.algebra.*;
import xavierkit.grader.Session;

/** Where the rules that are offered lead from some terms, and how far it is from there to a goal. */
final class Routes {

    // the derivations of the assignments are found among some 50 terms, none of more than 4 summands
    private static final int MOST_TERMS = 120;
    private static final int MOST_SUMMANDS = 6;

    /** For each term, where each rule leads from it. */
    private final Map<Term, Map<Rule, Term>> edges = new LinkedHashMap<>();

    private final Map<Term, Integer> missing = new HashMap<>();

    /** Explores breadth first, and gives up what lies far away. */
    Routes(Collection<Term> from, Assumptions given, Predicate<Term> goal) {
        Queue<Term> open = new ArrayDeque<>(from);
        while (!open.isEmpty() && edges.size() < MOST_TERMS) {
            Term at = open.remove();
            if (!edges.containsKey(at)) {
                edges.put(at, leaving(at, given));
                open.addAll(edges.get(at).values());
            }
        }
        edges.keySet().stream().filter(goal).forEach(term -> missing.put(term, 0));
        for (int steps = 1; missing.containsValue(steps - 1); steps++) {
            for (Term term : edges.keySet()) {
                if (!missing.containsKey(term) && next(term, steps).isPresent()) {
                    missing.put(term, steps);
                }
            }
        }
    }

    private static Map<Rule, Term> leaving(Term from, Assumptions given) {
        Map<Rule, Term> leaving = new LinkedHashMap<>();
        for (Rule rule : Session.rules()) {
            if (from.allAtoms().stream()
                    .anyMatch(atom -> rule.match().apply(atom).isPresent())) {
                try {
                    leaving.put(rule, Step.of(from, rule, given).after());
                } catch (IllegalArgumentException refusal) {
                    continue; // no way
                }
            }
        }
        leaving.values().removeIf(term -> term.summands().size() > MOST_SUMMANDS);
        return leaving;
    }

    private Optional<Rule> next(Term from, int steps) {
        Predicate<Term> nearer = to -> missing.getOrDefault(to, -1) == steps - 1;
        Map<Rule, Term> leaving = edges.get(from);
        return leaving.keySet().stream()
                .filter(rule -> nearer.test(leaving.get(rule)))
                .findFirst();
    }

    /** How many steps it takes from there to the goal; empty if no way was found. */
    OptionalInt missing(Term from) {
        return missing.containsKey(from) ? OptionalInt.of(missing.get(from)) : OptionalInt.empty();
    }

    /** The rules of a shortest way; empty at the goal, and where no way was found. */
    List<Rule> way(Term from) {
        List<Rule> way = new ArrayList<>();
        Term at = from;
        for (int steps = missing.getOrDefault(from, 0); steps > 0; steps--) {
            way.add(next(at, steps).orElseThrow());
            at = edges.get(at).get(way.get(way.size() - 1));
        }
        return way;
    }
}
