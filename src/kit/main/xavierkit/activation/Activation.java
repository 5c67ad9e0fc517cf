package xavierkit.activation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation function phi, applied to each pre-activation s on its own: z = phi(s).
 *
 * <p>The kit's own functions are made of + - * / and bit operations only: the same input gives the
 * same bits on every machine, one number at a time or in {@link #values bulk}. The classes behind
 * them state their largest errors. At infinity value and derivative are the limits.
 *
 * @param name the name in the field's writing, such as {@code tanh}
 * @param value s to phi(s)
 * @param derivative s to phi'(s); at a kink the derivative from the left
 * @param kinks the points where phi' jumps, in any order, kept ascending; quadrature must be split
 *     there
 * @param pytorchGain what {@code torch.nn.init.calculate_gain} gives for it, if it knows it
 * @param closedForms its Gaussian moments, if they have closed forms
 */
public record Activation(
        String name,
        DoubleUnaryOperator value,
        DoubleUnaryOperator derivative,
        List<Double> kinks,
        OptionalDouble pytorchGain,
        Optional<ClosedForms> closedForms) {

    /** phi(s) = s. */
    public static final Activation IDENTITY =
            of("identity", s -> s, s -> 1).withGain(1).with(ClosedForms.IDENTITY);

    /** phi(s) = tanh(s), phi'(s) = 1 - tanh(s)^2 = 1 / cosh(s)^2, to 3 and 4.5 ulp. */
    public static final Activation TANH =
            of("tanh", Tanh.VALUE, Tanh.DERIVATIVE).withGain(5.0 / 3);

    /** phi(s) = 1 / (1 + e^-s), phi' = phi (1 - phi). Not zero at 0: phi(0) = 1/2, phi'(0) = 1/4. */
    public static final Activation SIGMOID =
            of("sigmoid", Logistic.VALUE, Logistic.DERIVATIVE).withGain(1);

    /** phi(s) = s / (1 + |s|), phi'(s) = 1 / (1 + |s|)^2; Bergstra et al. 2009. */
    public static final Activation SOFTSIGN = of("softsign", Algebraic.SOFTSIGN, Algebraic.SOFTSIGN_DERIVATIVE);

    /** phi(s) = erf(s) = 2/sqrt(pi) times the integral of e^(-t^2) from 0 to s. */
    public static final Activation ERF =
            of("erf", ErrorFunction.VALUE, ErrorFunction.DERIVATIVE).with(ClosedForms.ERF);

    /** phi(s) = max(0, s), phi'(0) = 0. */
    public static final Activation RELU = of("ReLU", Algebraic.RELU, Algebraic.RELU_DERIVATIVE, 0.0)
            .withGain(leakyGain(0))
            .with(ClosedForms.RELU);

    /**
     * phi(s) = s Phi(s), with Phi the standard normal distribution function; Hendrycks, Gimpel 2016.
     */
    public static final Activation GELU =
            of("GELU", Gelu.VALUE, Gelu.DERIVATIVE).with(ClosedForms.GELU);

    /** GELU's approximation s/2 (1 + tanh(sqrt(2/pi) (s + 0.044715 s^3))); Hendrycks, Gimpel 2016. */
    public static final Activation GELU_TANH = of("GELU (tanh)", GeluTanh.VALUE, GeluTanh.DERIVATIVE);

    /** phi(s) = s / (1 + e^-s), also called swish; Elfwing et al. 2017. */
    public static final Activation SILU = of("SiLU", Logistic.SILU, Logistic.SILU_DERIVATIVE);

    /** phi(s) = ln(1 + e^s), phi' = sigmoid. */
    public static final Activation SOFTPLUS = of("softplus", Softplus.VALUE, Logistic.VALUE);

    /**
     * phi(s) = lambda s for s > 0, else lambda alpha (e^s - 1), with the constants for which mean 0
     * and variance 1 are a fixed point; Klambauer et al. 2017.
     */
    public static final Activation SELU =
            exponential("SELU", 1.0507009873554805, 1.6732632423543773).withGain(0.75);

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
        Objects.requireNonNull(pytorchGain, "PyTorch's gain must be given, none as an empty Optional");
        Objects.requireNonNull(closedForms, "the closed forms must be given, none as an empty Optional");
    }

    /** An activation that nothing more is known about. */
    public Activation(String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative, List<Double> kinks) {
        this(name, value, derivative, kinks, OptionalDouble.empty(), Optional.empty());
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
        return of("leaky ReLU " + a, s -> s > 0 ? s : damped(s, a), s -> s > 0 ? 1 : a, kinkUnlessSmooth(a))
                .withGain(leakyGain(a));
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

    /**
     * z_i = phi(s_i) for the first {@code count} numbers, with the same bits as one by one: for the
     * kit's own functions on several threads, for others on this one.
     *
     * @param z may be {@code s} itself
     */
    public void values(double[] s, int count, double[] z) {
        BulkFunction.apply(value, s, count, z);
    }

    /**
     * phi'(s_i) for the first {@code count} numbers, as {@link #values}.
     *
     * @param slopes may be {@code s} itself
     */
    public void derivatives(double[] s, int count, double[] slopes) {
        BulkFunction.apply(derivative, s, count, slopes);
    }

    @Override
    public String toString() {
        return name;
    }

    private Activation withGain(double gain) {
        return new Activation(name, value, derivative, kinks, OptionalDouble.of(gain), closedForms);
    }

    private Activation with(ClosedForms forms) {
        return new Activation(name, value, derivative, kinks, pytorchGain, Optional.of(forms));
    }

    private static double leakyGain(double a) {
        return StrictMath.sqrt(2 / (1 + a * a));
    }

    private static Activation exponential(String name, double lambda, double alpha) {
        Elu elu = new Elu(lambda, alpha);
        return of(name, elu.value(), elu.derivative(), kinkUnlessSmooth(alpha));
    }

    private static Double[] kinkUnlessSmooth(double slopeFromTheLeft) {
        return slopeFromTheLeft == 1 ? new Double[0] : new Double[] {0.0};
    }

    // s times a factor that vanishes faster than s grows: where it has become 0, so has the product
    private static double damped(double s, double factor) {
        return factor == 0 && !Double.isNaN(s) ? 0 : s * factor;
    }

    private static void requireFinite(String what, double x) {
        if (!Double.isFinite(x)) {
            throw new IllegalArgumentException(what + " must be finite, got " + x);
        }
    }
}
