package xavierkit.marks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import xavierkit.algebra.Assumptions;
import xavierkit.algebra.Atom;
import xavierkit.algebra.Rule;
import xavierkit.algebra.Step;
import xavierkit.algebra.Term;

/** Where rules lead from some terms, and how far it is from there to a goal. */
final class Routes {

    // The derivations of the assignments are found among some 50 terms, none of more than 4 summands
    private static final int MOST_TERMS = 120;
    private static final int MOST_SUMMANDS = 6;

    private record Edge(Rule rule, Term to) {}

    private final Map<Term, List<Edge>> edges = new LinkedHashMap<>();
    private final Map<Term, Integer> missing = new HashMap<>();

    /** Explores breadth first, and gives up what lies far away. */
    Routes(Collection<Term> from, Assumptions given, List<Rule> rules, Predicate<Term> goal) {
        Queue<Term> open = new ArrayDeque<>(from);
        while (!open.isEmpty() && edges.size() < MOST_TERMS) {
            Term at = open.remove();
            if (!edges.containsKey(at)) {
                List<Edge> leaving = leaving(at, given, rules);
                edges.put(at, leaving);
                leaving.forEach(edge -> open.add(edge.to()));
            }
        }
        edges.keySet().stream().filter(goal).forEach(term -> missing.put(term, 0));
        for (int steps = 1; measure(steps); steps++) {}
    }

    private static List<Edge> leaving(Term from, Assumptions given, List<Rule> rules) {
        Collection<Atom> atoms = from.allAtoms();
        return rules.stream()
                .filter(rule ->
                        atoms.stream().anyMatch(atom -> rule.match().apply(atom).isPresent()))
                .flatMap(rule -> edge(from, rule, given))
                .filter(edge -> edge.to().summands().size() <= MOST_SUMMANDS)
                .toList();
    }

    private static Stream<Edge> edge(Term from, Rule rule, Assumptions given) {
        try {
            return Stream.of(new Edge(rule, Step.of(from, rule, given).after()));
        } catch (IllegalArgumentException refusal) {
            return Stream.empty();
        }
    }

    /** Finds the terms from which it takes so many steps; false if there are none. */
    private boolean measure(int steps) {
        List<Term> found = new ArrayList<>();
        edges.forEach((term, leaving) -> {
            if (!missing.containsKey(term) && leaving.stream().anyMatch(leads(steps - 1))) {
                found.add(term);
            }
        });
        found.forEach(term -> missing.put(term, steps));
        return !found.isEmpty();
    }

    private Predicate<Edge> leads(int steps) {
        return edge -> missing.getOrDefault(edge.to(), -1) == steps;
    }

    /** How many steps it takes from there to the goal; empty if no way was found. */
    OptionalInt missing(Term from) {
        return missing.containsKey(from) ? OptionalInt.of(missing.get(from)) : OptionalInt.empty();
    }

    /** The rules of a shortest way; empty at the goal, and where no way was found. */
    List<Rule> way(Term from) {
        List<Rule> way = new ArrayList<>();
        Term at = from;
        for (Optional<Edge> next = next(at); next.isPresent(); next = next(at)) {
            way.add(next.get().rule());
            at = next.get().to();
        }
        return way;
    }

    private Optional<Edge> next(Term at) {
        int steps = missing.getOrDefault(at, 0);
        return steps == 0
                ? Optional.empty()
                : edges.get(at).stream().filter(leads(steps - 1)).findFirst();
    }
}
