package xavierkit.marks;

import java.util.*;
import xavierkit.algebra.*;
import xavierkit.grader.*;

/**
 * Marks of derivations, by the rules that the {@link Session} offers and by where they lead, in whatever order; and of
 * the assumptions that a derivation rests on.
 */
public final class DerivationMarks {

    private DerivationMarks() {}

    /**
     * A derivation from {@code start}: all points at a goal, before it the share of the shortest way that it has covered.
     *
     * @param goals the same result, in the forms that count
     */
    public static Mark reaches(Derivation answer, Derivation start, double possible, Term... goals) {
        if (answer == null) {
            return new Mark(0, possible, "The method returns null. Return a derivation.");
        } else if (!answer.start().equals(start.start())) {
            String other = "The derivation must start with " + start.start() + ", got " + answer.start() + ".";
            return new Mark(0, possible, other);
        }
        try {
            return reached(Session.again(answer), List.of(goals), possible);
        } catch (IllegalArgumentException refusal) {
            return new Mark(0, possible, "With what is offered this is no derivation: " + refusal.getMessage());
        }
    }

    private static Mark reached(Derivation valid, List<Term> goals, double possible) {
        if (goals.stream().anyMatch(valid.result()::isSameAs)) {
            String reached =
                    "Reached " + valid.result() + " in " + valid.steps().size() + " steps.";
            return new Mark(possible, possible, reached);
        }
        List<Term> lines = new ArrayList<>(List.of(valid.start()));
        valid.steps().forEach(step -> lines.add(step.after()));
        Routes routes = new Routes(lines, valid.given(), term -> goals.stream().anyMatch(term::isSameAs));
        String form = "Valid, but not finished: the result is %s, wanted is %s. %s";
        String reason = form.formatted(valid.result(), goals.get(0), advice(routes.way(valid.result())));
        return new Mark(share(routes, lines) * possible, possible, reason);
    }

    /** The best of what the lines are worth, so that a detour or a dead end takes nothing away. */
    private static double share(Routes routes, List<Term> lines) {
        String unanswerable = "the rules that are offered must lead to the goal from " + lines.get(0);
        int whole = routes.missing(lines.get(0)).orElseThrow(() -> new IllegalStateException(unanswerable));
        int missing = whole;
        for (Term line : lines) {
            missing = Math.min(missing, routes.missing(line).orElse(whole));
        }
        return (double) Math.min(whole - missing, whole - 1) / whole;
    }

    private static String advice(List<Rule> way) {
        if (way.isEmpty()) {
            return "No rule that is offered leads on from here: go back by some steps.";
        }
        String steps = way.size() == 1 ? "One step is" : way.size() + " steps are";
        return steps + " missing. Look for a rule that rewrites " + way.get(0).pattern() + ".";
    }

    /**
     * A smallest choice of assumptions: all points if the rules that are offered lead from {@code start} to {@code goal}
     * under it, and no longer without any one of its letters. Half of them if it takes one letter more or less.
     */
    public static Mark needed(AssumptionList offered, String letters, Term start, Term goal, double possible) {
        Derivation all = Derivation.of(start, offered.choose(offered.letters()));
        List<Rule> way = new Routes(List.of(start), all.given(), goal::isSameAs).way(start);
        if (way.isEmpty()) {
            throw new IllegalStateException("all assumptions together must lead from " + start + " to " + goal);
        }
        try {
            Set<Assumption> chosen = Set.of(offered.choose(letters));
            Need need = new Need(offered, start, way);
            boolean nearly = offered.all().stream().anyMatch(one -> need.isSmallest(flipped(chosen, one)));
            double share = need.isSmallest(chosen) ? 1 : nearly ? 0.5 : 0;
            return new Mark(share * possible, possible, need.verdict(chosen));
        } catch (IllegalArgumentException unknown) {
            return new Mark(0, possible, "There is no such choice: " + unknown.getMessage() + ".");
        }
    }

    private static Set<Assumption> flipped(Set<Assumption> chosen, Assumption one) {
        Set<Assumption> other = new HashSet<>(chosen);
        if (!other.remove(one)) {
            other.add(one);
        }
        return other;
    }

    /** Which choices a way can be gone under. */
    private record Need(AssumptionList offered, Term start, List<Rule> way) {

        /** Why a choice is not enough; "" if it is. */
        String refusal(Set<Assumption> chosen) {
            try {
                Derivation derivation = Derivation.of(start, chosen.toArray(Assumption[]::new));
                for (Rule rule : way) {
                    derivation = derivation.apply(rule);
                }
                return "";
            } catch (IllegalArgumentException refusal) {
                return "Not enough: " + refusal.getMessage();
            }
        }

        /** The first that a choice also goes without. */
        Optional<Assumption> superfluous(Set<Assumption> chosen) {
            return offered.all().stream()
                    .filter(one -> chosen.contains(one)
                            && refusal(flipped(chosen, one)).isEmpty())
                    .findFirst();
        }

        boolean isSmallest(Set<Assumption> chosen) {
            return refusal(chosen).isEmpty() && superfluous(chosen).isEmpty();
        }

        String verdict(Set<Assumption> chosen) {
            String refusal = refusal(chosen);
            String more = "Enough, but not as few as can be: it also goes without %s, %s.";
            return superfluous(chosen)
                    .filter(one -> refusal.isEmpty())
                    .map(one -> more.formatted(
                            offered.letters().charAt(offered.all().indexOf(one)), one))
                    .orElse(refusal.isEmpty() ? "Right: these are enough, and none of them can be left out." : refusal);
        }
    }
}
