package xavierkit.network;

import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import xavierkit.matrix.Moments;

class ProfileSampleTest {

    private static VarianceProfile profile(String signal, int firstLayer, double... spreads) {
        return new VarianceProfile(
                signal,
                firstLayer,
                Arrays.stream(spreads).mapToObj(a -> Moments.of(-a, a)).toList());
    }

    @Test
    void aProfileKnowsItsLayers() {
        VarianceProfile profile = profile("s", 1, 1, 2);
        assertEquals(2, profile.variance(1));
        assertEquals(8, profile.variance(2));
        var error = assertThrows(IllegalArgumentException.class, () -> profile.variance(0));
        assertEquals("layer must be between 1 and 2, got 0", error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new VarianceProfile("s", 1, List.of()));
    }

    @Test
    void theStandardErrorIsTheSpreadBetweenNetworks() {
        // sample variances 2, 8, 18: mean 28/3, variance between them 196/3
        ProfileSample sample = new ProfileSample(List.of(profile("s", 1, 1), profile("s", 1, 2), profile("s", 1, 3)));
        assertEquals(28.0 / 3, sample.variance(1), 1e-14);
        assertEquals(Math.sqrt(196.0 / 3 / 3), sample.standardError(1), 1e-14);
    }

    @Test
    void aSampleNeedsTwoLikeProfiles() {
        assertEquals(
                "a standard error needs at least 2 networks, got 1",
                assertThrows(IllegalArgumentException.class, () -> ProfileSample.of(1, 1, random -> profile("s", 1, 1)))
                        .getMessage());
        assertEquals(
                "all profiles must be of s in layers 1 to 1, got s in layers 1 to 2",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new ProfileSample(List.of(profile("s", 1, 1), profile("s", 1, 1, 2))))
                        .getMessage());
    }

    @Test
    void tooFewNetworksAreRefusedBeforeTheFirstIsMeasured() {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> ProfileSample.of(-5, 1, random -> fail("a network was measured")));
        assertEquals("a standard error needs at least 2 networks, got -5", error.getMessage());
    }

    @Test
    void aSampleIsPrintedWithoutItsNumbers() {
        var sample = new ProfileSample(List.of(profile("s", 1, 1, 2), profile("s", 1, 3, 4)));
        assertEquals("s in layers 1 to 2 of 2 networks", sample.toString());
    }

    @Test
    void everyNetworkGetsItsOwnStreamAndTheSeedFixesAll() {
        ProfileSample one = ProfileSample.of(2, 7, r -> profile("s", 1, r.nextDouble()));
        assertEquals(one, ProfileSample.of(2, 7, r -> profile("s", 1, r.nextDouble())));
        assertEquals(true, one.standardError(1) > 0);
    }

    @Test
    void anInterruptStopsTheLoop() {
        Thread.currentThread().interrupt();
        var error = assertThrows(CancellationException.class, () -> ProfileSample.of(3, 1, r -> profile("s", 1, 1)));
        assertEquals("interrupted after 0 of 3 networks", error.getMessage());
    }
}
