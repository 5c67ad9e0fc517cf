package xavierkit.prediction;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import xavierkit.activation.Activation;

/** The moments of any activation by quadrature, and at q = 0 by their limits. */
final class MomentQuadrature {

    private static final int MOMENTS = 6;

    /** Step of the central difference at 0: its truncation and its rounding are both about 1e-11. */
    private static final double STEP = 1e-5;

    private MomentQuadrature() {}

    static GaussianMoments of(Activation phi, double q) {
        if (q == 0) {
            return atZero(phi);
        }
        NormalInput input = new NormalInput(phi, 0, StrictMath.sqrt(q));
        List<Estimate> m = NormalQuadrature.expectations(
                MOMENTS, (z, count, values) -> fill(input, z, count, values), input.edges());
        Estimate growth = new Estimate(m.get(5).value() / input.sd(), m.get(5).error() / input.sd());
        return new GaussianMoments(q, m.get(0), m.get(1), m.get(2), m.get(3), m.get(4), growth);
    }

    // in the order of the components of GaussianMoments; the last is E[z phi phi']
    private static void fill(NormalInput input, double[] z, int count, double[][] values) {
        System.arraycopy(z, 0, values[5], 0, count);
        input.place(z, count);
        double[] phi = values[0];
        double[] slope = values[2];
        input.values(z, count, phi);
        input.slopes(z, count, slope);
        for (int i = 0; i < count; i++) {
            double square = phi[i] * phi[i];
            double product = phi[i] * slope[i];
            values[1][i] = square;
            values[3][i] = product;
            values[4][i] = square * square;
            values[5][i] *= product;
            slope[i] *= slope[i];
        }
    }

    // half of the pre-activations are on either side of a kink at 0, however small they are
    private static GaussianMoments atZero(Activation phi) {
        NormalInput nearly = new NormalInput(phi, 0, Double.MIN_VALUE);
        double[] s = {-Double.MIN_VALUE, Double.MIN_VALUE};
        double[] value = new double[2];
        double[] slope = new double[2];
        nearly.values(s, 2, value);
        nearly.slopes(s, 2, slope);
        double square = meanOfProduct(value, value);
        double slopeSquare = meanOfProduct(slope, slope);
        return new GaussianMoments(
                0,
                Estimate.closedForm(0.5 * (value[0] + value[1])),
                Estimate.closedForm(square),
                Estimate.closedForm(slopeSquare),
                Estimate.closedForm(meanOfProduct(value, slope)),
                Estimate.closedForm(square * square),
                square == 0 ? Estimate.closedForm(slopeSquare) : halfCurvature(phi));
    }

    private static double meanOfProduct(double[] a, double[] b) {
        return 0.5 * (a[0] * b[0] + a[1] * b[1]);
    }

    // (phi phi')' = (phi^2)'' / 2, of which E[s phi phi'] / q is a mean
    private static Estimate halfCurvature(Activation phi) {
        DoubleUnaryOperator product = s -> phi.value(s) * phi.derivative(s);
        double up = product.applyAsDouble(STEP);
        double down = product.applyAsDouble(-STEP);
        return new Estimate((up - down) / (2 * STEP), STEP * STEP + Math.ulp(Math.abs(up) + Math.abs(down)) / STEP);
    }
}
