package xavierkit.algebra;

import static org.junit.jupiter.api.Assertions.*;
import static xavierkit.algebra.Term.*;

import java.util.*;
import java.util.stream.*;
import org.junit.jupiter.api.Test;
import xavierkit.algebra.Assumption.*;

class StepCheckTest {

    private static final Term X = variable("x");
    private static final Term N = symbol("n");

    private static StepCheck check(Term before, Rule rule, Assumption... given) {
        return StepCheck.of(Step.of(before, rule, Assumptions.of(given)));
    }

    @Test
    void anIdentityHoldsOnEveryModel() {
        StepCheck check = check(variance(X), Rule.VARIANCE);
        assertTrue(check.passed());
        assertEquals(
                "definition of variance: both sides equal on all 30 models that satisfy its needs.", check.toString());
    }

    @Test
    void aNeedIsShownToBeNeeded() {
        StepCheck check = check(mean(X), Rule.zeroMean("x"), Assumption.zeroMean("x"));
        assertEquals(
                "mean of x: both sides equal on all 16 models that satisfy its needs.\n"
                        + "  Without \"x has mean 0\": x: 0 (1/3) or 1 (2/3), independent members.\n"
                        + "    E[x] = 2/3, but\n    0 = 0",
                check.toString());
    }

    @Test
    void aNeedThatIsNotNeededIsCalledThat() {
        Assumption symmetric = new Symmetric("x");
        Rule careful = new Rule(
                "careful",
                "",
                "",
                true,
                Map.of(),
                atom -> Rule.VARIANCE
                        .match()
                        .apply(atom)
                        .map(application -> new Rule.Application(application.result(), List.of(symmetric))));
        assertTrue(check(variance(X), careful, symmetric)
                .toString()
                .endsWith("Without \"" + symmetric + "\": it still holds on every model tried."));
    }

    @Test
    void aWrongStepIsShownAModel() {
        Term first = mean(variable("x", "i"));
        StepCheck wrong = check(sum("i", N, first), Claim.rule(first, mean(X)));
        assertFalse(wrong.passed());
        assertEquals(
                "claim: WRONG on this model: x: 0 (1/3) or 1 (2/3), independent members, the last doubled. With n ="
                        + " 2:\n"
                        + "    sum(i=1..n) E[x_i] = 2, but\n"
                        + "    n E[x] = 4/3",
                wrong.toString());
        assertEquals(
                wrong.failure().map(Model::toString),
                StepCheck.failure(wrong.step()).map(Model::toString));
    }

    @Test
    void symbolsGetPrimesAndBoundsTheNumberOfMembers() {
        StepCheck wrong = check(
                variance(symbol("c").times(X)).times(symbol("d")).times(N),
                Claim.rule(variance(symbol("c").times(X)), variance(X)));
        assertTrue(wrong.toString().contains(" With c = 5, d = 7, n = 11:\n"), wrong::toString);
        Step bounded = Step.of(variance(sum("i", N, variable("x", "i"))), Rule.VARIANCE, Assumptions.of());
        assertEquals(
                "2",
                Notation.write(ModelFamily.symbols(bounded.symbols(), bounded.bounds(), 2)
                        .get("n")));
    }

    @Test
    void anApproximateStepSaysSo() {
        StepCheck check = check(mean(apply("phi", X)), Rule.LINEAR_REGIME);
        assertTrue(
                check.toString().startsWith("linear regime: approximate, so not equal on this model: x: "),
                check::toString);
        assertEquals(Map.of(), check.counterexamples());
    }

    @Test
    void boundsMustNotStandInForEachOther() {
        Term swapped = sum("i", symbol("m"), mean(variable("x", "i")));
        Term sum = sum("i", N, mean(variable("x", "i")));
        Step step = Step.of(sum.plus(swapped), Claim.rule(sum, swapped), Assumptions.of());
        assertTrue(StepCheck.failure(step).isPresent());
    }

    @Test
    void whatFollowsHasNoCounterexample() {
        Assumption apart = new Independent("x", "y");
        assertTrue(StepCheck.counterexample(Set.of(apart), new Uncorrelated(X, variable("y")))
                .isEmpty());
        assertEquals(
                Optional.of("x: -1 (2/3) or 2 (1/3), independent members. y: -1 or 1, independent members."),
                StepCheck.counterexample(Set.of(apart), new Symmetric("x")).map(Model::toString));
        Rule copy = Rule.definition("copy", "z", X);
        assertTrue(StepCheck.counterexample(Set.of(new Symmetric("x")), new Symmetric("z"), copy)
                .isEmpty());
        assertTrue(StepCheck.counterexample(Set.of(new Symmetric("z")), new Symmetric("x"), copy)
                .isEmpty());
        Assumption far = new SumIs("x", N, number(77));
        var error = assertThrows(IllegalArgumentException.class, () -> StepCheck.counterexample(Set.of(far), apart));
        assertEquals("no model tried satisfies that [the x_i always add up to 77]", error.getMessage());
    }

    private static Stream<Model> models() {
        return ModelFamily.of(
                new Model(2, Model.SYMBOLS, Map.of()),
                new TreeMap<>(Map.of("x", 1, "y", 1, "z", 1)),
                List.of(ModelFamily.MARGINALS.get(1)),
                Set.of(),
                any -> true);
    }

    @Test
    void theModelsAreTheseWaysToMakeTwoFamilies() {
        List<String> models = models().map(Model::toString).toList();
        assertEquals(5 * 8 * 12, models.size());
        String start = "x: -1 (2/3) or 2 (1/3), independent members. y: equal to x. z: ";
        String drawn = start + "-1 (2/3) or 2 (1/3), ";
        assertEquals(
                List.of(
                        drawn + "independent members.",
                        drawn + "all members equal.",
                        drawn + "independent members, the last doubled.",
                        drawn + "each the first with an independent fair sign.",
                        drawn + "the second is 1 minus the first.",
                        start + "equal to x.",
                        start + "x with independent fair signs.",
                        start + "x with an independent fair sign for the last.",
                        start + "equal to y.",
                        start + "y with independent fair signs.",
                        start + "y with an independent fair sign for the last.",
                        start + "the product of x and y."),
                models.stream().filter(text -> text.startsWith(start)).toList());
    }

    // x and y are -1 or 2 with probabilities 2/3 and 1/3, all members of y equal: mean 0, second moment 2
    @Test
    void theWaysHaveTheMomentsThatTheirTextSays() {
        Term[] terms = {
            variable("z", "i"),
            variable("z", "i").times(variable("z", "k")),
            variable("z", "k").power(2),
            variable("z", "k").times(variable("x", "k")),
            variable("z", "i").times(variable("y", "i")),
            variable("z", "i").power(2).times(variable("x", "i"))
        };
        Map<String, Integer> first = Map.of("i", 1, "k", 2);
        List<String> moments = models().skip(12)
                .limit(12)
                .map(model -> Stream.of(terms)
                        .map(term -> Notation.write(model.mean(model.values(term, first))))
                        .collect(Collectors.joining(" ")))
                .toList();
        assertEquals(
                List.of(
                        "0 0 2 0 0 0",
                        "0 2 2 0 0 0",
                        "0 0 8 0 0 0",
                        "0 0 2 0 0 0",
                        "0 -2 3 0 0 0",
                        "0 0 2 2 0 2",
                        "0 0 2 0 0 2",
                        "0 0 2 0 0 2",
                        "0 2 2 0 2 0",
                        "0 0 2 0 0 0",
                        "0 0 2 0 2 0",
                        "0 0 4 0 0 4"),
                moments);
    }
}
