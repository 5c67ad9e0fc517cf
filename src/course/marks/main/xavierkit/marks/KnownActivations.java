package xavierkit.marks;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import xavierkit.activation.Activation;

/** Tells whether an activation is a multiple of one that the library, or a lesson, has. */
final class KnownActivations {

    /** A part of the largest value; approximations that somebody would not call another function differ by less. */
    private static final double SAME = 1e-6;

    private static final Activation SQUARED_RELU =
            Activation.of("squared ReLU (lesson 09)", s -> s > 0 ? s * s : 0, s -> s > 0 ? 2 * s : 0);

    private static final List<Activation> NAMED = List.of(
            Activation.TANH,
            Activation.SIGMOID,
            Activation.SOFTSIGN,
            Activation.ERF,
            Activation.GELU,
            Activation.GELU_TANH,
            Activation.SILU,
            Activation.SOFTPLUS,
            SQUARED_RELU);

    private static final double[] POSITIVE =
            DoubleStream.iterate(1.0 / 8, s -> s <= 4, s -> s + 1.0 / 8).toArray();
    private static final double[] NEGATIVE =
            DoubleStream.of(POSITIVE).map(s -> -s).toArray();
    private static final double[] BOTH = DoubleStream.concat(DoubleStream.of(NEGATIVE), DoubleStream.of(POSITIVE))
            .toArray();

    private KnownActivations() {}

    /** The name of the known function, if phi is a multiple of it. */
    static Optional<String> name(DoubleUnaryOperator phi) {
        Stream<String> named = NAMED.stream()
                .filter(known -> isMultiple(phi, known::value, BOTH))
                .map(Activation::name);
        return Stream.concat(named, families(phi)).findFirst();
    }

    // the same multiple on both sides, or one on each: with slopes c and ca it is a leaky ReLU, for a
    // = 0
    // and 1 ReLU and the identity
    private static Stream<String> families(DoubleUnaryOperator phi) {
        boolean elu = isMultiple(phi, Math::expm1, NEGATIVE);
        boolean leaky = isMultiple(phi, s -> s, NEGATIVE);
        if (!isMultiple(phi, s -> s, POSITIVE) || !(elu || leaky)) {
            return Stream.of();
        }
        return Stream.of(leaky ? "a leaky ReLU (ReLU, identity and |s| are some)" : "an ELU (SELU is one)");
    }

    private static boolean isMultiple(DoubleUnaryOperator phi, DoubleUnaryOperator known, double... points) {
        double factor = product(phi, known, points) / product(known, known, points);
        double size = Math.sqrt(product(phi, phi, BOTH) / BOTH.length);
        return DoubleStream.of(points)
                .allMatch(s -> Math.abs(phi.applyAsDouble(s) - factor * known.applyAsDouble(s)) <= SAME * size);
    }

    private static double product(DoubleUnaryOperator f, DoubleUnaryOperator g, double... points) {
        return DoubleStream.of(points)
                .map(s -> f.applyAsDouble(s) * g.applyAsDouble(s))
                .sum();
    }
}
