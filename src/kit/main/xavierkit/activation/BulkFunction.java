package xavierkit.activation;

import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A function that can be applied to one number or, far faster, to a block of numbers. Both are made
 * of the same steps of + - * / and bit operations, so they give the same bits on every machine.
 *
 * @param single x to f(x)
 * @param block replaces the arguments of a block by their values
 */
record BulkFunction(DoubleUnaryOperator single, Consumer<Block> block) implements DoubleUnaryOperator {

    /** What one thread takes at a time; values do not depend on each other, so neither on this. */
    private static final int SHARE = 1 << 14;

    @Override
    public double applyAsDouble(double x) {
        return single.applyAsDouble(x);
    }

    /**
     * y_i = f(x_i) for the first {@code count} numbers. A function of a user's own is called by this
     * thread alone, one number after the other.
     *
     * @param y may be {@code x} itself
     */
    static void apply(DoubleUnaryOperator f, double[] x, int count, double[] y) {
        if (f instanceof BulkFunction bulk) {
            int shares = (int) (((long) count + SHARE - 1) / SHARE);
            IntStream.range(0, shares).parallel().forEach(k -> bulk.share(x, k * SHARE, count, y));
            return;
        }
        for (int i = 0; i < count; i++) {
            y[i] = f.applyAsDouble(x[i]);
        }
    }

    private void share(double[] x, int from, int count, double[] y) {
        int to = from + Math.min(SHARE, count - from);
        Block part = new Block(Math.min(Block.LARGEST, to - from));
        for (int start = from; start < to; start += part.size()) {
            part.load(x, start, Math.min(Block.LARGEST, to - start));
            block.accept(part);
            part.store(y, start);
        }
    }
}
