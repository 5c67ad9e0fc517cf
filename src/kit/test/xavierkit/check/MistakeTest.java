package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;

class MistakeTest {

    private static final Fan FAN = Fan.dense(100, 300);

    @Test
    void aMistakeHasTheVariancesThatItCanLeadTo() {
        VarianceScaling glorot = VarianceScaling.glorotUniform(); // 1/200
        assertEquals(List.of((1 / 3.0) * (1 / 200.0)), Mistake.SD_AS_BOUND.variances(glorot, FAN));
        assertEquals(List.of(0.01, 0.02), Mistake.FAN_IN_ONLY.variances(glorot, FAN));
        VarianceScaling he = VarianceScaling.heNormal();
        assertEquals(List.of(2.0 / 300), Mistake.FANS_EXCHANGED.variances(he, FAN));
    }

    // what each mistake does to 1/200 (Glorot, fans 100 and 300) and to 2/100 (He)
    static Stream<Arguments> variances() {
        VarianceScaling glorot = VarianceScaling.glorotNormal();
        VarianceScaling uniform = VarianceScaling.glorotUniform();
        VarianceScaling truncated = glorot.withDistribution(WeightDistribution.TRUNCATED_NORMAL);
        VarianceScaling he = VarianceScaling.heNormal();
        double v = 1 / 200.0;
        return Stream.of(
                Arguments.of(Mistake.VARIANCE_AS_SD, glorot, List.of(v * v)),
                Arguments.of(Mistake.SQUARE_ROOT_TWICE, glorot, List.of(Math.sqrt(v))),
                Arguments.of(Mistake.SQUARE_ROOT_TWICE, uniform, List.of(Math.sqrt(v), Math.sqrt(3 * v) / 3)),
                Arguments.of(Mistake.BOUND_AS_SD, glorot, List.of(3 * v)),
                Arguments.of(Mistake.BOUND_AS_SD, truncated, List.of(3 * v)),
                Arguments.of(Mistake.BOUND_AS_SD, uniform, List.of()),
                Arguments.of(Mistake.BOUND_OF_3_SD, uniform, List.of(3 * v)),
                Arguments.of(Mistake.BOUND_OF_3_SD, glorot, List.of()),
                Arguments.of(Mistake.SD_AS_BOUND, uniform, List.of(v / 3)),
                Arguments.of(Mistake.VARIANCE_AS_BOUND, uniform, List.of(v * v / 3)),
                Arguments.of(Mistake.NO_ROOT_IN_BOUND, uniform, List.of(3 * v * v)),
                Arguments.of(Mistake.HALF_THE_INTERVAL, uniform, List.of(v / 4)),
                // REFERENCE: a standard deviation of 0.8796 is left
                Arguments.of(
                        Mistake.TRUNCATION_NOT_CORRECTED, truncated, List.of(v * Math.pow(0.87962566103423978, 2))),
                Arguments.of(Mistake.TRUNCATION_NOT_CORRECTED, glorot, List.of()),
                Arguments.of(Mistake.FAN_IN_ONLY, glorot, List.of(0.01, 0.02)),
                Arguments.of(Mistake.FAN_OUT_ONLY, glorot, List.of(1 / 300.0, 2 / 300.0)),
                Arguments.of(Mistake.FAN_OUT_ONLY, he, List.of()),
                Arguments.of(Mistake.FANS_EXCHANGED, he, List.of(2 / 300.0)),
                Arguments.of(Mistake.FANS_EXCHANGED, glorot, List.of()),
                Arguments.of(Mistake.FANS_ADDED, glorot, List.of(1 / 400.0)),
                Arguments.of(Mistake.FANS_ADDED, he, List.of(2 / 400.0)),
                Arguments.of(Mistake.FANS_AVERAGED, he, List.of(2 / 200.0)),
                Arguments.of(Mistake.FANS_AVERAGED, glorot, List.of()),
                Arguments.of(Mistake.TWO_LEFT_OUT, he, List.of(0.01)),
                Arguments.of(Mistake.TWO_LEFT_OUT, VarianceScaling.lecunNormal(), List.of()),
                Arguments.of(Mistake.TWO_TOO_MANY, he, List.of(0.04)),
                Arguments.of(Mistake.FANS_IGNORED, he, List.of()));
    }

