package xavierkit.training;

import java.nio.file.Path;
import java.util.*;
import java.util.stream.*;
import xavierkit.data.*;
import xavierkit.matrix.Require;
import xavierkit.network.Network;

/**
 * The deep network that returns in the lessons, and its training: 64 pixels, 20 hidden layers of 64 units and 10 linear
 * outputs; 300 updates on batches of 10 handwritten digits at learning rate 0.03.
 *
 * @param digits of 64 standardized pixels, at least 1797: the first 1197 are trained on, the 300 from the 1498th on are
 *     tested
 */
public record DeepDigits(DataSet digits) {

    /** 64 pixels, 20 hidden layers of 64 units, 10 classes. */
    public static final List<Integer> WIDTHS =
            Stream.concat(Collections.nCopies(21, 64).stream(), Stream.of(10)).toList();

    private static final int TRAINED = 1197;

    private static final int TESTED_FROM = 1497;

    private static final int TESTED_TO = 1797;

    /** Validates: enough digits. */
    public DeepDigits {
        int size = Require.given("the digits", digits).size();
        Require.that(size >= TESTED_TO, "there must be at least %d digits, got %d", TESTED_TO, size);
    }

    /** Of the digits in the file that {@link Digits#load} reads. */
    public static DeepDigits load(Path file) {
        return new DeepDigits(Digits.load(file).standardized());
    }

    /**
     * Error and loss on the tested digits after 300 updates. Guessing has the loss ln 10 = 2.3026.
     *
     * @param start of 64 inputs and 10 outputs, as {@link #WIDTHS} has
     */
    public Evaluation trained(Network start) {
        ShuffledBatches batches = ShuffledBatches.of(digits.first(TRAINED), 10, 1);
        Trainer trainer = new Trainer(start, batches, new Sgd(0.03), List.of());
        trainer.train(300, cost -> {});
        DataSet tested = digits.rows(IntStream.range(TESTED_FROM, TESTED_TO).toArray());
        return Evaluation.of(trainer.network(), tested);
    }
}
