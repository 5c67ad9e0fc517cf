package xavierkit.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class MomentsTest {

  private static VarianceProfile profile(String signal, int firstLayer, double... spreads) {
    return new VarianceProfile(
        signal,
        firstLayer,
        java.util.Arrays.stream(spreads).mapToObj(a -> Moments.of(-a, a)).toList());
  }

  @Test
  void bothEstimatorsOfTheVarianceAreNamed() {
    Moments moments = Moments.of(1, 2, 3, 6);
    assertEquals(3, moments.mean());
    assertEquals(14.0 / 4, moments.populationVariance());
    assertEquals(14.0 / 3, moments.sampleVariance(), 1e-15);
    assertEquals(50.0 / 4, moments.secondMoment());
  }

  @Test
  void aLargeMeanDoesNotDrownTheVariance() {
    assertEquals(1, Moments.of(1e9 - 1, 1e9 + 1).populationVariance());
  }

  @Test
  void onlyTheEntriesOfTheMatrixCount() {
    DMatrixRMaj reused = new DMatrixRMaj(2, 2, true, 1, 3, 50, 60);
    reused.reshape(1, 2);
    assertEquals(new Moments(2, 2, 1), Moments.of(reused));
  }

  @Test
  void oneSampleHasNoSampleVariance() {
    Moments one = Moments.of(5);
    assertEquals(0, one.populationVariance());
    var error = assertThrows(IllegalStateException.class, one::sampleVariance);
    assertEquals("sample variance needs at least 2 values, got 1", error.getMessage());
  }

  @Test
  void noValuesAndNegativeVariancesAreRefused() {
    assertEquals(
        "moments need at least 1 value, got 0",
        assertThrows(IllegalArgumentException.class, () -> Moments.of()).getMessage());
    assertEquals(
        "variance must be at least 0, got -1.0",
        assertThrows(IllegalArgumentException.class, () -> new Moments(3, 0, -1))
            .getMessage());
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
    ProfileSample sample =
        new ProfileSample(List.of(profile("s", 1, 1), profile("s", 1, 2), profile("s", 1, 3)));
    assertEquals(28.0 / 3, sample.variance(1), 1e-14);
    assertEquals(Math.sqrt(196.0 / 3 / 3), sample.standardError(1), 1e-14);
  }

  @Test
  void aSampleNeedsTwoLikeProfiles() {
    assertEquals(
        "a standard error needs at least 2 networks, got 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> ProfileSample.of(1, 1, random -> profile("s", 1, 1)))
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
    var error = assertThrows(
        CancellationException.class, () -> ProfileSample.of(3, 1, r -> profile("s", 1, 1)));
    assertEquals("interrupted after 0 of 3 networks", error.getMessage());
  }
}
