package xavierkit.marks;

import java.util.List;
import java.util.stream.Stream;
import xavierkit.algebra.Derivation;
import xavierkit.algebra.Rule;
import xavierkit.algebra.Step;
import xavierkit.algebra.Term;
import xavierkit.grader.Mark;
import xavierkit.grader.Vocabulary;

/**
 * How a derivation is marked: by the rules that the {@link Vocabulary} offers and by where they lead, in whatever
 * order. One that is valid but not finished earns the share of the shortest way that it has covered.
 */
public final class DerivationMarks {

    private DerivationMarks() {}

    /**
     * A derivation from {@code start}.
     *
     * @param goals the same result, in the forms that count
     */
    public static Mark reaches(Derivation answer, Derivation start, double possible, Term... goals) {
        if (answer == null) {
            return new Mark(0, possible, "The method returns null. Return a derivation.");
        }
        if (!answer.start().equals(start.start())) {
            return new Mark(
                    0, possible, "The derivation must start with " + start.start() + ", got " + answer.start() + ".");
        }
        try {
            Derivation valid = Vocabulary.read(Vocabulary.write(answer));
            return reached(valid, List.of(goals), possible);
        } catch (IllegalArgumentException refusal) {
            return new Mark(0, possible, "With what is offered this is no derivation: " + refusal.getMessage());
        }
    }

    private static Mark reached(Derivation valid, List<Term> goals, double possible) {
        if (goals.stream().anyMatch(valid.result()::isSameAs)) {
            String reason = "Reached " + valid.result() + " in " + valid.steps().size() + " steps.";
            return new Mark(possible, possible, reason);
        }
        List<Term> lines = Stream.concat(
                        Stream.of(valid.start()), valid.steps().stream().map(Step::after))
                .toList();
        Routes routes = new Routes(
                lines, valid.given(), Vocabulary.rules(), term -> goals.stream().anyMatch(term::isSameAs));
        String reason = "Valid, but not finished: the result is " + valid.result() + ", wanted is " + goals.get(0)
                + ". " + advice(routes.way(valid.result()));
        return new Mark(share(routes, lines) * possible, possible, reason);
    }

    /** The best of what the lines are worth, so that a detour or a dead end takes nothing away. */
    private static double share(Routes routes, List<Term> lines) {
        int whole = routes.missing(lines.get(0))
                .orElseThrow(() -> new IllegalStateException(
                        "the rules that are offered must lead to the goal from " + lines.get(0)));
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
}
