package xavierkit.prediction;

import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import xavierkit.activation.Activation;
import xavierkit.activation.ClosedForms;

/**
 * What an activation phi makes of a normal pre-activation s ~ N(0, q), each moment with the error
 * that it may have: closed forms for identity, ReLU, erf and GELU as far as there are any, else
 * quadrature, split at the kinks. For q = 0 these are the limits for q to 0.
 *
 * <p>Quadrature sees what bends on the scale of s = 1 or more, and finer structure at 0 and at the
 * kinks. A function of one's own that jumps, or bends within much less than that, elsewhere must
 * name the place as a kink.
 *
 * @param q E[s^2], from 0 to 1e300
 * @param mean E[phi(s)]
 * @param square E[phi(s)^2]
 * @param slopeSquare E[phi'(s)^2]
 * @param product E[phi(s) phi'(s)]
 * @param fourth E[phi(s)^4]; infinite if it exceeds the range of a double
 * @param squareDerivative dE[phi(s)^2]/dq = E[s phi(s) phi'(s)] / q
 */
public record GaussianMoments(
        double q,
        Estimate mean,
        Estimate square,
        Estimate slopeSquare,
        Estimate product,
        Estimate fourth,
        Estimate squareDerivative) {

    private static final double LARGEST = 1e300;

    /** Validates: q within its range, and all but the fourth moment finite. */
    public GaussianMoments {
        requireLength(q);
        for (Estimate estimate : List.of(mean, square, slopeSquare, product, squareDerivative)) {
            if (Double.isInfinite(estimate.value())) {
                throw new IllegalArgumentException(
                        "moments up to the second must be finite, got " + estimate.value() + " at q = " + q);
            }
        }
        Objects.requireNonNull(fourth, "the fourth moment must be given");
    }

    /**
     * The moments of phi at q.
     *
     * @throws IllegalArgumentException unless q is from 0 to 1e300, phi and phi' are finite within 38
     *     standard deviations and second moments within the range of a double
     */
    public static GaussianMoments of(Activation phi, double q) {
        Objects.requireNonNull(phi, "the activation must be given");
        requireLength(q);
        return phi.closedForms()
                .map(forms -> closed(phi, q, forms.moments().apply(q)))
                .orElseGet(() -> MomentQuadrature.of(phi, q));
    }

    private static GaussianMoments closed(Activation phi, double q, ClosedForms.Moments moments) {
        return new GaussianMoments(
                q,
                Estimate.closedForm(moments.mean()),
                Estimate.closedForm(moments.square()),
                Estimate.closedForm(moments.slopeSquare()),
                Estimate.closedForm(moments.product()),
                moments.fourth().isPresent()
                        ? Estimate.closedForm(moments.fourth().getAsDouble())
                        : MomentQuadrature.of(phi, q).fourth(),
                Estimate.closedForm(moments.squareDerivative()));
    }

    /**
     * E[f(s)], s ~ N(0, q), of any function.
     *
     * @param q from 0 to 1e300; E[f] = f(0) if it is 0
     * @param kinks the points where f jumps or has a kink, none as an empty list
     */
    public static Estimate expectation(DoubleUnaryOperator f, double q, List<Double> kinks) {
        Activation function = new Activation("f", f, s -> 0, kinks);
        if (requireLength(q) == 0) {
            return new Estimate(function.value(0), 0);
        }
        NormalInput input = new NormalInput(function, 0, StrictMath.sqrt(q));
        return NormalQuadrature.expectations(1, (z, count, values) -> input.fill(z, count, values[0]), input.edges())
                .get(0);
    }

    /** Var(phi(s)) = E[phi^2] - E[phi]^2. */
    public double variance() {
        return square.value() - mean.value() * mean.value();
    }

    static double requireLength(double q) {
        if (!(q >= 0 && q <= LARGEST)) {
            throw new IllegalArgumentException("q must be between 0 and " + LARGEST + ", got " + q);
        }
        return q;
    }
}
