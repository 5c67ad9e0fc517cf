package xavierkit.check;

import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** The law of a deviation, (measured - predicted) / standard error, where the prediction is true. */
public sealed interface SamplingLaw {

    /** The law of the deviation plus {@link #shift}. */
    ContinuousDistribution distribution();

    /** What the distribution lies to the right of the deviation; 0 unless stated otherwise. */
    default double shift() {
        return 0;
    }

    /** The third moment of the deviation; 0 unless stated otherwise. */
    default double skewness() {
        return 0;
    }

    /** How probable a deviation at least as unusual as this is, to either side: twice the smaller tail. */
    default double pValue(double deviation) {
        double x = deviation + shift();
        double tail =
                Math.min(distribution().cumulativeProbability(x), distribution().survivalProbability(x));
        return Math.min(1, 2 * tail);
    }

    /** The deviation that a true prediction stays below with probability p. */
    default double quantile(double p) {
        return distribution().inverseCumulativeProbability(p) - shift();
    }

    /** The mean of many independent numbers, with a known standard error. */
    record Normal() implements SamplingLaw {
        @Override
        public ContinuousDistribution distribution() {
            return NormalDistribution.of(0, 1);
        }
    }

    /**
     * The mean of a few independent numbers whose own spread gives the standard error.
     *
     * @param degreesOfFreedom one less than there are numbers; positive
     */
    record StudentsT(double degreesOfFreedom) implements SamplingLaw {
        @Override
        public ContinuousDistribution distribution() {
            return TDistribution.of(degreesOfFreedom);
        }
    }

    /**
     * The mean of a few squares, with a known standard error: a gamma distribution moved to mean 0 and
     * variance 1. Exact for n independent normal squares, whose mean has the skewness sqrt(8 / n); for
     * dependent ones the approximation by three moments of Buckley and Eagleson 1988.
     *
     * @param skewness positive
     */
    record Squares(double skewness) implements SamplingLaw {
        @Override
        public ContinuousDistribution distribution() {
            return GammaDistribution.of(shift() * shift(), 1 / shift());
        }

        @Override
        public double shift() {
            return 2 / skewness;
        }
    }

    /**
     * A product of many independent factors of mean 1, measured against 1: log-normal, moved to mean 0 and
     * variance 1.
     *
     * @param logVariance of the logarithm of the product; positive
     */
    record Product(double logVariance) implements SamplingLaw {
        @Override
        public ContinuousDistribution distribution() {
            return LogNormalDistribution.of(Math.log(shift()) - logVariance / 2, Math.sqrt(logVariance));
        }

        @Override
        public double shift() {
            return 1 / Math.sqrt(Math.expm1(logVariance));
        }
    }
}
