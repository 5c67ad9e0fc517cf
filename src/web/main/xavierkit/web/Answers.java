package xavierkit.web;

import java.util.Map;
import java.util.function.*;
import xavierkit.game.GameAnswers;

/** What a worker computes, and a test on the JVM too: a question is a word that says what is asked, and its details. */
final class Answers {

    private static final Map<String, BiFunction<String, Consumer<String>, String>> KINDS = Map.ofEntries(
            Map.entry("measure", (question, part) -> Measurement.answer(question)),
            Map.entry("interval", (question, part) -> Intervals.answer(question)),
            Map.entry("train", TrainingRun::answer),
            Map.entry("derive", GameAnswers::derive),
            Map.entry("refute", GameAnswers::refute),
            Map.entry("check", GameAnswers::check),
            Map.entry("random-route", GameAnswers::random),
            Map.entry("fans", (question, part) -> FanFactors.answer(question)),
            Map.entry("depth", DepthSpread::answer),
            Map.entry("densities", (question, part) -> DensityCurves.answer(question)),
            Map.entry("plane", PhaseAnswers::plane),
            Map.entry("point", (question, part) -> PhaseAnswers.point(question)),
            Map.entry("glance", (question, part) -> Glance.answer(question)));

    private Answers() {}

    /**
     * The answer, or its last part.
     *
     * @param part is given those before it
     * @throws IllegalArgumentException whose message is a sentence for the reader
     */
    static String to(String question, Consumer<String> part) {
        int end = (question + " ").indexOf(' ');
        return KINDS.get(question.substring(0, end))
                .apply(question.substring(end).strip(), part);
    }

    /** Prints the answers to the lines of the standard input, for comparisons with a page. */
    public static void main(String[] arguments) {
        new java.util.Scanner(System.in).useDelimiter("\n").forEachRemaining(line -> {
            System.out.println(to(line, System.out::println));
        });
    }
}
