package xavierkit.prediction;

import xavierkit.activation.*;

/**
 * Two normal pre-activations s, s' of mean 0, variance q and correlation c, as two inputs have in one unit.
 *
 * @param q above 0
 * @param c from -1 to 1
 */
record CorrelatedPair(Activation phi, double q, double c) {

    /**
     * E[phi(s) phi(s')]: the arc-cosine kernel for ReLU (Cho, Saul 2009), the arcsine for erf (Williams 1997), c q for the
     * identity, else by quadrature.
     */
    double product() {
        return phi.closedForms()
                .flatMap(ClosedForms::kernel)
                .map(kernel -> kernel.applyAsDouble(q, c))
                .orElseGet(this::byQuadrature);
    }

    /** The same by quadrature within quadrature: s' given s is N(c s, (1 - c^2) q). */
    double byQuadrature() {
        NormalQuadrature first = new NormalQuadrature(phi, 0, StrictMath.sqrt(q));
        return first.expectations(s -> new double[][] {products(s, first.values(s))})
                .get(0)
                .value();
    }

    private double[] products(double[] s, double[] phis) {
        double sd = StrictMath.sqrt(q * (1 - c) * (1 + c));
        for (int i = 0; i < s.length; i++) {
            phis[i] *= new NormalQuadrature(phi, c * s[i], sd).expectation().value();
        }
        return phis;
    }
}
