package xavierkit.web;

import java.util.function.Supplier;
import xavierkit.check.VarianceCheck;

/**
 * Where the mean squares of a layer lie, given what enters it, if its weights have the variance that they should: 7,999
 * in 8,000 times on either side. Rows {@code s} and {@code g}: the lower end, the upper end, and 1 if the layer passes, 0
 * if it fails, NaN if that cannot be told. The gradient is looked at across the directions of the batch, see {@link
 * xavierkit.check.SignalCheck}, and its interval stretched to the gradient in all directions.
 */
final class Intervals {

    /** What lies outside, at both ends together. */
    private static final double OUTSIDE = 1.0 / 16_000;

    private Intervals() {}

    /** The answer to a setting and, after a blank, a layer. */
    static String answer(String question) {
        String[] words = question.split(" ");
        FreshNetwork fresh = FreshNetwork.of(Setting.parse(words[0]));
        int layer = Integer.parseInt(words[1]);
        double s = Measurement.square(fresh.signals().forward().preActivation(layer));
        double g = Measurement.square(fresh.signals().activationGradient(layer - 1));
        return new NumberRows()
                .with("s", interval(() -> fresh.forwardCheck(layer), s))
                .with("g", interval(() -> fresh.backwardCheck(layer), g))
                .toString();
    }

    private static double[] interval(Supplier<VarianceCheck> check, double shown) {
        try {
            VarianceCheck done = check.get();
            double scale = shown / done.measured();
            double verdict = done.verdict() == VarianceCheck.Verdict.UNDECIDED ? Double.NaN : done.passed() ? 1 : 0;
            return new double[] {
                scale * Math.max(0, done.quantile(OUTSIDE / 2)), scale * done.quantile(1 - OUTSIDE / 2), verdict
            };
        } catch (RuntimeException e) { // nothing enters, or its distribution is not found
            return new double[] {Double.NaN, Double.NaN, Double.NaN};
        }
    }
}
