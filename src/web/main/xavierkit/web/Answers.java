package xavierkit.web;

import java.util.*;
import java.util.function.*;
import xavierkit.game.GameAnswers;

/**
 * What a worker computes, and a test on the JVM too.
 *
 * @param kinds by the first word of a question; the rest are its details, and parts of an answer are handed on
 */
record Answers(Map<String, BiFunction<String, Consumer<String>, String>> kinds) {

    /** Those of {@link NumberPages}. */
    static Answers ofNumbers() {
        return new Answers(Map.ofEntries(
                Map.entry("measure", (question, part) -> Measurement.answer(question)),
                Map.entry("interval", (question, part) -> Intervals.answer(question)),
                Map.entry("train", TrainingRun::answer),
                Map.entry("fans", (question, part) -> FanFactors.answer(question)),
                Map.entry("depth", DepthSpread::answer),
                Map.entry("densities", (question, part) -> DensityCurves.answer(question)),
                Map.entry("plane", PhaseAnswers::plane),
                Map.entry("point", (question, part) -> PhaseAnswers.point(question)),
                Map.entry("glance", (question, part) -> Glance.answer(question))));
    }

    /** Those of {@link DerivePage}. */
    static Answers ofDerivations() {
        return new Answers(Map.of(
                "derive", GameAnswers::derive,
                "refute", GameAnswers::refute,
                "check", GameAnswers::check,
                "random-route", GameAnswers::random));
    }

    /**
     * The answer, or its last part.
     *
     * @param part is given those before it
     * @throws IllegalArgumentException whose message is a sentence for the reader
     */
    String to(String question, Consumer<String> part) {
        return kinds.get(kind(question))
                .apply(question.substring(kind(question).length()).strip(), part);
    }

    private static String kind(String question) {
        return question.substring(0, (question + " ").indexOf(' '));
    }

    /** Prints the answers to the lines of the standard input, for comparisons with a page. */
    public static void main(String[] arguments) {
        Answers numbers = ofNumbers();
        Answers derivations = ofDerivations();
        new Scanner(System.in).useDelimiter("\n").forEachRemaining(line -> {
            Answers answers = numbers.kinds.containsKey(kind(line)) ? numbers : derivations;
            System.out.println(answers.to(line, System.out::println));
        });
    }
}
