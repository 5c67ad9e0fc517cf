package xavierkit.matrix;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * C += A B in plain Java, written so that the JIT compilers of JDK 17 and 25 vectorize it. To each c_ij are added a_i1
 * b_1j, a_i2 b_2j and so on, in this order: the bits are those of the textbook's three loops.
 *
 * <p>C is cut into tiles that threads compute independently. A tile sums over all k by itself, so that neither the cut
 * nor the number of threads changes a bit. The innermost loop runs along HEIGHT rows of C at once and adds DEPTH
 * products to each element, so that a number is used several times once it is loaded; C2 vectorizes only short loop
 * bodies, and any more rows or products would be one operation too many. For the same reason the loop reads small
 * arrays from their start and at constant distances. Hence everything is packed: PAIRS pairs of rows of B, WIDTH
 * columns wide, which stay in the second-level cache while all rows of a tile use them; and HEIGHT rows of A and of C,
 * which stay in the first. Packing also makes transposes as fast as the rest. Where B ends before its last pair does,
 * -0.0 fills it up and 0 fills A: their product, -0.0, is the one number that changes no sum.
 */
record PlainProduct(Factor a, Factor b, DMatrixRMaj c) {

    private static final int HEIGHT = 3;
    private static final int DEPTH = 2;
    private static final int WIDTH = 512;
    private static final int PAIRS = 32;

    /** A C narrower than this is computed as its transpose, whose rows make longer loops. */
    private static final int NARROW = 16;

    /** Below this number of multiplications, waking other threads costs more than they save. */
    private static final long WORTH_THREADS = 1 << 20;

    /** Fewer rows than this do not repay packing the same part of B once more. */
    private static final int FEWEST_ROWS = 24;

    /** Tiles for each thread: one that is held up leaves work to the others. */
    private static final int TILES_PER_THREAD = 2;

    /**
     * Makes header and elements together a multiple of 64 bytes. Arrays that follow one another in memory then lie
     * alike to cache lines, without which every second load would touch two of them.
     */
    private static final int PADDING = 6;

    /** One thread's packed pieces. */
    private static final class Packed {
        final double[] a = new double[PAIRS * DEPTH * HEIGHT];
        final double[][] b = new double[PAIRS][DEPTH * WIDTH + PADDING];
        final double[] c = new double[HEIGHT * WIDTH + PADDING];
    }

    private static final ThreadLocal<Packed> PACKED = ThreadLocal.withInitial(Packed::new);

    /** Adds the product to what c holds; c has at least one element. */
    void add() {
        int m = c.numRows;
        int n = c.numCols;
        if (n < NARROW && m > n) {
            DMatrixRMaj transpose = CommonOps_DDRM.transpose(c, null);
            new PlainProduct(b.transpose(), a.transpose(), transpose).add();
            CommonOps_DDRM.transpose(transpose, c);
            return;
        }
        boolean large = (long) m * a.columns() * n >= WORTH_THREADS;
        int threads = large ? Parallel.threads() : 1;
        int across = ceil(n, WIDTH);
        int down = threads == 1 ? 1 : Math.max(1, Math.min(ceil(TILES_PER_THREAD * threads, across), m / FEWEST_ROWS));
        int columns = ceil(n, across * 16) * 16;
        int rows = ceil(m, down * HEIGHT) * HEIGHT;
        Parallel.forEach(across * ceil(m, rows), large, i -> {
            int top = i / across * rows;
            int left = i % across * columns;
            addTile(top, Math.min(m, top + rows), left, Math.min(n, left + columns));
        });
    }

    /** The quotient, rounded up. */
    private static int ceil(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    /** Adds to rows top to bottom - 1 and columns left to right - 1 of C. */
    private void addTile(int top, int bottom, int left, int right) {
        Packed packed = PACKED.get();
        int k = a.columns();
        for (int from = 0; from < k; from += PAIRS * DEPTH) {
            int to = Math.min(k, from + PAIRS * DEPTH);
            packB(packed.b, from, to, left, right);
            for (int i = top; i < bottom; i += HEIGHT) {
                int rows = Math.min(HEIGHT, bottom - i);
                packA(packed.a, i, rows, from, to);
                for (int r = 0; r < rows; r++) {
                    System.arraycopy(c.data, (i + r) * c.numCols + left, packed.c, r * WIDTH, right - left);
                }
                int pairs = ceil(to - from, DEPTH);
                for (int p = 0; p < pairs; p++) {
                    addPair(packed.a, p * DEPTH * HEIGHT, packed.b[p], packed.c, right - left);
                }
                for (int r = 0; r < rows; r++) {
                    System.arraycopy(packed.c, r * WIDTH, c.data, (i + r) * c.numCols + left, right - left);
                }
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

    /** Packs rows i to i + rows - 1 of A from column {@code from} on: HEIGHT numbers for each column. */
    private void packA(double[] packed, int i, int rows, int from, int to) {
        if (rows < HEIGHT || (to - from) % DEPTH > 0) {
            Arrays.fill(packed, 0);
        }
        for (int r = 0; r < rows; r++) {
            a.read(i + r, from, to, packed, r, HEIGHT);
        }
    }

    /** Packs rows from to to - 1 of B in pairs, one row after the other. */
    private void packB(double[][] packed, int from, int to, int left, int right) {
        if ((to - from) % DEPTH > 0) {
            Arrays.fill(packed[(to - from) / DEPTH], -0.0);
        }
        int j = left;
        for (; b.transposed() && j + 4 <= right; j += 4) {
            packFourColumns(packed, from, to, j, j - left);
        }
        for (int p = 0; p < to - from; p++) {
            b.read(from + p, j, right, packed[p / DEPTH], p % DEPTH * WIDTH + j - left, 1);
        }
    }

    /** A column of a transpose lies in one piece, and four columns at once write to the same cache line. */
    private void packFourColumns(double[][] packed, int from, int to, int j, int column) {
        double[] data = b.matrix().data;
        int step = b.matrix().numCols;
        int start = b.at(from, j);
        for (int p = 0; p < to - from; p++) {
            double[] pair = packed[p / DEPTH];
            int at = p % DEPTH * WIDTH + column;
            pair[at] = data[start + p];
            pair[at + 1] = data[start + step + p];
            pair[at + 2] = data[start + 2 * step + p];
            pair[at + 3] = data[start + 3 * step + p];
        }
    }
}
