package xavierkit.algebra;

import static org.junit.jupiter.api.Assertions.*;
import static xavierkit.algebra.Term.*;

import java.util.*;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final double[][] X = {{1, 2, 3, 6}, {0, 0, 4, 4}};
    private static final double[][] V = {{1, 1, 1, 1}, {2, 2, 2, 2}, {3, 3, 3, 3}, {4, 4, 4, 4}};
    private static final Term S = sum("i", symbol("n"), variable("x", "i"));
    private static final Sample SAMPLE = new Sample(
            4,
            2,
            Map.of("x", X, "v", V),
            Map.of("n", 2.0, "c", 0.5, "m", 3.0),
            Map.of("relu", value -> Math.max(value, 0)),
            Map.of("s", S, "z", apply("relu", variable("x").minus(number(3)))));

    private static double value(Term term) {
        return SAMPLE.value(term);
    }

    @Test
    void meansAreTakenOverTheOutcomes() {
        assertEquals(3, value(mean(variable("x"))));
        assertEquals(3, value(mean(variable("x", "i"))));
        assertEquals(3.5, value(variance(variable("x"))));
        assertEquals(5, value(sum("i", symbol("n"), mean(variable("x", "i")))));
        assertEquals(6.5, value(sum("i", symbol("n"), covariance(variable("x"), variable("x", "i")))));
        assertEquals(10, value(sum("k", symbol("n"), sum("i", symbol("n"), mean(variable("v", "i", "k"))))));
        Term weighted = symbol("n").power(2).times(mean(variable("v", "j", "k")));
        assertEquals(4 * (1 + 3), value(sum("k", symbol("n"), weighted)));
    }

    @Test
    void termsAreCalculated() {
        assertEquals(0.25, value(symbol("c").power(2)));
        assertEquals(4, value(symbol("c").power(-2)));
        assertEquals(2 / 3.5, value(symbol("n").over(symbol("c").plus(symbol("m")))), 1e-16);
        assertEquals(1.0 / 3, value(number(1).over(number(3))));
        assertEquals(0, value(ZERO));
    }

    @Test
    void definedVariablesHaveTheValuesOfTheirTerms() {
        assertEquals(5, value(mean(variable("s"))));
        assertEquals(0.75, value(mean(variable("z"))));
        assertEquals(0.75 + 0.5, value(sum("i", symbol("n"), mean(variable("z", "i")))));
        var error = assertThrows(IllegalArgumentException.class, () -> value(mean(variable("s", "i"))));
        assertEquals("s is defined by a sum, so its members s_[i] are not modelled", error.getMessage());
    }

    @Test
    void aDefinitionWithTheIndexKIsAboutTheMembers() {
        Term member = sum("i", symbol("n"), variable("v", "i", "k"));
        Sample sample = new Sample(4, 2, Map.of("v", V), Map.of("n", 2.0), Map.of(), Map.of("z", member));
        assertEquals(3, sample.value(mean(variable("z"))));
        assertEquals(3 + 7, sample.value(sum("i", symbol("n"), mean(variable("z", "i")))));
    }

    @Test
    void whatHasNoValueIsRefused() {
        assertRefused("x is random, so it has no one value", variable("x"));
        assertRefused("the symbol q has no value here", symbol("q"));
        assertRefused("the function phi has no value here", mean(apply("phi", variable("x"))));
        assertRefused("the family y has no value here", mean(variable("y")));
        assertRefused(
                "an index goes as far as a family has members, 2, got 3",
                sum("i", symbol("m"), mean(variable("x", "i"))));
        var error = assertThrows(
                IllegalArgumentException.class, () -> new Sample(3, 2, Map.of("x", X), Map.of(), Map.of(), Map.of()));
        assertEquals("every member of x must have 3 values, got 4", error.getMessage());
    }

    private static void assertRefused(String message, Term term) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> value(term)).getMessage());
    }
}
