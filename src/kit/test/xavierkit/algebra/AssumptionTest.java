package xavierkit.algebra;

import static org.junit.jupiter.api.Assertions.*;
import static xavierkit.algebra.Term.*;

import java.util.*;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.algebra.Assumption.*;

/** Each assumption decided on models of which we know whether they satisfy it. */
class AssumptionTest {

    private static final Term X = variable("x", "i");
    private static final Term Y = variable("y", "i");

    // Outcomes of equal probability, each with the members of x and then those of y
    private static Model model(int... pairs) {
        Map<List<BigFraction>, BigFraction> rows = new LinkedHashMap<>();
        BigFraction share = BigFraction.of(4, pairs.length);
        for (int o = 0; o < pairs.length; o += 4) {
            List<BigFraction> row =
                    Arrays.stream(pairs, o, o + 4).mapToObj(BigFraction::of).toList();
            rows.merge(row, share, BigFraction::add);
        }
        Model empty =
                new Model(2, ModelFamily.symbols(Set.of(), Set.of("n"), 2), Map.of("z", apply("relu", variable("x"))));
        return empty.with("all", new Model.Members("", others -> new Distribution<>(rows)))
                .with(
                        "x",
                        new Model.Members(
                                "",
                                others ->
                                        Distribution.certain(others.apply("all").subList(0, 2))))
                .with(
                        "y",
                        new Model.Members(
                                "",
                                others ->
                                        Distribution.certain(others.apply("all").subList(2, 4))));
    }

    private static final Model SIGNS = model(1, 1, 2, 0, 1, -1, 2, 0, -1, 1, 2, 0, -1, -1, 2, 0);
    private static final Model EQUAL = model(1, 1, 0, 1, -1, -1, 1, 0);
    private static final Model MIXED = model(0, 2, 1, 1, 4, 0, 1, 3);

    static Stream<Arguments> decided() {
        return Stream.of(
                Arguments.of(Assumption.zeroMean("x"), true, true, false),
                Arguments.of(Assumption.zeroMean("y"), false, false, false),
                Arguments.of(new MeanIs("x", number(1)), false, false, false),
                Arguments.of(new MeanIs("z", number(1).over(symbol("n"))), true, true, false),
                Arguments.of(new MutuallyIndependent("x"), true, false, false),
                Arguments.of(new MutuallyIndependent("y"), true, false, true),
                Arguments.of(new Independent("x", "y"), true, false, false),
                Arguments.of(new Identical(Set.of("x")), true, true, false),
                Arguments.of(new Identical(Set.of("y")), false, true, false),
                Arguments.of(new Identical(Set.of("x", "y")), false, false, false),
                Arguments.of(new Symmetric("x"), true, true, false),
                Arguments.of(new Symmetric("y"), false, false, false),
                Arguments.of(new Indicator("z"), true, true, false),
                Arguments.of(new Indicator("y"), false, true, false),
                Arguments.of(new SumIs("y", symbol("n"), number(2)), true, false, false),
                Arguments.of(new SumIs("y", symbol("n"), number(1)), false, true, false),
                Arguments.of(new HasShape("x", Shape.NORMAL), false, false, false),
                Arguments.of(new UncorrelatedTerms("i", X), true, false, false),
                Arguments.of(new UncorrelatedTerms("i", X.times(Y)), true, false, false),
                Arguments.of(new UncorrelatedTerms("i", X.times(variable("y", "k"))), true, false, false),
                Arguments.of(new Uncorrelated(X, Y), true, false, false),
                Arguments.of(new Uncorrelated(X, variable("x", "k")), false, false, false),
                Arguments.of(new Uncorrelated(X.power(2), Y), true, true, false));
    }

    @ParameterizedTest
    @MethodSource
    void decided(Assumption assumption, boolean signs, boolean equal, boolean mixed) {
        assertEquals(
                List.of(signs, equal, mixed),
                Stream.of(SIGNS, EQUAL, MIXED).map(assumption::holds).toList());
    }

    @Test
    void theExampleOfAShapeHasItsMoments() {
        for (Shape shape : Shape.values()) {
            ModelFamily.Marginal example = shape.example();
            Model empty = new Model(2, Model.SYMBOLS, Map.of());
            SortedMap<String, Integer> one = new TreeMap<>(Map.of("x", 1));
            Model model = ModelFamily.of(empty, one, List.of(example), Set.of(), any -> true)
                    .findFirst()
                    .orElseThrow();
            for (Shape other : Shape.values()) {
                assertEquals(shape == other, new HasShape("x", other).holds(model), shape + ", " + other);
            }
            assertEquals(
                    BigFraction.ONE,
                    example.law().probabilities().values().stream().reduce(BigFraction.ZERO, BigFraction::add));
        }
        assertEquals(
                "0 (31/64), -2 or 2 (7/32 each), -4 or 4 (5/128 each)",
                Shape.NORMAL.example().text());
    }

