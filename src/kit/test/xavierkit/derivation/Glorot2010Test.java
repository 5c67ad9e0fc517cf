package xavierkit.derivation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import xavierkit.algebra.Rule;
import xavierkit.derivation.Glorot2010.Equation;

class Glorot2010Test {

    private final List<Equation> equations = Glorot2010.equations();

    @Test
    void theSlipsOfThePaperAreFoundAndNothingElse() {
        Set<Integer> slips = equations.stream()
                .filter(equation -> !equation.isConfirmed())
                .map(Equation::number)
                .collect(Collectors.toSet());
        assertEquals(Set.of(6, 7, 13), slips);
    }

    // From d2 to d4 the gradient passes W3 and W4, not W2: two factors, where eq. 6 has three.
    @Test
    void theDerivedProductsHaveDMinusIFactors() {
        assertEquals("n4 n5 Var(d4) Var(w3) Var(w4)", derived(6));
        assertEquals("n0 n1 n4 n5 Var(d4) Var(w0) Var(w1) Var(w3) Var(w4) Var(z0)", derived(7));
        assertEquals("n^2 Var(d4) Var(w)^2", derived(13));
        assertEquals("n^4 Var(d4) Var(w)^4 Var(z0)", derived(14));
    }

    private String derived(int number) {
        return equations.stream()
                .filter(equation -> equation.number() == number)
                .findFirst()
                .orElseThrow()
                .derived()
                .toString();
    }

    @Test
    void onlyTheLayersAreApproximate() {
        Stream.of(Glorot2010.activations(3), Glorot2010.gradients(1, 3))
                .flatMap(derivation -> derivation.steps().stream())
                .map(step -> step.rule().exact())
                .forEach(exact -> assertEquals(false, exact));
        List<Rule> product = Glorot2010.weightGradients(0, 0).steps().stream()
                .map(step -> step.rule())
                .toList();
        assertTrue(product.get(0).exact());
    }

    @Test
    void aSlipSaysWhatIsDerived() {
        String text = equations.get(1).toString();
        assertEquals(
                "(6) Var(d2) = n3 n4 n5 Var(d4) Var(w2) Var(w3) Var(w4)\n"
                        + "     A SLIP, derived: n4 n5 Var(d4) Var(w3) Var(w4)",
                text);
    }
}
