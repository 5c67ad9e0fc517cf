package xavierkit.activation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * An activation function phi, applied to each pre-activation s on its own: z = phi(s).
 *
 * <p>The functions that the kit names come from {@link StrictMath}: the same input gives the same
 * bits on every machine. {@link #ERF} and {@link #GELU} alone may differ between machines in their
 * last bits, because Commons Numbers computes erf and erfc with {@link Math#exp} and {@link
 * Math#expm1}. At infinity value and derivative are the limits.
 *
 * @param name the name in the field's writing, such as {@code tanh}
 * @param value s to phi(s)
 * @param derivative s to phi'(s); at a kink the derivative from the left
 * @param kinks the points where phi' jumps, in any order, kept ascending; quadrature must be split
 *     there
 */
public record Activation(
    String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative, List<Double> kinks) {

  /** phi(s) = s. */
  public static final Activation IDENTITY = of("identity", s -> s, s -> 1);

  /** phi(s) = tanh(s), phi'(s) = 1 - tanh(s)^2. */
  public static final Activation TANH =
      of("tanh", StrictMath::tanh, s -> 1 - square(StrictMath.tanh(s)));

  /** phi(s) = 1 / (1 + e^-s), phi' = phi (1 - phi). Not zero at 0: phi(0) = 1/2, phi'(0) = 1/4. */
  public static final Activation SIGMOID =
      of("sigmoid", Activation::logistic, s -> logistic(s) * logistic(-s));

  /** phi(s) = s / (1 + |s|), phi'(s) = 1 / (1 + |s|)^2; Bergstra et al. 2009. */
  public static final Activation SOFTSIGN =
      of("softsign", Activation::softsign, s -> 1 / square(1 + Math.abs(s)));

  /** phi(s) = erf(s) = 2/sqrt(pi) times the integral of e^(-t^2) from 0 to s. */
  public static final Activation ERF =
      of("erf", Erf::value, s -> 2 / StrictMath.sqrt(Math.PI) * StrictMath.exp(-s * s));

  /** phi(s) = max(0, s), phi'(0) = 0. */
  public static final Activation RELU = of("ReLU", s -> Math.max(0, s), s -> s > 0 ? 1 : 0, 0.0);

  /**
   * phi(s) = s Phi(s), with Phi the standard normal distribution function; Hendrycks, Gimpel 2016.
   */
  public static final Activation GELU =
      of("GELU", s -> damped(s, normalCdf(s)), s -> normalCdf(s) + damped(s, normalDensity(s)));

  /** GELU's approximation s/2 (1 + tanh(sqrt(2/pi) (s + 0.044715 s^3))); Hendrycks, Gimpel 2016. */
  public static final Activation GELU_TANH = of(
      "GELU (tanh)", s -> damped(s, logistic(2 * geluArgument(s))), Activation::geluTanhDerivative);

  /** phi(s) = s / (1 + e^-s), also called swish; Elfwing et al. 2017. */
  public static final Activation SILU = of(
      "SiLU", s -> damped(s, logistic(s)), s -> damped(1 + damped(s, logistic(-s)), logistic(s)));

  /** phi(s) = ln(1 + e^s), phi' = sigmoid. */
  public static final Activation SOFTPLUS = of(
      "softplus",
      s -> Math.max(s, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(s))),
      Activation::logistic);

  /**
   * phi(s) = lambda s for s > 0, else lambda alpha (e^s - 1), with the constants for which mean 0
   * and variance 1 are a fixed point; Klambauer et al. 2017.
   */
  public static final Activation SELU = exponential("SELU", 1.0507009873554805, 1.6732632423543773);

  private static final double GELU_CUBIC = 0.044715;

  /** Validates: a name, both functions, finite kinks. Sorts the kinks and drops repeated ones. */
  public Activation {
    Objects.requireNonNull(name, "the name of the activation must be given");
    Objects.requireNonNull(value, "the value of the activation must be given");
    Objects.requireNonNull(derivative, "the derivative of the activation must be given");
    Objects.requireNonNull(kinks, "the kinks must be given, none as an empty list");
    for (Double kink : kinks) {
      requireFinite("a kink", Objects.requireNonNull(kink, "every kink must be given"));
    }
    kinks = kinks.stream().sorted().distinct().toList();
  }

  /** An activation of one's own from phi, phi' and the points where phi' jumps (none if smooth). */
  public static Activation of(
      String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative, Double... kinks) {
    Objects.requireNonNull(kinks, "the kinks must be given, none as an empty list");
    return new Activation(name, value, derivative, Arrays.asList(kinks));
  }

  /** phi(s) = s for s > 0, else a s, with a finite; smooth if a = 1; Maas et al. 2013. */
  public static Activation leakyRelu(double a) {
    requireFinite("the slope of leaky ReLU", a);
    return of(
        "leaky ReLU " + a, s -> s > 0 ? s : damped(s, a), s -> s > 0 ? 1 : a, kinkUnlessSmooth(a));
  }

  /**
   * phi(s) = s for s > 0, else alpha (e^s - 1), with alpha finite; smooth if alpha = 1; Clevert et
   * al. 2015.
   */
  public static Activation elu(double alpha) {
    requireFinite("alpha of ELU", alpha);
    return exponential("ELU " + alpha, 1, alpha);
  }

  /** phi(s). */
  public double value(double s) {
    return value.applyAsDouble(s);
  }

  /** phi'(s). */
  public double derivative(double s) {
    return derivative.applyAsDouble(s);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Activation exponential(String name, double lambda, double alpha) {
    return of(
        name,
        s -> lambda * (s > 0 ? s : alpha * StrictMath.expm1(s)),
        s -> lambda * (s > 0 ? 1 : alpha * StrictMath.exp(s)),
        kinkUnlessSmooth(alpha));
  }

  private static Double[] kinkUnlessSmooth(double slopeFromTheLeft) {
    return slopeFromTheLeft == 1 ? new Double[0] : new Double[] {0.0};
  }

  private static double softsign(double s) {
    return Double.isInfinite(s) ? Math.signum(s) : s / (1 + Math.abs(s));
  }

  // s times a factor that vanishes faster than s grows: where it has become 0, so has the product
  private static double damped(double s, double factor) {
    return factor == 0 && !Double.isNaN(s) ? 0 : s * factor;
  }

  private static double geluArgument(double s) {
    return StrictMath.sqrt(2 / Math.PI) * (s + GELU_CUBIC * s * s * s);
  }

  // phi = s sigmoid(2u), so phi' = sigmoid(2u) + s sigmoid(2u) sigmoid(-2u) 2u'; where the sigmoid
  // is 0 or 1 the last term is 0, though s and 2u' may be infinite
  private static double geluTanhDerivative(double s) {
    double p = logistic(2 * geluArgument(s));
    double slope = 2 * StrictMath.sqrt(2 / Math.PI) * (1 + 3 * GELU_CUBIC * s * s);
    return p == 0 || p == 1 ? p : p + s * p * (1 - p) * slope;
  }

  private static double logistic(double s) {
    return 1 / (1 + StrictMath.exp(-s));
  }

  private static double normalCdf(double s) {
    return Erfc.value(-s / StrictMath.sqrt(2)) / 2;
  }

  private static double normalDensity(double s) {
    return StrictMath.exp(-s * s / 2) / StrictMath.sqrt(2 * Math.PI);
  }

  private static double square(double x) {
    return x * x;
  }

  private static void requireFinite(String what, double x) {
    if (!Double.isFinite(x)) {
      throw new IllegalArgumentException(what + " must be finite, got " + x);
    }
  }
}
