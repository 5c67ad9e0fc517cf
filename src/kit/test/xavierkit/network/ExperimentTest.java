package xavierkit.network;

import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import xavierkit.activation.Activation;
import xavierkit.init.*;

class ExperimentTest {

    private static final Experiment LINEAR = new Experiment(List.of(300, 200, 100), Activation.IDENTITY, 30, 20, 5);

    private final Initializer initializer = VarianceScaling.lecunNormal();

    /** Var(z) 1 everywhere; 5 standard errors. */
    @Test
    void signalsArePreserved() {
        ProfileSample z = LINEAR.activations(initializer);
        assertEquals(0, z.firstLayer());
        assertEquals(1, z.variance(2), 5 * z.standardError(2));
        assertEquals(LINEAR.preActivations(initializer).variance(2), z.variance(2));
        assertEquals(30, z.profiles().size());
    }

    /** With other networks the same inputs: layer 0 does not vary, layer 1 keeps their mean square. */
    @Test
    void inputsMayBeGiven() {
        DMatrixRMaj ones = new DMatrixRMaj(2, 300);
        ones.fill(3);
        ProfileSample z = LINEAR.activations(initializer, ones);
        assertEquals(0, z.variance(0));
        assertEquals(9, z.variance(1), 5 * z.standardError(1));
    }

    /** dC/dz_0 = dC/dz_2 W_2' W_1' has 200/300 * 100/200 of the variance; dC/dW_2 has batch / batch^0 = 20 terms. */
    @Test
    void gradientsGoBackward() {
        ProfileSample gradients = LINEAR.gradients(initializer);
        assertEquals(1.0 / 3, gradients.variance(0), 5 * gradients.standardError(0));
        ProfileSample ofWeights = LINEAR.weightGradients(initializer);
        assertEquals(20, ofWeights.variance(2), 5 * ofWeights.standardError(2));
    }

    /** The difference of two independent signals of variance 1. */
    @Test
    void unrelatedInputsDiffer() {
        ProfileSample differences = LINEAR.differences(initializer);
        assertEquals(2, differences.variance(1), 5 * differences.standardError(1));
    }

    /** The same networks, batches and order as those of a profile. */
    @Test
    void eachNetworkIsAsked() {
        List<Double> asked = LINEAR.each(
                initializer, (network, signals) -> signals.activationProfile().variance(2));
        assertArrayEquals(
                LINEAR.activations(initializer).variances(2),
                asked.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Test
    void theSeedDecides() {
        Experiment experiment = Experiment.constantWidth(10, 2, Activation.TANH).withSize(2, 3);
        double first = experiment.withSeed(7).activations(initializer).variance(2);
        assertEquals(first, experiment.withSeed(7).activations(initializer).variance(2));
        assertNotEquals(first, experiment.withSeed(8).activations(initializer).variance(2));
    }

    @Test
    void whatCannotBeIsSaid() {
        Experiment experiment = Experiment.constantWidth(10, 2, Activation.TANH);
        var error = assertThrows(IllegalArgumentException.class, () -> experiment.withSize(1, 10));
        assertEquals("an experiment needs at least 2 networks, got 1", error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> experiment.withSize(2, 0));
        assertThrows(IllegalArgumentException.class, () -> Experiment.constantWidth(10, 0, Activation.TANH));
    }
}
