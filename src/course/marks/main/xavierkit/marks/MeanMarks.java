package xavierkit.marks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import xavierkit.grader.Mark;

/** How it is marked which mean of 1/fan_in and 1/fan_out a criterion leads to. */
public final class MeanMarks {

    private static final Map<String, String> TRUTH = new LinkedHashMap<>();
    // for fan_in 1 and fan_out 3: the means of 1 and 1/3, and what the criteria lead to
    private static final Map<String, Double> MEANS =
            Map.of("arithmetic", 2.0 / 3, "geometric", Math.sqrt(1.0 / 3), "harmonic", 0.5);
    private static final Map<String, Double> VARIANCES =
            Map.of("equal errors", 0.5, "equal ratios", Math.sqrt(1.0 / 3), "least squares", 0.4);

    static {
        TRUTH.put("equal errors", "harmonic");
        TRUTH.put("equal ratios", "geometric");
        TRUTH.put("least squares", "none");
    }

    private MeanMarks() {}

    /**
     * An equal share of the points for each of the criteria "equal errors", "equal ratios" and "least squares".
     *
     * @param answer criterion to "arithmetic", "geometric", "harmonic" or "none"; case does not matter, and
     *     the word "mean" may follow
     */
    public static Mark of(UnaryOperator<String> answer, double possible) {
        Map<String, String> said = new LinkedHashMap<>();
        TRUTH.keySet().forEach(criterion -> said.put(criterion, word(answer.apply(criterion))));
        List<String> wrong = new ArrayList<>();
        said.forEach((criterion, word) -> {
            if (!word.equals(TRUTH.get(criterion))) {
                wrong.add(criterion + ": " + mistake(criterion, word));
            }
        });
        int right = said.size() - wrong.size();
        String reason = wrong.isEmpty()
                ? "Right for all criteria."
                : "Right for " + right + " of " + said.size() + " criteria. " + String.join(" ", wrong);
        return new Mark(possible * right / said.size(), possible, reason);
    }

    private static String word(String said) {
        return String.valueOf(said)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", " ")
                .replaceAll("\\b(the|mean)\\b", "")
                .strip();
    }

    private static String mistake(String criterion, String word) {
        if (word.equals("none")) {
            return "it is one of the means. Compare the formulas.";
        }
        if (!MEANS.containsKey(word)) {
            String words = MEANS.keySet().stream().sorted().collect(Collectors.joining(", "));
            return "the answer must be " + words + " or none, got \"" + word + "\".";
        }
        return String.format(
                Locale.ROOT,
                "for fan_in 1 and fan_out 3 the %s mean of 1/fan_in and 1/fan_out is %.3f, but this criterion leads to"
                        + " %.3f.",
                word,
                MEANS.get(word),
                VARIANCES.get(criterion));
    }
}