    @ParameterizedTest
    @MethodSource
    void variances(Mistake mistake, VarianceScaling rule, List<Double> expected) {
        List<Double> found = mistake.variances(rule, FAN);
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), found.get(i), 1e-12 * expected.get(i));
        }
    }

    // draws of 2x3 weights, each with the first fact that shows in them; right ones show none
    static Stream<Arguments> facts() {
        DMatrixRMaj a = matrix(2, 3, 1, -2, 3, 4, 5, -7);
        DMatrixRMaj b = matrix(2, 3, -1, 2, 3, 4, -5, 6);
        DMatrixRMaj zeros = new DMatrixRMaj(2, 3);
        DMatrixRMaj gap = matrix(2, 3, 1, 0, 3, 4, 0, -7);
        List<DMatrixRMaj> gaps = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> matrix(2, 3, i, 0, 3, 4, 0, -7))
                .toList();
        return Stream.of(
                Arguments.of(Optional.empty(), List.of(a, b), a),
                Arguments.of(Optional.of(Mistake.TRANSPOSED), List.of(new DMatrixRMaj(3, 2), new DMatrixRMaj(3, 2)), a),
                Arguments.of(Optional.of(Mistake.WRONG_SHAPE), List.of(a, new DMatrixRMaj(3, 2)), a),
                Arguments.of(Optional.of(Mistake.WRONG_SHAPE), List.of(a, new DMatrixRMaj(2, 2)), a),
                Arguments.of(Optional.of(Mistake.NOT_FINITE), List.of(a, matrix(2, 3, 1, 2, 3, 4, 5, Double.NaN)), a),
                Arguments.of(Optional.of(Mistake.NOT_FINITE), List.of(a, matrix(2, 3, 1, 2, 3, 4, 5, 1 / 0.0)), a),
                Arguments.of(Optional.of(Mistake.ALL_ZERO), List.of(zeros, zeros), zeros),
                Arguments.of(Optional.of(Mistake.CONSTANT), List.of(zeros, matrix(2, 3, 1, 1, 1, 1, 1, 1)), zeros),
                Arguments.of(Optional.of(Mistake.FIXED_SEED), List.of(a, a), a),
                Arguments.of(Optional.of(Mistake.OWN_RANDOMNESS), List.of(a, b), b),
                Arguments.of(Optional.of(Mistake.NOT_FILLED), gaps, gap),
                Arguments.of(Optional.empty(), List.of(gap, matrix(2, 3, 0, 0, 0, 1, 2, -3)), gap),
                Arguments.of(Optional.empty(), List.of(gap, a), gap));
    }

    private static DMatrixRMaj matrix(int rows, int columns, double... rowByRow) {
        return new DMatrixRMaj(rows, columns, true, rowByRow);
    }

    @ParameterizedTest
    @MethodSource
    void facts(Optional<Mistake> expected, List<DMatrixRMaj> draws, DMatrixRMaj repeated) {
        WeightDraws weights = new WeightDraws(Fan.dense(2, 3), draws, repeated);
        assertEquals(
                expected,
                Stream.of(Mistake.values()).filter(m -> m.isSeenIn(weights)).findFirst());
    }

    // 20 equal rows: 190 * 190 rectangles of product 1 each, 190 standard errors for one draw
    @Test
    void equalRowsDepend() {
        DMatrixRMaj w = new DMatrixRMaj(20, 20);
        DMatrixRMaj other = new DMatrixRMaj(20, 20);
        for (int i = 0; i < 400; i++) {
            w.set(i, (i % 20) % 2 == 0 ? 1 : -1);
            other.set(i, (i % 20) < 10 ? 1 : -1);
        }
        WeightDraws equal = new WeightDraws(Fan.dense(20, 20), List.of(w, other), w);
        assertTrue(Mistake.DEPENDENT.isSeenIn(equal));
        assertFalse(Mistake.NOT_FILLED.isSeenIn(equal));
    }

    @Test
    void aMistakeThatCannotBeMadeInTheRuleHasNone() {
        VarianceScaling he = VarianceScaling.heNormal();
        assertEquals(List.of(), Mistake.SD_AS_BOUND.variances(he, FAN));
        assertEquals(List.of(), Mistake.FAN_IN_ONLY.variances(he, FAN));
        assertEquals(List.of(), Mistake.FIXED_SEED.variances(he, FAN));
    }
}
