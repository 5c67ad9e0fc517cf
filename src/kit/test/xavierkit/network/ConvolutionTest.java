package xavierkit.network;

import static org.junit.jupiter.api.Assertions.*;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xavierkit.init.WeightDistribution;

class ConvolutionTest {

    private static final DMatrixRMaj FOUR = new DMatrixRMaj(new double[][] {{1, 10}, {2, 20}, {3, 30}, {4, 40}});

    @Test
    void patchesAreNeighbours() {
        DMatrixRMaj circle = Convolution.circular(3).patches(FOUR);
        assertArrayEquals(new double[] {3, 30, 4, 40, 1, 10}, CommonOps_DDRM.extractRow(circle, 2, null).data);
        DMatrixRMaj padded = Convolution.padded(3).patches(FOUR);
        assertArrayEquals(new double[] {0, 0, 1, 10, 2, 20}, CommonOps_DDRM.extractRow(padded, 0, null).data);
        DMatrixRMaj strided = Convolution.padded(3).withStride(2).patches(FOUR);
        assertEquals(2, strided.numRows);
        assertArrayEquals(new double[] {2, 20, 3, 30, 4, 40}, CommonOps_DDRM.extractRow(strided, 1, null).data);
    }

    /** Counted by hand. */
    @Test
    void usesAreCounted() {
        assertArrayEquals(new int[] {3, 3, 3, 3, 3, 3}, Convolution.circular(3).uses(6));
        assertArrayEquals(new int[] {2, 3, 3, 3, 3, 2}, Convolution.padded(3).uses(6));
        assertArrayEquals(
                new int[] {1, 2, 1, 2, 1, 1},
                Convolution.padded(3).withStride(2).uses(6));
        assertArrayEquals(
                new int[] {1, 0, 0, 1, 0, 0},
                Convolution.circular(1).withStride(3).uses(6));
    }

    /** sum(dC/ds * s(z)) = sum(dC/dz * z), whatever the numbers: backward is the transpose of forward. */
    @ParameterizedTest
    @CsvSource({"3, 1, false", "5, 1, true", "3, 2, true", "4, 3, false", "7, 2, true"})
    void backwardIsTheTransposeOfForward(int kernel, int stride, boolean padded) {
        Convolution convolution = new Convolution(kernel, stride, padded);
        SplittableRandom random = new SplittableRandom(kernel);
        DMatrixRMaj z = WeightDistribution.NORMAL.sample(6, 2, 1, random);
        DMatrixRMaj weights = WeightDistribution.NORMAL.sample(2 * kernel, 3, 1, random);
        DMatrixRMaj gradient = WeightDistribution.NORMAL.sample(6 / stride, 3, 1, random);
        double above =
                CommonOps_DDRM.elementSum(CommonOps_DDRM.elementMult(convolution.forward(z, weights), gradient, null));
        double below =
                CommonOps_DDRM.elementSum(CommonOps_DDRM.elementMult(convolution.backward(gradient, weights), z, null));
        assertEquals(above, below, 1e-12);
    }

    @Test
    void whatCannotBeIsSaid() {
        assertThrows(IllegalArgumentException.class, () -> Convolution.padded(4));
        assertThrows(IllegalArgumentException.class, () -> Convolution.circular(0));
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> Convolution.circular(3).withStride(3).patches(FOUR));
        assertEquals("a convolution of stride 3 needs a multiple of it as positions, got 4", error.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> Convolution.circular(3).backward(FOUR, FOUR));
    }
}
