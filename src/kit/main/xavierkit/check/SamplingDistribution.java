package xavierkit.check;

import org.apache.commons.statistics.distribution.*;

/**
 * The sampling distribution of a check: how a deviation, (measured - predicted) / standard error, is distributed while
 * the prediction is true. It gives p-values and bounds.
 */
public sealed interface SamplingDistribution {

    /** The standard normal distribution: of a deviation whose standard error is known. */
    SamplingDistribution NORMAL = new StudentsT(Double.POSITIVE_INFINITY);

    /** The distribution of the deviation plus {@link #shift}. */
    ContinuousDistribution shifted();

    /** How far {@link #shifted} lies to the right of the deviation; 0 for the distributions that are symmetric. */
    default double shift() {
        return 0;
    }

    /** The third central moment of the deviation; 0 for the distributions that are symmetric. */
    default double skewness() {
        return 0;
    }

    /** The probability of a deviation at least as unusual as this: twice the smaller tail, at most 1; NaN for NaN. */
    default double pValue(double deviation) {
        double x = deviation + shift();
        double tail = Math.min(shifted().cumulativeProbability(x), shifted().survivalProbability(x));
        return Math.min(1, 2 * tail);
    }

    /** The deviation that is not exceeded with probability p. */
    default double quantile(double p) {
        return shifted().inverseCumulativeProbability(p) - shift();
    }

    /**
     * Student's t: the mean of independent numbers whose own spread gives the standard error.
     *
     * @param degreesOfFreedom one less than there are numbers; infinite, for a standard error that is known, it is the
     *     standard normal distribution
     */
    record StudentsT(double degreesOfFreedom) implements SamplingDistribution {
        @Override
        public ContinuousDistribution shifted() {
            return TDistribution.of(degreesOfFreedom);
        }
    }

    /**
     * Gamma, moved to mean 0 and variance 1: the mean of a few squares, with a known standard error. Exact for n
     * independent normal squares, whose mean has the skewness sqrt(8 / n); for dependent ones the approximation by
     * three moments of Buckley and Eagleson 1988.
     *
     * @param skewness positive
     */
    record Gamma(double skewness) implements SamplingDistribution {
        @Override
        public ContinuousDistribution shifted() {
            return GammaDistribution.of(shift() * shift(), 1 / shift());
        }

        @Override
        public double shift() {
            return 2 / skewness;
        }
    }

    /**
     * Log-normal, moved to mean 0 and variance 1: a product of many independent factors of mean 1, measured against 1.
     *
     * @param logVariance the variance of the logarithm of the product; positive
     */
    record LogNormal(double logVariance) implements SamplingDistribution {
        @Override
        public ContinuousDistribution shifted() {
            return LogNormalDistribution.of(Math.log(shift()) - logVariance / 2, Math.sqrt(logVariance));
        }

        @Override
        public double shift() {
            return 1 / Math.sqrt(Math.expm1(logVariance));
        }
    }
}
