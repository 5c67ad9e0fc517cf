package xavierkit.network;

import static org.junit.jupiter.api.Assertions.*;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class TowerTest {

    /** Each part doubles its signal, and so multiplies the variance by 4. */
    @Test
    void partsStandOneUponTheOther() {
        ProfileSample z = Tower.of(3, 10).withSeed(2).activations((below, random) -> {
            DMatrixRMaj twice = below.copy();
            CommonOps_DDRM.scale(2, twice);
            return twice;
        });
        assertEquals(20, z.profiles().size());
        assertEquals(3, z.lastLayer());
        assertEquals(64 * z.variance(0), z.variance(3), 1e-9);
        assertEquals(1, z.variance(0), 5 * z.standardError(0));
    }

    @Test
    void theInputHasItsSamples() {
        ProfileSample z = Tower.of(1, 10).withSamples(7).activations((below, random) -> below);
        assertEquals(70, z.profiles().get(0).moments().get(1).count());
        assertThrows(IllegalArgumentException.class, () -> Tower.of(0, 10));
        assertThrows(IllegalArgumentException.class, () -> Tower.of(1, 10).withSamples(0));
    }

    /** A branch that keeps the variance adds c^2 of it in each block; 5 standard errors. */
    @Test
    void residualBlocksAddTheirBranches() {
        ProfileSample z = Tower.of(2, 40).residualBlocks(0.5);
        assertEquals(1.25 * 1.25, z.variance(2), 5 * z.standardError(2));
        assertEquals(z.variance(0), Tower.of(2, 40).residualBlocks(0).variance(2), 1e-12);
    }
}
