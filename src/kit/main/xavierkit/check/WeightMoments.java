package xavierkit.check;

import xavierkit.init.*;
import xavierkit.matrix.Moments;

/**
 * What was measured of many weights drawn for the same fans.
 *
 * @param fan the fans they were drawn for
 * @param moments count, mean and variance of all of them
 * @param kurtosis the mean of (w - mean)^4 divided by the squared variance; NaN if all are equal
 */
public record WeightMoments(Fan fan, Moments moments, double kurtosis) {

    /** Variances closer than this, relatively, are equal: room for weights rounded to float. */
    private static final double EQUAL = 1e-3;

    /** A larger relative error, as of weights with heavy tails, decides nothing. */
    private static final double COARSEST = 0.03;

    /** Var(kurtosis) times the number of weights, of normal ones; of the bounded distributions it is less. */
    private static final double KURTOSIS_VARIANCE = 24;

    static WeightMoments of(Fan fan, double... weights) {
        Moments moments = Moments.of(weights);
        double scale = 1 / moments.populationVariance();
        double fourth = 0;
        for (double w : weights) {
            double square = (w - moments.mean()) * (w - moments.mean()) * scale;
            fourth += square * square;
        }
        return new WeightMoments(fan, moments, fourth / weights.length);
    }

    /** E[W^2], which is Var(W) if the mean is 0. */
    public double secondMoment() {
        return moments.secondMoment();
    }

    /** The standard error of E[W^2] of independent weights relative to it: sqrt((kurtosis - 1) / N). */
    public double relativeError() {
        return Math.sqrt(Math.max(0, kurtosis - 1) / moments.count());
    }

    /** The mean in its standard errors sqrt(Var(W) / N). */
    double meanDeviation() {
        return moments.mean() * Math.sqrt(moments.count() / moments.populationVariance());
    }

    /** Whether there are too few weights to tell their variance, or tails too heavy. */
    boolean isCoarse() {
        return !(relativeError() <= COARSEST);
    }

    /** Whether Var(W) is this, its logarithm at most {@code allowed} standard errors away. */
    boolean agrees(double variance, double allowed) {
        return isOne(secondMoment() / variance, allowed * relativeError());
    }

    /** Whether both have the same Var(W), as far as at most {@code allowed} standard errors tell. */
    boolean agrees(WeightMoments other, double allowed) {
        double error = Math.hypot(relativeError(), other.relativeError());
        return isOne(secondMoment() / other.secondMoment(), allowed * error);
    }

    private boolean isOne(double ratio, double allowedDistance) {
        return !isCoarse() && Math.abs(Math.log(ratio)) <= Math.max(allowedDistance, EQUAL);
    }

    /** Whether the kurtosis may be that of a distribution, at most {@code allowed} standard errors away. */
    boolean isOf(WeightDistribution distribution, double allowed) {
        double error = Math.sqrt(KURTOSIS_VARIANCE / moments.count());
        return Math.abs(kurtosis - distribution.kurtosis()) <= allowed * error;
    }
}
