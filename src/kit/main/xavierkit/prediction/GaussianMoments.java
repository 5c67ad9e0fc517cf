package xavierkit.prediction;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import xavierkit.activation.*;
import xavierkit.matrix.Require;

/**
 * What an activation phi makes of a normal pre-activation s ~ N(0, q), each moment with the error that it may have:
 * closed forms for identity, ReLU, erf and GELU where there are any, else quadrature, split at the kinks. For q = 0
 * these are the limits for q to 0.
 *
 * <p>Quadrature sees what bends on the scale of s = 1 or more, and finer structure at 0 and at the kinks. A function of
 * one's own that jumps, or bends within much less than that, elsewhere must name the place as a kink.
 *
 * @param q E[s^2], from 0 to 1e300
 * @param mean E[phi(s)]
 * @param spread Var(phi(s)), without cancellation where phi is nearly constant
 * @param slopeSquare E[phi'(s)^2]; infinite for a root at 0
 * @param squareDerivative dE[phi(s)^2]/dq = E[s phi(s) phi'(s)] / q, and half of k (phi(k+)^2 - phi(k-)^2) / q times the
 *     density of s for each kink k at which phi jumps; infinite at q = 0 if phi is not 0 there and has a kink
 * @param fourth E[phi(s)^4]; infinite if it exceeds the range of a double
 */
