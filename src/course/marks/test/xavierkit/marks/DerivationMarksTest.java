package xavierkit.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static xavierkit.algebra.Term.mean;
import static xavierkit.algebra.Term.sum;
import static xavierkit.algebra.Term.symbol;
import static xavierkit.algebra.Term.variable;
import static xavierkit.algebra.Term.variance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.algebra.Assumption;
import xavierkit.algebra.Derivation;
import xavierkit.algebra.Rule;
import xavierkit.algebra.Term;
import xavierkit.grader.*;

/** Marks of derivations, on the questions of assignment 01. */
class DerivationMarksTest {

    private static final Term IN = symbol("fan_in");
    private static final Term W = variance(variable("w"));
    private static final Term GOAL = IN.times(W).times(variance(variable("x")));
    private static final Rule SUM = weightedSum("weighted sum", "y", "x");
    private static final Rule W0 = Rule.zeroMean("w");
    private static final Rule X0 = Rule.zeroMean("x");
    private static final AssumptionList ALL = AssumptionList.of(
            Assumption.zeroMean("w"),
            Assumption.zeroMean("x"),
            new Assumption.MutuallyIndependent("w"),
            new Assumption.MutuallyIndependent("x"),
            new Assumption.Independent("w", "x"),
            new Assumption.Identical(Set.of("w")),
            new Assumption.Identical(Set.of("x")),
            new Assumption.Symmetric("w"));
    private static final Derivation START = Derivation.of(variance(variable("y")), ALL.choose("ABCDEFGH"));

    private static final Rule SUM_WITH_MEAN = weightedSum("weighted sum of h", "u", "h");
    private static final Derivation WITH_MEAN = Derivation.of(
            variance(variable("u")),
            Assumption.zeroMean("w"),
            new Assumption.MutuallyIndependent("w"),
            new Assumption.Independent("w", "h"),
            new Assumption.Identical(Set.of("w")),
            new Assumption.Identical(Set.of("h")));
    private static final Term H = variable("h");
    private static final Term[] GOALS_WITH_MEAN = {
        IN.times(W).times(variance(H).plus(mean(H).power(2))), IN.times(W).times(mean(H.power(2)))
    };

    private static Rule weightedSum(String name, String result, String input) {
        return Rule.definition(name, result, sum("i", IN, variable("w", "i").times(variable(input, "i"))));
    }

    @BeforeAll
    static void offer() {
        Session.offer(START);
        Session.offer(WITH_MEAN);
        Session.offer(SUM, SUM_WITH_MEAN, W0, X0);
    }

    private static Derivation applied(Derivation start, Rule... rules) {
        Derivation derivation = start;
        for (Rule rule : rules) {
            derivation = derivation.apply(rule);
        }
        return derivation;
    }

    private static Mark mark(Derivation answer) {
        return DerivationMarks.reaches(answer, START, 3, GOAL);
    }

