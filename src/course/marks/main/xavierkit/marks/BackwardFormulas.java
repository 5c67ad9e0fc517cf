package xavierkit.marks;

import java.util.stream.IntStream;
import xavierkit.marks.Formula.Law;

/** The formulas of the backward direction and of what both directions settle on; see {@link CompromiseFormulas}. */
public final class BackwardFormulas {

    private static final String INTEGERS =
            "In Java 1 / fanIn divides integers, and is 0 for every fan above 1: write 1.0 / fanIn.";

    private BackwardFormulas() {}

    /** Var(dC/dx) = fan_out Var(w) Var(dC/ds). */
    public static final Formula GRADIENT_FACTOR = Formula.of(
                    "The factor of the gradient", "fan_in, fan_out, Var(w)", x -> x[1] * x[2])
            .slip(
                    x -> x[0] * x[2],
                    "This is the factor of the forward signal. Backward, an input collects the gradients of the fan_out units"
                            + " that it feeds.")
            .slip(x -> x[2], "This is what one product contributes. An input adds up one for each unit that it feeds.")
            .slip(x -> x[1] * x[2] * x[2], "Var(w) is squared. Var(dw) = Var(d) Var(w): it is a variance already.")
            .slip(
                    x -> x[1] * Math.sqrt(x[2]),
                    "The root of Var(w) is the standard deviation, and variances are what multiplies.")
            .slip(
                    x -> Math.sqrt(x[1] * x[2]),
                    "This is the factor of the standard deviation. Asked for is that of the variance.")
            .slip(x -> x[1] * x[1] * x[2], "fan_out is squared, as if the terms were equal. They are uncorrelated.")
            .slip(
                    x -> x[0] * x[1] * x[2],
                    "Both fans are in it. One gradient on the way back is a sum of fan_out terms.")
            .slip(
                    x -> (x[0] + x[1]) / 2 * x[2],
                    "The average of the fans is the compromise, not what one direction does.");

    /** Forward: Var(w) = 1 / fan_in. */
    public static final Formula FORWARD_WISH = wish(
            "What the forward pass wants",
            x -> 1 / x[0],
            x -> 1 / x[1],
            "This is what the backward pass wants. Forward, a unit adds up fan_in products.");

    /** Backward: Var(w) = 1 / fan_out. */
    public static final Formula BACKWARD_WISH = wish(
            "What the backward pass wants",
            x -> 1 / x[1],
            x -> 1 / x[0],
            "This is what the forward pass wants. Backward, an input adds up fan_out products.");

    private static Formula wish(String what, Law law, Law other, String exchanged) {
        return Formula.of(what, "fan_in, fan_out", law)
                .slip(x -> 0, INTEGERS)
                .slip(other, exchanged)
                .slip(
                        x -> 2 / (x[0] + x[1]),
                        "This is the compromise already. Asked for is what one direction alone wants.")
                .slip(x -> Math.sqrt(law.at(x)), Formula.DEVIATION)
                .slip(
                        x -> 1 / law.at(x),
                        "This is upside down: the fan times Var(w) must be 1, so wider layers want smaller weights.")
                .slip(x -> 2 * law.at(x), "The 2 is He's, for ReLU. This layer is linear.");
    }

    /**
     * The factor of the gradient from the last to the first layer of a linear network with Xavier's weights: the
     * product of 2 n_(l+1) / (n_l + n_(l+1)).
     */
    public static final Formula NETWORK = Formula.of(
                    "The factor of the gradient", "widths", x -> product(x, (in, out) -> 2 * out / (in + out)))
            .slip(
                    x -> 0,
                    "Widths are integers, and in Java 2 * fanOut / (fanIn + fanOut) divides them as such: write 2.0.")
            .slip(
                    x -> product(x, (in, out) -> 2 * in / (in + out)),
                    "This is the factor of the forward signal. On the way back each layer multiplies by fan_out Var(w).")
            .slip(
                    x -> x[x.length - 1] / x[0],
                    "The widths in between cancel only if Var(w) = 1/fan_in. Xavier's is another.")
            .slip(
                    x -> x[0] / x[x.length - 1],
                    "This is the forward signal under Var(w) = 1/fan_out, whose widths cancel. Xavier's do not.")
            .slip(x -> 1, "Xavier's weights keep the gradient only where fan_in = fan_out.")
            .slip(
                    x -> product(x, (in, out) -> 4 * in * out / Math.pow(in + out, 2)),
                    "These are the round trips of all layers, forward and backward. Asked for is the way back.")
            .slip(
                    x -> product(x, (in, out) -> out / (in + out)),
                    "The 2 is missing: Var(w) = 2 / (fan_in + fan_out) in each layer.")
            .slip(
                    x -> layer(x[0], x[x.length - 1]),
                    "This is a single layer between the outer widths. The widths in between do not cancel.")
            .slip(
                    x -> layer(x[x.length - 2], x[x.length - 1]),
                    "This is the last layer alone. The factors of all layers multiply.")
            .slip(x -> layer(x[0], x[1]), "This is the first layer alone. The factors of all layers multiply.")
            .slip(x -> sum(x), "The factors are added. Each layer multiplies what it is given, so multiply them.");

    private interface Factor {
        double of(double in, double out);
    }

    private static double layer(double in, double out) {
        return 2 * out / (in + out);
    }

    private static double product(double[] widths, Factor factor) {
        double product = 1;
        for (int l = 0; l + 1 < widths.length; l++) {
            product *= factor.of(widths[l], widths[l + 1]);
        }
        return product;
    }

    private static double sum(double... widths) {
        return IntStream.range(0, widths.length - 1)
                .mapToDouble(l -> layer(widths[l], widths[l + 1]))
                .sum();
    }
}
