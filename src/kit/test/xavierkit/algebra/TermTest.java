package xavierkit.algebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static xavierkit.algebra.Term.number;
import static xavierkit.algebra.Term.sum;
import static xavierkit.algebra.Term.symbol;
import static xavierkit.algebra.Term.variable;

import java.util.*;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class TermTest {

    private static final Term A = symbol("a");
    private static final Term B = symbol("b");
    private static final Term N = symbol("n");
    private static final Term X = variable("x", "i");

    @Test
    void equalTermsHaveTheSameNormalForm() {
        assertEquals(
                A.power(2).plus(A.times(B).times(number(2))).plus(B.power(2)),
                A.plus(B).power(2));
        assertEquals(Term.ZERO, A.minus(A));
        assertEquals(number(1), A.over(A));
        assertEquals(A.over(B).power(2), A.power(2).times(B.power(-2)));
        assertNotEquals(A.plus(B), A.minus(B));
    }

    @Test
    void sumsDrawOutConstantsAndSplit() {
        assertEquals(N.times(A), sum("i", N, A));
        assertEquals(
                A.times(sum("i", N, X)).plus(N.times(B)), sum("i", N, A.times(X).plus(B)));
    }

    @Test
    void theNameOfASumsIndexDoesNotMatter() {
        assertEquals(sum("i", N, X), sum("m", N, variable("x", "m")));
        assertEquals("sum(i=1..n) x_i", sum("m", N, variable("x", "m")).toString());
        Term inner = sum("m", N, variable("x", "i", "m"));
        assertEquals("sum(k=1..n) x_ik", inner.toString());
        Term nested = sum("k", N, sum("i", N, variable("x", "k", "i")));
        assertEquals("sum(k=1..n) sum(i=1..n) x_ki", nested.toString());
        assertEquals(nested, sum("i", N, inner));
        assertEquals(nested, sum("q", N, sum("l", N, variable("x", "q", "l"))));
        assertEquals(Set.of("i"), inner.freeIndices());
    }

    @Test
    void indicesAreLettersOrNumbers() {
        for (String index : List.of("?", "", "0", "i k", "-1", "99999")) {
            var error = assertThrows(IllegalArgumentException.class, () -> variable("x", index));
            assertEquals("an index must be letters or a number from 1, got \"" + index + "\"", error.getMessage());
        }
        assertEquals("x_2k", variable("x", "2", "k").toString());
    }

    @Test
    void sumsHaveAWholeNumberOfTerms() {
        assertEquals(Term.ZERO, sum("i", number(0), X));
        assertEquals("sum(i=1..3) x_i", sum("i", number(3), X).toString());
        for (Term bound : List.of(number(-3), number(1).over(number(2)), variable("y"))) {
            var error = assertThrows(IllegalArgumentException.class, () -> sum("i", bound, X));
            String rule = "a sum has a whole number of terms that is not random, got ";
            assertEquals(rule + bound, error.getMessage());
        }
    }

    @Test
    void constantsHaveNoVariance() {
        assertEquals(A, Term.mean(A));
        assertEquals(Term.ZERO, Term.variance(A));
        assertEquals(Term.ZERO, Term.covariance(A, X));
        assertEquals(Term.covariance(variable("x"), variable("y")), Term.covariance(variable("y"), variable("x")));
    }

    @Test
    void reciprocalsOfSumsCompareByMultiplyingThemAway() {
        Term v = number(2).over(A.plus(B));
        assertTrue(A.times(v).plus(B.times(v)).isSameAs(number(2)));
        assertTrue(number(2).over(number(1).over(A).power(-1).plus(B)).isSameAs(v));
        assertFalse(v.isSameAs(number(2).over(A.minus(B))));
        assertThrows(ArithmeticException.class, () -> A.over(B.minus(B)));
    }

    @Test
    void termsAreWrittenAsOneWouldWriteThem() {
        Term term = number(3).times(A).over(B).minus(Term.mean(variable("x")).power(2));
        assertEquals("-E[x]^2 + 3 a / b", term.toString());
        assertEquals("-\\operatorname{E}\\!\\left[x\\right]^{2} + \\frac{3\\, a}{b}", term.latex());
        assertEquals("2 / (a + b)", number(2).over(A.plus(B)).toString());
        assertEquals("a / (3 b)", A.over(B.times(number(3))).toString());
        assertEquals("0", Term.ZERO.toString());
        assertEquals("\\frac{1}{2}", number(BigFraction.of(1, 2)).latex());
        assertEquals("\\text{fan\\_in}", symbol("fan_in").latex());
        assertEquals(
                "\\phi'\\!\\left(s\\right)", Term.apply("phi'", variable("s")).latex());
    }

    @Test
    void aSumDoesNotCaptureTheIndexOfAnother() {
        Term y = sum("i", N, variable("y", "i"));
        assertEquals(sum("i", N, X).times(y), sum("i", N, X.times(y)));
        assertEquals(
                sum("i", N, variable("w", "i")).times(y),
                sum("k", N, sum("i", N, variable("w", "k").times(variable("y", "i")))));
        assertThrows(IllegalArgumentException.class, () -> sum("i", variable("y"), X));
    }

    @Test
    void termsThatOnlyLookAlikeAreDifferent() {
        assertNotEquals(Term.ZERO, symbol("x").minus(variable("x")));
        assertNotEquals(Term.ZERO, variable("x", "i").minus(variable("x_i")));
        assertNotEquals(Term.ZERO, variable("x", "ik").minus(variable("x", "i", "k")));
        assertNotEquals(Term.ZERO, Term.apply("Var", X).minus(Term.variance(X)));
        assertNotEquals(Term.ZERO, symbol("a b").minus(A.times(B)));
        Term free = variable("z", "i"); // inside a sum over i it means something else
        Term inside = sum("i", N, variable("x", "i").times(free));
        assertNotEquals(inside, sum("i", N, variable("x", "i")).times(free));
    }

    @Test
    void aReciprocalOfAReciprocalIsTheTermItself() {
        assertTrue(number(1).over(number(1).over(A.plus(B))).isSameAs(A.plus(B)));
    }

    @Test
    void powersMayBeNegative() {
        Term sum = A.plus(B);
        assertEquals(number(1), sum.power(0));
        assertEquals(number(1).over(A.power(3)), A.power(-3));
        assertEquals(number(1).over(sum).power(2), sum.power(-2));
        assertThrows(ArithmeticException.class, () -> Term.ZERO.power(-1));
    }

    @Test
    void atMostFourSumsAreNested() {
        Term term = variable("x", "a", "b", "c", "d", "e");
        for (String index : new String[] {"a", "b", "c", "d"}) {
            term = sum(index, N, term);
        }
        assertEquals("sum(q=1..n) sum(l=1..n) sum(k=1..n) sum(i=1..n) x_iklqe", term.toString());
        Term four = term;
        var error = assertThrows(IllegalArgumentException.class, () -> sum("e", N, four));
        assertTrue(error.getMessage().startsWith("at most 4 sums may be nested, got sum(q=1..n)"), error.getMessage());
    }

    @Test
    void aTermKnowsWhatIsInIt() {
        Term term = sum(
                        "k",
                        N,
                        Term.mean(variable("w", "j", "k").times(variable("x", "j")))
                                .times(A))
                .plus(B);
        assertFalse(term.isRandom());
        assertTrue(term.plus(X).isRandom());
        assertTrue(Term.apply("phi", X).isRandom());
        assertTrue(number(1).over(X.plus(A)).isRandom());
        assertEquals("[a, sum(i=1..n) E[w_ji x_j], b, n, E[w_ji x_j], w_ji, x_j]", names(term.allAtoms().stream()));
        assertEquals("[a, sum(i=1..n) E[w_ji x_j], b]", names(term.atoms().distinct()));
        assertEquals(Set.of("w", "x"), term.names(Atom.Kind.VARIABLE));
        assertEquals(Set.of("a", "b", "n"), term.names(Atom.Kind.SYMBOL));
        assertEquals(Set.of("n"), term.bounds());
        assertEquals(Set.of("j"), term.freeIndices());
        assertEquals(List.of(), term.sharedIndices());
        assertEquals(List.of("i"), X.times(variable("y", "i")).sharedIndices());
        assertFalse(term.hasNoIndex());
        assertTrue(Term.mean(variable("x")).hasNoIndex());
    }

    private static String names(Stream<Atom> atoms) {
        return atoms.map(atom -> Term.of(atom).toString()).toList().toString();
    }

    @Test
    void variablesGetOtherIndicesAndNames() {
        Term term = variable("x").times(variable("y", "k"));
        assertEquals("x_ij y_k", term.withIndices(List.of("i", "j")).toString());
        assertEquals("x y", term.withoutIndices().toString());
        assertEquals(
                "a2 sum(i=1..n2) x2_i",
                A.times(sum("i", N, X)).renamed(name -> name + "2").toString());
        assertEquals(Optional.of(X), X.power(3).root(3).map(Term::of));
        assertEquals(Optional.empty(), X.power(3).root(2));
        assertEquals(Optional.empty(), X.power(3).times(A).root(3));
    }

    // In E[x_m (x_1 + ... + x_n)] the outer index is renamed, the inner i is not
    @Test
    void anInnerSumKeepsItsIndex() {
        Term inner = sum("i", N, X);
        assertEquals(
                "sum(k=1..n) E[sum(i=1..n) x_i x_k]",
                sum("i", N, Term.mean(X.times(inner))).toString());
    }
}
