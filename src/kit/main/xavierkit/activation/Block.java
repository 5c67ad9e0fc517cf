package xavierkit.activation;

/**
 * Up to 512 arguments of a function, and room for what is computed on the way to its values: all of
 * it stays in the first-level cache while one short loop after the other runs over it.
 *
 * <p>Why many short loops: the JIT compiler turns a loop without branches over the same index of
 * every array into vector instructions, but on JDK 17 not one that reinterprets the bits of a
 * double. Such a step gets a loop of its own, and the others remain fast.
 */
final class Block {

    static final int LARGEST = 512;

    /** The arguments, which the values replace. */
    final double[] x;

    /** An exponent at most 0, then its exponential. */
    final double[] y;

    /** The power of two of that exponential. */
    final double[] power;

    /** The value of a polynomial. */
    final double[] sum;

    private int size;

    Block(int capacity) {
        x = new double[capacity];
        y = new double[capacity];
        power = new double[capacity];
        sum = new double[capacity];
    }

    /** How many arguments there are, from the start of each array. */
    int size() {
        return size;
    }

    void load(double[] source, int from, int count) {
        System.arraycopy(source, from, x, 0, count);
        size = count;
    }

    void store(double[] target, int from) {
        System.arraycopy(x, 0, target, from, size);
    }
}
