package xavierkit.algebra;

import static org.junit.jupiter.api.Assertions.*;
import static xavierkit.algebra.Term.*;

import java.time.Duration;
import java.util.*;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.algebra.Assumption.*;

/** What learners invent: rules that are false are caught, assumptions that cannot be are refused, true steps are not. */
class FalseClaimsTest {

    private static final Term N = symbol("n");
    private static final Term P = symbol("p");
    private static final Term X = variable("x");
    private static final Term Y = variable("y");
    private static final Term Z = variable("z");
    private static final Term XI = variable("x", "i");
    private static final Term SUM = sum("i", N, XI);
    private static final Assumption ZERO_MEAN = Assumption.zeroMean("x");
    private static final Assumption SYMMETRIC = new Symmetric("x");
    private static final Assumption IDENTICAL = new Identical(Set.of("x"));
    private static final Assumption INDICATOR = new Indicator("x");
    private static final Assumption APART = new Independent("x", "y");
    private static final Assumption UNCORRELATED = new Uncorrelated(X, Y);
    private static final Assumption MUTUAL = new MutuallyIndependent("x");

    private static Arguments of(Term before, Term after, Assumption... given) {
        return Arguments.of(before, after, given);
    }

    private static Term half(Term term) {
        return term.over(number(2));
    }

    static Stream<Arguments> falseClaims() {
        Term square = mean(X.power(2));
        Term fourth = mean(X.power(4));
        Term third = mean(X.power(3));
        Term relu = apply("relu", X);
        Assumption terms = new UncorrelatedTerms("i", XI);
        return Stream.of(
                of(square, number(1), SYMMETRIC),
                of(square, number(1), ZERO_MEAN),
                of(fourth, square.power(2), SYMMETRIC),
                of(fourth, number(3).times(square.power(2)), SYMMETRIC),
                of(fourth, square, SYMMETRIC),
                of(variance(relu), half(variance(X)), SYMMETRIC),
                of(mean(relu.power(2)), half(square), ZERO_MEAN),
                of(mean(relu), mean(apply("relu", X.times(number(-1)))).times(number(2)), SYMMETRIC),
                of(third, ZERO, ZERO_MEAN),
                of(square, variance(X)),
                of(fourth.times(variance(X)), variance(X).power(3).plus(third.power(2)), ZERO_MEAN),
                of(sum("i", N, mean(XI)), number(2).times(mean(X)), IDENTICAL),
                of(
                        sum("i", N, mean(XI)),
                        N.power(2).plus(number(2)).over(number(3)).times(mean(X)),
                        IDENTICAL),
                of(variance(SUM), number(2).times(variance(X)), terms, IDENTICAL),
                of(variance(SUM), half(N.power(2)).times(variance(X)), terms, IDENTICAL),
                of(variance(SUM), number(3).times(N).minus(number(2)).times(variance(X)), IDENTICAL),
                of(variance(SUM), N.times(variance(X)), IDENTICAL),
                of(variance(SUM), N.times(variance(X)), MUTUAL),
                of(mean(XI.times(variable("x", "k"))), mean(XI.power(2))),
                of(mean(XI.times(variable("x", "k"))), mean(XI).times(mean(variable("x", "k"))), MUTUAL),
                of(mean(variable("x", "1").times(variable("x", "2"))), mean(X.power(2)), IDENTICAL),
                of(mean(X), P, INDICATOR),
                of(square, mean(X).power(2), INDICATOR),
                of(square, P, new MeanIs("x", P)),
                of(variance(X), P.times(number(1).minus(P)), new MeanIs("x", P)),
                of(square, number(5), new MeanIs("x", number(2))),
                of(mean(XI), number(1).over(N), new SumIs("x", N, number(1))),
                of(mean(X.times(Y.power(2))), mean(X).times(mean(Y.power(2))), UNCORRELATED),
                of(mean(X.power(2).times(Y.power(2))), square.times(mean(Y.power(2))), UNCORRELATED),
                of(variance(X.times(Y)), variance(X).times(variance(Y)), APART),
                of(variance(X.times(Y)), square.times(variance(Y)), APART, ZERO_MEAN),
                of(
                        mean(X.times(Y).times(Z)),
                        mean(X).times(mean(Y)).times(mean(Z)),
                        APART,
                        new Independent("y", "z"),
                        new Independent("x", "z")),
                of(
                        sum("i", N, mean(XI.times(variable("y", "i")))),
                        N.times(mean(X.times(Y))),
                        IDENTICAL,
                        new Identical(Set.of("y"))),
                of(covariance(X, Y), ZERO, new Uncorrelated(X.power(2), Y)),
                of(variance(apply("phi", X)), variance(X)),
                of(mean(X.power(2)), number(3).times(symbol("v")), new HasShape("x", Shape.NORMAL)));
    }

