package xavierkit.check;

import java.util.stream.DoubleStream;
import org.apache.commons.numbers.rootfinder.BrentSolver;
import org.apache.commons.statistics.distribution.*;

/**
 * The sampling distribution of a check: how a deviation, (measured - predicted) / standard error, is distributed while
 * the prediction is true. It gives p-values and bounds.
 */
public sealed interface SamplingDistribution {

    /** The standard normal distribution: of a deviation whose standard error is known. */
    SamplingDistribution NORMAL = new StudentsT(Double.POSITIVE_INFINITY);

    /** The probability of a deviation of at most this; NaN for NaN. */
    double cumulative(double deviation);

    /** The probability of a deviation of at least this; NaN for NaN. */
    double survival(double deviation);

    /** The deviation that is not exceeded with probability p, above 0 and below 1. */
    double quantile(double p);

    /** Whether a standard error that is a large part of the prediction leaves open what is right. */
    default boolean needsPrecision() {
        return false;
    }

    /** The probability of a deviation at least as unusual as this: twice the smaller tail, at most 1; NaN for NaN. */
    default double pValue(double deviation) {
        return Math.min(1, 2 * Math.min(cumulative(deviation), survival(deviation)));
    }

    /** One of the known distributions, which lies {@code shift} to the right of the deviation. */
    sealed interface Known extends SamplingDistribution {
        /** The distribution of the deviation plus {@link #shift}. */
        ContinuousDistribution shifted();

        /** How far {@link #shifted} lies to the right. */
        default double shift() {
            return 0;
        }

        @Override
        default double cumulative(double deviation) {
            return shifted().cumulativeProbability(deviation + shift());
        }

        @Override
        default double survival(double deviation) {
            return shifted().survivalProbability(deviation + shift());
        }

        @Override
        default double quantile(double p) {
            return shifted().inverseCumulativeProbability(p) - shift();
        }
    }

    /**
     * Student's t: the mean of independent numbers whose own spread gives the standard error.
     *
     * @param degreesOfFreedom one less than there are numbers; infinite, for a standard error that is known, it is the
     *     standard normal distribution
     */
    record StudentsT(double degreesOfFreedom) implements Known {
        @Override
        public ContinuousDistribution shifted() {
            return TDistribution.of(degreesOfFreedom);
        }

        @Override
        public boolean needsPrecision() {
            return true;
        }
    }

    /**
     * Log-normal, moved to mean 0 and variance 1: a product of many independent factors of mean 1, measured against 1.
     *
     * @param logVariance the variance of the logarithm of the product; positive
     */
    record LogNormal(double logVariance) implements Known {
        @Override
        public ContinuousDistribution shifted() {
            return LogNormalDistribution.of(Math.log(shift()) - logVariance / 2, Math.sqrt(logVariance));
        }

        @Override
        public double shift() {
            return 1 / Math.sqrt(Math.expm1(logVariance));
        }
    }

    /**
     * The mean of a few independent positive numbers whose logarithms are normal, as the variances of deep networks nearly
     * are: the deviation of the mean m from a prediction is as likely as the prediction is under the generalized pivotal
     * quantity of Krishnamoorthy and Mathew 2003 (Journal of Statistical Planning and Inference 115, 103), l - Z sqrt(v /
     * n) / sqrt(U / (n - 1)) + v (n - 1) / (2 U), for the logarithm of the true mean: Z standard normal, U chi-squared with
     * n - 1 degrees of freedom. It raises false alarms as stated up to a factor of 2 at 1/16,000, where Student's t raises
     * 16 times as many for v = 0.26 and 1,700 times for v = 3.
     *
     * @param mean m
     * @param standardError of m
     * @param logMean l, the mean of the logarithms
     * @param logVariance v, their sample variance; positive
     * @param count n, at least 2
     */
    record LogNormalMean(double mean, double standardError, double logMean, double logVariance, int count)
            implements SamplingDistribution {

        private static final int STEPS = 128;

        /** A probability that is as good as 0. */
        private static final double UNLIKELY = 1e-13;

        @Override
        public boolean needsPrecision() {
            return true;
        }

        @Override
        public double cumulative(double deviation) {
            return probability(Math.log(Math.max(0, mean - deviation * standardError)), 1);
        }

        @Override
        public double survival(double deviation) {
            return probability(Math.log(Math.max(0, mean - deviation * standardError)), -1);
        }

        @Override
        public double quantile(double p) {
            double log = ChiSquares.SOLVER.findRoot(l -> probability(l, 1) - p, -745, 709); // the range of a double
            return (mean - Math.exp(log)) / standardError;
        }

        /** That the logarithm of the true mean is above (side 1) or below (side -1) a number: an integral over ln U. */
        private double probability(double log, int side) {
            double n = count - 1.0;
            ChiSquaredDistribution law = ChiSquaredDistribution.of(n);
            double start = Math.log(law.inverseCumulativeProbability(UNLIKELY));
            double step = (Math.log(law.inverseSurvivalProbability(UNLIKELY)) - start) / STEPS;
            double sum = 0;
            for (int i = 0; i <= STEPS; i++) {
                double u = Math.exp(start + i * step);
                double distance = logMean + logVariance * n / (2 * u) - log;
                double z = distance * Math.sqrt(count * u / (n * logVariance));
                sum += law.density(u) * u * NORMAL.cumulative(side * z);
            }
            return Math.min(1, sum * step);
        }
    }

