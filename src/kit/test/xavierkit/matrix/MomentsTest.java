package xavierkit.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.network.ProfileSample;
import xavierkit.network.VarianceProfile;

class MomentsTest {

    private static VarianceProfile profile(String signal, int firstLayer, double... spreads) {
        return new VarianceProfile(
                signal,
                firstLayer,
                Arrays.stream(spreads).mapToObj(a -> Moments.of(-a, a)).toList());
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

    /** 50,000 numbers, more than three blocks: sizes and offsets that cancel, and a late outlier. */
    static Stream<double[]> nastyData() {
        SplittableRandom random = new SplittableRandom(1);
        return Stream.<DoubleSupplier>of(
                        () -> random.nextDouble() - 0.5,
                        () -> 1e8 + random.nextGaussian(),
                        () -> -1e12 + random.nextInt(2),
                        () -> Math.pow(10, random.nextDouble(-8, 8)),
                        () -> 1e-300 * random.nextDouble(),
                        () -> 0.1)
                .map(law -> DoubleStream.generate(law).limit(50_000).toArray())
                .peek(values -> values[49_999] *= 3);
    }

    // the errors of the sums, some n^(1/2) 2^-53 of their size; the offset costs (mean / sd) 2^-53
    @ParameterizedTest
    @MethodSource("nastyData")
    void momentsAreThoseOfExactArithmetic(double[] values) {
        BigDecimal n = BigDecimal.valueOf(values.length);
        BigDecimal mean = Arrays.stream(values)
                .mapToObj(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(n, MathContext.DECIMAL128);
        BigDecimal variance = Arrays.stream(values)
                .mapToObj(x -> new BigDecimal(x).subtract(mean).pow(2, MathContext.DECIMAL128))
                .reduce(BigDecimal.ZERO, (a, b) -> a.add(b, MathContext.DECIMAL128))
                .divide(n, MathContext.DECIMAL128);
        Moments moments = Moments.of(values);
        assertEquals(mean.doubleValue(), moments.mean(), 1e-14 * Math.abs(mean.doubleValue()) + 1e-16);
        double exact = variance.doubleValue();
        assertEquals(exact, moments.populationVariance(), 1e-13 * exact);
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() throws Exception {
        double[] values = new SplittableRandom(2).doubles(200_001).toArray();
        for (int threads : new int[] {1, 2, 5}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            assertEquals(
                    Moments.of(values), pool.submit(() -> Moments.of(values)).get());
            pool.shutdown();
        }
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

    // deviations -1.5, -0.5, 0.5, 1.5: population variance 5/4, sample variance 5/3
    @Test
    void deviationAndStandardErrorAreRootsOfTheVariances() {
        Moments moments = Moments.of(1, 2, 3, 4);
        assertEquals(Math.sqrt(1.25), moments.populationStandardDeviation(), 1e-15);
        assertEquals(Math.sqrt(5.0 / 12), moments.standardError(), 1e-15);
        assertThrows(IllegalStateException.class, () -> Moments.of(1).standardError());
    }
}
