package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a student types on the first evening. */
class GuessTest {

    private static String said(String typed) {
        return new Guess("x", typed).against(1 / 3.0, 0.02);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/3", " 1 / 3 ", "0.33", ".33", "33%", "33.3 %", "3.3e-1", "+0.33", "1.0/3", "2/6."})
    void aRightNumberIsRightHoweverItIsTyped(String typed) {
        assertEquals(new Guess("x", typed).value(), 1 / 3.0, 0.005);
        assertEquals("Right.", said(typed).replaceFirst(".*\\. ", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,33 | write 0.33, with a point.",
                "33,3 % | write 33.3 %, with a point.",
                "0.33 m | write 0.33 alone, without a unit.",
                "3x | write 3 alone, without a unit.",
                "a third | write one such as 0.25, 1/4 or 25 %.",
                "1/0 | write one such as 0.25, 1/4 or 25 %.",
                "1/3/3 | write one such as 0.25, 1/4 or 25 %.",
                "about 0.3 | write one such as 0.25, 1/4 or 25 %.",
                "1.2.3 | write one such as 0.25, 1/4 or 25 %.",
                "NaN | write one such as 0.25, 1/4 or 25 %.",
                "Infinity | write one such as 0.25, 1/4 or 25 %.",
                "1,2,3 | write one such as 0.25, 1/4 or 25 %."
            })
    void whatIsNoNumberIsToldWhatToWrite(String typed, String advice) {
        assertEquals("x: \"" + typed + "\" is no number: " + advice, said(typed));
    }

    @Test
    void noGuessYet() {
        String none = "No guess yet for x. Type a number between the quotes and run again.";
        assertEquals(none, said(""));
        assertEquals(none, said("  "));
        assertEquals(none, new Guess("x", Double.NaN).against(2, 0.1));
        assertThrows(NullPointerException.class, () -> new Guess("x", null));
    }

    @Test
    void theDivisionOfWholeNumbersIsNamed() {
        String hint = " If you divided whole numbers: without quotes Java drops the rest, and 1/3 is 0. Write \"1/3\".";
        assertEquals(
                "x: you said 0.000, it is 0.3333. Too small by 0.3333." + hint,
                new Guess("x", 1 / 3).against(1 / 3.0, 0.1));
        assertEquals(
                "x: you said 3.000, it is 3.500. Too small by a factor of 1.17." + hint,
                new Guess("x", 7 / 2).against(3.5, 0.1));
        assertEquals(
                "x: you said 3.000, it is 4.000. Too small by a factor of 1.33.", new Guess("x", 3).against(4, 0.1));
    }

    @Test
    void theDistanceIsAFactorOrADifference() {
        assertEquals("the factor: you said 2.100, it is 2.000. Right.", new Guess("the factor", 2.1).against(2, 0.1));
        assertEquals(
                "the factor: you said 1000, it is 0.001000. Too large by a factor of 1.0e+06.",
                new Guess("the factor", "1000").against(0.001, 0.1));
        assertEquals("x: you said -1.000, it is 4.000. Too small by 5.000.", new Guess("x", -1).against(4, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new Guess("x", 1).against(Double.NaN, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new Guess("x", 1).against(1, -0.1));
    }

    private static String chosen(String typed) {
        return new Guess("who dies", typed).among("He", "He", "Glorot", "both, in the end");
    }

    @Test
    void aChoiceIsRightHoweverItIsTyped() {
        assertEquals("who dies: you said He. Right.", chosen("He"));
        assertEquals("who dies: you said He. Right.", chosen(" hE "));
        assertEquals("who dies: you said both, in the end, it is He.", chosen("Both,in the  END"));
        assertEquals("who dies: you said Glorot, it is He.", chosen("glorot"));
    }

    @Test
    void whatIsNoChoiceIsToldTheChoices() {
        String rest = "type one of He, Glorot, both, in the end.";
        assertEquals("who dies: \"neither\" is none of the choices: " + rest, chosen("neither"));
        String none =
                "No guess yet for who dies. Type one of He, Glorot, both, in the end between the quotes and run again.";
        assertEquals(none, chosen(""));
        assertEquals(none, chosen(" "));
    }

    @Test
    void theRightChoiceIsAmongTwoOrMore() {
        Guess guess = new Guess("x", "");
        assertEquals(
                "the truth must be among the options [a, b], got c",
                assertThrows(IllegalArgumentException.class, () -> guess.among("c", "a", "b"))
                        .getMessage());
        assertEquals(
                "there must be at least 2 different options, got [a, A ]",
                assertThrows(IllegalArgumentException.class, () -> guess.among("a", "a", "A "))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> guess.among("a"));
        assertThrows(NullPointerException.class, () -> guess.among("a", "a", null));
        assertThrows(NullPointerException.class, () -> guess.among(null, "a", "b"));
    }
}
