package xavierkit.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static xavierkit.marks.Formula.at;

import java.util.*;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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
                        Formula.key("weight variance"),
                        new double[][] {at(50), at(784)},
                        x -> 1 / x[0],
                        x -> Math.pow(x[0], -1),
                        x -> Math.pow(Math.sqrt(1 / x[0]), 2)),
                question(
                        Formula.key("growth"),
                        new double[][] {at(0.5, 0.04), at(0, 3), at(-2, 1)},
                        x -> 1 + x[0] * x[0] / x[1],
                        x -> (x[1] + x[0] * x[0]) / x[1],
                        x -> 1 + Math.pow(x[0] / Math.sqrt(x[1]), 2)),
                question(
                        Formula.key("repaired variance"),
                        new double[][] {at(100, 0.5, 0.04), at(30, 0, 2), at(784, -2, 1)},
                        x -> x[2] / (x[0] * (x[2] + x[1] * x[1])),
                        x -> 1 / x[0] / (1 + x[1] * x[1] / x[2]),
                        x -> 1 / (x[0] + x[0] * x[1] * x[1] / x[2])),
                question(
                        Formula.key("deviation"),
                        FANS,
                        x -> Math.sqrt(2 / (x[0] + x[1])),
                        x -> Math.pow((x[0] + x[1]) / 2, -0.5),
                        x -> Math.sqrt(2) / Math.sqrt(x[0] + x[1])),
                question(
                        Formula.key("bound"),
                        FANS,
                        x -> Math.sqrt(6 / (x[0] + x[1])),
                        x -> Math.sqrt(3) * Math.sqrt(2 / (x[0] + x[1])),
                        x -> Math.pow((x[0] + x[1]) / 6, -0.5)),
                question(
                        Formula.key("gradient factor"),
                        new double[][] {at(300, 100, 0.01), at(50, 200, 0.02), at(64, 64, 0.1)},
                        x -> x[1] * x[2],
                        x -> x[2] / (1 / x[1]),
                        x -> Math.pow(Math.sqrt(x[2]), 2) * x[1]),
                question(
                        Formula.key("forward wish"),
                        FANS,
                        x -> 1 / x[0],
                        x -> Math.pow(x[0], -1),
                        x -> x[1] / (x[0] * x[1])),
                question(
                        Formula.key("backward wish"),
                        FANS,
                        x -> 1 / x[1],
                        x -> Math.pow(x[1], -1),
                        x -> x[0] / (x[0] * x[1])),
                question(
                        Formula.key("network"),
                        WIDTHS,
                        x -> FormulaTest.gradient(x),
                        x -> Math.exp(Math.log(FormulaTest.gradient(x))),
                        x -> 2 * FormulaTest.gradient(x) / 2),
                question(
                        Formula.key("equal errors"),
                        FANS,
                        x -> 2 / (x[0] + x[1]),
                        x -> 1 / ((x[0] + x[1]) / 2),
                        x -> 2 / (1 / (1 / x[0]) + 1 / (1 / x[1]))),
                question(
                        Formula.key("equal ratios"),
                        FANS,
                        x -> 1 / Math.sqrt(x[0] * x[1]),
                        x -> Math.pow(x[0] * x[1], -0.5),
                        x -> Math.sqrt(1 / x[0] * 1 / x[1])),
                question(
                        Formula.key("least squares"),
                        WEIGHTED,
                        x -> (x[2] * x[0] + (1 - x[2]) * x[1]) / (x[2] * x[0] * x[0] + (1 - x[2]) * x[1] * x[1]),
                        x -> x[2] == 1
                                ? 1 / x[0]
                                : (x[1] + x[2] / (1 - x[2]) * x[0]) / (x[1] * x[1] + x[2] / (1 - x[2]) * x[0] * x[0]),
                        x -> 2
                                * (x[2] * x[0] + (1 - x[2]) * x[1])
                                / (2 * x[2] * x[0] * x[0] + 2 * (1 - x[2]) * x[1] * x[1])),
                question(
                        Formula.key("forward factor"),
                        RATIOS,
                        x -> 2 / (1 + x[0]),
                        x -> 1 / ((1 + x[0]) / 2),
                        x -> 2 - 2 * x[0] / (1 + x[0])),
                question(
                        Formula.key("backward factor"),
                        RATIOS,
                        x -> 2 * x[0] / (1 + x[0]),
                        x -> 2 / (1 + 1 / x[0]),
                        x -> 2 - 2 / (1 + x[0])),
                question(
                        Formula.key("round trip"),
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
        formula.slips().forEach(slip -> different.putIfAbsent(numbers(slip.law(), places), slip));
        different.remove(numbers(formula.law(), places));
        different.keySet().removeIf(numbers -> !numbers.stream().allMatch(Double::isFinite));
        return List.copyOf(different.values());
    }

    private static List<Double> numbers(Law law, double[]... places) {
        return Stream.of(places).map(x -> (double) (float) law.at(x)).toList();
    }

    @Test
    void theUsualMistakesAreNamedInAnyFormula() {
        Law growth = Formula.key("growth").law();
        assertNamed("divides integers", x -> (long) growth.at(x));
        assertNamed("mean and variance are exchanged", x -> growth.at(x[1], x[0]));
        assertNamed("the standard deviation grows", x -> Math.sqrt(growth.at(x)));
        assertNamed("the root is missing", x -> Math.pow(growth.at(x), 2));
        assertNamed("upside down", x -> 1 / growth.at(x));
        assertNamed("The 2 is missing", x -> growth.at(x) / 2);
        assertNamed("twice what", x -> growth.at(x) * 2);
        assertNamed("growth of the variance: For mean 0.5, variance 0.04 you said 0.000", x -> 0);
    }

    private static void assertNamed(String lesson, Law wrong) {
        Mark mark = Formula.key("growth").mark(wrong, 1, at(0.5, 0.04), at(1, 3), at(-2, 1.5));
        assertEquals(0, mark.points());
        assertTrue(mark.reason().contains(lesson), mark.reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + 2 * 3 ^ 2 - 4 / 2 | 17",
                "(1 + 2) * -(3 - 5) | 6",
                "2 - 3 - 4 | -5",
                "sqrt(a * b) + abs(-a) + floor(-1.5) | 5",
                "first + 10 * second + 100 * previous + 1000 * last | 8282",
                "sum(in * out) + product(in + out) | 26",
                "twice(a) + both / pi ^ 0 | 14",
            })
    void aFormulaIsReadFromText(String text, double value) {
        Map<String, Law> functions = Map.of("twice", x -> 2 * x[0], "both", x -> x[0] + x[1]);
        assertEquals(value, Expression.law(text, List.of("a", "b"), functions).at(2, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 +", "(1", "1 2", "c", "sqrt(", "* 2"})
    void aTextThatIsNoFormulaIsRefused(String text) {
        List<String> arguments = List.of("a");
        assertThrows(IllegalArgumentException.class, () -> Expression.law(text, arguments, Map.of()));
    }

    @Test
    void aKeyThatIsNotThereIsNamed() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Formula.key("luck"));
        assertEquals("the key must have an entry luck", e.getMessage());
    }

    @Test
    void whereAnAnswerIsRightIsSaid() {
        Formula formula = new Formula("It", List.of("s"), x -> x[0] * x[0] - 1, List.of(), 1e-9, 0);
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
                Formula.key("backward factor").mark(x -> x[0] * x[0], 1, RATIOS).reason());
        assertEquals(
                "The variance of the weights: For fan_in 50 you said 0.1000, it is 0.02000."
                        + " It is off by the same factor 5.000 everywhere.",
                Formula.key("weight variance")
                        .mark(x -> 5 / x[0], 1, at(50), at(784))
                        .reason());
        assertEquals(
                "The factor of the gradient: For widths 400, 200, 50 you said NaN, it is 0.2667.",
                Formula.key("network").mark(x -> Double.NaN, 1, WIDTHS).reason());
    }

    @Test
    void anAnswerCannotChangeTheQuestion() {
        Law cheat = x -> x[0] = 1;
        assertEquals(0, Formula.key("forward wish").mark(cheat, 1, FANS).points());
    }
}
