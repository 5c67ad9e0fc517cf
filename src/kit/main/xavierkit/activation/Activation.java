package xavierkit.activation;

import java.util.*;
import java.util.function.DoubleUnaryOperator;
import xavierkit.activation.BulkFunction.OfExponential;
import xavierkit.matrix.Require;

/**
 * An activation function phi, applied to each pre-activation s on its own: z = phi(s).
 *
 * <p>The kit's own functions are made of + - * /, bit operations and the JDK's StrictMath only: the same input gives the
 * same bits on every machine, one number at a time or in {@link #values bulk}. Errors are in ulp, the distance of
 * neighbouring doubles. At infinity value and derivative are the limits; NaN gives NaN.
 *
 * @param name the name in the field's writing, such as {@code tanh}
 * @param value s to phi(s)
 * @param derivative s to phi'(s); at a kink the derivative from the left
 * @param kinks the points where phi' jumps, in any order, kept ascending; quadrature must be split there
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
            own("tanh", new Tanh(false), new Tanh(true)).withGain(5.0 / 3);

    /** phi(s) = 1 / (1 + e^-s), phi' = phi (1 - phi). Not zero at 0: phi(0) = 1/2, phi'(0) = 1/4. */
    public static final Activation SIGMOID =
            own("sigmoid", Logistic.SIGMOID, Logistic.SIGMOID_DERIVATIVE).withGain(1);

    /** phi(s) = s / (1 + |s|), phi'(s) = 1 / (1 + |s|)^2; Bergstra et al. 2009. */
    public static final Activation SOFTSIGN = own(
            "softsign",
            s -> Double.isInfinite(s) ? Math.signum(s) : s / (1 + Math.abs(s)),
            s -> 1 / ((1 + Math.abs(s)) * (1 + Math.abs(s))));

    /** phi(s) = erf(s) = 2/sqrt(pi) times the integral of e^(-t^2) from 0 to s. */
    public static final Activation ERF =
            own("erf", Normal.ERF, Normal.ERF_DERIVATIVE).with(ClosedForms.ERF);

    /** phi(s) = max(0, s), phi'(0) = 0. */
    public static final Activation RELU = own("ReLU", s -> Math.max(0, s), Logistic::step, 0.0)
            .withGain(StrictMath.sqrt(2))
            .with(ClosedForms.RELU);

    /** phi(s) = s Phi(s), with Phi the standard normal distribution function; Hendrycks, Gimpel 2016. */
    public static final Activation GELU =
            own("GELU", Normal.GELU, Normal.GELU_DERIVATIVE).with(ClosedForms.GELU);

    /** GELU's approximation s/2 (1 + tanh(sqrt(2/pi) (s + 0.044715 s^3))); Hendrycks, Gimpel 2016. */
    public static final Activation GELU_TANH = own("GELU (tanh)", Logistic.GELU_TANH, Logistic.GELU_TANH_DERIVATIVE);

    /** phi(s) = s / (1 + e^-s), also called swish; Elfwing et al. 2017. */
    public static final Activation SILU = own("SiLU", Logistic.SILU, Logistic.SILU_DERIVATIVE);

    /** phi(s) = ln(1 + e^s), phi' = sigmoid. */
    public static final Activation SOFTPLUS = own("softplus", Logistic.SOFTPLUS, Logistic.SIGMOID);

    /**
     * phi(s) = lambda s for s > 0, else lambda alpha (e^s - 1), with the constants for which mean 0 and variance 1 are a
     * fixed point; Klambauer et al. 2017.
     */
    public static final Activation SELU =
            exponential("SELU", 1.0507009873554805, 1.6732632423543773).withGain(0.75);

    /** Validates: a name, both functions, finite kinks. Sorts the kinks and drops repeated ones. */
    public Activation {
        Require.given("the name of the activation", name);
        Require.given("the value of the activation", value);
        Require.given("the derivative of the activation", derivative);
        Objects.requireNonNull(kinks, "the kinks must be given, none as an empty list");
        kinks.forEach(kink -> Require.finite("a kink", Require.given("every kink", kink)));
        kinks = kinks.stream().sorted().distinct().toList();
        Require.given("PyTorch's gain, or an empty Optional,", pytorchGain);
        Require.given("the closed forms, or an empty Optional,", closedForms);
    }

    /** An activation of one's own from phi, phi' and the points where phi' jumps (none if smooth). */
    public static Activation of(
            String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative, Double... kinks) {
        Objects.requireNonNull(kinks, "the kinks must be given, none as an empty list");
        return new Activation(name, value, derivative, Arrays.asList(kinks), OptionalDouble.empty(), Optional.empty());
    }

    /** phi(s) = s for s > 0, else a s, with a finite; smooth if a = 1; Maas et al. 2013. */
    public static Activation leakyRelu(double a) {
        Require.finite("the slope of leaky ReLU", a);
        BulkFunction value = s -> s > 0 ? s : a == 0 && s < 0 ? 0 : a * s; // where a is 0, so is a times -infinity
        return own("leaky ReLU " + a, value, s -> s > 0 ? 1 : a, kinkUnless(a == 1))
                .withGain(StrictMath.sqrt(2 / (1 + a * a)));
    }

    /** phi(s) = s for s > 0, else alpha (e^s - 1), with alpha finite; smooth if alpha = 1; Clevert et al. 2015. */
    public static Activation elu(double alpha) {
        return exponential("ELU " + alpha, 1, Require.finite("alpha of ELU", alpha));
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
     * z_i = phi(s_i) for the first {@code count} numbers, with the same bits as one by one: for the kit's own functions
     * on several threads, for others on this one, in order.
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

    /** An activation of the kit, whose functions take many numbers at once. */
    private static Activation own(String name, BulkFunction value, BulkFunction derivative, Double... kinks) {
        return of(name, value, derivative, kinks);
    }

    private Activation withGain(double gain) {
        return new Activation(name, value, derivative, kinks, OptionalDouble.of(gain), closedForms);
    }

    private Activation with(ClosedForms forms) {
        return new Activation(name, value, derivative, kinks, pytorchGain, Optional.of(forms));
    }

    /** lambda s for s > 0, else lambda alpha (e^s - 1). Largest errors: 3 ulp, with lambda = alpha = 1 only 1.5 ulp. */
    private static Activation exponential(String name, double lambda, double alpha) {
        BulkFunction value =
                new OfExponential(s -> Math.min(s, 0), true, (s, m) -> s >= 0 ? lambda * s : lambda * (alpha * m));
        BulkFunction derivative =
                new OfExponential(s -> Math.min(s, 0), false, (s, e) -> s > 0 ? lambda : lambda * (alpha * e));
        return own(name, value, derivative, kinkUnless(alpha == 1));
    }

    /** A kink at 0, or none. */
    private static Double[] kinkUnless(boolean smooth) {
        return smooth ? new Double[0] : new Double[] {0.0};
    }
}
