package xavierkit.algebra;

import static org.junit.jupiter.api.Assertions.*;
import static xavierkit.algebra.Term.*;

import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NotationTest {

    private static final Term X = variable("x");
    private static final Term N = symbol("n");
    private static final Term SUM = sum("i", N, variable("w", "i").times(variable("z", "i")));

    static Stream<Arguments> written() {
        Term both = variable("x", "i").plus(variable("y", "i"));
        return Stream.of(
                Arguments.of(ZERO, "0", "0"),
                Arguments.of(number(-2), "-2", "-2"),
                Arguments.of(number(BigFraction.of(2, -3)), "-2 / 3", "-\\frac{2}{3}"),
                Arguments.of(N.times(number(3)).plus(number(1)), "1 + 3 n", "1 + 3\\, n"),
                Arguments.of(number(1).minus(N), "1 - n", "1 - n"),
                Arguments.of(N.power(2).over(symbol("a")), "n^2 / a", "\\frac{n^{2}}{a}"),
                Arguments.of(N.power(-2), "1 / n^2", "\\frac{1}{n^{2}}"),
                Arguments.of(N.over(symbol("a").times(number(2))), "n / (2 a)", "\\frac{n}{2\\, a}"),
                Arguments.of(number(1).over(N.plus(symbol("m"))).power(2), "1 / (m + n)^2", "\\frac{1}{(m + n)^{2}}"),
                Arguments.of(mean(X), "E[x]", "\\operatorname{E}\\!\\left[x\\right]"),
                Arguments.of(variance(X), "Var(x)", "\\operatorname{Var}\\!\\left(x\\right)"),
                Arguments.of(covariance(variable("y"), X), "Cov(x, y)", "\\operatorname{Cov}\\!\\left(x, y\\right)"),
                Arguments.of(apply("phi", X), "phi(x)", "\\phi\\!\\left(x\\right)"),
                Arguments.of(apply("phi'", X), "phi'(x)", "\\phi'\\!\\left(x\\right)"),
                Arguments.of(apply("relu", X), "relu(x)", "\\text{relu}\\!\\left(x\\right)"),
                Arguments.of(SUM, "sum(i=1..n) w_i z_i", "\\sum_{i=1}^{n} w_{i}\\, z_{i}"),
                Arguments.of(SUM.power(2), "(sum(i=1..n) w_i z_i)^2", "(\\sum_{i=1}^{n} w_{i}\\, z_{i})^{2}"),
                Arguments.of(
                        sum("i", N, mean(both.power(2)).times(mean(variable("x", "i")))),
                        "sum(i=1..n) E[2 x_i y_i + x_i^2 + y_i^2] E[x_i]",
                        "\\sum_{i=1}^{n} \\operatorname{E}\\!\\left[2\\, x_{i}\\, y_{i} + x_{i}^{2} + y_{i}^{2}\\r"
                                + "ight]\\, \\operatorname{E}\\!\\left[x_{i}\\r"
                                + "ight]"),
                Arguments.of(
                        of(Atom.of(Atom.Kind.SUM, "i", N, both)),
                        "sum(i=1..n) (x_i + y_i)",
                        "\\sum_{i=1}^{n} (x_{i} + y_{i})"),
                Arguments.of(variable("w", "i", "k"), "w_ik", "w_{ik}"),
                Arguments.of(variable("w2"), "w2", "w_{2}"),
                Arguments.of(variable("w12", "i", "k"), "w12_ik", "w_{12,ik}"),
                Arguments.of(variable("delta3"), "delta3", "\\delta_{3}"),
                Arguments.of(symbol("fan_in"), "fan_in", "\\text{fan\\_in}"));
    }

    @ParameterizedTest
    @MethodSource
    void written(Term term, String plain, String latex) {
        assertEquals(plain, term.toString());
        assertEquals(latex, term.latex());
    }

    @Test
    void numbersOutsideTermsHaveNoSpaces() {
        assertEquals("-1/3", Notation.write(BigFraction.of(1, -3)));
        assertEquals("2", Notation.write(BigFraction.of(-4, -2)));
        assertEquals("0", Notation.write(BigFraction.ZERO));
    }

    @Test
    void aKeyTellsApartWhatLooksTheSame() {
        Term[][] pairs = {
            {symbol("x"), variable("x")},
            {variable("x", "i"), variable("x_i")},
            {variable("x", "ik"), variable("x", "i", "k")},
            {apply("Var", X), variance(X)},
            {mean(variable("x", "i")), mean(variable("x_i"))}
        };
        for (Term[] pair : pairs) {
            assertEquals(pair[0].toString(), pair[1].toString());
            assertNotEquals(Notation.KEY.write(pair[0]), Notation.KEY.write(pair[1]));
            assertNotEquals(ZERO, pair[0].minus(pair[1]));
        }
    }
}
