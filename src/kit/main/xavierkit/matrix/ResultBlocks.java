package xavierkit.matrix;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.ejml.concurrency.EjmlConcurrency;

/**
 * Cuts the result of a product into blocks that threads compute independently. A block sums over
 * all k by itself, so that neither the cut nor the number of threads changes a bit.
 */
final class ResultBlocks {

    /** Below this many multiplications, waking other threads costs more than they save. */
    private static final long WORTH_THREADS = 1 << 20;

    /** Fewer rows than this do not repay packing the same part of the right matrix once more. */
    private static final int FEWEST_ROWS = 24;

    /** Blocks for each thread: one that is held up leaves work to the others. */
    private static final int BLOCKS_PER_THREAD = 2;

    private static ForkJoinPool pool = new ForkJoinPool(EjmlConcurrency.getMaxThreads());

    private ResultBlocks() {}

    /** Computes rows top to bottom - 1 and columns left to right - 1 of a result. */
    interface Block {
        void compute(int top, int bottom, int left, int right);
    }

    /**
     * Computes an m x n result, each element a sum of k products, on as many threads as EJML may use;
     * a small one on the calling thread.
     *
     * @param height the number of rows of a block is a multiple of it, except in the last row of
     *     blocks
     * @param width the largest number of columns of a block, a multiple of 16
     */
    static void forEach(int m, int k, int n, int height, int width, Block block) {
        int threads = (long) m * k * n < WORTH_THREADS ? 1 : EjmlConcurrency.getMaxThreads();
        int across = ceil(n, width);
        int down = threads == 1 ? 1 : rowsOfBlocks(m, threads, across);
        int columns = ceil(ceil(n, across), 16) * 16;
        int rows = ceil(ceil(m, down), height) * height;
        IntConsumer compute = i -> {
            int top = i / across * rows;
            int left = i % across * columns;
            block.compute(top, Math.min(m, top + rows), left, Math.min(n, left + columns));
        };
        int blocks = across * ceil(m, rows);
        if (threads == 1) {
            IntStream.range(0, blocks).forEach(compute);
        } else {
            submit(threads, () -> IntStream.range(0, blocks).parallel().forEach(compute))
                    .join();
        }
    }

    // EJML's own loop throws when its thread is interrupted and leaves the workers writing: a result
    // that was half in place would go on changing. join waits to the end and keeps the interrupt.
    private static synchronized ForkJoinTask<?> submit(int threads, Runnable work) {
        if (pool.getParallelism() != threads) {
            pool.shutdown(); // once it has done what it was given
            pool = new ForkJoinPool(threads);
        }
        return pool.submit(work);
    }

    private static int rowsOfBlocks(int m, int threads, int across) {
        return Math.max(1, Math.min(ceil(BLOCKS_PER_THREAD * threads, across), m / FEWEST_ROWS));
    }

    private static int ceil(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
