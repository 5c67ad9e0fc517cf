package xavierkit.init;

import java.util.stream.IntStream;
import xavierkit.matrix.Require;

/**
 * The number of connections into and out of one unit of a layer.
 *
 * <p>fan_in = inputs x receptive field, fan_out = outputs x receptive field. The weights of such a layer form a matrix of
 * fan_in rows and {@code outputs} columns, applied to row vectors: s = z W.
 *
 * @param inputs units, or channels, that feed the layer; at least 1
 * @param outputs units, or channels, of the layer; at least 1
 * @param receptiveField weights that join one input channel to one output channel: 1 in a dense layer, the product of
 *     the kernel's sides in a convolution (stride 1, away from the border)
 */
public record Fan(int inputs, int outputs, int receptiveField) {

    /** Validates: every count at least 1 and both fans within the range of an int. */
    public Fan {
        product("the receptive field", 1, receptiveField);
        product("fan_in", inputs, receptiveField);
        product("fan_out", outputs, receptiveField);
    }

    /** The fans of a dense layer: fan_in = inputs, fan_out = outputs. */
    public static Fan dense(int inputs, int outputs) {
        return new Fan(inputs, outputs, 1);
    }

    /** The fans of a convolution: the channels times the product of the kernel's sides, such as {@code 3, 3}. */
    public static Fan convolution(int inputChannels, int outputChannels, int... kernel) {
        int field = IntStream.of(Require.given("the kernel", kernel))
                .reduce(1, (a, b) -> product("the receptive field", a, b));
        return new Fan(inputChannels, outputChannels, field);
    }

    /** fan_in: how many weights feed one unit; also the rows of the weight matrix. */
    public int in() {
        return inputs * receptiveField;
    }

    /** fan_out: how many weights one unit feeds. */
    public int out() {
        return outputs * receptiveField;
    }

    private static int product(String name, int a, int b) {
        String got = a == 1 ? "" + b : b == 1 ? "" + a : a + " x " + b;
        Require.that(a >= 1 && b >= 1, "%s must be at least 1, got %s", name, got);
        Require.that((long) a * b <= Integer.MAX_VALUE, "%s must be at most %d, got %s", name, Integer.MAX_VALUE, got);
        return a * b;
    }
}
