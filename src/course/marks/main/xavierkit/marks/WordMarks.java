package xavierkit.marks;

import java.util.*;
import java.util.function.UnaryOperator;
import xavierkit.grader.Mark;

/** Marks of which mean of 1/fan_in and 1/fan_out a criterion leads to, in words. */
public final class WordMarks {

    // for fan_in 1 and fan_out 3: the means of 1 and 1/3, and what the criteria lead to
    private static final Map<String, Double> MEANS =
            Map.of("arithmetic", 2.0 / 3, "geometric", Math.sqrt(1.0 / 3), "harmonic", 0.5);
    private static final Map<String, Double> VARIANCES =
            Map.of("equal errors", 0.5, "equal ratios", Math.sqrt(1.0 / 3), "least squares", 0.4);

    private WordMarks() {}

    /**
     * An equal share of the points for each of the criteria "equal errors", "equal ratios" and "least squares".
     *
     * @param answer criterion to "arithmetic", "geometric", "harmonic" or "none"; as of {@link #word}
     */
    public static Mark means(UnaryOperator<String> answer, double possible) {
        List<String> wrong = new ArrayList<>();
        for (String criterion : new TreeSet<>(VARIANCES.keySet())) {
            String said = word(answer.apply(criterion));
            String problem = problem(criterion, said);
            if (!problem.isEmpty()) {
                wrong.add(criterion + ": " + problem);
            }
        }
        int right = VARIANCES.size() - wrong.size();
        String count = "Right for " + right + " of " + VARIANCES.size() + " criteria. ";
        String reason = wrong.isEmpty() ? "Right for all criteria." : count + String.join(" ", wrong);
        return new Mark(possible * right / VARIANCES.size(), possible, reason);
    }

    /** What an answer says, whatever its capitals, and without punctuation and the words "the" and "mean". */
    static String word(String said) {
        return String.valueOf(said)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", " ")
                .replaceAll("\\b(the|mean)\\b", "")
                .strip();
    }

    private static String problem(String criterion, String word) {
        double variance = VARIANCES.get(criterion);
        if (word.equals("none")) {
            return MEANS.containsValue(variance) ? "it is one of the means. Compare the formulas." : "";
        } else if (!MEANS.containsKey(word)) {
            String words = String.join(", ", new TreeSet<>(MEANS.keySet()));
            return "the answer must be " + words + " or none, got \"" + word + "\".";
        }
        String form = "for fan_in 1 and fan_out 3 the %s mean of 1/fan_in and 1/fan_out is %.3f, but this criterion"
                + " leads to %.3f.";
        double mean = MEANS.get(word);
        return mean == variance ? "" : String.format(Locale.ROOT, form, word, mean, variance);
    }
}
