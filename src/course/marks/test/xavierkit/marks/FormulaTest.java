package xavierkit.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static xavierkit.marks.Formula.at;

import java.util.*;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.grader.Mark;
import xavierkit.marks.Formula.Law;
import xavierkit.marks.Formula.Slip;

/** The formulas of assignments 01 and 03, where the assignments try them. */
class FormulaTest {

    private static final double[][] FANS = {at(300, 100), at(50, 200), at(64, 64)};
    private static final double[][] WEIGHTED = {at(300, 100, 0.5), at(50, 200, 0.8), at(100, 400, 0)};
    private static final double[][] RATIOS = {at(1), at(3), at(0.25)};
    private static final double[][] WIDTHS = {at(400, 200, 50), at(100, 300, 100, 300)};

    /** Formula, places, and three right ways to write it. */
    static Stream<Arguments> questions() {
        return Stream.of(
                question(
                        Formulas.WEIGHT_VARIANCE,
                        new double[][] {at(50), at(784)},
                        x -> 1 / x[0],
                        x -> Math.pow(x[0], -1),
                        x -> Math.pow(Math.sqrt(1 / x[0]), 2)),
                question(
                        Formulas.GROWTH,
                        new double[][] {at(0.5, 0.04), at(0, 3), at(-2, 1)},
                        x -> 1 + x[0] * x[0] / x[1],
                        x -> (x[1] + x[0] * x[0]) / x[1],
                        x -> 1 + Math.pow(x[0] / Math.sqrt(x[1]), 2)),
                question(
                        Formulas.REPAIRED,
                        new double[][] {at(100, 0.5, 0.04), at(30, 0, 2), at(784, -2, 1)},
                        x -> x[2] / (x[0] * (x[2] + x[1] * x[1])),
                        x -> 1 / x[0] / (1 + x[1] * x[1] / x[2]),
                        x -> 1 / (x[0] + x[0] * x[1] * x[1] / x[2])),
                question(
                        Formulas.DEVIATION,
                        FANS,
                        x -> Math.sqrt(2 / (x[0] + x[1])),
                        x -> Math.pow((x[0] + x[1]) / 2, -0.5),
                        x -> Math.sqrt(2) / Math.sqrt(x[0] + x[1])),
                question(
                        Formulas.BOUND,
                        FANS,
                        x -> Math.sqrt(6 / (x[0] + x[1])),
                        x -> Math.sqrt(3) * Math.sqrt(2 / (x[0] + x[1])),
                        x -> Math.pow((x[0] + x[1]) / 6, -0.5)),
                question(
                        Formulas.GRADIENT_FACTOR,
                        new double[][] {at(300, 100, 0.01), at(50, 200, 0.02), at(64, 64, 0.1)},
                        x -> x[1] * x[2],
                        x -> x[2] / (1 / x[1]),
                        x -> Math.pow(Math.sqrt(x[2]), 2) * x[1]),
                question(
                        Formulas.FORWARD_WISH, FANS, x -> 1 / x[0], x -> Math.pow(x[0], -1), x -> x[1] / (x[0] * x[1])),
                question(
                        Formulas.BACKWARD_WISH,
                        FANS,
                        x -> 1 / x[1],
                        x -> Math.pow(x[1], -1),
                        x -> x[0] / (x[0] * x[1])),
                question(
                        Formulas.NETWORK,
                        WIDTHS,
                        x -> FormulaTest.gradient(x),
                        x -> Math.exp(Math.log(FormulaTest.gradient(x))),
                        x -> 2 * FormulaTest.gradient(x) / 2),
                question(
                        Formulas.EQUAL_ERRORS,
                        FANS,
                        x -> 2 / (x[0] + x[1]),
                        x -> 1 / ((x[0] + x[1]) / 2),
                        x -> 2 / (1 / (1 / x[0]) + 1 / (1 / x[1]))),
                question(
                        Formulas.EQUAL_RATIOS,
                        FANS,
                        x -> 1 / Math.sqrt(x[0] * x[1]),
                        x -> Math.pow(x[0] * x[1], -0.5),
                        x -> Math.sqrt(1 / x[0] * 1 / x[1])),
                question(
                        Formulas.LEAST_SQUARES,
                        WEIGHTED,
                        x -> (x[2] * x[0] + (1 - x[2]) * x[1]) / (x[2] * x[0] * x[0] + (1 - x[2]) * x[1] * x[1]),
                        x -> x[2] == 1
                                ? 1 / x[0]
                                : (x[1] + x[2] / (1 - x[2]) * x[0]) / (x[1] * x[1] + x[2] / (1 - x[2]) * x[0] * x[0]),
                        x -> 2
                                * (x[2] * x[0] + (1 - x[2]) * x[1])
                                / (2 * x[2] * x[0] * x[0] + 2 * (1 - x[2]) * x[1] * x[1])),
                question(
                        Formulas.FORWARD_FACTOR,
                        RATIOS,
                        x -> 2 / (1 + x[0]),
                        x -> 1 / ((1 + x[0]) / 2),
                        x -> 2 - 2 * x[0] / (1 + x[0])),
                question(
                        Formulas.BACKWARD_FACTOR,
                        RATIOS,
                        x -> 2 * x[0] / (1 + x[0]),
                        x -> 2 / (1 + 1 / x[0]),
                        x -> 2 - 2 / (1 + x[0])),
                question(
                        Formulas.ROUND_TRIP,
                        RATIOS,
                        x -> 4 * x[0] / ((1 + x[0]) * (1 + x[0])),
                        x -> 2 / (1 + x[0]) * 2 * x[0] / (1 + x[0]),
                        x -> 1 - Math.pow((1 - x[0]) / (1 + x[0]), 2)));
    }

