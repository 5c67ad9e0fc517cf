package xavierkit.prediction;

import static xavierkit.prediction.Estimate.closedForm;

import java.util.Optional;
import xavierkit.activation.Activation;

/**
 * The moments of {@link GaussianMoments} that have closed forms. Erf: Williams 1997; ReLU: Cho,
 * Saul 2009; GELU: by parts, with E[Phi(s)^2] = 1/4 + asin(q / (1 + q)) / (2 pi). Arcsines are
 * written as arctangents, which keep their digits for large q.
 */
final class ClosedForms {

    private static final double PI = Math.PI;

    private ClosedForms() {}

    /** The moments of phi, those without a closed form by quadrature; empty if there are none. */
    static Optional<GaussianMoments> of(Activation phi, double q) {
        if (phi.equals(Activation.IDENTITY)) {
            return Optional.of(identity(q));
        }
        if (phi.equals(Activation.RELU)) {
            return Optional.of(relu(q));
        }
        if (phi.equals(Activation.ERF)) {
            return Optional.of(erf(q));
        }
        return phi.equals(Activation.GELU) ? Optional.of(gelu(q)) : Optional.empty();
    }

    private static GaussianMoments identity(double q) {
        return new GaussianMoments(
                q, closedForm(0), closedForm(q), closedForm(1), closedForm(0), closedForm(3 * q * q), closedForm(1));
    }

    // half of the identity's, and E[s; s > 0] = sqrt(q / (2 pi))
    private static GaussianMoments relu(double q) {
        Estimate mean = closedForm(StrictMath.sqrt(q / (2 * PI)));
        return new GaussianMoments(
                q, mean, closedForm(q / 2), closedForm(0.5), mean, closedForm(1.5 * q * q), closedForm(0.5));
    }

    // erf^2: (2/pi) asin(2q / (1 + 2q)); erf'^2: 4 / (pi sqrt(1 + 4q)), and erf is odd
    private static GaussianMoments erf(double q) {
        double root = StrictMath.sqrt(1 + 4 * q);
        return new GaussianMoments(
                q,
                closedForm(0),
                closedForm(2 / PI * StrictMath.atan(2 * q / root)),
                closedForm(4 / (PI * root)),
                closedForm(0),
                MomentQuadrature.of(Activation.ERF, q).fourth(),
                closedForm(4 / (PI * (1 + 2 * q) * root)));
    }

    // a = E[Phi^2], c = 1 / (2 pi (1 + q) sqrt(1 + 2q)); E[s Phi Phi'] = q c,
    // E[s^2 Phi^2] = q a + 2 q^2 c, E[s^2 Phi'^2] = q (1 + q) c / (1 + 2q)
    private static GaussianMoments gelu(double q) {
        double root = StrictMath.sqrt(1 + 2 * q);
        double a = 0.25 + StrictMath.atan(q / root) / (2 * PI);
        double qc = q / (1 + q) / (2 * PI * root);
        double mean = q / StrictMath.sqrt(2 * PI * (1 + q));
        double part = q / (1 + q);
        double other = q / (1 + 2 * q);
        return new GaussianMoments(
                q,
                closedForm(mean),
                closedForm(q * (a + 2 * qc)),
                closedForm(a + 2 * qc + qc * (1 + q) / (1 + 2 * q)),
                closedForm(mean * (1 + 0.5 / (1 + q))),
                MomentQuadrature.of(Activation.GELU, q).fourth(),
                closedForm(a + qc * (5 - 2 * part - 2 * other)));
    }
}
