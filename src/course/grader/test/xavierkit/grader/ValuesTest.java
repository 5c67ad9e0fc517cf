package xavierkit.grader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import xavierkit.algebra.Derivation;
import xavierkit.algebra.Rule;
import xavierkit.check.Mistake;
import xavierkit.derivation.Derivations;

class ValuesTest {

    private static Object back(Object value) {
        return Values.read(Values.write(value));
    }

    static Stream<Object> values() {
        return Stream.of(
                -7,
                Long.MIN_VALUE,
                0.1,
                -0.0,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE,
                true,
                "",
                "tab\t, line\r\n, backslash \\n and σ",
                Mistake.ALL_ZERO,
                List.of(),
                List.of(1, "a\tb\\", List.of(2.5, List.of("\n"))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueComesBack(Object value) {
        assertEquals(value, back(value));
    }

    @Test
    void numbersComeBackBitByBit() {
        double[] numbers = {1.0 / 3, -0.0, Double.NaN, Double.MAX_VALUE};
        assertArrayEquals(numbers, (double[]) back(numbers));
        assertArrayEquals(new double[0], (double[]) back(new double[0]));
    }

    @Test
    void aMatrixComesBackWithItsShape() {
        DMatrixRMaj w = new DMatrixRMaj(2, 3, true, 1, 2, 3, 4, 5, 6);
        w.reshape(1, 4, true); // its array is longer than it
        DMatrixRMaj read = (DMatrixRMaj) back(w);
        assertEquals(1, read.numRows);
        assertEquals(4, read.numCols);
        assertArrayEquals(new double[] {1, 2, 3, 4}, read.data);
    }

    @Test
    void ofAGeneratorTheSeedTravels() {
        String written = Values.write(new SplittableRandom(5));
        assertEquals(written, Values.write(new SplittableRandom(5)));
        RandomGenerator one = (RandomGenerator) Values.read(written);
        assertEquals(one.nextLong(), ((RandomGenerator) Values.read(written)).nextLong());
    }

    @Test
    void aDerivationIsDerivedAnew() {
        Derivation forward = Derivations.forward();
        offer(forward);
        assertEquals(forward.toString(), back(forward).toString());
    }

    @Test
    void aDerivationThatDoesNotFollowIsRefused() {
        Derivation forward = Derivations.forward();
        offer(forward);
        List<String> names = new ArrayList<>(Values.fields(Values.write(forward).substring(1)));
        names.remove(1); // the definition, without which the others do not apply
        String forged = "t" + Values.line(names);
        assertThrows(IllegalArgumentException.class, () -> Values.read(forged));
    }

    private static void offer(Derivation derivation) {
        Session.offer(derivation);
        Session.offer(derivation.steps().stream().map(s -> s.rule()).toArray(Rule[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "i",
                "iseven",
                "d1 2",
                "eNO_SUCH_MISTAKE",
                "m2 2 AAAA",
                "m-1 -1 ",
                "m9",
                "v*",
                "tNo such start",
                "a?",
                "m1 1 AAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "m65536 65536 "
            })
    void whatSaysNothingIsRefused(String text) {
        assertThrows(RuntimeException.class, () -> Values.read(text));
    }

    @Test
    void whatCannotBeWrittenIsNamed() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Values.write(null));
        assertEquals(true, e.getMessage().endsWith("got null"), e::getMessage);
        List<Object> odd = Arrays.asList(1, new Object());
        assertThrows(IllegalArgumentException.class, () -> Values.write(odd));
    }
}
