package xavierkit.prediction;

import xavierkit.activation.Activation;
import xavierkit.activation.ClosedForms;

/**
 * E[phi(s) phi(s')] for normal s, s' of mean 0, variance q and correlation c: the arc-cosine kernel
 * for ReLU (Cho, Saul 2009), the arcsine for erf (Williams 1997), c q for the identity, else by
 * quadrature within quadrature: s' given s is N(c s, (1 - c^2) q).
 *
 * @param q above 0
 * @param c from -1 to 1
 */
record CorrelatedPair(Activation activation, double q, double c) {

    double product() {
        return activation
                .closedForms()
                .flatMap(ClosedForms::kernel)
                .map(kernel -> kernel.applyAsDouble(q, c))
                .orElseGet(this::byQuadrature);
    }

    double byQuadrature() {
        NormalInput input = new NormalInput(activation, 0, StrictMath.sqrt(q));
        return NormalQuadrature.expectations(1, (z, count, values) -> fill(input, z, count, values[0]), input.edges())
                .get(0)
                .value();
    }

    private void fill(NormalInput input, double[] z, int count, double[] products) {
        input.fill(z, count, products);
        for (int i = 0; i < count; i++) {
            products[i] *= partnerMean(z[i]);
        }
    }

    // E[phi(s') | s]
    private double partnerMean(double s) {
        double sd = StrictMath.sqrt(q * (1 - c) * (1 + c));
        if (sd == 0) {
            return activation.value(c * s);
        }
        NormalInput partner = new NormalInput(activation, c * s, sd);
        return NormalQuadrature.expectations(
                        1, (z, count, values) -> partner.fill(z, count, values[0]), partner.edges())
                .get(0)
                .value();
    }
}
