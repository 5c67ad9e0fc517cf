package xavierkit.prediction;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.apache.commons.numbers.complex.Complex;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/**
 * The distribution of Y = log X for a product X of independent factors, each given that it is not 0. Convolving densities
 * is multiplying characteristic functions, which are known here; with c(t) = E[e^(itY)],
 *
 * <p>P(Y &lt;= y) = 1/2 - sum over k &gt;= 0 of Im(c(t_k) e^(-i t_k y)) / (pi (k + 1/2)), t_k = (k + 1/2) d.
 *
 * <p>For a positive step d the sum misses by at most the larger of P(Y &lt; y - 2 pi/d) and P(Y &gt; y + 2 pi/d); Davies
 * 1973, Biometrika 60, 415. The step is such that both are below 1e-14 for all y between {@code low} and {@code high};
 * outside these lies as little.
 */
final class LogDistribution {

    private static final double LOG_TAIL = Math.log(1e-14);
    private static final double LOG_LAST_TERM = Math.log(1e-17);
    private static final BrentSolver SOLVER = new BrentSolver(1e-16, 1e-15, 0);

    private final Map<LayerFactor, Long> factors;
    private final double low;
    private final double high;
    private final double step;
    private final List<Complex> terms = new ArrayList<>();

    /** Of the product of these, each of which may occur several times. */
    LogDistribution(List<LayerFactor> layers) {
        factors = layers.stream().collect(Collectors.groupingBy(x -> x, LinkedHashMap::new, Collectors.counting()));
        high = powers(1).map(s -> (logMoment(s) - LOG_TAIL) / s).min().orElseThrow();
        low = powers(-1).map(s -> (logMoment(s) - LOG_TAIL) / s).max().orElseThrow();
        step = 2 * Math.PI / (high - low);
        for (double t = step / 2; logBound(t) > LOG_LAST_TERM; t = (terms.size() + 0.5) * step) {
            terms.add(moment(Complex.ofCartesian(0, t)));
        }
    }

    /** E[Y]. */
    double mean() {
        return sum(LayerFactor::logMean);
    }

    /** Var[Y]. */
    double variance() {
        return sum(LayerFactor::logVariance);
    }

    /** P(Y &lt;= y) to about 1e-12. */
    double cumulative(double y) {
        if (y <= low || y >= high) {
            return y <= low ? 0 : 1;
        }
        double sum = 0.5;
        for (int k = 0; k < terms.size(); k++) {
            Complex rotation = Complex.ofCis(-(k + 0.5) * step * y);
            sum -= terms.get(k).multiply(rotation).imag() / (Math.PI * (k + 0.5));
        }
        return Math.min(1, Math.max(0, sum));
    }

    /** The y with P(Y &lt;= y) = p, for p between 0 and 1. */
    double quantile(double p) {
        return SOLVER.findRoot(y -> cumulative(y) - p, low, high);
    }

    // Markov: P(Y > y) <= E[X^s] e^(-sy), and the same with s < 0 below; the best s of a few per standard deviation
    private DoubleStream powers(int sign) {
        double least = factors.keySet().stream()
                .mapToInt(LayerFactor::leastDegrees)
                .min()
                .orElseThrow();
        return IntStream.rangeClosed(-12, 8)
                .mapToDouble(j -> sign * Math.pow(2, j / 2.0) / Math.sqrt(variance()))
                .filter(s -> s > -least / 2);
    }

    private double logMoment(double s) {
        return sum(factor -> Math.log(factor.moment(Complex.ofCartesian(s, 0)).real()));
    }

    private double logBound(double t) {
        return sum(factor -> factor.logBound(t));
    }

    private Complex moment(Complex z) {
        return factors.entrySet().stream()
                .map(e -> e.getKey().moment(z).pow(e.getValue()))
                .reduce(Complex.ONE, Complex::multiply);
    }

    private double sum(ToDoubleFunction<LayerFactor> value) {
        return factors.entrySet().stream()
                .mapToDouble(e -> e.getValue() * value.applyAsDouble(e.getKey()))
                .sum();
    }
}
