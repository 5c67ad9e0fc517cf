package xavierkit.network;

import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import xavierkit.activation.Activation;
import xavierkit.init.VarianceScaling;
import xavierkit.matrix.Moments;

class KeptSignalTest {

    /** Four networks with q_1 / q_0 = 2, 8, 4 and 2: squares of means without spread, from q_0 = 1/2. */
    private static final KeptSignal FOUR = new KeptSignal(new ProfileSample(
            Stream.of(1.0, 4.0, 2.0, 1.0).map(KeptSignalTest::profile).toList()));

    private static VarianceProfile profile(double square) {
        return new VarianceProfile("z", 0, List.of(new Moments(1, Math.sqrt(0.5), 0), new Moments(1, 0, square)));
    }

    @Test
    void sharesAreOfTheInput() {
        assertArrayEquals(new double[] {1, 1, 1, 1}, FOUR.atLayer(0), 1e-15);
        assertArrayEquals(new double[] {2, 8, 4, 2}, FOUR.atLayer(1), 1e-14);
        assertArrayEquals(
                new double[] {1, 4}, FOUR.perNetwork(List.of(0, 1), x -> x * x).get(3), 1e-14);
    }

    @Test
    void networksAreCounted() {
        assertEquals(3, FOUR.median(1), 1e-14);
        assertEquals(2, FOUR.quantile(1, 0.25), 1e-14);
        assertEquals(8, FOUR.quantile(1, 0.75), 1e-14);
        assertEquals(0.5, FOUR.shareBelow(1, 3));
        assertThrows(IllegalArgumentException.class, () -> FOUR.quantile(1, 1));
    }

    /** Logarithms to base 2: 1, 3, 2, 1, with the sample variance 2.75 / 3. */
    @Test
    void theSpreadIsTheSampleVarianceOfTheLogarithms() {
        double[] spread =
                FOUR.logSpread(List.of(1)).stream().mapToDouble(x -> x[0]).toArray();
        assertEquals(2.75 / 3 * Math.pow(Math.log(2), 2), Moments.of(spread).mean(), 1e-14);
    }

    /** X = 1 on average, 5 standard errors; whatever the batch is. */
    @Test
    void experimentsAreFedWithOnes() {
        Experiment experiment = Experiment.constantWidth(20, 3, Activation.RELU).withSize(400, 1);
        Moments x = Moments.of(experiment.kept(VarianceScaling.heNormal()).atLayer(3));
        assertEquals(1, x.mean(), 5 * x.standardError());
        assertArrayEquals(
                experiment.kept(VarianceScaling.heNormal()).atLayer(3),
                experiment.withSize(400, 7).kept(VarianceScaling.heNormal()).atLayer(3));
    }

    @Test
    void withoutTheInputThereIsNoShare() {
        ProfileSample later =
                Experiment.constantWidth(3, 1, Activation.RELU).preActivations(VarianceScaling.heNormal());
        var error = assertThrows(IllegalArgumentException.class, () -> new KeptSignal(later));
        assertEquals("what is kept is a share of layer 0, got profiles from layer 1 on", error.getMessage());
    }
}
