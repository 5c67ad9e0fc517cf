package xavierkit.algebra;

import static org.junit.jupiter.api.Assertions.*;
import static xavierkit.algebra.Term.*;

import java.util.*;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each rule makes of a term, and what it needs for that; and what it leaves alone. */
class RuleTest {

    private static final Term X = variable("x");
    private static final Term Y = variable("y");
    private static final Term A = symbol("a");
    private static final Term N = symbol("n");
    private static final Term XI = variable("x", "i");
    private static final Term YI = variable("y", "i");
    private static final Rule DEFINED = Rule.definition("d", "x", apply("relu", Y));
    private static final Rule SUM = Rule.definition("d", "x", sum("i", N, YI));
    private static final Rule MEMBERS = Rule.definition("d", "x", sum("i", N, variable("y", "i", "k")));

    private static Arguments rewritten(Rule rule, Term before, String after, String... needs) {
        return Arguments.of(rule, before, after, List.of(needs));
    }

    static Stream<Arguments> rewritten() {
        String independent = "x and y are independent";
        return Stream.of(
                rewritten(Rule.VARIANCE, variance(X), "-E[x]^2 + E[x^2]"),
                rewritten(Rule.VARIANCE, A.times(variance(X.times(Y))), "-a E[x y]^2 + a E[x^2 y^2]"),
                rewritten(Rule.SECOND_MOMENT, mean(X.power(2)), "E[x]^2 + Var(x)"),
                rewritten(Rule.SECOND_MOMENT, mean(apply("phi", X).power(2)), "E[phi(x)]^2 + Var(phi(x))"),
                rewritten(Rule.LINEARITY, mean(A.times(X).plus(Y).plus(number(3))), "3 + E[y] + a E[x]"),
                rewritten(Rule.LINEARITY, mean(sum("i", N, XI)), "sum(i=1..n) E[x_i]"),
                rewritten(Rule.VARIANCE_OF_SUM, variance(X.plus(Y)), "2 Cov(x, y) + Var(x) + Var(y)"),
                rewritten(Rule.VARIANCE_OF_SUM, variance(X.minus(Y)), "-2 Cov(x, y) + Var(x) + Var(y)"),
                rewritten(Rule.VARIANCE_OF_SUM, variance(A.times(X).plus(number(1))), "a^2 Var(x)"),
                rewritten(
                        Rule.BIENAYME,
                        variance(sum("i", N, XI)),
                        "sum(i=1..n) Var(x_i)",
                        "the terms x_i are pairwise uncorrelated"),
                rewritten(Rule.UNCORRELATED, covariance(Y, X), "0", "x and y are uncorrelated"),
                rewritten(Rule.IDENTICAL, sum("i", N, variance(XI)), "n Var(x)", "the x_i are identically distributed"),
                rewritten(
                        Rule.IDENTICAL,
                        sum("i", N, mean(XI.times(YI))),
                        "n E[x y]",
                        "the (x_i, y_i) are identically distributed"),
                rewritten(
                        Rule.identical("x"),
                        mean(XI).times(mean(YI)),
                        "E[x] E[y_i]",
                        "the x_i are identically distributed"),
                rewritten(Rule.INDEPENDENT_PRODUCT, mean(X.power(2).times(Y)), "E[x^2] E[y]", independent),
                rewritten(
                        Rule.INDEPENDENT_PRODUCT,
                        mean(X.power(2).times(Y).times(variable("z"))),
                        "E[x^2] E[y] E[z]",
                        "x, y and z are independent"),
                rewritten(
                        Rule.PRODUCT_VARIANCE,
                        variance(X.times(Y)),
                        "E[x]^2 Var(y) + E[y]^2 Var(x) + Var(x) Var(y)",
                        independent),
                rewritten(
                        Rule.SYMMETRIC_HALF,
                        mean(apply("relu", X).power(2)),
                        "E[x^2] / 2",
                        "x is distributed symmetrically around 0"),
                rewritten(
                        Rule.SYMMETRIC_HALF,
                        mean(apply("leaky", X).power(2)),
                        "E[x^2] / 2 + a^2 E[x^2] / 2",
                        "x is distributed symmetrically around 0"),
                rewritten(Rule.LINEAR_REGIME, variance(apply("phi", X)), "Var(x)"),
                rewritten(Rule.LINEAR_REGIME, mean(apply("phi'", X).times(Y)), "E[y]"),
                rewritten(DEFINED, variance(X.times(XI)), "Var(relu(y) relu(y_i))"),
                rewritten(SUM, mean(X), "E[sum(i=1..n) y_i]"),
                rewritten(Rule.meanOf("x", A), mean(X).plus(mean(XI)), "2 a", "x has mean a"),
                rewritten(Rule.zeroMean("x"), mean(X).plus(mean(Y)), "E[y]", "x has mean 0"),
                rewritten(
                        Rule.sumIs("x", N, A),
                        sum("k", N, mean(variable("x", "k"))),
                        "a",
                        "the x_i always add up to a"),
                rewritten(Rule.moments("x", Shape.NORMAL), mean(X.power(4)), "3 v^2", "x is " + Shape.NORMAL),
                rewritten(Rule.moments("x", Shape.UNIFORM), mean(X), "0", "x is " + Shape.UNIFORM),
                rewritten(Rule.indicator("x"), mean(X.power(2)), "E[x]", "x is 0 or 1"));
    }

