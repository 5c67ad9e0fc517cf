package xavierkit.prediction;

import java.util.*;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.numbers.complex.Complex;
import org.apache.commons.numbers.gamma.*;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The random factor X = (s_w^2 / n) chi^2_K by which a layer of n units, of which K are active, multiplies the mean square
 * of its signal; E[X] = 1.
 *
 * @param weightVariance s_w^2 = fan_in Var(W)
 * @param width n
 * @param alive P(K > 0)
 * @param active k to P(K = k), given K > 0
 */
record LayerFactor(double weightVariance, int width, double alive, Map<Integer, Double> active) {

    /** Less than the last digit of any probability. */
    private static final double NEGLIGIBLE = 1e-18;

    /** From here on the five terms of Stirling's series are exact to 1e-16. */
    private static final double STIRLING = 15;

    /** All units are active, and Var(W) = 1/fan_in. */
    static LayerFactor linear(int n) {
        return new LayerFactor(1, n, 1, Map.of(n, 1.0));
    }

    /** K ~ Bin(n, 1/2), and Var(W) = 2/fan_in. */
    static LayerFactor heRelu(int n) {
        BinomialDistribution positive = BinomialDistribution.of(n, 0.5);
        double alive = -Math.expm1(-n * Math.log(2));
        Map<Integer, Double> active = new TreeMap<>();
        for (int k = 1; k <= n; k++) {
            active.put(k, positive.probability(k) / alive);
        }
        active.values().removeIf(p -> p < NEGLIGIBLE);
        return new LayerFactor(2, n, alive, active);
    }

    /** E[X^2], of E[(chi^2_k)^2] = k^2 + 2k. */
    double secondMoment() {
        return alive * Math.pow(weightVariance / width, 2) * mean(k -> (k + 2.0) * k);
    }

    /** E[log X], given X > 0. */
    double logMean() {
        return mean(this::logMean);
    }

    /** Var[log X], given X > 0: the mean of the variances plus the variance of the means. */
    double logVariance() {
        double mean = logMean();
        return mean(k -> Trigamma.value(k / 2.0) + Math.pow(logMean(k) - mean, 2));
    }

    private double logMean(int k) {
        return Digamma.value(k / 2.0) + Math.log(2 * weightVariance / width);
    }

    private double mean(IntToDoubleFunction value) {
        return active.entrySet().stream()
                .mapToDouble(e -> e.getValue() * value.applyAsDouble(e.getKey()))
                .sum();
    }

    /** E[X^(it)], given X > 0: the characteristic function of log X. */
    Complex characteristic(double t) {
        Complex sum = Complex.ZERO;
        for (Map.Entry<Integer, Double> e : active.entrySet()) {
            double scale = weightVariance * e.getKey() / width;
            Complex log = logGammaRatio(e.getKey() / 2.0, Complex.ofCartesian(0, t));
            sum = sum.add(
                    log.add(Complex.ofCartesian(0, t * Math.log(scale))).exp().multiply(e.getValue()));
        }
        return sum;
    }

    // log(Gamma(a + z) / (Gamma(a) a^z)), by Gamma(a + 1) = a Gamma(a) up to where Stirling's series holds
    private static Complex logGammaRatio(double a, Complex z) {
        Complex log = Complex.ONE.add(z.divide(a)).log();
        if (a < STIRLING) {
            return logGammaRatio(a + 1, z).add(z.multiply(Math.log1p(1 / a))).subtract(log);
        }
        Complex series = stirling(z.add(a)).subtract(stirling(Complex.ofCartesian(a, 0)));
        return z.add(a - 0.5).multiply(log).subtract(z).add(series);
    }

    // 1/(12 z) - 1/(360 z^3) + 1/(1260 z^5) - 1/(1680 z^7) + 1/(1188 z^9); NIST DLMF 5.11.1
    private static Complex stirling(Complex z) {
        Complex y = Complex.ONE.divide(z);
        Complex sum = Complex.ofCartesian(1.0 / 1188, 0);
        for (double term : new double[] {-1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12}) {
            sum = sum.multiply(y).multiply(y).add(term);
        }
        return sum.multiply(y);
    }
}
