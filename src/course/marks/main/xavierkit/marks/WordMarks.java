package xavierkit.marks;

import java.util.*;
import java.util.function.UnaryOperator;
import xavierkit.grader.Mark;

/** Marks of which mean of 1/fan_in and 1/fan_out a criterion leads to, in words. */
public final class WordMarks {

    // for fan_in 1 and fan_out 3: the means of 1 and 1/3, and what the criteria lead to
    private static final Map<String, Double> MEANS =
            new TreeMap<>(Map.of("arithmetic", 2.0 / 3, "geometric", Math.sqrt(1.0 / 3), "harmonic", 0.5));
    private static final Map<String, Double> VARIANCES =
            new TreeMap<>(Map.of("equal errors", 0.5, "equal ratios", Math.sqrt(1.0 / 3), "least squares", 0.4));

    private WordMarks() {}

    /**
     * An equal share of the points for each of the criteria "equal errors", "equal ratios" and "least squares".
     *
     * @param answer criterion to "arithmetic", "geometric", "harmonic" or "none"; as of {@link #word}
     */
    public static Mark means(UnaryOperator<String> answer, double possible) {
        List<String> wrong = new ArrayList<>();
        VARIANCES.forEach((criterion, variance) -> {
            String word = word(answer.apply(criterion));
            boolean right = word.equals("none") ? !MEANS.containsValue(variance) : variance.equals(MEANS.get(word));
            if (!right) {
                wrong.add(criterion + ": " + problem(word, variance));
            }
        });
        int right = VARIANCES.size() - wrong.size();
        String count = "Right for " + right + " of " + VARIANCES.size() + " criteria. ";
        String reason = wrong.isEmpty() ? "Right for all criteria." : count + String.join(" ", wrong);
        return new Mark(possible * right / VARIANCES.size(), possible, reason);
    }

    private static String problem(String word, double variance) {
        String words = String.join(", ", MEANS.keySet());
        String form = "for fan_in 1 and fan_out 3 the %s mean of 1/fan_in and 1/fan_out is %.3f, but this criterion"
                + " leads to %.3f.";
        return word.equals("none")
                ? "it is one of the means. Compare the formulas."
                : MEANS.containsKey(word)
                        ? String.format(Locale.ROOT, form, word, MEANS.get(word), variance)
                        : "the answer must be " + words + " or none, got \"" + word + "\".";
    }

    /** What an answer says, whatever its capitals, and without punctuation and the words "the" and "mean". */
    static String word(String said) {
        String letters = String.valueOf(said).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", " ");
        return letters.replaceAll("\\b(the|mean)\\b", "").strip();
    }
}
