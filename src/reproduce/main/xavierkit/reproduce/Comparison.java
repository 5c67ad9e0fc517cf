package xavierkit.reproduce;

import static xavierkit.reproduce.Start.*;

import java.util.List;
import xavierkit.activation.Activation;

/**
 * A hypothesis on two starts: that the first trains faster than the second, each at the learning rate that its
 * own trials chose. Whether it does is for the reader of the numbers to test: seeds are paired, both starts of a
 * seed see the same samples in the same order.
 *
 * @param expected what the claims, or the 2010 paper, let us expect
 */
record Comparison(String name, Setting first, Setting second, String expected) {

    private static final String DEEP_SIGMOID = "faster when deep, if C24 holds";
    private static final String DEEP_RELU = "faster, the more so the deeper (He et al. 2015)";

    /** All of one task, as they were stated before the runs. */
    static List<Comparison> of(Task task) {
        return List.of(
                of(task, "H1", Activation.TANH, 5, NORMALIZED, STANDARD, "faster (C21)"),
                of(task, "H2", Activation.SOFTSIGN, 5, NORMALIZED, STANDARD, "little difference (C21, Table 1)"),
                of(task, "H3", Activation.SIGMOID, 1, NORMALIZED, STANDARD, DEEP_SIGMOID),
                of(task, "H4", Activation.SIGMOID, 3, NORMALIZED, STANDARD, DEEP_SIGMOID),
                of(task, "H5", Activation.SIGMOID, 5, NORMALIZED, STANDARD, DEEP_SIGMOID),
                of(task, "H6", Activation.RELU, 5, HE, NORMALIZED, DEEP_RELU),
                of(task, "H7", Activation.RELU, 15, HE, NORMALIZED, DEEP_RELU),
                of(task, "H8", Activation.RELU, 30, HE, NORMALIZED, DEEP_RELU),
                of(task, "H9", Activation.TANH, 5, NORMALIZED, TENTH, "faster (C20)"),
                of(task, "H10", Activation.TANH, 5, NORMALIZED, FIVEFOLD, "faster (C20)"),
                of(task, "H11", Activation.TANH, 5, ORTHOGONAL, NORMALIZED, "little difference (C17)"),
                of(task, "H12", Activation.TANH, 30, ORTHOGONAL, NORMALIZED, "faster (C17)"));
    }

    private static Comparison of(
            Task task, String name, Activation activation, int hidden, Start first, Start second, String expected) {
        Setting one = new Setting(task, activation, first, hidden, Scale.COMPARISON);
        return new Comparison(name, one, new Setting(task, activation, second, hidden, Scale.COMPARISON), expected);
    }

    /** One sentence. */
    @Override
    public String toString() {
        return "%s: %s, hidden layers: %s, %s against %s; expected: %s"
                .formatted(name, first.activation(), first.hidden(), first.start(), second.start(), expected);
    }
}
