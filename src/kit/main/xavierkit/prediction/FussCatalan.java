package xavierkit.prediction;

import java.util.stream.IntStream;
import xavierkit.prediction.JacobianSpectrum.Cell;

/**
 * How the end-to-end Jacobian of L square linear Gaussian layers with Var(W) = 1/n spreads with depth: the
 * limit for wide layers of the singular values sigma of the product of L matrices, the Fuss-Catalan law. For
 * other weights multiply sigma by s_w^L. The mean of sigma^2 is 1 at every depth, while its variance is L and
 * the geometric mean of sigma e^(-L/2). A product of orthogonal matrices stays flat.
 *
 * @param depth L, at least 1
 */
public record FussCatalan(int depth) {

    /** Validates the depth. */
    public FussCatalan {
        if (depth < 1) {
            throw new IllegalArgumentException("depth must be at least 1, got " + depth);
        }
    }

    /**
     * E[sigma^(2k)] = ((L+1)k choose k) / (Lk + 1); for L = 1 the Catalan numbers.
     *
     * @param k at least 0
     */
    public double moment(int k) {
        if (k < 0) {
            throw new IllegalArgumentException("the order of a moment must be at least 0, got " + k);
        }
        // the k factors of the quotient ((L+1)k)! / (k! (Lk+1)!), from the last
        return IntStream.rangeClosed(2, k)
                .mapToDouble(j -> ((double) depth * k + j) / j)
                .reduce(1, (a, b) -> a * b);
    }

    /** The largest squared singular value, (L+1)^(L+1) / L^L: about e (L + 1/2). */
    public double largest() {
        return Math.exp((depth + 1) * Math.log(depth + 1.0) - depth * Math.log(depth));
    }

    /**
     * The whole law, by sigma^2 = sin^(L+1)((L+1)u) / (sin u sin^L(Lu)) for 0 &lt; u &lt; pi/(L+1), with the
     * density sin^2(u) sin^(L-1)(Lu) / (pi sin^L((L+1)u)); Haagerup, Moeller 2013.
     */
    public JacobianSpectrum spectrum() {
        return new JacobianSpectrum(
                IntStream.range(0, JacobianSpectrum.CELLS).mapToObj(this::cell).toList());
    }

    private Cell cell(int i) {
        double mass = mass(angle(i + 0.5)) * (angle(i + 1) - angle(i));
        return new Cell(value(angle(i + 1)), value(angle(i)), mass);
    }

    // closer together at both ends, where few values weigh much
    private double angle(double i) {
        double sine = Math.sin(Math.PI / 2 * i / JacobianSpectrum.CELLS);
        return Math.PI / (depth + 1) * sine * sine;
    }

    private double value(double u) {
        if (u == 0) {
            return Math.sqrt(largest());
        }
        double top = Math.max(0, Math.sin((depth + 1) * u));
        double log = Math.log(top / Math.sin(u)) + depth * Math.log(top / Math.sin(depth * u));
        return Math.exp(log / 2);
    }

    // density times -d(sigma^2)/du, by the logarithmic derivative of sigma^2
    private double mass(double u) {
        double all = (depth + 1) * u;
        double most = depth * u;
        double cotangents = 1 / Math.tan(u) + (double) depth * depth / Math.tan(most);
        double slope = Math.sin(all) * cotangents - (depth + 1.0) * (depth + 1.0) * Math.cos(all);
        return Math.sin(u) / (Math.PI * Math.sin(most)) * slope;
    }
}
