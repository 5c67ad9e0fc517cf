package xavierkit.prediction;

import xavierkit.activation.*;

/**
 * Two normal pre-activations s, s' of mean 0, variance q above 0 and correlation c from -1 to 1, as two inputs have them in
 * one unit.
 */
record CorrelatedPair(Activation phi, double q, double c) {

    /** E[phi(s) phi(s')]: in closed form, such as the arc-cosine kernel of ReLU, where there is one. */
    double product() {
        return phi.closedForms()
                .flatMap(ClosedForms::kernel)
                .map(kernel -> kernel.applyAsDouble(q, c))
                .orElseGet(this::byQuadrature);
    }

    /** The same by quadrature within quadrature: s' given s is N(c s, (1 - c^2) q). */
    double byQuadrature() {
        double sd = StrictMath.sqrt(q * (1 - c) * (1 + c));
        NormalQuadrature first = new NormalQuadrature(phi, 0, StrictMath.sqrt(q));
        return first.expectations(s -> {
                    double[] products = first.values(s);
                    for (int i = 0; i < s.length; i++) {
                        products[i] *= new NormalQuadrature(phi, c * s[i], sd)
                                .expectation()
                                .value();
                    }
                    return new double[][] {products};
                })
                .get(0)
                .value();
    }
}
