package xavierkit.algebra;

import static org.junit.jupiter.api.Assertions.*;
import static xavierkit.algebra.Term.*;

import java.util.*;
import org.junit.jupiter.api.Test;
import xavierkit.algebra.Assumption.*;

class DerivationTest {

    private static final Term X = variable("x");
    private static final Term A = symbol("a");
    private static final Rule SCALED = Rule.definition("scaled", "s", A.times(X));
    private static final Derivation MEAN = Derivation.of(
                    mean(variable("s")), Assumption.zeroMean("x"), new Symmetric("y"))
            .apply(SCALED)
            .apply(Rule.LINEARITY)
            .apply(Rule.zeroMean("x"));

    private static String refused(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }

    @Test
    void aDerivationIsWrittenLineByLine() {
        assertEquals(
                "E[s]\n  = E[a x]   (scaled)\n  = a E[x]   (linearity of expectation)\n  = 0   (mean of x)",
                MEAN.toString());
        assertEquals("\\begin{aligned}\nx\\end{aligned}", Derivation.of(X).latex());
        Derivation tangent = Derivation.of(mean(apply("phi", X))).apply(Rule.LINEAR_REGIME);
        assertEquals("E[phi(x)]\n  ~ E[x]   (linear regime)", tangent.toString());
        assertEquals(
                "\\begin{aligned}\n"
                        + "\\operatorname{E}\\!\\left[\\phi\\!\\left(x\\r"
                        + "ight)\\r"
                        + "ight] &\\approx \\operatorname{E}\\!\\left[x\\r"
                        + "ight] && \\text{linear regime} \\\\\n"
                        + "\\end{aligned}",
                tangent.latex());
        assertTrue(MEAN.latex().contains(" &= 0 && \\text{mean of x} \\\\\n"), MEAN.latex());
    }

    @Test
    void anAttemptIsTheLongerDerivationOrTheRefusal() {
        Derivation sum = Derivation.of(variance(X.plus(variable("y"))));
        assertEquals(sum.apply(Rule.VARIANCE_OF_SUM).toString(), sum.attempt(Rule.VARIANCE_OF_SUM));
        String refusal = sum.apply(Rule.VARIANCE_OF_SUM).attempt(Rule.UNCORRELATED);
        assertTrue(refusal.startsWith("the rule \"uncorrelated\" needs that x and y are uncorrelated"), refusal);
    }

    @Test
    void theResultIsTheLastTerm() {
        assertEquals(X, Derivation.of(X).result());
        assertEquals(ZERO, MEAN.result());
        assertEquals(Set.of(Assumption.zeroMean("x")), MEAN.assumptions());
        assertEquals(3, MEAN.check().size());
        assertTrue(MEAN.check().stream().allMatch(StepCheck::passed));
        assertEquals("Reached 0 in 3 steps.", MEAN.reaches(A.minus(A)));
        assertEquals("Not there yet: the result is 0, wanted is a.", MEAN.reaches(A));
    }

    @Test
    void stepsMustJoinUpAndUseWhatIsGiven() {
        List<Step> steps = MEAN.steps();
        assertEquals(MEAN, new Derivation(MEAN.start(), MEAN.given(), steps));
        assertEquals(
                "a step must go on from E[s], got " + steps.get(1),
                refused(() -> new Derivation(MEAN.start(), MEAN.given(), steps.subList(1, 3))));
        assertEquals(
                "a step must go on from a E[x], got " + steps.get(2),
                refused(() -> new Derivation(MEAN.start(), Assumptions.of(), steps)));
    }

    @Test
    void aVariableIsDefinedOnceAndNotByItself() {
        Derivation start =
                Derivation.of(mean(variable("s").plus(variable("t")))).apply(SCALED);
        Rule again = Rule.definition("again", "t", variable("s"));
        Derivation twice = start.apply(again).apply(SCALED);
        assertEquals("E[2 a x]", twice.result().toString());
        assertEquals(
                "s must be defined once and not by itself, got x",
                refused(() -> start.apply(again).apply(Rule.definition("other", "s", X))));
        assertEquals(
                "x must be defined once and not by itself, got s",
                refused(() -> start.apply(Rule.definition("circle", "x", variable("s")))));
        Derivation far = start.apply(Rule.definition("far", "x", variable("u")));
        assertEquals(
                "u must be defined once and not by itself, got s",
                refused(() -> far.apply(Rule.definition("circle", "u", variable("s")))));
    }

    @Test
    void preserveSolvesForAFactorOfTheResult() {
        Term v = variance(X);
        Derivation scaled = Derivation.of(variance(A.times(X))).apply(Rule.VARIANCE_OF_SUM);
        assertEquals("1 / a^2", scaled.preserve(number(1), v).toString());
        assertEquals(
                "Var(y) / Var(x)",
                scaled.preserve(variance(variable("y")), A.power(2)).toString());
        String start =
                "to solve for Var(x) the result must be a factor times it, and nothing else may contain it, got ";
        assertEquals(start + "a^2 Var(x) = Var(x)", refused(() -> scaled.preserve(v, v)));
        assertEquals(start + "E[s]^2 + a^2 Var(x) = 1", refused(() -> {
            Derivation.of(variance(A.times(X)).plus(mean(variable("s")).power(2)))
                    .apply(Rule.VARIANCE_OF_SUM)
                    .preserve(number(1), v);
        }));
        assertThrows(IllegalArgumentException.class, () -> MEAN.preserve(number(1), v));
        assertThrows(IllegalArgumentException.class, () -> scaled.preserve(number(1), number(2)));
    }

    @Test
    void whatWasDerivedIsARule() {
        Rule rule = MEAN.asRule("mean of s");
        assertEquals("mean of s", rule.name());
        assertEquals("Derived in 3 steps.", rule.reason());
        assertEquals("E[s]", rule.pattern());
        assertTrue(rule.exact());
        assertEquals(SCALED.definitions(), rule.definitions());
        assertEquals(Optional.empty(), rule.match().apply(mean(X).root(1).orElseThrow()));
        Derivation again = Derivation.of(mean(variable("s")).plus(A), Assumption.zeroMean("x"))
                .apply(rule);
        assertEquals(A, again.result());
        assertTrue(again.check().get(0).passed());
        assertFalse(Derivation.of(mean(apply("phi", X)))
                .apply(Rule.LINEAR_REGIME)
                .asRule("tangent")
                .exact());
        assertDoesNotThrow(() -> Derivation.of(variance(X)).asRule("of a variance"));
        assertEquals(
                "only what is derived about a single mean or variance can be a rule, got x",
                refused(() -> Derivation.of(X).asRule("of a variable")));
        assertThrows(
                IllegalArgumentException.class,
                () -> Derivation.of(mean(X).times(A)).asRule("of a product"));
    }

    @Test
    void theStandInsOfActivationsTellStepsApart() {
        Term leaky = apply("leaky", X);
        Derivation half =
                Derivation.of(mean(leaky.power(2)), new Symmetric("x")).apply(Rule.SYMMETRIC_HALF);
        assertTrue(half.check().get(0).passed());
        Derivation slope = Derivation.of(mean(apply("phi'", X).times(X))).apply(Rule.LINEAR_REGIME);
        assertEquals(
                "linear regime: approximate, so not equal on this model: x: -1 (2/3) or 2 (1/3), independent members."
                        + "\n    E[phi'(x) x] = -2, but\n    E[x] = 0",
                slope.check().get(0).toString());
    }
}
