package xavierkit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xavierkit.activation.Activation;
import xavierkit.prediction.*;

class PhasePlaneTest {

    @ParameterizedTest
    @CsvSource({
        "tanh, 0.8, 0, ORDERED", // q to 0, chi = s_w^2 = 0.64
        "tanh, 1, 0, CRITICAL", // q ~ 1/(2l) to 0, chi = 1
        "tanh, 1.0003, 0, CHAOTIC", // q is below all lengths of the table
        "tanh, 1.02, 0, CHAOTIC",
        "tanh, 1.5, 0, CHAOTIC",
        "tanh, 1, 1, ORDERED",
        "ReLU, 1.4, 0, ORDERED", // chi = s_w^2 / 2 = 0.98
        "ReLU, 1.4, 0.3, ORDERED",
        "ReLU, 1.4142135623730951, 0.3, NONE", // q grows by 0.09 a layer
        "ReLU, 1.5, 0, NONE",
        "GELU, 1.4, 0, ORDERED",
        "GELU, 1.6, 0, NONE", // beyond the unstable fixed point 1.5335
        "sigmoid, 0, 0.5, ORDERED",
    })
    void thePhaseIsThatOfTheLengthTheNetworkApproaches(String name, double gain, double bias, String phase) {
        var settled = PhasePlane.of(name, 20).settled(gain, bias);
        assertEquals(phase, settled.map(point -> point.phase().name()).orElse("NONE"));
    }

    @ParameterizedTest
    @CsvSource({"tanh, 1.3, 0.2", "tanh, 1.05, 0", "softsign, 2, 0.5", "SELU, 0.9, 0.1", "sigmoid, 5, 0.3"})
    void settledLengthsAreFixedAndArrivedAt(String name, double gain, double bias) {
        FixedPoint point = PhasePlane.of(name, 20).settled(gain, bias).orElseThrow();
        LengthMap map = new LengthMap(PhasePlane.ACTIVATIONS.get(name), gain * gain, bias * bias);
        assertEquals(point.q(), map.next(point.q()), 1e-14 * point.q());
        assertEquals(map.iterate(1, 1000).get(999), point.q(), 1e-9 * point.q());
    }

    /** Interpolation between twenty lengths a decade moves ln chi by less than the step between two shades. */
    @ParameterizedTest
    @CsvSource({"tanh, 1.3, 0.2", "tanh, 0.7, 0.6", "softsign, 2, 0.5", "SELU, 0.9, 0.1", "GELU, 1.3, 0.3"})
    void theColourIsThatOfChi(String name, double gain, double bias) {
        PhasePlane plane = PhasePlane.of(name, 20);
        double exact = Math.log(plane.settled(gain, bias).orElseThrow().chi());
        assertEquals(exact, plane.logChi(gain, bias), 0.002);
    }

    @Test
    void theEdgeIsTheLibrarysCriticalLine() {
        double[][] edge = PhasePlane.of("tanh", 20).edge();
        for (int i = 10; i < edge[0].length; i += 20) {
            LengthMap critical = LengthMap.critical(Activation.TANH, edge[1][i] * edge[1][i]);
            assertEquals(critical.weightVariance(), edge[0][i] * edge[0][i], 1e-6 * critical.weightVariance());
        }
    }

    @Test
    void layersAreThoseOfTheLengthMap() {
        NumberRows rows = NumberRows.parse(PhaseAnswers.point("1.0 0.0 100 tanh"));
        // q_100 = 0.005121 and the product 0.007207 of 99 E[phi'^2]: the texts of lesson 12
        assertEquals(0.005121, rows.get("lengths")[99], 5e-7);
        assertEquals(0.007207, rows.first("gradients"), 5e-7);
    }

    @Test
    void settingsBeyondThePlaneAreRefused() {
        var gain = assertThrows(IllegalArgumentException.class, () -> PhaseAnswers.point("-1 0 1 tanh"));
        assertEquals("s_w must be between 0 and 3.0, got -1.0", gain.getMessage());
        var name = assertThrows(IllegalArgumentException.class, () -> PhaseAnswers.point("1 0 1 step"));
        assertEquals(
                "the activation must be one of [tanh, softsign, erf, sigmoid, ReLU, GELU, SiLU, SELU], got step",
                name.getMessage());
    }
}
