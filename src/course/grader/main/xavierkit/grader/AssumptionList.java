package xavierkit.grader;

import java.util.*;
import java.util.stream.*;
import xavierkit.algebra.Assumption;
import xavierkit.matrix.Require;

/**
 * Assumptions to choose from, called A, B, C and so on. It prints a line for each, its letter first.
 *
 * @param all the assumptions, in order; from 1 to 26
 */
public record AssumptionList(List<Assumption> all) {

    /** Freezes the list and validates: from 1 to 26 assumptions. */
    public AssumptionList {
        all = Require.all("assumptions", all);
        Require.that(!all.isEmpty() && all.size() <= 26, "there must be 1 to 26 assumptions, got %d", all.size());
    }

    /** These assumptions. */
    public static AssumptionList of(Assumption... all) {
        return new AssumptionList(List.of(all));
    }

    /** The assumption that a letter stands for. */
    public Assumption named(char letter) {
        return all.get(letter - 'A');
    }

    /**
     * The assumptions with these letters; case, spaces and commas do not matter.
     *
     * @throws IllegalArgumentException for a letter that none of them has
     */
    public Assumption[] choose(String letters) {
        return chosen(letters).stream().map(this::named).toArray(Assumption[]::new);
    }

    /** The letters in a text, as of {@link #choose}. */
    public Set<Character> chosen(String text) {
        Set<Character> chosen = new TreeSet<>();
        for (char letter :
                text.toUpperCase(Locale.ROOT).replaceAll("[\\s,]", "").toCharArray()) {
            String known = letters().stream().map(String::valueOf).collect(Collectors.joining(" "));
            Require.that(
                    letters().contains(letter), "an assumption must be one of the letters %s, got %s", known, letter);
            chosen.add(letter);
        }
        return chosen;
    }

    /** All letters. */
    public Set<Character> letters() {
        return IntStream.range(0, all.size())
                .mapToObj(i -> (char) ('A' + i))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        return letters().stream().map(letter -> letter + "  " + named(letter)).collect(Collectors.joining("\n"));
    }
}
