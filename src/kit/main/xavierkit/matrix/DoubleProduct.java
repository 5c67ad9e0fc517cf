package xavierkit.matrix;

import java.util.Arrays;

/**
 * C = A B for doubles in plain Java, written so that the JIT compilers of JDK 17 and 25
 * vectorize it. Each c_ij is start + a_i1 b_1j + a_i2 b_2j + ..., added in this order: the bits are
 * those of the textbook's three loops. {@link FloatProduct} is the same for floats, which Java
 * cannot say in one class.
 *
 * <p>Blocking. The innermost loop runs along HEIGHT rows of C at once and adds DEPTH products to
 * each element, so that a number is used several times once it is loaded; C2 vectorizes only short
 * loop bodies, and any more rows or products would be one operation too many. For the same reason
 * the loop reads small arrays from their start and at constant distances. Hence everything is
 * packed: PAIRS pairs of rows of B, WIDTH columns wide, which stay in the second-level cache while
 * all rows of a block use them; and HEIGHT rows of A and of C, which stay in the first. Packing also
 * makes transposes as fast as the rest. Where B ends before its last pair does, -0.0 fills it up and
 * 0 fills A: their product, -0.0, is the one number that changes no sum.
 */
final class DoubleProduct {

    private static final int HEIGHT = 3;
    private static final int DEPTH = 2;
    private static final int WIDTH = 512;
    private static final int PAIRS = 32;

    /** A C narrower than this is computed as its transpose, whose rows make longer loops. */
    private static final int NARROW = 16;

    /**
     * Makes header and elements together a multiple of 64 bytes. Arrays that follow one another in
     * memory then lie alike to cache lines, without which every second load would touch two of them.
     */
    private static final int PADDING = 6;

    /** One thread's packed pieces. */
    private static final class Packed {
        final double[] a = new double[PAIRS * DEPTH * HEIGHT];
        final double[][] b = new double[PAIRS][DEPTH * WIDTH + PADDING];
        final double[] c = new double[HEIGHT * WIDTH + PADDING];
    }

    private static final ThreadLocal<Packed> PACKED = ThreadLocal.withInitial(Packed::new);

    private final double[] a;
    private final Layout inA;
    private final double[] b;
    private final Layout inB;
    private final double[] c;
    private final Layout inC;
    private final int k;
    private final double start;

    private DoubleProduct(double[] a, Layout inA, double[] b, Layout inB, double[] c, Layout inC, double start) {
        this.a = a;
        this.inA = inA;
        this.b = b;
        this.inB = inB;
        this.c = c;
        this.inC = inC;
        this.k = inA.columns();
        this.start = start;
    }

    /**
     * Computes the product into c.
     *
     * @param start 0; or -0.0 to start with the first product; or NaN to start with what c holds
     */
    static void compute(double[] a, Layout inA, double[] b, Layout inB, double[] c, Layout inC, double start) {
        boolean narrow = inC.columns() < NARROW && inC.rows() > inC.columns();
        DoubleProduct product = narrow
                ? new DoubleProduct(b, inB.transposed(), a, inA.transposed(), c, inC.transposed(), start)
                : new DoubleProduct(a, inA, b, inB, c, inC, start);
        int m = product.inC.rows();
        int n = product.inC.columns();
        ResultBlocks.forEach(m, product.k, n, HEIGHT, WIDTH, product::computeBlock);
    }

    private void computeBlock(int top, int bottom, int left, int right) {
        Packed packed = PACKED.get();
        for (int from = 0; from < k; from += PAIRS * DEPTH) {
            int to = Math.min(k, from + PAIRS * DEPTH);
            packB(packed.b, from, to, left, right);
            for (int i = top; i < bottom; i += HEIGHT) {
                int rows = Math.min(HEIGHT, bottom - i);
                packA(packed.a, i, rows, from, to);
                packC(packed.c, i, rows, left, right, from == 0);
                int pairs = (to - from + 1) / DEPTH;
                for (int p = 0; p < pairs; p++) {
                    addPair(packed.a, p * DEPTH * HEIGHT, packed.b[p], packed.c, right - left);
                }
                unpackC(packed.c, i, rows, left, right);
            }
        }
    }

