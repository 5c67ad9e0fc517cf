package xavierkit.check;

import static org.junit.jupiter.api.Assertions.*;

import java.util.*;
import org.junit.jupiter.api.Test;
import xavierkit.activation.Activation;
import xavierkit.init.VarianceScaling;
import xavierkit.matrix.Moments;
import xavierkit.network.Network;

class FrameworksTest {

    @Test
    void onlyTheSamplersThatLessonSeventeenNamesFail() {
        Set<String> failed = new TreeSet<>();
        Frameworks.all()
                .forEach((framework, samplers) -> Frameworks.rules().keySet().stream()
                        .filter(samplers::containsKey)
                        .filter(name ->
                                !Frameworks.diagnose(framework, name, 14).passed())
                        .forEach(name -> failed.add(framework + " " + name)));
        Set<String> expected = Set.of(
                "DJL Glorot normal",
                "DJL Glorot uniform",
                "DJL truncated",
                "DL4J LeCun uniform",
                "DL4J truncated",
                "JAX truncated",
                "Keras truncated");
        assertEquals(new TreeSet<>(expected), failed);
    }

    @Test
    void confusedFansHaveTheirNames() {
        assertEquals(
                List.of(Mistake.FANS_EXCHANGED),
                Frameworks.diagnose("PyTorch", "x @ w", 14).mistakes());
        assertEquals(
                List.of(Mistake.FANS_ADDED),
                Frameworks.diagnose("DL4J", "XAVIER_LEGACY", 14).mistakes());
        assertThrows(IllegalArgumentException.class, () -> Frameworks.diagnose("PyTorch", "LeCun normal", 14));
    }

    /** Of 64 x 64 uniform weights: standard error sqrt(0.8 / 4096) = 1.4 % of the variance; 6 % is 4.3 of them. */
    @Test
    void aNetworkOfASamplerHasItsWeightsAndALinearTop() {
        WeightSampler sampler = WeightSampler.uniform((in, out) -> 3 / Math.sqrt(in));
        Network network = sampler.network(List.of(64, 64, 10), Activation.TANH, VarianceScaling.glorotNormal(), 1);
        assertEquals(3.0 / 64, Moments.of(network.layers().get(0).weights()).sampleVariance(), 0.06 * 3 / 64);
        assertEquals(Activation.IDENTITY, network.layers().get(1).activation());
        assertEquals(2, network.depth());
    }
}
