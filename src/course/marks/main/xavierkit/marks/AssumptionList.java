package xavierkit.marks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import xavierkit.algebra.Assumption;
import xavierkit.algebra.Assumptions;
import xavierkit.algebra.Derivation;
import xavierkit.algebra.Rule;
import xavierkit.algebra.Term;
import xavierkit.grader.Mark;
import xavierkit.grader.Vocabulary;

/**
 * Assumptions to choose from, called A, B, C and so on.
 *
 * @param all the assumptions, in order; at most 26
 */
public record AssumptionList(List<Assumption> all) {

    /** Validates: from 1 to 26 assumptions. */
    public AssumptionList {
        all = List.copyOf(all);
        if (all.isEmpty() || all.size() > 26) {
            throw new IllegalArgumentException("there must be 1 to 26 assumptions, got " + all.size());
        }
    }

    /** These assumptions. */
    public static AssumptionList of(Assumption... all) {
        return new AssumptionList(List.of(all));
    }

    /**
     * The assumptions with these letters; case, spaces and commas do not matter.
     *
     * @throws IllegalArgumentException for a letter that none of them has
     */
    public Assumption[] choose(String letters) {
        return chosen(letters).stream().map(this::named).toArray(Assumption[]::new);
    }

    private Set<Character> chosen(String letters) {
        Set<Character> chosen = new TreeSet<>();
        for (char letter :
                letters.toUpperCase(Locale.ROOT).replaceAll("[\\s,]", "").toCharArray()) {
            if (!letters().contains(letter)) {
                throw new IllegalArgumentException("an assumption must be one of the letters "
                        + letters().stream().map(String::valueOf).collect(Collectors.joining(" ")) + ", got "
                        + letter);
            }
            chosen.add(letter);
        }
        return chosen;
    }

    private Set<Character> letters() {
        return IntStream.range(0, all.size())
                .mapToObj(i -> (char) ('A' + i))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Assumption named(char letter) {
        return all.get(letter - 'A');
    }

    /**
     * A smallest choice: all points if the rules that are offered lead from {@code start} to {@code goal} under it,
     * and no longer without any one of its letters. Half of them if it takes one letter more or less to
     * get there.
     */
    public Mark needed(String letters, Term start, Term goal, double possible) {
        try {
            Need need = new Need(this, start, way(start, goal));
            Set<Character> chosen = chosen(letters);
            boolean nearly = letters().stream().anyMatch(letter -> need.isSmallest(flipped(chosen, letter)));
            double share = need.isSmallest(chosen) ? 1 : nearly ? 0.5 : 0;
            return new Mark(share * possible, possible, need.verdict(chosen));
        } catch (IllegalArgumentException unknown) {
            return new Mark(0, possible, "There is no such choice: " + unknown.getMessage() + ".");
        }
    }

    private List<Rule> way(Term start, Term goal) {
        Assumptions everything = Assumptions.of(all.toArray(Assumption[]::new));
        List<Rule> way = new Routes(List.of(start), everything, Vocabulary.rules(), goal::isSameAs).way(start);
        if (way.isEmpty()) {
            throw new IllegalStateException("all assumptions together must lead from " + start + " to " + goal);
        }
        return way;
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
                Derivation derivation = Derivation.of(
                        start, letters.stream().map(offered::named).toArray(Assumption[]::new));
                for (Rule rule : way) {
                    derivation = derivation.apply(rule);
                }
                return Optional.empty();
            } catch (IllegalArgumentException refusal) {
                return Optional.of(refusal.getMessage());
            }
        }

        boolean isEnough(Set<Character> letters) {
            return refusal(letters).isEmpty();
        }

        Predicate<Character> isSuperfluousIn(Set<Character> letters) {
            return letter -> isEnough(flipped(letters, letter));
        }

        boolean isSmallest(Set<Character> letters) {
            return isEnough(letters) && letters.stream().noneMatch(isSuperfluousIn(letters));
        }

        String verdict(Set<Character> letters) {
            return refusal(letters)
                    .map(why -> "Not enough: " + why)
                    .orElseGet(() -> letters.stream()
                            .filter(isSuperfluousIn(letters))
                            .findFirst()
                            .map(letter -> "Enough, but not as few as can be: it also goes without " + letter + ", "
                                    + offered.named(letter) + ".")
                            .orElse("Right: these are enough, and none of them can be left out."));
        }
    }

    /** A line for each, its letter first. */
    @Override
    public String toString() {
        return letters().stream().map(letter -> letter + "  " + named(letter)).collect(Collectors.joining("\n"));
    }
}