    static Stream<List<Rule>> ways() {
        return Stream.of(
                List.of(SUM, Rule.BIENAYME, Rule.IDENTICAL, Rule.PRODUCT_VARIANCE, W0, X0),
                List.of(SUM, Rule.BIENAYME, Rule.IDENTICAL, Rule.PRODUCT_VARIANCE, X0, W0),
                List.of(SUM, Rule.BIENAYME, Rule.PRODUCT_VARIANCE, W0, X0, Rule.IDENTICAL),
                List.of(SUM, Rule.BIENAYME, Rule.PRODUCT_VARIANCE, X0, Rule.IDENTICAL, W0),
                // there and back by second moments
                List.of(
                        SUM,
                        Rule.BIENAYME,
                        Rule.IDENTICAL,
                        Rule.VARIANCE,
                        Rule.INDEPENDENT_PRODUCT,
                        W0,
                        Rule.SECOND_MOMENT,
                        W0,
                        X0));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyValidOrderOfRulesEarnsAllPoints(List<Rule> way) {
        Mark mark = mark(applied(START, way.toArray(Rule[]::new)));
        assertEquals(3, mark.points(), mark.reason());
        assertEquals("Reached fan_in Var(w) Var(x) in " + way.size() + " steps.", mark.reason());
    }

    @Test
    void eachStepOfAnUnfinishedDerivationEarnsItsShare() {
        List<Rule> way = ways().findFirst().orElseThrow();
        for (int steps = 0; steps < way.size(); steps++) {
            Mark mark = mark(applied(START, way.subList(0, steps).toArray(Rule[]::new)));
            assertEquals(3.0 * steps / 6, mark.points(), 1e-12);
        }
    }

    @Test
    void theReasonSaysWhatIsMissing() {
        assertEquals(
                "Valid, but not finished: the result is fan_in Var(w x), wanted is fan_in Var(w) Var(x). 3 steps are"
                        + " missing. Look for a rule that rewrites the variance of a product of two different variables.",
                mark(applied(START, SUM, Rule.BIENAYME, Rule.IDENTICAL)).reason());
    }

    @Test
    void aDetourTakesNothingAwayAndADeadEndIsCalledOne() {
        // three steps of six; what follows is longer
        assertEquals(
                1.5,
                mark(applied(START, SUM, Rule.BIENAYME, Rule.IDENTICAL, Rule.VARIANCE))
                        .points());
        Rule wrongTurn = Rule.definition("another name", "x", variable("n"));
        Session.offer(wrongTurn);
        Mark dead = mark(applied(START, SUM, Rule.BIENAYME, wrongTurn));
        assertEquals(1, dead.points());
        assertTrue(
                dead.reason().endsWith("No rule that is offered leads on from here: go back by some steps."),
                dead.reason());
    }

    @Test
    void goingOnBehindTheGoalIsNotFinished() {
        List<Rule> way = ways().findFirst().orElseThrow();
        Mark mark = mark(applied(START, way.toArray(Rule[]::new)).apply(Rule.VARIANCE));
        assertEquals(2.5, mark.points());
        assertTrue(mark.reason().contains("a rule that rewrites the mean of the square of a variable"), mark.reason());
    }

    static Stream<Arguments> frauds() {
        Rule shortcut = new Rule(
                "shortcut",
                "",
                "",
                true,
                Map.of(),
                atom -> java.util.Optional.of(new Rule.Application(GOAL, List.of())));
        Rule renamed = new Rule("Bienaymé", "", "", true, Map.of(), shortcut.match());
        Derivation other = Derivation.of(variance(variable("s")));
        return Stream.of(
                Arguments.of(START.apply(shortcut), "must use a rule that the assignment offers, got shortcut"),
                Arguments.of(START.apply(renamed), "the rule \"Bienaymé\" rewrites the variance of a sum"),
                Arguments.of(other, "must start with Var(y), got Var(s)"),
                Arguments.of(Derivation.of(GOAL), "must start with Var(y), got fan_in Var(w) Var(x)"),
                Arguments.of(WITH_MEAN.apply(SUM_WITH_MEAN), "must start with Var(y), got Var(u)"),
                Arguments.of(null, "returns null"));
    }

    @ParameterizedTest
    @MethodSource("frauds")
    void whatIsNotOfferedEarnsNothing(Derivation answer, String reason) {
        Mark mark = mark(answer);
        assertEquals(0, mark.points());
        assertTrue(mark.reason().contains(reason), mark.reason());
    }

    @Test
    void anAssumptionOfOnesOwnIsNotGiven() {
        Derivation own = Derivation.of(
                variance(variable("u")),
                Stream.concat(WITH_MEAN.given().given().stream(), Stream.of(Assumption.zeroMean("h")))
                        .toArray(Assumption[]::new));
        Session.offer(Rule.zeroMean("h"));
        Derivation answer = applied(own, SUM_WITH_MEAN, Rule.BIENAYME, Rule.IDENTICAL, Rule.PRODUCT_VARIANCE)
                .apply(W0)
                .apply(Rule.zeroMean("h"));
        Mark mark = DerivationMarks.reaches(answer, WITH_MEAN, 2, GOALS_WITH_MEAN);
        assertEquals(0, mark.points());
        assertTrue(mark.reason().contains("the rule \"mean of h\" needs that h has mean 0"), mark.reason());
    }

    @Test
    void withAMeanBothFormsOfTheResultCount() {
        Derivation variance =
                applied(WITH_MEAN, SUM_WITH_MEAN, Rule.BIENAYME, Rule.IDENTICAL, Rule.PRODUCT_VARIANCE, W0);
        Derivation square = applied(WITH_MEAN, SUM_WITH_MEAN, Rule.BIENAYME, Rule.PRODUCT_VARIANCE, Rule.IDENTICAL, W0);
        for (Derivation answer : List.of(variance, square)) {
            assertEquals(
                    2,
                    DerivationMarks.reaches(answer, WITH_MEAN, 2, GOALS_WITH_MEAN)
                            .points());
        }
        Derivation moments = applied(
                WITH_MEAN,
                SUM_WITH_MEAN,
                Rule.BIENAYME,
                Rule.IDENTICAL,
                Rule.VARIANCE,
                Rule.INDEPENDENT_PRODUCT,
                W0,
                Rule.SECOND_MOMENT,
                W0);
        assertEquals(
                2,
                DerivationMarks.reaches(moments, WITH_MEAN, 2, GOALS_WITH_MEAN).points());
    }

    @Test
    void aQuestionThatCannotBeAnsweredIsNoQuestion() {
        assertThrows(IllegalStateException.class, () -> DerivationMarks.reaches(START, START, 1, symbol("n")));
    }

    // --- Which assumptions it takes ---------------------------------------------------------

    private static Mark needed(String letters) {
        return DerivationMarks.needed(ALL, letters, START.start(), GOAL, 2);
    }

    /** A or H for the mean of w, C or D for the correlation: four smallest choices. */
    @ParameterizedTest
    @CsvSource({"ABCEFG", "HBCEFG", "'g, f, e, d, b, a'", "BDEFGH"})
    void everySmallestChoiceEarnsAllPoints(String letters) {
        assertEquals(2, needed(letters).points(), needed(letters).reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ABCDEFG | 1 | it also goes without C, the w_i are independent of each other.",
                "ABCDEFGH | 0 | it also goes without A",
                "ABCFG | 1 | needs that the terms w_i x_i are pairwise uncorrelated",
                "ABEFG | 1 | It would follow if also the w_i are independent of each other",
                "ABCEF | 1 | needs that the (w_i, x_i) are identically distributed",
                "ACEFG | 1 | needs that x has mean 0",
                "BCEFG | 1 | w has mean 0",
                "ABC | 0 | Not enough",
                "'' | 0 | Not enough",
                "ABCEFGZ | 0 | must be one of the letters A B C D E F G H, got Z",
            })
    void oneLetterOffEarnsHalf(String letters, double points, String reason) {
        Mark mark = needed(letters);
        assertEquals(points, mark.points());
        assertTrue(mark.reason().contains(reason), mark.reason());
    }

    @Test
    void theListShowsItsLetters() {
        assertTrue(ALL.toString().startsWith("A  w has mean 0\nB  x has mean 0\nC  the w_i are"));
        assertThrows(IllegalArgumentException.class, () -> new AssumptionList(List.of()));
    }
}