    private static Arguments question(Formula formula, double[][] places, Law... right) {
        return Arguments.of(formula, places, List.of(right));
    }

    private static double gradient(double... widths) {
        double product = 1;
        for (int l = 1; l < widths.length; l++) {
            product /= (widths[l - 1] / widths[l] + 1) / 2;
        }
        return product;
    }

    @ParameterizedTest
    @MethodSource("questions")
    void everyRightFormEarnsAllPoints(Formula formula, double[][] places, List<Law> right) {
        assertTrue(right.size() >= 3);
        for (Law law : right) {
            Mark mark = formula.mark(law, 2, places);
            assertEquals(new Mark(2, 2, formula.what() + ": right wherever it was tried."), mark);
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void everySlipHasItsName(Formula formula, double[][] places) {
        List<Slip> all = slips(formula, places);
        assertTrue(all.size() >= 5);
        List<String> lessons = new ArrayList<>();
        for (Slip slip : all) {
            Mark mark = formula.mark(slip.law(), 2, places);
            assertEquals(0, mark.points(), slip.lesson());
            assertTrue(mark.reason().startsWith(formula.what() + ": " + slip.lesson() + " For "), mark.reason());
            assertFalse(lessons.contains(slip.lesson()));
            lessons.add(slip.lesson());
        }
    }

    /** Those that are no right answer, and no slip that comes before: what is left of the usual ones, too. */
    private static List<Slip> slips(Formula formula, double[]... places) {
        Map<List<Double>, Slip> different = new LinkedHashMap<>();
        Stream.concat(formula.slips().stream(), formula.usual().stream())
                .forEach(slip -> different.putIfAbsent(numbers(slip.law(), places), slip));
        different.remove(numbers(formula.law(), places));
        different.keySet().removeIf(numbers -> !numbers.stream().allMatch(Double::isFinite));
        return List.copyOf(different.values());
    }

    private static List<Double> numbers(Law law, double[]... places) {
        return Stream.of(places).map(x -> (double) (float) law.at(x)).toList();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void noFormulaHasASlipThatAnotherOfItsSlipsHides(Formula formula, double[][] places) {
        List<Slip> named = slips(formula, places);
        formula.slips().stream()
                .filter(slip -> !numbers(slip.law(), places).equals(numbers(formula.law(), places)))
                .filter(slip -> !named.contains(slip))
                .forEach(slip -> assertEquals(Formulas.LEAST_SQUARES, formula, slip.lesson()));
    }

    @Test
    void theUsualMistakesAreNamedInAnyFormula() {
        Formula formula = Formula.of("It", "fan_in, fan_out", x -> 0.9 * x[0] / x[1]);
        assertNamed("divides integers", formula, x -> (int) (0.9 * x[0] / x[1]));
        assertNamed("fan_in and fan_out are exchanged", formula, x -> 0.9 * x[1] / x[0]);
        assertNamed("the square root of what", formula, x -> Math.sqrt(0.9 * x[0] / x[1]));
        assertNamed("the root is missing", formula, x -> 0.81 * x[0] * x[0] / x[1] / x[1]);
        assertNamed("upside down", formula, x -> x[1] / x[0] / 0.9);
        assertNamed("The 2 is missing", formula, x -> 0.45 * x[0] / x[1]);
        assertNamed("twice what", formula, x -> 1.8 * x[0] / x[1]);
        assertNamed("It: For fan_in 300, fan_out 100 you said 0.000", formula, x -> 0);
    }

    private static void assertNamed(String lesson, Formula formula, Law wrong) {
        Mark mark = formula.mark(wrong, 1, FANS);
        assertEquals(0, mark.points());
        assertTrue(mark.reason().contains(lesson), mark.reason());
    }

    @Test
    void whereAnAnswerIsRightIsSaid() {
        Formula formula = Formula.of("It", "s", x -> x[0] * x[0] - 1);
        double[][] places = {at(-3), at(-1), at(2), at(3)};
        assertTrue(formula.mark(x -> x[0] > 0 ? x[0] * x[0] - 1 : 7, 1, places)
                .reason()
                .endsWith(" right for s > 0."));
        assertTrue(formula.mark(x -> x[0] < 0 ? x[0] * x[0] - 1 : 7, 1, places)
                .reason()
                .endsWith(" right for s < 0."));
        assertTrue(formula.mark(x -> x[0] == 2 ? 3 : 7, 1, places).reason().endsWith(" right in 1 of 4 cases."));
    }

    @Test
    void aMistakeWithoutNameIsShownWhereItMatters() {
        assertEquals(
                "The backward factor: For a 3 you said 9.000, it is 1.500. It is right in 1 of 3 cases.",
                Formulas.BACKWARD_FACTOR.mark(x -> x[0] * x[0], 1, RATIOS).reason());
        assertEquals(
                "The variance of the weights: For fan_in 50 you said 0.1000, it is 0.02000."
                        + " It is off by the same factor 5.000 everywhere.",
                Formulas.WEIGHT_VARIANCE.mark(x -> 5 / x[0], 1, at(50), at(784)).reason());
        assertEquals(
                "The factor of the gradient: For widths 400, 200, 50 you said NaN, it is 0.2667.",
                Formulas.NETWORK.mark(x -> Double.NaN, 1, WIDTHS).reason());
    }

    @Test
    void anAnswerCannotChangeTheQuestion() {
        Law cheat = x -> x[0] = 1;
        assertEquals(0, Formulas.FORWARD_WISH.mark(cheat, 1, FANS).points());
    }
}
