package xavierkit.reproduce;

import java.util.List;
import java.util.stream.Stream;
import xavierkit.activation.Activation;

/**
 * A hypothesis on two starts: that the first trains faster than the second, each at the learning
 * rate that its own trials chose. Whether it does is for the reader of the numbers to test: seeds
 * are paired, both starts of a seed see the same samples in the same order.
 *
 * @param name such as H1
 * @param first the start from which more is expected
 * @param second the other
 * @param expected what the claims, or the 2010 paper, let us expect
 */
record Comparison(String name, Setting first, Setting second, String expected) {

    private static final String DEEP_SIGMOID = "faster when deep, if C24 holds";
    private static final String DEEP_RELU = "faster, the more so the deeper (He et al. 2015)";

    /** All of one task, as they were stated before the runs. */
    static List<Comparison> of(Task task) {
        Activation tanh = Activation.TANH;
        Activation sigmoid = Activation.SIGMOID;
        Activation softsign = Activation.SOFTSIGN;
        Activation relu = Activation.RELU;
        Start xavier = Start.NORMALIZED;
        Start standard = Start.STANDARD;
        return List.of(
                of(task, "H1", tanh, 5, xavier, standard, "faster (C21)"),
                of(task, "H2", softsign, 5, xavier, standard, "little difference (C21, Table 1)"),
                of(task, "H3", sigmoid, 1, xavier, standard, DEEP_SIGMOID),
                of(task, "H4", sigmoid, 3, xavier, standard, DEEP_SIGMOID),
                of(task, "H5", sigmoid, 5, xavier, standard, DEEP_SIGMOID),
                of(task, "H6", relu, 5, Start.HE, xavier, DEEP_RELU),
                of(task, "H7", relu, 15, Start.HE, xavier, DEEP_RELU),
                of(task, "H8", relu, 30, Start.HE, xavier, DEEP_RELU),
                of(task, "H9", tanh, 5, xavier, Start.TENTH, "faster (C20)"),
                of(task, "H10", tanh, 5, xavier, Start.FIVEFOLD, "faster (C20)"),
                of(task, "H11", tanh, 5, Start.ORTHOGONAL, xavier, "little difference (C17)"),
                of(task, "H12", tanh, 30, Start.ORTHOGONAL, xavier, "faster (C17)"));
    }

    private static Comparison of(
            Task task, String name, Activation activation, int hidden, Start first, Start second, String expected) {
        return new Comparison(
                name,
                new Setting(task, activation, first, hidden, Scale.COMPARISON),
                new Setting(task, activation, second, hidden, Scale.COMPARISON),
                expected);
    }

    Stream<Setting> settings() {
        return Stream.of(first, second);
    }

    /** One sentence. */
    @Override
    public String toString() {
        return "%s: %s, hidden layers: %s, %s against %s; expected: %s"
                .formatted(name, first.activation(), first.hidden(), first.start(), second.start(), expected);
    }
}