    /**
     * No known distribution holds; all probabilities are NaN.
     *
     * @param reason why, in a few words
     */
    record Unknown(String reason) implements SamplingDistribution {
        @Override
        public double cumulative(double deviation) {
            return Double.NaN;
        }

        @Override
        public double survival(double deviation) {
            return Double.NaN;
        }

        @Override
        public double quantile(double p) {
            return Double.NaN;
        }
    }

    /**
     * A sum Q of independent chi-squared variables, the j-th with d_j degrees of freedom and multiplied by lambda_j,
     * moved to mean 0 and variance 1: the mean of squares of normal variables that depend on each other. Exact:
     *
     * <p>P(Q &gt; x) is the integral of exp(K(t) - x t) / (2 pi i t) along any curve from below to above the real axis
     * that crosses it between 0 and 1 / (2 max lambda), where K(t) = -1/2 sum of d_j log(1 - 2 lambda_j t) is the
     * logarithm of E[e^(tQ)]; crossing to the left of 0 gives -P(Q &lt; x). A parabola through the saddle point, along
     * which the integrand falls fastest, leaves an error of less than 1e-9 of the result after some fifty steps, in both
     * tails; S. O. Rice 1980, SIAM Journal on Scientific and Statistical Computing 1, 438.
     *
     * @param weights the lambda_j, positive
     * @param degrees the d_j, positive
     */
    record ChiSquares(double[] weights, double[] degrees) implements SamplingDistribution {

        static final BrentSolver SOLVER = new BrentSolver(1e-9, 0, 0);

        /** The step along the curve, in units of the saddle's width. */
        private static final double STEP = 0.25;

        /** What is left out beyond the last step, relative to the first. */
        private static final double LAST = 1e-17;

        /** The n-th derivative of K at t, n up to 3: 2^(n-1) (n-1)! times the sum of d (lambda / (1 - 2 lambda t))^n. */
        private double derivative(int n, double t) {
            double sum = 0;
            for (int j = 0; j < weights.length; j++) {
                sum += degrees[j] * Math.pow(weights[j] / (1 - 2 * weights[j] * t), n);
            }
            return n < 3 ? n * sum : 8 * sum;
        }

        /** All degrees of freedom. */
        double inAll() {
            return DoubleStream.of(degrees).sum();
        }

        /** The mean of Q. */
        double mean() {
            return derivative(1, 0);
        }

        /** The standard deviation of Q. */
        double standardDeviation() {
            return Math.sqrt(derivative(2, 0));
        }

        /** The third central moment, divided by the cube of the standard deviation. */
        double skewness() {
            return derivative(3, 0) / Math.pow(standardDeviation(), 3);
        }

        private double at(double deviation) {
            return mean() + deviation * standardDeviation();
        }

        @Override
        public double cumulative(double deviation) {
            double x = at(deviation);
            return x < mean() ? tail(x) : 1 - tail(x);
        }

        @Override
        public double survival(double deviation) {
            double x = at(deviation);
            return x < mean() ? 1 - tail(x) : tail(x);
        }

        @Override
        public double pValue(double deviation) { // both tails from one integral
            double tail = tail(at(deviation));
            return Math.min(1, 2 * Math.min(tail, 1 - tail));
        }

        @Override
        public double quantile(double p) {
            double high = 1;
            while (survival(high) > 1 - p) {
                high *= 2;
            }
            double low = -mean() / standardDeviation();
            return SOLVER.findRoot(d -> p < 0.5 ? cumulative(d) - p : 1 - p - survival(d), low, high);
        }

        /** P(Q &lt; x) for x below the mean, otherwise P(Q &gt; x). */
        private double tail(double x) {
            if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
                return Double.isNaN(x) ? x : 0;
            }
            double side = x < mean() ? -1 : 1;
            double end = side < 0
                    ? -(2 + inAll()) / x
                    : 0.5 / DoubleStream.of(weights).max().orElseThrow();
            double saddle =
                    end * SOLVER.findRoot(s -> side * (derivative(1, end * s) - x - 1 / (end * s)), 1e-9, 1 - 1e-15);
            double bend = derivative(3, saddle) / (6 * derivative(2, saddle));
            double step = STEP / Math.sqrt(derivative(2, saddle) + 1 / (saddle * saddle));
            double top = exponent(x, saddle, 0)[0];
            double sum = 0;
            double size = 1;
            for (double y = step / 2; size > LAST; y += step) {
                double t = saddle + bend * y * y;
                double[] exponent = exponent(x, t, y);
                size = Math.abs(saddle) * Math.exp(exponent[0] - top) * Math.hypot(1, 2 * bend * y) / Math.hypot(t, y);
                sum += size * Math.sin(exponent[1] + Math.atan2(1, 2 * bend * y) - Math.atan2(y, t));
            }
            return side * sum * step / (Math.PI * Math.abs(saddle)) * Math.exp(top);
        }

        /** K(t) - x t at t = re + i im: its real and its imaginary part. */
        private double[] exponent(double x, double re, double im) {
            double real = -x * re;
            double imaginary = -x * im;
            for (int j = 0; j < weights.length; j++) {
                double u = 1 - 2 * weights[j] * re;
                double v = -2 * weights[j] * im;
                real -= degrees[j] / 4 * Math.log(u * u + v * v);
                imaginary -= degrees[j] / 2 * Math.atan2(v, u);
            }
            return new double[] {real, imaginary};
        }
    }
}
