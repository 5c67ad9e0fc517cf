package xavierkit.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The errors that the classes behind {@link Activation} state, against some 40 digits. */
class AccuracyTest {

    /**
     * What is held against what.
     *
     * @param bound the largest error, in ulp of the exact value or of {@code floor} if that is larger
     */
    private record Claim(
            String name, DoubleUnaryOperator function, UnaryOperator<BigDecimal> exact, double bound, double floor) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Claim value(Activation phi, double bound, double floor, UnaryOperator<BigDecimal> exact) {
        return new Claim(phi.name(), phi.value(), exact, bound, floor);
    }

    private static Claim slope(Activation phi, double bound, double floor, UnaryOperator<BigDecimal> exact) {
        return new Claim(phi.name() + "'", phi.derivative(), exact, bound, floor);
    }

    static Stream<Claim> claims() {
        return Stream.of(
                value(Activation.TANH, 3, 0, s -> odd(s, AccuracyTest::tanh)),
                slope(Activation.TANH, 4.5, 0, s -> big(4).multiply(bell(Exact.TWO.multiply(s)))),
                value(Activation.SIGMOID, 3, 0, AccuracyTest::sigma),
                slope(Activation.SIGMOID, 4.5, 0, AccuracyTest::bell),
                value(Activation.SOFTPLUS, 3.5, 0, s -> s.max(BigDecimal.ZERO).add(Exact.log1p(e(s)))),
                // e^s - 1 and e^s themselves
                value(Activation.elu(1), 1.5, 0, s -> s.signum() > 0 ? s : Exact.expm1(near(s))),
                slope(Activation.elu(1), 1.5, 0, s -> s.signum() > 0 ? Exact.ONE : e(s)),
                value(Activation.SELU, 3, 0, AccuracyTest::selu),
                slope(Activation.SELU, 3, 0, AccuracyTest::seluSlope),
                value(Activation.ERF, 2.5, 0, s -> odd(s, a -> Exact.erf(a.min(big(6))))),
                slope(Activation.ERF, 2.5, 0, AccuracyTest::erfSlope),
                value(Activation.SILU, 4, 1e-290, s -> s.multiply(sigma(s))),
                slope(Activation.SILU, 3, 1, s -> sigma(s).add(s.multiply(bell(s)))),
                value(Activation.GELU, 6, 1e-290, s -> s.multiply(cdf(s))),
                slope(Activation.GELU, 3, 1, s -> cdf(s).add(s.multiply(Exact.normalDensity(far(s))))),
                value(Activation.GELU_TANH, 3, 1, s -> s.multiply(sigma(twoU(s)))),
                slope(Activation.GELU_TANH, 3, 1, AccuracyTest::geluTanhSlope));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void theErrorIsAtMostAsStated(Claim claim) {
        points().forEach(s -> {
            BigDecimal exact = claim.exact.apply(new BigDecimal(s));
            double ulp = Math.ulp(Math.max(Math.abs(exact.doubleValue()), claim.floor));
            double got = claim.function.applyAsDouble(s);
            double error = new BigDecimal(got).subtract(exact).abs().doubleValue() / ulp;
            assertTrue(error <= claim.bound, () -> claim + "(" + s + ") = " + got + ": " + error);
        });
    }

    // a dense grid, random numbers of ordinary size, and both signs of tiny and huge ones
    private static DoubleStream points() {
        double[] edges = {
            0, 0x1p-1074, 3e-320, 0x1p-1022, 1e-300, 1e-100, 0x1p-54, 0x1p-27, 1e-5, 0.34657, 0.6931, 0.69315, 1.0397,
            18.9, 20.1, 37.7, 38.55, 100, 372.6, 690, 700, 745, 746, 800, 1e5, 1e17, 1e300
        };
        return Stream.of(
                        Arrays.stream(edges).flatMap(s -> DoubleStream.of(-s, s)),
                        DoubleStream.iterate(-9, s -> s < 9, s -> s + 0.0417),
                        DoubleStream.iterate(-41, s -> s < 41, s -> s + 0.417),
                        new SplittableRandom(1).doubles(400, -6, 6))
                .flatMapToDouble(points -> points);
    }

    @Test
    void theSingularNumbersAreKept() {
        for (Activation phi : new Activation[] {Activation.TANH, Activation.ERF, Activation.elu(1)}) {
            assertEquals(-0.0, phi.value(-0.0), phi.name());
            assertEquals(0.0, phi.value(0.0), phi.name());
        }
    }

    private static final BigDecimal LAMBDA = new BigDecimal(1.0507009873554805);
    private static final BigDecimal ALPHA = new BigDecimal(1.6732632423543773);

    // beyond this every exponential here is 0
    private static BigDecimal near(BigDecimal s) {
        return s.max(big(-2000)).min(big(2000));
    }

    // beyond this e^(-s^2/2) is 0
    private static BigDecimal far(BigDecimal s) {
        return s.abs().min(big(60));
    }

    // e^-|s|
    private static BigDecimal e(BigDecimal s) {
        return Exact.exp(near(s).abs().negate());
    }

    private static BigDecimal tanh(BigDecimal a) {
        BigDecimal m = Exact.expm1(near(a).multiply(big(-2)));
        return Exact.divide(m.negate(), m.add(Exact.TWO));
    }

    private static BigDecimal odd(BigDecimal s, UnaryOperator<BigDecimal> f) {
        BigDecimal z = f.apply(s.abs());
        return s.signum() < 0 ? z.negate() : z;
    }

    private static BigDecimal sigma(BigDecimal s) {
        BigDecimal e = e(s);
        return Exact.divide(s.signum() > 0 ? Exact.ONE : e, e.add(Exact.ONE));
    }

    // sigma(s) sigma(-s)
    private static BigDecimal bell(BigDecimal s) {
        return sigma(s).multiply(sigma(s.negate()));
    }

    private static BigDecimal selu(BigDecimal s) {
        BigDecimal left = ALPHA.multiply(Exact.expm1(near(s.min(BigDecimal.ZERO))));
        return LAMBDA.multiply(s.signum() > 0 ? s : left);
    }

    private static BigDecimal seluSlope(BigDecimal s) {
        return LAMBDA.multiply(s.signum() > 0 ? Exact.ONE : ALPHA.multiply(e(s)));
    }

    private static BigDecimal erfSlope(BigDecimal s) {
        BigDecimal a = far(s);
        return Exact.divide(Exact.TWO.multiply(Exact.exp(a.multiply(a).negate())), Exact.sqrt(Exact.PI));
    }

    private static BigDecimal cdf(BigDecimal s) {
        BigDecimal tail = Exact.normalTail(far(s));
        return s.signum() > 0 ? Exact.ONE.subtract(tail) : tail;
    }

    private static BigDecimal slopeOfU() {
        return Exact.sqrt(Exact.divide(Exact.TWO, Exact.PI)).multiply(Exact.TWO);
    }

    private static BigDecimal twoU(BigDecimal s) {
        BigDecimal cubic = new BigDecimal(0.044715).multiply(s).multiply(s).multiply(s);
        return slopeOfU().multiply(s.add(cubic));
    }

    private static BigDecimal geluTanhSlope(BigDecimal s) {
        BigDecimal three = new BigDecimal(3 * 0.044715).multiply(s).multiply(s);
        BigDecimal slope = slopeOfU().multiply(Exact.ONE.add(three));
        return sigma(twoU(s)).add(near(s).multiply(bell(twoU(s))).multiply(slope));
    }

    private static BigDecimal big(long x) {
        return BigDecimal.valueOf(x);
    }
}