    @Test
    void momentsOfShapes() {
        assertEquals("bound^4 / 5", Shape.UNIFORM.moment(4).toString());
        assertEquals("v", Shape.NORMAL.moment(2).toString());
        assertEquals("-2 bound f v + v", Shape.TRUNCATED_NORMAL.moment(2).toString());
        assertEquals(
                "-6 bound f v^2 - 2 bound^3 f v + 3 v^2",
                Shape.TRUNCATED_NORMAL.moment(4).toString());
        assertEquals(ZERO, Shape.UNIFORM.moment(5));
        for (int order : new int[] {0, 6}) {
            var error = assertThrows(IllegalArgumentException.class, () -> Shape.NORMAL.moment(order));
            assertEquals("the order of a moment must be from 1 to 5, got " + order, error.getMessage());
        }
    }

    @Test
    void assumptionsAreWrittenAsOneWouldSayThem() {
        assertEquals("a, b and c are independent", new Independent("c", "a", "b").toString());
        assertEquals("the w_i are identically distributed", new Identical(Set.of("w")).toString());
        assertEquals("the (w_i, z_i) are identically distributed", new Identical(Set.of("z", "w")).toString());
        assertEquals("the w_i are independent of each other", new MutuallyIndependent("w").toString());
        assertEquals("w is uniform on -bound to bound", new HasShape("w", Shape.UNIFORM).toString());
        assertEquals("the x_i always add up to 1", new SumIs("x", symbol("n"), number(1)).toString());
        assertEquals("the terms x_i are pairwise uncorrelated", new UncorrelatedTerms("i", X).toString());
        assertEquals("x_i and y_i are uncorrelated", new Uncorrelated(Y, X).toString());
        assertEquals(new Uncorrelated(X, Y), new Uncorrelated(Y, X));
        assertEquals(Set.of("x", "y"), new Uncorrelated(X, Y).families());
        assertEquals(Set.of("x"), new UncorrelatedTerms("i", X).families());
        assertEquals(Set.of("x"), new Indicator("x").families());
        var error = assertThrows(IllegalArgumentException.class, () -> new Independent("a", "a"));
        assertEquals("independence is about at least 2 families, got [a]", error.getMessage());
    }

    @Test
    void whatFollows() {
        Assumption several = new Independent("w", "x", "z");
        Assumption symmetric = new Symmetric("w");
        Assumption mutual = new MutuallyIndependent("w");
        Term products = variable("w", "i").times(variable("z", "i"));
        Assumptions given =
                Assumptions.of(several, symmetric, mutual, new Identical(Set.of("w")), new Identical(Set.of("z")));
        assertEquals(Set.of(mutual), given.behind(mutual));
        assertEquals(Set.of(several), given.behind(new Independent("w", "z")));
        assertEquals(Set.of(), given.behind(new Independent("w", "y")));
        assertEquals(Set.of(symmetric), given.behind(Assumption.zeroMean("w")));
        assertEquals(Set.of(), given.behind(new MeanIs("w", number(1))));
        assertEquals(
                Set.of(several, new Identical(Set.of("w")), new Identical(Set.of("z"))),
                given.behind(new Identical(Set.of("w", "z"))));
        assertEquals(Set.of(), given.behind(new Identical(Set.of("w", "x"))));
        assertEquals(Set.of(symmetric, mutual, several), given.behind(new UncorrelatedTerms("i", products)));
        assertEquals(
                Set.of(mutual),
                given.behind(new UncorrelatedTerms("i", variable("w", "i").power(2))));
        assertEquals(Set.of(), given.behind(new UncorrelatedTerms("k", products)));
        assertEquals(
                Set.of(),
                given.behind(
                        new UncorrelatedTerms("i", variable("w", "i").power(2).times(variable("z", "i")))));
        assertEquals(
                Set.of(several), given.behind(new Uncorrelated(variable("w").power(2), variable("x"))));
        assertEquals(
                Set.of(),
                given.behind(new Uncorrelated(variable("w"), variable("w").power(2))));
        assertEquals(Set.of(several), given.behind(new Uncorrelated(products, variable("x"))));
        assertEquals("nothing", Assumptions.of().toString());
        assertEquals(
                "w has mean 0; x is 0 or 1",
                Assumptions.of(Assumption.zeroMean("w"), new Indicator("x")).toString());
    }

    @Test
    void sumsOfProductsAreUncorrelatedIfTheWeightsAre() {
        Term row = sum("i", symbol("r"), variable("w", "i", "k").times(variable("z", "i", "k")));
        Assumptions given =
                Assumptions.of(Assumption.zeroMean("w"), new MutuallyIndependent("w"), new Independent("w", "z"));
        assertEquals(given.given(), given.behind(new UncorrelatedTerms("k", row)));
        assertEquals(Set.of(), given.behind(new UncorrelatedTerms("l", row)));
    }
}
