package xavierkit.matrix;

import org.ejml.data.DMatrixRMaj;

/**
 * A bidiagonal matrix with the singular values of an m x n matrix A, m at least n, to which Householder reflections
 * from both sides reduce A (Golub and Van Loan, Matrix Computations, 4th edition, section 5.4.8).
 *
 * <p>A pair of reflections adds u y' + x v' to A, where y is made of A' u, and x of A v. Memory is slower than
 * arithmetic, so A passes once for each pair: a few columns at a time take what the last pair adds and are multiplied
 * by u and then by v while the cache holds them (Howell et al., Cache efficient bidiagonalization using BLAS 2.5
 * operators, 2008). LAPACK's dgebrd reads A twice and changes it in blocks (Dongarra et al., Block reduction of
 * matrices to condensed forms for eigenvalue computations, 1989).
 *
 * <p>Only the shape decides how the work is cut: the bits are the same for any number of threads.
 */
final class Bidiagonal {

    /** Columns in the cache at once. Finished columns become 0, and columns of 0 follow the last: no strip is cut. */
    private static final int STRIP = 4;

    /** Columns that a thread takes at once, whole strips. */
    private static final int PIECE = 16 * STRIP;

    /** With fewer elements left than this, waking another thread costs more than it saves. */
    private static final int WORTH_THREADS = 1 << 15;

    /** Vectors whose squares sum to less count as 0, before squares that underflow spoil a reflection. */
    private static final double NOTHING = 1e-280;

    /** I + factor v v', which turns a vector x into (image, 0, 0, ...); v is scale (x - (image, 0, 0, ...)). */
    private record Reflection(double image, double factor, double scale) {}

    /** The result: its diagonal, and above it the elements to the right of these, in the end 0. */
    final double[] diagonal, above;

    /** The columns of A, one array each: loops over parts of a larger array would not be vectorized. */
    private final double[][] a;

    /** What the last pair of reflections adds to A. */
    private double[] u, y, x, v;

    /**
     * Reduces A.
     *
     * @param transpose A', whose largest element should be about 1
     */
    Bidiagonal(DMatrixRMaj transpose) {
        int n = transpose.numRows;
        int m = transpose.numCols;
        diagonal = new double[n];
        above = new double[n];
        a = new double[(n + STRIP - 1) / STRIP * STRIP][m];
        for (int j = 0; j < n; j++) {
            System.arraycopy(transpose.data, j * m, a[j], 0, m);
        }
        u = new double[m];
        y = new double[a.length];
        x = new double[m];
        v = new double[a.length];
        for (int k = 0; k < n; k++) {
            reduce(k);
        }
    }

    /** Reduces column k by a reflection from the left, then row k by one from the right. */
    private void reduce(int k) {
        double[] column = a[k];
        addTwo(column, k, u, y[k], x, v[k]);
        a[k] = new double[column.length];
        y[k] = 0;
        v[k] = 0;
        Reflection h = reflect(column, k);
        diagonal[k] = h.image;
        if (k + 1 < diagonal.length) {
            double[] products = new double[a.length];
            double[] row = new double[a.length];
            double[][] sums = multiply(k, column, h.factor, products, row);
            u = column;
            y = products;
            v = row;
            reflectRow(k, sums);
        }
    }

    /** Turns v, at first row k of A, into the v of its reflection, and A v, at first the given vectors' sum, into x. */
    private void reflectRow(int k, double[][] sums) {
        Reflection g = reflect(v, k + 1);
        above[k] = g.image;
        x = new double[u.length];
        double factor = g.factor * g.scale;
        for (int p = 0; p < sums.length; p += 2) {
            addTwo(x, k + 1, sums[p], factor, sums[p + 1], factor);
        }
        addTwo(x, k + 1, a[k + 1], -factor * g.image, u, g.factor * dot(y, v, k + 1));
    }

    /**
     * Adds to A what the last pair of reflections does; fills in the next y, factor A' u, and the row k that results;
     * and returns vectors, an even number, whose sum is A times this row: the v to come, but for scale and one element.
     */
    private double[][] multiply(int k, double[] nextU, double factor, double[] nextY, double[] row) {
        int first = (k + 1) / STRIP * STRIP;
        int pieces = (a.length - first + PIECE - 1) / PIECE;
        double[][] sums = new double[(pieces + 1) / 2 * 2][u.length];
        Parallel.forEach(pieces, (long) (u.length - k) * (a.length - first) >= WORTH_THREADS, p -> {
            int end = Math.min(a.length, first + (p + 1) * PIECE);
            for (int strip = first + p * PIECE; strip < end; strip += STRIP) {
                for (int j = strip; j < strip + STRIP; j++) {
                    addTwo(a[j], k, u, y[j], x, v[j]);
                }
                dots(nextY, strip, nextU, k);
                for (int j = strip; j < strip + STRIP; j++) {
                    nextY[j] *= factor;
                    row[j] = a[j][k] + nextY[j];
                }
                addStrip(sums[p], k + 1, strip, row);
            }
        });
        return sums;
    }

    /** Replaces x, from an index on, by the v of its reflection, whose first element is 1. */
    private static Reflection reflect(double[] x, int start) {
        double first = x[start];
        double squares = dot(x, x, start + 1);
        boolean done = squares < NOTHING;
        double image = done ? first : -Math.copySign(Math.sqrt(first * first + squares), first);
        double scale = done ? 0 : 1 / (first - image);
        for (int i = start; i < x.length; i++) {
            x[i] *= scale;
        }
        x[start] = 1;
        return new Reflection(image, done ? 0 : (first - image) / image, scale);
    }

    private static double dot(double[] a, double[] b, int start) {
        double sum = 0;
        for (int i = start; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Sets elements j to j + 3 of y to the products of these columns and a vector, which count from an index on. */
    private void dots(double[] y, int j, double[] vector, int start) {
        double[] a0 = a[j], a1 = a[j + 1], a2 = a[j + 2], a3 = a[j + 3];
        double sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
        for (int i = start; i < vector.length; i++) {
            sum0 += a0[i] * vector[i];
            sum1 += a1[i] * vector[i];
            sum2 += a2[i] * vector[i];
            sum3 += a3[i] * vector[i];
        }
        y[j] = sum0;
        y[j + 1] = sum1;
        y[j + 2] = sum2;
        y[j + 3] = sum3;
    }

    /** Adds columns j to j + 3, times these elements of a vector, to a sum, from an index on. */
    private void addStrip(double[] sum, int start, int j, double[] factors) {
        double[] a0 = a[j], a1 = a[j + 1], a2 = a[j + 2], a3 = a[j + 3];
        double f0 = factors[j], f1 = factors[j + 1], f2 = factors[j + 2], f3 = factors[j + 3];
        for (int i = start; i < sum.length; i++) {
            sum[i] = sum[i] + f0 * a0[i] + f1 * a1[i] + f2 * a2[i] + f3 * a3[i];
        }
    }

    private static void addTwo(double[] sum, int start, double[] a, double factorA, double[] b, double factorB) {
        for (int i = start; i < sum.length; i++) {
            sum[i] = sum[i] + factorA * a[i] + factorB * b[i];
        }
    }
}
