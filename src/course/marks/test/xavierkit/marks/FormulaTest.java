package xavierkit.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static xavierkit.marks.Formula.at;

import java.util.ArrayList;
import java.util.List;
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
                        ForwardFormulas.WEIGHT_VARIANCE,
                        new double[][] {at(50), at(784)},
                        x -> 1 / x[0],
                        x -> Math.pow(x[0], -1),
                        x -> Math.pow(Math.sqrt(1 / x[0]), 2)),
                question(
                        ForwardFormulas.GROWTH,
                        new double[][] {at(0.5, 0.04), at(0, 3), at(-2, 1)},
                        x -> 1 + x[0] * x[0] / x[1],
                        x -> (x[1] + x[0] * x[0]) / x[1],
                        x -> 1 + Math.pow(x[0] / Math.sqrt(x[1]), 2)),
                question(
                        ForwardFormulas.REPAIRED,
                        new double[][] {at(100, 0.5, 0.04), at(30, 0, 2), at(784, -2, 1)},
                        x -> x[2] / (x[0] * (x[2] + x[1] * x[1])),
                        x -> 1 / x[0] / (1 + x[1] * x[1] / x[2]),
                        x -> 1 / (x[0] + x[0] * x[1] * x[1] / x[2])),
                question(
                        BackwardFormulas.GRADIENT_FACTOR,
                        new double[][] {at(300, 100, 0.01), at(50, 200, 0.02), at(64, 64, 0.1)},
                        x -> x[1] * x[2],
                        x -> x[2] / (1 / x[1]),
                        x -> Math.pow(Math.sqrt(x[2]), 2) * x[1]),
                question(
                        BackwardFormulas.FORWARD_WISH,
                        FANS,
                        x -> 1 / x[0],
                        x -> Math.pow(x[0], -1),
                        x -> x[1] / (x[0] * x[1])),
                question(
                        BackwardFormulas.BACKWARD_WISH,
                        FANS,
                        x -> 1 / x[1],
                        x -> Math.pow(x[1], -1),
                        x -> x[0] / (x[0] * x[1])),
                question(
                        BackwardFormulas.NETWORK,
                        WIDTHS,
                        x -> FormulaTest.gradient(x),
                        x -> Math.exp(Math.log(FormulaTest.gradient(x))),
                        x -> 2 * FormulaTest.gradient(x) / 2),
                question(
                        CompromiseFormulas.EQUAL_ERRORS,
                        FANS,
                        x -> 2 / (x[0] + x[1]),
                        x -> 1 / ((x[0] + x[1]) / 2),
                        x -> 2 / (1 / (1 / x[0]) + 1 / (1 / x[1]))),
                question(
                        CompromiseFormulas.EQUAL_RATIOS,
                        FANS,
                        x -> 1 / Math.sqrt(x[0] * x[1]),
                        x -> Math.pow(x[0] * x[1], -0.5),
                        x -> Math.sqrt(1 / x[0] * 1 / x[1])),
                question(
                        CompromiseFormulas.LEAST_SQUARES,
                        WEIGHTED,
                        x -> (x[2] * x[0] + (1 - x[2]) * x[1]) / (x[2] * x[0] * x[0] + (1 - x[2]) * x[1] * x[1]),
                        x -> x[2] == 1
                                ? 1 / x[0]
                                : (x[1] + x[2] / (1 - x[2]) * x[0]) / (x[1] * x[1] + x[2] / (1 - x[2]) * x[0] * x[0]),
                        x -> 2
                                * (x[2] * x[0] + (1 - x[2]) * x[1])
                                / (2 * x[2] * x[0] * x[0] + 2 * (1 - x[2]) * x[1] * x[1])),
                question(
                        CompromiseFormulas.FORWARD_FACTOR,
                        RATIOS,
                        x -> 2 / (1 + x[0]),
                        x -> 1 / ((1 + x[0]) / 2),
                        x -> 2 - 2 * x[0] / (1 + x[0])),
                question(
                        CompromiseFormulas.BACKWARD_FACTOR,
                        RATIOS,
                        x -> 2 * x[0] / (1 + x[0]),
                        x -> 2 / (1 + 1 / x[0]),
                        x -> 2 - 2 / (1 + x[0])),
                question(
                        CompromiseFormulas.ROUND_TRIP,
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
        assertTrue(formula.slips().size() >= 5);
        List<String> lessons = new ArrayList<>();
        for (Slip slip : formula.slips()) {
            Mark mark = formula.mark(slip.law(), 2, places);
            assertEquals(0, mark.points(), slip.lesson());
            assertTrue(mark.reason().startsWith(formula.what() + ": " + slip.lesson() + " For "), mark.reason());
            assertFalse(lessons.contains(slip.lesson()));
            lessons.add(slip.lesson());
        }
    }

    @Test
    void aMistakeWithoutNameIsShownWhereItMatters() {
        assertEquals(
                "The backward factor: For a 3 you said 9.000, it is 1.500. It is right in 1 of 3 cases.",
                CompromiseFormulas.BACKWARD_FACTOR
                        .mark(x -> x[0] * x[0], 1, RATIOS)
                        .reason());
        assertEquals(
                "The variance of the weights: For fan_in 50 you said 0.1000, it is 0.02000."
                        + " It is off by the same factor 5.000 everywhere.",
                ForwardFormulas.WEIGHT_VARIANCE
                        .mark(x -> 5 / x[0], 1, at(50), at(784))
                        .reason());
        assertEquals(
                "The factor of the gradient: For widths 400, 200, 50 you said NaN, it is 0.2667.",
                BackwardFormulas.NETWORK.mark(x -> Double.NaN, 1, WIDTHS).reason());
    }

    @Test
    void anAnswerCannotChangeTheQuestion() {
        Law cheat = x -> x[0] = 1;
        assertEquals(0, BackwardFormulas.FORWARD_WISH.mark(cheat, 1, FANS).points());
    }
}
