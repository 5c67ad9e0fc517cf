package xavierkit.training;

import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.Path;
import java.util.*;
import org.junit.jupiter.api.Test;
import xavierkit.activation.Activation;
import xavierkit.data.Digits;
import xavierkit.init.VarianceScaling;

class LearningCurvesTest {

    private static final LearningCurves CURVES =
            LearningCurves.of(Digits.load(Path.of("data/digits.csv")).standardized(), 1197, 300, Activation.TANH);

    @Test
    void aRunLearnsAndCanBeRepeated() {
        double[] curve = CURVES.run(VarianceScaling.glorotUniform(), 0.1, 2010);
        assertEquals(7, curve.length);
        assertTrue(curve[0] > 0.8 && curve[6] < 0.2);
        assertArrayEquals(
                curve,
                CURVES.runs(VarianceScaling.glorotUniform(), 0.1, 2010, 1).get(0));
    }

    @Test
    void placesAreSixthsOfTheUpdates() {
        assertEquals(List.of(0.0, 100.0, 200.0, 300.0, 400.0, 500.0, 600.0), CURVES.places());
        assertThrows(IllegalArgumentException.class, () -> CURVES.withUpdates(100));
    }

    @Test
    void aNetworkThatGuessesCostsTheLogarithmOfTheClasses() {
        LearningCurves few = CURVES.with(Activation.TANH, 2).withUpdates(6);
        var start = VarianceScaling.standardHeuristic().withGain(1e-3);
        double[] losses = few.losses(few.network(start, 1), 1e-9, 1);
        assertEquals(Math.log(10), losses[0], 1e-6);
        assertEquals(Math.log(10), losses[6], 1e-6);
    }

    @Test
    void meansAndLastsAreThoseOfEachRun() {
        List<double[]> runs = List.of(new double[] {0.9, 0.1}, new double[] {0.7, 0.3});
        assertArrayEquals(new double[] {0.5, 0.5}, LearningCurves.means(runs), 1e-15);
        assertArrayEquals(new double[] {0.1, 0.3}, LearningCurves.lasts(runs));
        assertEquals(0.3, LearningCurves.worst(runs));
    }
}
