package xavierkit.algebra;

import static org.junit.jupiter.api.Assertions.*;
import static xavierkit.algebra.Term.*;

import java.util.*;
import org.junit.jupiter.api.Test;
import xavierkit.algebra.Assumption.*;

class StepTest {

    private static final Term N = symbol("n");
    private static final Term PRODUCTS = variable("w", "i").times(variable("z", "i"));
    private static final Rule SUM = Rule.definition("sum", "s", sum("i", N, PRODUCTS));
    private static final Assumptions GIVEN =
            Assumptions.of(new Symmetric("w"), new MutuallyIndependent("w"), new Independent("w", "z"));
    private static final Step BIENAYME = Step.of(variance(sum("i", N, PRODUCTS)), Rule.BIENAYME, GIVEN);

    @Test
    void aStepKnowsWhatItNeededAndUsed() {
        assertEquals("Var(sum(i=1..n) w_i z_i) = sum(i=1..n) Var(w_i z_i)   (Bienaymé)", BIENAYME.toString());
        assertEquals(List.of(new UncorrelatedTerms("i", PRODUCTS)), BIENAYME.needs());
        assertEquals(GIVEN.given(), BIENAYME.used());
        assertEquals(Set.of("n"), BIENAYME.symbols());
        assertEquals(Set.of("n"), BIENAYME.bounds());
        assertThrows(UnsupportedOperationException.class, () -> BIENAYME.used().clear());
    }

    @Test
    void familiesHaveTheNumberOfTheirIndices() {
        Term term = variance(sum("i", N, variable("v", "i", "k")))
                .plus(mean(variable("x")))
                .plus(variance(variable("w", "i")));
        assertEquals(
                Map.of("v", 2, "w", 1, "x", 0),
                Step.of(term, Rule.VARIANCE, GIVEN).families());
        Step defining = Step.of(variance(variable("s")), SUM, GIVEN);
        assertEquals(Map.of("w", 1, "z", 1), defining.families());
        assertEquals(Set.of("n"), defining.bounds());
        Term both = variance(variable("v", "i").plus(variable("v", "i", "k")));
        Step mixed = Step.of(both, Rule.VARIANCE, GIVEN);
        var error = assertThrows(IllegalArgumentException.class, mixed::families);
        assertTrue(error.getMessage().startsWith("a family must have the same number of indices everywhere, got"));
    }

    @Test
    void onlyFamiliesThatTheRuleIsAboutAreTouched() {
        Term beside = mean(variable("y")).times(variance(variable("x")));
        assertEquals(Set.of("x"), Step.of(beside, Rule.VARIANCE, GIVEN).touched());
        Term inside = variance(variable("s").times(variable("y")));
        assertEquals(Set.of("w", "y", "z"), Step.of(inside, SUM, GIVEN).touched());
        Rule derived = new Rule("", "", "", true, SUM.definitions(), Rule.VARIANCE.match());
        assertEquals(Set.of("x", "w", "z"), Step.of(beside, derived, GIVEN).touched());
        Step needing = Step.of(
                mean(variable("y")).times(mean(variable("m"))),
                new Rule(
                        "",
                        "",
                        "",
                        true,
                        Map.of(),
                        atom -> atom.equals(mean(variable("m")).root(1).orElseThrow())
                                ? Optional.of(new Rule.Application(
                                        ZERO, List.of(new Independent("w", "z"), new Symmetric("w"))))
                                : Optional.empty()),
                GIVEN);
        assertEquals(Set.of("m"), needing.touched());
        assertEquals(2, needing.needs().size());
    }

    @Test
    void aRefusalSaysWhichRuleWhatItNeedsAndWhatItMet() {
        Term x = mean(variable("x"));
        var nowhere = assertThrows(IllegalArgumentException.class, () -> Step.of(x, Rule.VARIANCE, GIVEN));
        assertEquals("the rule \"definition of variance\" rewrites a variance, but met E[x]", nowhere.getMessage());
        Assumptions given = Assumptions.of(new Symmetric("x"));
        var missing = assertThrows(
                IllegalArgumentException.class,
                () -> Step.of(covariance(variable("x"), variable("y")), Rule.UNCORRELATED, given));
        assertEquals(
                "the rule \"uncorrelated\" needs that x and y are uncorrelated, but given is x is distributed"
                        + " symmetrically around 0. It would follow if also x and y are independent.",
                missing.getMessage());
        assertEquals(
                "E[x] = 0   (mean of x)", Step.of(x, Rule.zeroMean("x"), given).toString());
    }

    @Test
    void outermostPlacesComeFirst() {
        Term nested = mean(apply("phi", apply("phi", variable("x"))));
        assertEquals(
                "E[phi(x)]", Step.of(nested, Rule.LINEAR_REGIME, GIVEN).after().toString());
    }
}