    /** The loop that takes the time: adds the products of a pair to three rows of C. */
    private static void addPair(double[] a, int at, double[] b, double[] c, int width) {
        double a00 = a[at];
        double a10 = a[at + 1];
        double a20 = a[at + 2];
        double a01 = a[at + 3];
        double a11 = a[at + 4];
        double a21 = a[at + 5];
        for (int j = 0; j < width; j++) {
            double b0 = b[j];
            double b1 = b[j + WIDTH];
            c[j] = c[j] + a00 * b0 + a01 * b1;
            c[j + WIDTH] = c[j + WIDTH] + a10 * b0 + a11 * b1;
            c[j + 2 * WIDTH] = c[j + 2 * WIDTH] + a20 * b0 + a21 * b1;
        }
    }

    private void packA(double[] packed, int i, int rows, int from, int to) {
        if (rows < HEIGHT || (to - from) % DEPTH > 0) {
            Arrays.fill(packed, 0);
        }
        for (int r = 0; r < rows; r++) {
            int at = inA.at(i + r, from);
            for (int p = 0; p < to - from; p++) {
                packed[p * HEIGHT + r] = a[at + p * inA.columnStep()];
            }
        }
    }

    private void packB(double[][] packed, int from, int to, int left, int right) {
        if ((to - from) % DEPTH > 0) {
            Arrays.fill(packed[(to - from) / DEPTH], -0.0);
        }
        if (inB.columnStep() == 1) {
            for (int p = from; p < to; p++) {
                double[] pair = packed[(p - from) / DEPTH];
                System.arraycopy(b, inB.at(p, left), pair, (p - from) % DEPTH * WIDTH, right - left);
            }
        } else {
            int j = left;
            for (; j + 4 <= right; j += 4) {
                packFourColumns(packed, from, to, j, j - left);
            }
            for (; j < right; j++) {
                packColumn(packed, from, to, j, j - left);
            }
        }
    }

    // B is a transpose here, so that rowStep is 1. Four columns at once write to the same cache line.
    private void packFourColumns(double[][] packed, int from, int to, int j, int column) {
        int at0 = inB.at(from, j);
        int at1 = inB.at(from, j + 1);
        int at2 = inB.at(from, j + 2);
        int at3 = inB.at(from, j + 3);
        for (int p = 0; p < to - from; p++) {
            double[] pair = packed[p / DEPTH];
            int at = p % DEPTH * WIDTH + column;
            pair[at] = b[at0 + p];
            pair[at + 1] = b[at1 + p];
            pair[at + 2] = b[at2 + p];
            pair[at + 3] = b[at3 + p];
        }
    }

    private void packColumn(double[][] packed, int from, int to, int j, int column) {
        int at = inB.at(from, j);
        for (int p = 0; p < to - from; p++) {
            packed[p / DEPTH][p % DEPTH * WIDTH + column] = b[at + p];
        }
    }

    private void packC(double[] packed, int i, int rows, int left, int right, boolean first) {
        for (int r = 0; r < rows; r++) {
            int at = inC.at(i + r, left);
            if (first && !Double.isNaN(start)) {
                Arrays.fill(packed, r * WIDTH, r * WIDTH + right - left, start);
            } else if (inC.columnStep() == 1) {
                System.arraycopy(c, at, packed, r * WIDTH, right - left);
            } else {
                for (int j = 0; j < right - left; j++) {
                    packed[r * WIDTH + j] = c[at + j * inC.columnStep()];
                }
            }
        }
    }

    private void unpackC(double[] packed, int i, int rows, int left, int right) {
        for (int r = 0; r < rows; r++) {
            int at = inC.at(i + r, left);
            if (inC.columnStep() == 1) {
                System.arraycopy(packed, r * WIDTH, c, at, right - left);
            } else {
                for (int j = 0; j < right - left; j++) {
                    c[at + j * inC.columnStep()] = packed[r * WIDTH + j];
                }
            }
        }
    }
}
