package xavierkit.check;

import static xavierkit.check.Text.format;

import java.util.stream.IntStream;
import xavierkit.matrix.*;

/**
 * Student's paired t-test: the differences of n pairs, their mean d, and d / (standard error of d), which has Student's t
 * distribution with n - 1 degrees of freedom if the differences are normal and their true mean is 0.
 *
 * @param mean d, first minus second
 * @param standardError of d: the sample standard deviation of the differences / sqrt(n)
 * @param pairs n
 */
public record PairedTest(double mean, double standardError, long pairs) {

    /** Validates: at least 2 pairs. */
    public PairedTest {
        Require.that(pairs >= 2, "a paired test needs at least 2 pairs, got %d", pairs);
    }

    /** The test of {@code first[i] - second[i]}, equally many and at least 2 of each. */
    public static PairedTest of(double[] first, double[] second) {
        int n = Require.given("the first", first).length;
        Require.that(
                Require.given("the second", second).length == n,
                "pairs need two of a kind, got %d and %d",
                n,
                second.length);
        Require.that(n >= 2, "a paired test needs at least 2 pairs, got %d", n);
        Moments differences = Moments.of(
                IntStream.range(0, n).mapToDouble(i -> first[i] - second[i]).toArray());
        return new PairedTest(differences.mean(), differences.standardError(), n);
    }

    private SamplingDistribution t() {
        return new SamplingDistribution.StudentsT(pairs - 1.0);
    }

    /** How likely a mean at least this far from 0, to either side, would be if the true mean were 0. */
    public double pValue() {
        return t().pValue(mean / standardError);
    }

    /** Half the length of the interval that holds the true mean in 95 % of all experiments. */
    public double half() {
        return standardError * t().quantile(0.975);
    }

    /** The lower end of that interval. */
    public double low() {
        return mean - half();
    }

    /** The upper end of that interval. */
    public double high() {
        return mean + half();
    }

    /**
     * The test for equivalence: whether the whole interval lies between -margin and margin. If the true difference is as
     * large as the margin, this says so with probability 2.5 % at most.
     */
    public boolean isWithin(double margin) {
        return Math.abs(mean) + half() < Require.positive("the margin", margin);
    }

    /** The mean with its interval of 95 %, such as {@code -0.140 (-0.157 to -0.123)}. */
    @Override
    public String toString() {
        return format("%+.3f (%+.3f to %+.3f)", mean, low(), high());
    }
}
