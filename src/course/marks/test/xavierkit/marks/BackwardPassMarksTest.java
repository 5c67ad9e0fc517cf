package xavierkit.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.grader.Mark;
import xavierkit.init.Fan;
import xavierkit.matrix.MatrixProduct;

/** The backward pass and the names of means, as assignment 03 asks for them. */
class BackwardPassMarksTest {

    private static final Fan[] FANS = {Fan.dense(4, 3), Fan.dense(3, 3), Fan.dense(2, 6)};

    private static Mark mark(BinaryOperator<DMatrixRMaj> pass) {
        return BackwardPassMarks.of(pass, 2, 1, FANS);
    }

    private static DMatrixRMaj truth(DMatrixRMaj d, DMatrixRMaj w) {
        return MatrixProduct.abt(d, w);
    }

    private static DMatrixRMaj loops(DMatrixRMaj d, DMatrixRMaj w) {
        DMatrixRMaj g = new DMatrixRMaj(d.numRows, w.numRows);
        for (int n = 0; n < d.numRows; n++) {
            for (int i = 0; i < w.numRows; i++) {
                for (int k = 0; k < w.numCols; k++) {
                    g.set(n, i, g.get(n, i) + d.get(n, k) * w.get(i, k));
                }
            }
        }
        return g;
    }

    // by columns, the weights spoilt afterwards
    private static DMatrixRMaj inPlace(DMatrixRMaj d, DMatrixRMaj w) {
        CommonOps_DDRM.transpose(w);
        DMatrixRMaj g = new DMatrixRMaj(1, 1);
        CommonOps_DDRM.mult(d, w, g);
        w.zero();
        return g;
    }

    static Stream<BinaryOperator<DMatrixRMaj>> right() {
        return Stream.of(
                BackwardPassMarksTest::truth,
                BackwardPassMarksTest::loops,
                BackwardPassMarksTest::inPlace,
                (d, w) -> CommonOps_DDRM.transpose(MatrixProduct.abt(w, d), null));
    }

    @ParameterizedTest
    @MethodSource("right")
    void everyRightFormEarnsAllPoints(BinaryOperator<DMatrixRMaj> pass) {
        assertEquals(new Mark(2, 2, "The backward pass is right for all layers tried."), mark(pass));
    }

    private static DMatrixRMaj scaled(DMatrixRMaj d, DMatrixRMaj w, double factor) {
        DMatrixRMaj g = truth(d, w);
        CommonOps_DDRM.scale(factor, g);
        return g;
    }

    private static DMatrixRMaj term(DMatrixRMaj d, DMatrixRMaj w, int k) {
        return MatrixProduct.abt(CommonOps_DDRM.extractColumn(d, k, null), CommonOps_DDRM.extractColumn(w, k, null));
    }

    private static DMatrixRMaj without(DMatrixRMaj d, DMatrixRMaj w, int column) {
        DMatrixRMaj g = truth(d, w);
        for (int n = 0; n < g.numRows; n++) {
            g.set(n, column, 0);
        }
        return g;
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong((d, w) -> MatrixProduct.abt(w, d), 1, "The result is transposed"),
                wrong((d, w) -> d.numCols == w.numRows ? MatrixProduct.ab(d, w) : truth(d, w), 0, "This is dC/ds W."),
                wrong((d, w) -> d, 0, "The gradient is handed on as it is"),
                wrong((d, w) -> term(d, w, 0), 0, "Only the first of the fan_out terms"),
                wrong((d, w) -> term(d, w, w.numCols - 1), 0, "each term overwrites the one before"),
                wrong((d, w) -> scaled(d, w, 1.0 / d.numRows), 0, "off by the same factor 0.2000"),
                wrong((d, w) -> scaled(d, w, 0), 0, "All entries are 0"),
                wrong((d, w) -> scaled(d, w, Double.NaN), 0, "NaN or infinite"),
                wrong((d, w) -> without(d, w, 1), 0, "A whole row or column is 0"),
                wrong(
                        (d, w) -> w,
                        0,
                        "The shape is wrong: dC/dx has a row for each sample and a column for each input, got"
                                + " 4x3 but expected 5x4."),
                wrong((d, w) -> null, 0, "returns null"));
    }

    private static Arguments wrong(BinaryOperator<DMatrixRMaj> pass, double points, String reason) {
        return Arguments.of(pass, points, reason);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void everyMistakeHasItsName(BinaryOperator<DMatrixRMaj> pass, double points, String reason) {
        Mark mark = mark(pass);
        assertEquals(points, mark.points());
        assertTrue(mark.reason().contains(reason), mark.reason());
    }

    @Test
    void aMistakeInOneLayerSaysInHowMany() {
        Mark mark = mark((d, w) -> d.numCols == w.numRows ? MatrixProduct.ab(d, w) : truth(d, w));
        assertTrue(mark.reason().endsWith("(Wrong for 1 of 3 layers.)"), mark.reason());
    }

    // --- Means -------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "harmonic | geometric | none | 1.5 | Right for all criteria.",
                "the harmonic mean | Geometric | None. | 1.5 | Right for all criteria.",
                "HARMONIC MEAN | geometric mean | none | 1.5 | Right for all criteria.",
                "arithmetic | geometric | none | 1 | equal errors: for fan_in 1 and fan_out 3 the arithmetic mean of 1/fan_in and"
                        + " 1/fan_out is 0.667, but this criterion leads to 0.500.",
                "geometric | harmonic | none | 0.5 | equal ratios: for fan_in 1 and fan_out 3 the harmonic mean",
                "harmonic | geometric | arithmetic | 1 | least squares: for fan_in 1",
                "none | geometric | none | 1 | equal errors: it is one of the means",
                "middle | average | | 0 | must be arithmetic, geometric, harmonic or none, got \"middle\"",
            })
    void eachCriterionEarnsAThird(String errors, String ratios, String squares, double points, String reason) {
        Mark mark = WordMarks.means(
                criterion -> switch (criterion) {
                    case "equal errors" -> errors;
                    case "equal ratios" -> ratios;
                    default -> squares;
                },
                1.5);
        assertEquals(points, mark.points(), 1e-12);
        assertTrue(mark.reason().contains(reason), mark.reason());
    }
}
