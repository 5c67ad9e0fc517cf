package xavierkit.algebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RationalTest {

    @Test
    void fractionsAreInLowestTermsWithThePositiveSignBelow() {
        assertEquals(Rational.of(2, 3), Rational.of(-4, -6));
        assertEquals("-1/2", Rational.of(3, -6).toString());
        assertEquals("4", Rational.of(8, 2).toString());
        assertEquals(Rational.ZERO, Rational.of(0, -7));
    }

    @Test
    void arithmeticIsExact() {
        Rational third = Rational.of(1, 3);
        Rational half = Rational.of(1, 2);
        assertEquals(Rational.of(5, 6), third.plus(half));
        assertEquals(Rational.of(-1, 6), third.minus(half));
        assertEquals(Rational.of(1, 6), third.times(half));
        assertEquals(Rational.of(2, 3), third.over(half));
        assertEquals(Rational.of(27), third.power(-3));
        assertEquals(Rational.ONE, third.power(0));
        assertTrue(third.compareTo(half) < 0);
        assertEquals(1.0 / 3, third.toDouble(), 1e-16);
    }

    @Test
    void nothingIsDividedByZero() {
        var error = assertThrows(ArithmeticException.class, () -> Rational.of(3, 0));
        assertEquals("a denominator must not be 0, got 3/0", error.getMessage());
        assertThrows(ArithmeticException.class, () -> Rational.ONE.over(Rational.ZERO));
        assertThrows(ArithmeticException.class, () -> Rational.ZERO.power(-1));
    }
}