    @ParameterizedTest
    @MethodSource
    void rewritten(Rule rule, Term before, String after, List<String> needs) {
        List<String> needed = new ArrayList<>();
        Term result = before.rewrite(atom -> rule.match().apply(atom).map(application -> {
            application.needs().forEach(need -> needed.add(need.toString()));
            return application.result();
        }));
        assertEquals(after, result.toString());
        assertEquals(new TreeSet<>(needs), new TreeSet<>(needed));
    }

    static Stream<Arguments> leftAlone() {
        Term both = apply("relu", X.plus(Y));
        return Stream.of(
                Arguments.of(Rule.VARIANCE, mean(X)),
                Arguments.of(Rule.SECOND_MOMENT, mean(X.power(3))),
                Arguments.of(Rule.SECOND_MOMENT, variance(X.power(2))),
                Arguments.of(Rule.SECOND_MOMENT, mean(X.power(2).plus(Y))),
                Arguments.of(Rule.LINEARITY, mean(X.times(Y))),
                Arguments.of(Rule.LINEARITY, variance(X.plus(Y))),
                Arguments.of(Rule.VARIANCE_OF_SUM, variance(X)),
                Arguments.of(Rule.VARIANCE_OF_SUM, mean(X.plus(Y))),
                Arguments.of(Rule.BIENAYME, mean(sum("i", N, XI))),
                Arguments.of(Rule.BIENAYME, variance(A.times(sum("i", N, XI)))),
                Arguments.of(Rule.UNCORRELATED, variance(X)),
                Arguments.of(Rule.IDENTICAL, mean(X)),
                Arguments.of(Rule.IDENTICAL, mean(XI.times(variable("y", "k")))),
                Arguments.of(Rule.IDENTICAL, mean(XI.times(sum("k", N, variable("y", "k"))))),
                Arguments.of(Rule.IDENTICAL, covariance(XI, YI)),
                Arguments.of(Rule.identical("y"), mean(XI)),
                Arguments.of(Rule.identical("x"), mean(XI.times(YI))),
                Arguments.of(Rule.INDEPENDENT_PRODUCT, mean(X.power(2))),
                Arguments.of(Rule.INDEPENDENT_PRODUCT, mean(variable("z").times(both))),
                Arguments.of(Rule.PRODUCT_VARIANCE, variance(X.times(Y).times(variable("z")))),
                Arguments.of(Rule.INDEPENDENT_PRODUCT, mean(X.times(both))),
                Arguments.of(Rule.INDEPENDENT_PRODUCT, mean(X.times(mean(Y)))),
                Arguments.of(Rule.INDEPENDENT_PRODUCT, mean(X.plus(Y))),
                Arguments.of(Rule.INDEPENDENT_PRODUCT, mean(number(2).times(X).times(Y))),
                Arguments.of(Rule.INDEPENDENT_PRODUCT, mean(A.times(X).times(Y))),
                Arguments.of(Rule.INDEPENDENT_PRODUCT, variance(X.times(Y))),
                Arguments.of(Rule.PRODUCT_VARIANCE, mean(X.times(Y))),
                Arguments.of(Rule.SYMMETRIC_HALF, mean(apply("relu", X))),
                Arguments.of(Rule.SYMMETRIC_HALF, mean(apply("relu", X.plus(Y)).power(2))),
                Arguments.of(
                        Rule.SYMMETRIC_HALF, mean(apply("relu", apply("phi", X)).power(2))),
                Arguments.of(Rule.SYMMETRIC_HALF, mean(apply("phi", X).power(2))),
                Arguments.of(Rule.SYMMETRIC_HALF, mean(X.power(2))),
                Arguments.of(Rule.LINEAR_REGIME, mean(apply("relu", X))),
                Arguments.of(DEFINED, mean(Y)),
                Arguments.of(DEFINED, symbol("x")),
                Arguments.of(SUM, mean(XI)),
                Arguments.of(MEMBERS, mean(X)),
                Arguments.of(Rule.meanOf("x", A), mean(Y)),
                Arguments.of(Rule.meanOf("x", A), mean(X.power(2))),
                Arguments.of(Rule.meanOf("x", A), variance(X)),
                Arguments.of(Rule.sumIs("x", N, A), sum("i", N, mean(YI))),
                Arguments.of(Rule.sumIs("x", N, A), sum("i", A, mean(XI))),
                Arguments.of(Rule.moments("x", Shape.NORMAL), mean(X.power(6))),
                Arguments.of(Rule.moments("x", Shape.NORMAL), mean(Y)),
                Arguments.of(Rule.moments("x", Shape.NORMAL), variance(X)),
                Arguments.of(Rule.indicator("x"), mean(X)),
                Arguments.of(Rule.indicator("x"), mean(Y.power(2))));
    }

