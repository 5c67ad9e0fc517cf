package xavierkit.activation;

import static java.lang.Math.PI;

import java.util.*;
import java.util.function.*;
import xavierkit.matrix.Require;

/**
 * What is known in closed form about an activation phi of normal pre-activations s ~ N(0, q). ReLU: Cho, Saul 2009; erf:
 * Williams 1997; GELU: by parts, with E[Phi(s)^2] = 1/4 + asin(q / (1 + q)) / (2 pi). Arcsines are written as
 * arctangents, which keep their digits for large q.
 *
 * @param moments q, at least 0, to the moments of phi(s); at q = 0 their limits
 * @param kernel q, above 0, and c, from -1 to 1, to E[phi(s) phi(s')] of two such pre-activations with correlation c;
 *     empty if it has no closed form
 */
public record ClosedForms(DoubleFunction<Moments> moments, Optional<DoubleBinaryOperator> kernel) {

    static final ClosedForms IDENTITY = new ClosedForms(ClosedForms::identity, Optional.of((q, c) -> c * q));
    static final ClosedForms RELU = new ClosedForms(ClosedForms::relu, Optional.of(ClosedForms::arcCosine));
    static final ClosedForms ERF = new ClosedForms(ClosedForms::erf, Optional.of(ClosedForms::arcSine));
    static final ClosedForms GELU = new ClosedForms(ClosedForms::gelu, Optional.empty());

    /** Validates: both functions, the second of which may be absent, are given. */
    public ClosedForms {
        Require.given("the moments", moments);
        Require.given("the kernel, or an empty Optional,", kernel);
    }

    /**
     * The moments of phi(s), s ~ N(0, q).
     *
     * @param mean E[phi]
     * @param square E[phi^2]
     * @param slopeSquare E[phi'^2]
     * @param squareDerivative dE[phi^2]/dq = E[s phi phi'] / q
     * @param fourth E[phi^4]; empty if it has no closed form
     */
    public record Moments(
            double mean, double square, double slopeSquare, double squareDerivative, OptionalDouble fourth) {}

    /** Those of s itself: E[s^4] = 3 q^2. */
    private static Moments identity(double q) {
        return new Moments(0, q, 1, 1, OptionalDouble.of(3 * q * q));
    }

    /** Half of the identity's, and E[s; s > 0] = sqrt(q / (2 pi)). */
    private static Moments relu(double q) {
        double mean = StrictMath.sqrt(q / (2 * PI));
        return new Moments(mean, q / 2, 0.5, 0.5, OptionalDouble.of(1.5 * q * q));
    }

    /** E[erf^2] = (2/pi) asin(2q / (1 + 2q)), E[erf'^2] = 4 / (pi sqrt(1 + 4q)), and erf is odd. */
    private static Moments erf(double q) {
        double root = StrictMath.sqrt(1 + 4 * q);
        double square = 2 / PI * StrictMath.atan(2 * q / root);
        return new Moments(0, square, 4 / (PI * root), 4 / (PI * (1 + 2 * q) * root), OptionalDouble.empty());
    }

    /**
     * With a = E[Phi^2] and c = 1 / (2 pi (1 + q) sqrt(1 + 2q)): E[s Phi Phi'] = q c, E[s^2 Phi^2] = q a + 2 q^2 c,
     * E[s^2 Phi'^2] = q (1 + q) c / (1 + 2q).
     */
    private static Moments gelu(double q) {
        double root = StrictMath.sqrt(1 + 2 * q);
        double a = 0.25 + StrictMath.atan(q / root) / (2 * PI);
        double part = q / (1 + q);
        double qc = part / (2 * PI * root);
        double mean = q / StrictMath.sqrt(2 * PI * (1 + q));
        double slopeSquare = a + 2 * qc + qc * (1 + q) / (1 + 2 * q);
        double squareDerivative = a + qc * (5 - 2 * part - 2 * q / (1 + 2 * q));
        return new Moments(mean, q * (a + 2 * qc), slopeSquare, squareDerivative, OptionalDouble.empty());
    }

    /** q / (2 pi) (sin t + (pi - t) cos t) with cos t = c. */
    private static double arcCosine(double q, double c) {
        double sine = StrictMath.sqrt((1 - c) * (1 + c));
        return q / (2 * PI) * (sine + c * (PI - StrictMath.acos(c)));
    }

    /** 2/pi asin(2 q c / (1 + 2q)). */
    private static double arcSine(double q, double c) {
        double cosine = StrictMath.sqrt(1 + 2 * q * (1 - c)) * StrictMath.sqrt(1 + 2 * q * (1 + c));
        return 2 / PI * StrictMath.atan2(2 * q * c, cosine);
    }
}
