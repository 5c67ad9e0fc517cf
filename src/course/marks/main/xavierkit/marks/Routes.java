package xavierkit.marks;

import java.util.*;
import java.util.function.Predicate;
import java.util.stream.Stream;
import xavierkit.algebra.*;
import xavierkit.grader.Session;

/** Where the rules that are offered lead from some terms, and how far it is from there to a goal. */
final class Routes {

    // the derivations of the assignments are found among some 50 terms, none of more than 4 summands
    private static final int MOST_TERMS = 120;
    private static final int MOST_SUMMANDS = 6;

    private record Edge(Rule rule, Term to) {}

    private final Map<Term, List<Edge>> edges = new LinkedHashMap<>();
    private final Map<Term, Integer> missing = new HashMap<>();

    /** Explores breadth first, and gives up what lies far away. */
    Routes(Collection<Term> from, Assumptions given, Predicate<Term> goal) {
        Queue<Term> open = new ArrayDeque<>(from);
        while (!open.isEmpty() && edges.size() < MOST_TERMS) {
            Term at = open.remove();
            if (!edges.containsKey(at)) {
                edges.put(at, leaving(at, given));
                edges.get(at).forEach(edge -> open.add(edge.to()));
            }
        }
        edges.keySet().stream().filter(goal).forEach(term -> missing.put(term, 0));
        for (int steps = 1; measure(steps); steps++) {}
    }

    private static List<Edge> leaving(Term from, Assumptions given) {
        Collection<Atom> atoms = from.allAtoms();
        return Session.rules().stream()
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

    /** Finds the terms from which it takes this number of steps; false if there are none. */
    private boolean measure(int steps) {
        List<Term> found = edges.keySet().stream()
                .filter(term -> !missing.containsKey(term) && next(term, steps).isPresent())
                .toList();
        found.forEach(term -> missing.put(term, steps));
        return !found.isEmpty();
    }

    private Optional<Edge> next(Term from, int steps) {
        return edges.get(from).stream()
                .filter(edge -> missing.getOrDefault(edge.to(), -1) == steps - 1)
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
            Edge next = next(at, steps).orElseThrow();
            way.add(next.rule());
            at = next.to();
        }
        return way;
    }
}
