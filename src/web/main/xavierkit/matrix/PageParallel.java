package xavierkit.matrix;

import java.util.function.IntConsumer;

/** Stands in for {@link Parallel}: a page has one thread. */
public final class PageParallel {

    private PageParallel() {}

    public static void forEach(int count, IntConsumer piece) {
        for (int i = 0; i < count; i++) {
            piece.accept(i);
        }
    }

    static void forEach(int count, boolean worth, IntConsumer piece) {
        forEach(count, piece);
    }

    static int threads() {
        return 1;
    }
}
