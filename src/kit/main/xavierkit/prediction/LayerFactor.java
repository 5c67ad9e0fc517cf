package xavierkit.prediction;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.numbers.complex.Complex;
import org.apache.commons.numbers.gamma.*;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The random factor X by which one layer of finite width multiplies the mean square of its signal: alive with some
 * probability, and then a mixture of scaled chi-square distributions.
 *
 * @param width n, the units of the layer
 * @param secondMoment E[X^2], where E[X] = 1
 * @param alive P(X > 0)
 * @param parts the mixture, given X > 0
 */
record LayerFactor(int width, double secondMoment, double alive, List<Part> parts) {

    /** Less than the last digit of any probability. */
    private static final double NEGLIGIBLE = 1e-18;

    /** From here on the five terms of Stirling's series are exact to 1e-16. */
    private static final double STIRLING = 15;

    /** X = scale chi^2_k / k, with this weight in the mixture. */
    record Part(double weight, int degrees, double scale) {

        double half() {
            return degrees / 2.0;
        }

        double logMean() {
            return Math.log(scale) + Digamma.value(half()) - Math.log(half());
        }

        Complex moment(Complex z) {
            return logGammaRatio(half(), z)
                    .add(z.multiply(Math.log(scale)))
                    .exp()
                    .multiply(weight);
        }
    }

    /** X = chi^2_n / n. */
    static LayerFactor linear(int n) {
        return new LayerFactor(n, 1 + 2.0 / n, 1, List.of(new Part(1, n, 1)));
    }

    /** X = (2/n) chi^2_K, K ~ Bin(n, 1/2), which is 2K/n chi^2_K / K. */
    static LayerFactor heRelu(int n) {
        BinomialDistribution active = BinomialDistribution.of(n, 0.5);
        double alive = -Math.expm1(-n * Math.log(2));
        List<Part> parts = IntStream.rangeClosed(1, n)
                .mapToObj(k -> new Part(active.probability(k) / alive, k, 2.0 * k / n))
                .filter(part -> part.weight() > NEGLIGIBLE)
                .toList();
        return new LayerFactor(n, 1 + 5.0 / n, alive, parts);
    }

    /** E[X^z], given X > 0: the Mellin transform; z = it gives the characteristic function of log X. */
    Complex moment(Complex z) {
        return parts.stream().map(part -> part.moment(z)).reduce(Complex.ZERO, Complex::add);
    }

    /**
     * The log of a bound on |E[X^(it)]| that falls with t: |Gamma(a + it)| / Gamma(a), the largest of the parts because it
     * grows with a.
     */
    double logBound(double t) {
        return logGammaRatio(width / 2.0, Complex.ofCartesian(0, t)).real();
    }

    /** E[log X], given X > 0. */
    double logMean() {
        return mean(Part::logMean);
    }

    /** Var[log X], given X > 0: the mean of the variances plus the variance of the means. */
    double logVariance() {
        double mean = logMean();
        return mean(part -> Trigamma.value(part.half()) + Math.pow(part.logMean() - mean, 2));
    }

    /** The least k in the mixture: negative moments exist above -k/2. */
    int leastDegrees() {
        return parts.get(0).degrees();
    }

    private double mean(ToDoubleFunction<Part> value) {
        return parts.stream()
                .mapToDouble(p -> p.weight() * value.applyAsDouble(p))
                .sum();
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
        Complex square = y.multiply(y);
        Complex sum = Complex.ofCartesian(1.0 / 1188, 0);
        for (double term : new double[] {-1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12}) {
            sum = sum.multiply(square).add(term);
        }
        return sum.multiply(y);
    }
}
