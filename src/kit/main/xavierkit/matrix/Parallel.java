package xavierkit.matrix;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.ejml.concurrency.EjmlConcurrency;

/** The one place where the kit starts threads, for work in pieces that do not depend on each other. */
public final class Parallel {

    private Parallel() {}

    /**
     * Does the pieces 0 to {@code count - 1}, each once and in no particular order, and returns when all are done. The
     * threads are those of the common pool, or of the ForkJoinPool that calls; while {@link #threads} is 1, the calling
     * thread does everything. An interrupt is kept and stops nothing: no result is left half written.
     */
    public static void forEach(int count, IntConsumer piece) {
        forEach(count, true, piece);
    }

    /** The same, all in the calling thread unless the pieces are worth it: to wake another takes some microseconds. */
    static void forEach(int count, boolean worth, IntConsumer piece) {
        IntStream pieces = IntStream.range(0, count);
        (worth && count > 1 && threads() > 1 ? pieces.parallel() : pieces).forEach(piece);
    }

    /** The number of threads to cut work for: {@link EjmlConcurrency#getMaxThreads}. */
    static int threads() {
        return EjmlConcurrency.getMaxThreads();
    }
}
