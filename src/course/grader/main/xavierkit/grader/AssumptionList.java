package xavierkit.grader;

import java.util.*;
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
        all = List.copyOf(all);
        Require.that(!all.isEmpty() && all.size() <= 26, "there must be 1 to 26 assumptions, got %d", all.size());
    }

    /** These assumptions. */
    public static AssumptionList of(Assumption... all) {
        return new AssumptionList(List.of(all));
    }

    /** All letters, as in "ABC". */
    public String letters() {
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZ".substring(0, all.size());
    }

    /**
     * The assumptions with these letters; case, spaces and commas do not matter.
     *
     * @throws IllegalArgumentException for a letter that none of them has
     */
    public Assumption[] choose(String text) {
        Set<Assumption> chosen = new LinkedHashSet<>();
        for (String letter :
                text.toUpperCase(Locale.ROOT).replaceAll("[\\s,]", "").split("(?!^)")) {
            String known = String.join(" ", letters().split(""));
            boolean is = letters().contains(letter);
            Require.that(is, "an assumption must be one of the letters %s, got %s", known, letter);
            all.stream().skip(letters().indexOf(letter)).limit(letter.length()).forEach(chosen::add);
        }
        return chosen.toArray(Assumption[]::new);
    }

    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        all.forEach(assumption -> lines.append(letters().charAt(all.indexOf(assumption)) + "  " + assumption + "\n"));
        return lines.toString().strip();
    }
}
