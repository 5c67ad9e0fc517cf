package xavierkit.prediction;

import java.util.function.IntToDoubleFunction;
import xavierkit.matrix.Require;

/**
 * How the end-to-end Jacobian of L square linear Gaussian layers with Var(W) = 1/n spreads with depth: the limit for wide
 * layers of the singular values sigma of the product of L matrices, the Fuss-Catalan distribution. For other weights
 * multiply sigma by s_w^L. E[sigma^(2k)] = ((L+1)k choose k) / (Lk + 1), for L = 1 the Catalan numbers: the mean of sigma^2
 * is 1 at every depth, while its variance is L, its largest value (L+1)^(L+1) / L^L, about e (L + 1/2), and the geometric
 * mean of sigma e^(-L/2). A product of orthogonal matrices stays flat.
 *
 * @param depth L, at least 1
 */
public record FussCatalan(int depth) {

    /** Validates the depth. */
    public FussCatalan {
        Require.atLeast(1, "depth", depth);
    }

    /**
     * The distribution of sigma, by sigma^2 = sin^(L+1)((L+1)u) / (sin u sin^L(Lu)) for 0 &lt; u &lt; pi/(L+1), with the
     * density sin^2(u) sin^(L-1)(Lu) / (pi sin^L((L+1)u)); Haagerup, Moeller 2013.
     */
    public JacobianSpectrum spectrum() {
        IntToDoubleFunction probability = i -> probabilityPerAngle(angle(i + 0.5)) * (angle(i + 1) - angle(i));
        return JacobianSpectrum.cut(i -> value(angle(i)), probability, 2.0 / (depth + 1));
    }

    // closer together at both ends, where few values weigh much
    private double angle(double i) {
        double sine = Math.sin(Math.PI / 2 * i / JacobianSpectrum.BINS);
        return Math.PI / (depth + 1) * sine * sine;
    }

    // sigma^(2 / (L + 1)), which is spread evenly next to 0
    private double value(double u) {
        double top = Math.max(0, Math.sin((depth + 1) * u));
        double log = Math.log(top / Math.sin(u)) + depth * Math.log(top / Math.sin(depth * u));
        return Math.exp(log / (depth + 1));
    }

    // the density times -d(sigma^2)/du, by the logarithmic derivative of sigma^2
    private double probabilityPerAngle(double u) {
        double all = (depth + 1) * u;
        double most = depth * u;
        double cotangents = 1 / Math.tan(u) + (double) depth * depth / Math.tan(most);
        double slope = Math.sin(all) * cotangents - (depth + 1.0) * (depth + 1.0) * Math.cos(all);
        return Math.sin(u) / (Math.PI * Math.sin(most)) * slope;
    }
}