    @ParameterizedTest
    @MethodSource
    void leftAlone(Rule rule, Term term) {
        assertEquals(
                List.of(),
                term.allAtoms().stream()
                        .filter(atom -> rule.match().apply(atom).isPresent())
                        .toList());
    }

    @Test
    void aRuleSaysWhatItIs() {
        assertEquals("definition of variance", Rule.VARIANCE.name());
        assertEquals("The mean of (X - E[X])^2, multiplied out.", Rule.VARIANCE.reason());
        assertEquals("a variance", Rule.VARIANCE.pattern());
        assertTrue(Rule.VARIANCE.exact());
        assertFalse(Rule.LINEAR_REGIME.exact());
        assertEquals("x = relu(y).", DEFINED.reason());
        assertEquals("the variable x", DEFINED.pattern());
        assertEquals(Map.of("x", apply("relu", Y)), DEFINED.definitions());
        assertEquals("identical distribution of x", Rule.identical("x").name());
        assertEquals("the sum of the means of x", Rule.sumIs("x", N, A).pattern());
        assertEquals("moments of x", Rule.moments("x", Shape.NORMAL).name());
    }

    @Test
    void whatDefinesNothingIsRefused() {
        var circle = assertThrows(IllegalArgumentException.class, () -> Rule.definition("d", "x", X.plus(A)));
        assertEquals("x must not be defined by itself, got a + x", circle.getMessage());
        var random = assertThrows(IllegalArgumentException.class, () -> Rule.meanOf("x", Y));
        assertEquals("the mean of x is a number, got y", random.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Rule.meanOf("x", mean(YI)));
    }
}