    @ParameterizedTest
    @MethodSource
    void falseClaims(Term before, Term after, Assumption[] given) {
        StepCheck check = StepCheck.of(Claim.step(before, after, given));
        assertTrue(check.failure().isPresent(), check::toString);
    }

    static Stream<Arguments> trueClaims() {
        Term product = mean(X).times(mean(Y)).times(mean(Z));
        return Stream.of(
                of(mean(X.times(Y).times(Z)), product, new Independent("x", "y", "z")),
                of(variance(SUM), N.times(variance(X)), new UncorrelatedTerms("i", XI), IDENTICAL),
                of(variance(SUM), N.times(variance(X)), MUTUAL, IDENTICAL),
                of(mean(X), symbol("mu"), new MeanIs("x", symbol("mu"))),
                of(mean(X.power(2)), P, INDICATOR, new MeanIs("x", P)),
                of(mean(X.power(2)), half(number(1)), INDICATOR, new MeanIs("x", half(number(1)))),
                of(mean(variable("x", "1").times(variable("x", "2"))), mean(X).power(2), MUTUAL, IDENTICAL));
    }

    @ParameterizedTest
    @MethodSource
    void trueClaims(Term before, Term after, Assumption[] given) {
        StepCheck check = StepCheck.of(Claim.step(before, after, given));
        assertTrue(check.passed(), check::toString);
    }

    @Test
    void whatIsGivenMustNotContradictItself() {
        Assumption normal = new HasShape("x", Shape.NORMAL);
        List<List<Assumption>> contradictions = List.of(
                List.of(INDICATOR, new MeanIs("x", number(2))),
                List.of(INDICATOR, ZERO_MEAN),
                List.of(INDICATOR, SYMMETRIC),
                List.of(INDICATOR, normal),
                List.of(ZERO_MEAN, new MeanIs("x", number(1))),
                List.of(SYMMETRIC, new MeanIs("x", number(1))),
                List.of(new HasShape("x", Shape.UNIFORM), normal),
                List.of(new SumIs("x", N, number(1)), new SumIs("x", N, number(2))),
                List.of(new SumIs("x", N, number(1)), MUTUAL));
        for (List<Assumption> pair : contradictions) {
            for (int first = 0; first < 2; first++) {
                Assumption[] given = {pair.get(first), APART, pair.get(1 - first)};
                var error = assertThrows(IllegalArgumentException.class, () -> Assumptions.of(given), pair::toString);
                assertTrue(
                        error.getMessage().startsWith("no variable that varies satisfies both: "), error::getMessage);
            }
        }
        Assumptions.of(INDICATOR, new MeanIs("x", P), new MeanIs("x", symbol("q")), Assumption.zeroMean("y"), APART);
    }

    @Test
    void whatIsGivenMustNotContradictADefinition() {
        Derivation product = Derivation.of(mean(X.times(Y)), APART);
        Rule alias = Rule.definition("alias", "y", X);
        var error = assertThrows(IllegalArgumentException.class, () -> product.apply(alias));
        assertEquals("no variable that varies satisfies both: x and y are independent; y = x", error.getMessage());
        Rule twice = Rule.definition("alias", "u", X);
        Derivation renamed = Derivation.of(mean(variable("u").times(Y)), APART).apply(twice);
        Rule back = Rule.definition("alias", "y", variable("u"));
        Derivation other = Derivation.of(mean(Y.plus(variable("u"))), APART).apply(twice);
        assertThrows(IllegalArgumentException.class, () -> other.apply(back));
        assertEquals("E[x y]", renamed.result().toString());
        refused(Rule.definition("square", "y", X.power(2)), Assumption.zeroMean("y"));
        refused(Rule.definition("square", "y", X.power(2)), new Symmetric("y"));
        refused(Rule.definition("sum", "y", X.plus(Z)), APART);
        refused(Rule.definition("twice", "y", X.times(number(2))), INDICATOR, new Indicator("y"));
        refused(Rule.definition("rectified", "y", apply("relu", X)), APART);
        refused(Rule.definition("constant", "y", number(1)), Assumption.zeroMean("y"));
    }

    private static void refused(Rule definition, Assumption... given) {
        Derivation start = Derivation.of(mean(Y), given);
        assertThrows(IllegalArgumentException.class, () -> start.apply(definition), definition::reason);
    }

