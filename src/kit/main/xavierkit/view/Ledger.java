package xavierkit.view;

import java.util.*;
import java.util.stream.*;
import xavierkit.check.VarianceCheck;
import xavierkit.matrix.Require;

/**
 * Verdicts on claims, as the cells of a lesson decide them. Two questions are put to each claim: is there a case that it
 * speaks of in which it holds, and is there one in which it fails?
 */
public final class Ledger {

    private static final Map<String, String> WORDS =
            Map.of("t", "true", "f", "false", "p", "in part", "u", "undecided");

    private final Map<String, String> verdicts = new LinkedHashMap<>();
    private final Map<String, String> lines = new LinkedHashMap<>();

    /**
     * Decides a claim: <i>true</i> if it only holds, <i>false</i> if it only fails, <i>in part</i> if it does both,
     * <i>undecided</i> if neither is shown.
     *
     * @param text what was found, as of {@link String#format}; of a check the number that was measured
     * @return the line that says so, such as {@code C9 true: …}
     */
    public String decide(String claim, boolean holds, boolean fails, String text, Object... numbers) {
        Require.that(claim.matches("C\\d+"), "a claim must be named as C7 is, got %s", claim);
        String verdict = holds ? fails ? "in part" : "true" : fails ? "false" : "undecided";
        Object[] values = Stream.of(numbers)
                .map(x -> x instanceof VarianceCheck check ? (Object) check.measured() : x)
                .toArray();
        verdicts.put(claim, verdict);
        lines.put(claim, claim + " " + verdict + ": " + String.format(Locale.ROOT, text, values) + "\n");
        return lines.get(claim);
    }

    /** Decides a claim that is a single case: it holds, or it fails. */
    public String decide(String claim, boolean holds, String text, Object... numbers) {
        return decide(claim, holds, !holds, text, numbers);
    }

    /** All verdicts by claim, ordered by number: true, in part, false or undecided. */
    public Map<String, String> verdicts() {
        Map<String, String> ordered =
                new TreeMap<>(Comparator.comparingInt((String claim) -> Integer.parseInt(claim.substring(1))));
        ordered.putAll(verdicts);
        return ordered;
    }

    /**
     * A reader's verdicts beside these: the line of each claim on which they differ, and how many agree.
     *
     * @param typed names of claims, each with t, f, p or u for true, false, in part and undecided; anything else is open
     */
    public String against(String typed) {
        String[] words = Require.given("the verdicts", typed).strip().split("\\s+");
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i + 1 < words.length; i += 2) {
            String word = WORDS.get(words[i + 1]);
            if (word != null && verdicts.containsKey(words[i])) {
                given.put(words[i], word);
            }
        }
        List<String> different = given.keySet().stream()
                .filter(claim -> !given.get(claim).equals(verdicts.get(claim)))
                .toList();
        Stream<String> said = different.stream().map(claim -> "You say " + given.get(claim) + ". " + lines.get(claim));
        return said.collect(Collectors.joining())
                + "%d of your verdicts agree, %d differ, %d are still open."
                        .formatted(given.size() - different.size(), different.size(), verdicts.size() - given.size());
    }
}