public record GaussianMoments(
        double q, Estimate mean, Estimate spread, Estimate slopeSquare, Estimate squareDerivative, Estimate fourth) {

    static final double LARGEST = 1e300;

    private static final Estimate INFINITE = new Estimate(Double.POSITIVE_INFINITY, 0);

    /** Step of the central difference at 0: its truncation and its rounding are both about 1e-11. */
    private static final double STEP = 1e-5;

    /** For integrals of integrals, of which there are as many as the square of this. */
    private static final int MOST_SPLITS = 1 << 5;

    /** Validates: q within its range, and mean and variance finite. */
    public GaussianMoments {
        requireLength(q);
        for (Estimate x : List.of(mean, spread)) {
            boolean finite = Double.isFinite(x.value());
            Require.that(finite, "moments up to the second must be finite, got %s at q = %s", x.value(), q);
        }
        Require.given("the fourth moment", fourth);
    }

    /**
     * The moments of phi at q.
     *
     * @throws IllegalArgumentException unless q is from 0 to 1e300, phi and phi' are finite within 38 standard deviations
     *     and second moments within the range of a double
     */
    public static GaussianMoments of(Activation phi, double q) {
        Require.given("the activation", phi);
        requireLength(q);
        return phi.closedForms()
                .map(forms -> closed(phi, q, forms.moments().apply(q)))
                .orElseGet(() -> byQuadrature(phi, q));
    }

    private static GaussianMoments closed(Activation phi, double q, ClosedForms.Moments m) {
        double variance = m.square() - m.mean() * m.mean();
        Stream<Double> known = Stream.of(m.mean(), variance, m.slopeSquare(), m.squareDerivative());
        Stream<Estimate> fourth = m.fourth().stream().mapToObj(Estimate::closedForm);
        Estimate last = fourth.findFirst().orElseGet(() -> byQuadrature(phi, q).fourth);
        return of(q, known.map(Estimate::closedForm).toList(), last);
    }

    private static GaussianMoments of(double q, List<Estimate> m, Estimate fourth) {
        return new GaussianMoments(q, m.get(0), m.get(1), m.get(2), m.get(3), fourth);
    }

    /** The moments without the use of closed forms. */
    static GaussianMoments byQuadrature(Activation phi, double q) {
        if (q == 0) {
            return atZero(phi);
        }
        NormalQuadrature input = new NormalQuadrature(phi, 0, StrictMath.sqrt(q));
        double atZero = phi.value(0);
        List<Estimate> m = input.expectations(s -> integrands(q, s, atZero, input.values(s), input.slopes(s)));
        Estimate mean = m.get(0).plus(atZero);
        double shift = m.get(0).value();
        double square = m.get(1).value();
        Estimate variance = new Estimate(
                Double.isInfinite(square) ? square : Math.max(0, square - shift * shift),
                m.get(1).error() + 2 * Math.abs(shift) * m.get(0).error());
        Estimate slope = m.get(2).error() < Double.POSITIVE_INFINITY ? m.get(2) : INFINITE;
        return of(q, List.of(mean, variance, slope, m.get(3).plus(jumps(phi, q))), m.get(4));
    }

    // the mean of phi - phi(0), that of its square, E[phi'^2], E[s phi phi'] / q and E[phi^4]
    private static double[][] integrands(double q, double[] s, double atZero, double[] phi, double[] slope) {
        double[][] f = new double[5][s.length];
        for (int i = 0; i < s.length; i++) {
            f[0][i] = phi[i] - atZero;
            f[1][i] = f[0][i] * f[0][i];
            f[2][i] = slope[i] * slope[i];
            f[3][i] = s[i] / q * phi[i] * slope[i];
            f[4][i] = phi[i] * phi[i] * phi[i] * phi[i];
        }
        return f;
    }

    // where phi jumps, phi' has a part that no quadrature sees
    private static double jumps(Activation phi, double q) {
        double sum = 0;
        for (double k : phi.kinks()) {
            double above = phi.value(Math.nextUp(k));
            double below = phi.value(Math.nextDown(k));
            double density = StrictMath.exp(-k * k / (2 * q)) / StrictMath.sqrt(2 * Math.PI * q);
            sum += k / q * (above + below) * (above - below) / 2 * density;
        }
        return sum;
    }

    // half of the pre-activations are on either side of a kink at 0, however small they are
    private static GaussianMoments atZero(Activation phi) {
        double[] s = {-Double.MIN_VALUE, Double.MIN_VALUE};
        NormalQuadrature nearly = new NormalQuadrature(phi, 0, Double.MIN_VALUE);
        double[] value = nearly.values(s);
        double[] slope = nearly.slopes(s);
        double jump = (value[1] - value[0]) / 2;
        Estimate slopeSquare = Estimate.closedForm(0.5 * (slope[0] * slope[0] + slope[1] * slope[1]));
        double square = 0.5 * (value[0] * value[0] + value[1] * value[1]);
        boolean kink = value[0] * slope[0] != value[1] * slope[1];
        Estimate derivative = square == 0 ? slopeSquare : kink ? INFINITE : halfCurvature(phi);
        List<Estimate> m = List.of(
                Estimate.closedForm(0.5 * (value[0] + value[1])),
                Estimate.closedForm(jump * jump),
                slopeSquare,
                derivative);
        double fourth = 0.5 * (StrictMath.pow(value[0], 4) + StrictMath.pow(value[1], 4));
        return of(0, m, Estimate.closedForm(fourth));
    }

    // (phi phi')' = (phi^2)'' / 2, of which E[s phi phi'] / q is a mean
    private static Estimate halfCurvature(Activation phi) {
        double up = phi.value(STEP) * phi.derivative(STEP);
        double down = phi.value(-STEP) * phi.derivative(-STEP);
        return new Estimate((up - down) / (2 * STEP), STEP * STEP + Estimate.ulp(Math.abs(up) + Math.abs(down)) / STEP);
    }

    /**
     * E[f(s)], s ~ N(0, q), of any function.
     *
     * @param q from 0 to 1e300; E[f] = f(0) if it is 0
     * @param kinks the points where f jumps or has a kink, none as an empty list
     */
    public static Estimate expectation(DoubleUnaryOperator f, double q, List<Double> kinks) {
        Activation function = Activation.of(
                "f", f, s -> 0, Require.given("the list of kinks", kinks).toArray(new Double[0]));
        return new NormalQuadrature(function, 0, StrictMath.sqrt(requireLength(q))).expectation();
    }

    /**
     * E[phi(s) phi(s')] of two normal pre-activations of mean 0, variance q above 0 and correlation c from -1 to 1, as two
     * inputs have them in one unit: in closed form, such as the arc-cosine kernel of ReLU, where there is one.
     */
    static double product(Activation phi, double q, double c) {
        Optional<DoubleBinaryOperator> kernel = phi.closedForms().flatMap(ClosedForms::kernel);
        return kernel.isPresent() ? kernel.get().applyAsDouble(q, c) : productByQuadrature(phi, q, c);
    }

    /** The same by quadrature within quadrature: s' given s is N(c s, (1 - c^2) q). */
    static double productByQuadrature(Activation phi, double q, double c) {
        double sd = StrictMath.sqrt(q * (1 - c) * (1 + c));
        NormalQuadrature first = new NormalQuadrature(phi, 0, StrictMath.sqrt(q), MOST_SPLITS);
        Function<double[], double[][]> products = s -> {
            double[] f = first.values(s);
            for (int i = 0; i < s.length; i++) {
                NormalQuadrature second = new NormalQuadrature(phi, c * s[i], sd, MOST_SPLITS);
                f[i] *= second.expectation().value();
            }
            return new double[][] {f};
        };
        return first.expectations(products).get(0).value();
    }

    /** E[phi(s)^2] = Var(phi(s)) + E[phi(s)]^2. */
    public Estimate square() {
        double m = mean.value();
        return new Estimate(spread.value() + m * m, spread.error() + 2 * Math.abs(m) * mean.error());
    }

    /** Var(phi(s)). */
    public double variance() {
        return spread.value();
    }

    static double requireLength(double q) {
        Require.that(q >= 0 && q <= LARGEST, "q must be between 0 and %s, got %s", LARGEST, q);
        return q;
    }
}