    @Test
    void weightsThatAreTiedToTheirInputsAreRefused() {
        Term products = sum("i", N, variable("w", "i").times(variable("z", "i")));
        Term w = variable("w");
        for (Term tied : List.of(w, w.times(variable("u")), apply("relu", w), w.power(2), w.plus(variable("u")))) {
            Derivation layer = Derivation.of(
                    mean(variable("s").plus(Z)),
                    Assumption.zeroMean("w"),
                    new MutuallyIndependent("w"),
                    new Independent("w", "z"),
                    new Identical(Set.of("w")),
                    new Identical(Set.of("z")));
            Derivation defined = layer.apply(Rule.definition("pre-activation", "s", products));
            Rule tie = Rule.definition("tied", "z", tied);
            assertThrows(IllegalArgumentException.class, () -> defined.apply(tie), tied::toString);
            assertDoesNotThrow(() -> defined.apply(Rule.definition("free", "z", apply("relu", variable("u")))));
        }
    }

    // five families behind one definition: what cannot be shows before the others are made
    @Test
    void aContradictionAmongManyFamiliesIsFoundSoon() {
        Derivation start = Derivation.of(mean(Z), new Independent("w", "z", "a", "b", "c"), ZERO_MEAN);
        Rule tie = Rule.definition("tied", "z", variable("w").times(variable("u")));
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThrows(IllegalArgumentException.class, () -> start.apply(tie)));
    }

    @Test
    void trueStepsAreNotRefused() {
        Assumption normal = new HasShape("x", Shape.NORMAL);
        Derivation three = Derivation.of(mean(X.times(Y).times(Z)), new Independent("x", "y", "z"));
        assertEquals(
                "E[x] E[y] E[z]", three.apply(Rule.INDEPENDENT_PRODUCT).result().toString());
        Derivation shape = Derivation.of(mean(X).plus(mean(apply("relu", X).power(2))), normal);
        assertEquals(
                "E[x^2] / 2",
                shape.apply(Rule.zeroMean("x"))
                        .apply(Rule.SYMMETRIC_HALF)
                        .result()
                        .toString());
        Derivation two = Derivation.of(sum("i", N, variance(XI)), new Identical(Set.of("x", "y")));
        assertEquals("n Var(x)", two.apply(Rule.IDENTICAL).result().toString());
        for (Term first : List.of(X.times(number(2)), X.times(symbol("c")), X.plus(number(1)), X.minus(X.times(P)))) {
            Derivation covariance = Derivation.of(covariance(first, Y.times(number(3))), UNCORRELATED);
            assertEquals("0", covariance.apply(Rule.UNCORRELATED).result().toString());
        }
        Derivation given = Derivation.of(covariance(X, Y), new Uncorrelated(X.times(number(2)), Y));
        assertEquals("0", given.apply(Rule.UNCORRELATED).result().toString());
        Assumptions sums = Assumptions.of(new Uncorrelated(X, Z), new Independent("y", "z"));
        assertEquals(sums.given(), sums.behind(new Uncorrelated(X.plus(Y), Z)));
        assertThrows(IllegalArgumentException.class, () -> new Uncorrelated(number(1), X));
    }

    @Test
    void fourFamiliesTakeLessThanAMinute() {
        Term four = X.times(Y).times(Z).times(variable("u"));
        Derivation derivation =
                Derivation.of(mean(four), new Independent("u", "x", "y", "z")).apply(Rule.INDEPENDENT_PRODUCT);
        assertTimeout(
                Duration.ofMinutes(1),
                () -> assertTrue(derivation.check().get(0).passed()));
    }

    @Test
    void whatDoesNotFollowIsShown() {
        assertTrue(StepCheck.counterexample(Set.of(ZERO_MEAN), SYMMETRIC).isPresent());
        assertTrue(StepCheck.counterexample(Set.of(UNCORRELATED), APART).isPresent());
        assertTrue(StepCheck.counterexample(Set.of(IDENTICAL), MUTUAL).isPresent());
        assertTrue(StepCheck.counterexample(Set.of(SYMMETRIC), new MeanIs("x", number(1)))
                .isPresent());
        assertTrue(StepCheck.counterexample(Set.of(new SumIs("x", N, number(1))), IDENTICAL)
                .isPresent());
        assertTrue(StepCheck.counterexample(Set.of(new HasShape("x", Shape.NORMAL)), SYMMETRIC)
                .isEmpty());
        assertTrue(StepCheck.counterexample(Set.of(new MeanIs("x", symbol("mu"))), SYMMETRIC)
                .isPresent());
    }
}
