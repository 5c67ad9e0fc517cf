package xavierkit.marks;

import java.util.*;
import java.util.stream.*;
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
        List<Term> lines = Stream.concat(
                        Stream.of(valid.start()), valid.steps().stream().map(Step::after))
                .toList();
        Routes routes = new Routes(lines, valid.given(), term -> goals.stream().anyMatch(term::isSameAs));
        String form = "Valid, but not finished: the result is %s, wanted is %s. %s";
        String advice = advice(routes.way(valid.result()));
        return new Mark(
                share(routes, lines) * possible, possible, form.formatted(valid.result(), goals.get(0), advice));
    }

    /** The best of what the lines are worth, so that a detour or a dead end takes nothing away. */
    private static double share(Routes routes, List<Term> lines) {
        String unanswerable = "the rules that are offered must lead to the goal from " + lines.get(0);
        int whole = routes.missing(lines.get(0)).orElseThrow(() -> new IllegalStateException(unanswerable));
        int missing = lines.stream()
                .flatMapToInt(line -> routes.missing(line).stream())
                .min()
                .orElse(whole);
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
        Assumptions all = Assumptions.of(offered.all().toArray(Assumption[]::new));
        List<Rule> way = new Routes(List.of(start), all, goal::isSameAs).way(start);
        if (way.isEmpty()) {
            throw new IllegalStateException("all assumptions together must lead from " + start + " to " + goal);
        }
        try {
            Need need = new Need(offered, start, way);
            Set<Character> chosen = offered.chosen(letters);
            boolean nearly = offered.letters().stream().anyMatch(l -> need.isSmallest(flipped(chosen, l)));
            double share = need.isSmallest(chosen) ? 1 : nearly ? 0.5 : 0;
            return new Mark(share * possible, possible, need.verdict(chosen));
        } catch (IllegalArgumentException unknown) {
            return new Mark(0, possible, "There is no such choice: " + unknown.getMessage() + ".");
        }
    }

    private static Set<Character> flipped(Set<Character> letters, char letter) {
        Set<Character> other = new TreeSet<>(letters);
        if (!other.remove(letter)) {
            other.add(letter);
        }
        return other;
    }

    /** Which choices a way can be gone under. */
    private record Need(AssumptionList offered, Term start, List<Rule> way) {

        Optional<String> refusal(Set<Character> letters) {
            try {
                Assumption[] given = letters.stream().map(offered::named).toArray(Assumption[]::new);
                Derivation derivation = Derivation.of(start, given);
                for (Rule rule : way) {
                    derivation = derivation.apply(rule);
                }
                return Optional.empty();
            } catch (IllegalArgumentException refusal) {
                return Optional.of("Not enough: " + refusal.getMessage());
            }
        }

        Optional<Character> superfluous(Set<Character> letters) {
            return letters.stream()
                    .filter(l -> refusal(flipped(letters, l)).isEmpty())
                    .findFirst();
        }

        boolean isSmallest(Set<Character> letters) {
            return refusal(letters).isEmpty() && superfluous(letters).isEmpty();
        }

        String verdict(Set<Character> letters) {
            String more = "Enough, but not as few as can be: it also goes without %s, %s.";
            return refusal(letters)
                    .or(() -> superfluous(letters).map(l -> more.formatted(l, offered.named(l))))
                    .orElse("Right: these are enough, and none of them can be left out.");
        }
    }
}
