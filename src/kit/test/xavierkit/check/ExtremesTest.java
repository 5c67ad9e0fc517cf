package xavierkit.check;

import static org.junit.jupiter.api.Assertions.*;

import java.time.Duration;
import java.util.*;
import java.util.function.Supplier;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.activation.Activation;
import xavierkit.init.*;
import xavierkit.network.*;
import xavierkit.prediction.*;

/**
 * Whatever the activation, the scale and the widths: a prediction comes soon or says why not, a verdict is never made of
 * NaN, and everything can be printed.
 */
class ExtremesTest {

    /** Two seconds, and for what is only noise five, on a quiet machine. */
    private static final Duration SOON = Duration.ofSeconds(20);

    static List<Activation> activations() {
        return List.of(
                Activation.IDENTITY,
                Activation.TANH,
                Activation.RELU,
                Activation.GELU,
                Activation.SELU,
                Activation.SIGMOID,
                Activation.SOFTPLUS,
                Activation.of("sin", Math::sin, Math::cos),
                Activation.of("fast sin", s -> Math.sin(1e3 * s), s -> 1e3 * Math.cos(1e3 * s)),
                Activation.of("square", s -> s * s, s -> 2 * s),
                Activation.of("exp", Math::exp, Math::exp),
                Activation.of("sign", Math::signum, s -> 0, 0.0),
                Activation.of("constant", s -> 2, s -> 0),
                Activation.of("nothing", s -> 0, s -> 0),
                Activation.of("root", s -> Math.signum(s) * Math.sqrt(Math.abs(s)), s -> 0.5 / Math.sqrt(Math.abs(s))),
                Activation.of("|s| + 1", s -> Math.abs(s) + 1, Math::signum, 0.0),
                Activation.of("hardshrink", s -> Math.abs(s) < 0.5 ? 0 : s, s -> Math.abs(s) < 0.5 ? 0 : 1, -0.5, 0.5),
                Activation.of("bump", s -> Math.abs(s - 1) < 1e-5 ? 1 : 0, s -> 0, 1 - 1e-5, 1 + 1e-5),
                Activation.of("noise", s -> s + 1e-3 * Math.sin(1e9 * s), s -> 1));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void predictionsComeSoonOrSayWhyNot(Activation phi) {
        for (double[] map : new double[][] {{1, 0}, {1.5, 0.1}, {1e-4, 0}, {1e20, 0}}) {
            said(() -> new LengthMap(phi, map[0], map[1]).fixedPoints());
            said(() -> new LengthMap(phi, map[0], map[1]).iterate(1, 30));
            said(() -> new LengthMap(phi, map[0], map[1]).correlations(1, 0.5, 2));
        }
        for (double q : new double[] {0, 1e-300, 1e-16, 1, 1e8, 1e300}) {
            said(() -> GaussianMoments.of(phi, q));
        }
        said(() -> LengthMap.critical(phi, 1));
        said(() -> Gains.exact(phi));
        said(() -> JacobianSpectrum.gaussian(50, 100, 1, phi, 1).quantile(0.5));
        for (double scale : new double[] {1e-190, 256}) {
            List<Integer> widths = Collections.nCopies(200, 256);
            VarianceScaling rule = VarianceScaling.heNormal().withGain(Math.sqrt(scale));
            said(() -> SignalPrediction.of(widths, phi, rule, 0, 1, 1).activationGradient(0));
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void verdictsAreNotMadeOfNaN(Activation phi) {
        SplittableRandom random = new SplittableRandom(1);
        for (List<Integer> widths : List.of(List.of(1, 1), List.of(2, 1, 3), List.of(30, 16, 1), List.of(1, 20, 20))) {
            for (double scale : new double[] {0, 1e-90, 1, 1e90}) {
                for (int batch : new int[] {1, 7}) {
                    VarianceScaling rule = VarianceScaling.glorotNormal();
                    Network network = Network.of(widths, phi, rule, random);
                    network.layers().forEach(layer -> CommonOps_DDRM.scale(scale, layer.weights()));
                    DMatrixRMaj z = WeightDistribution.NORMAL.sample(batch, widths.get(0), 1, random);
                    ForwardSignals forward = network.forward(z);
                    BackwardSignals backward = network.backward(forward, forward.activation(network.depth()));
                    VarianceScaling assumed = scale == 0 ? rule : rule.withGain(scale);
                    said(() -> SignalCheck.forward(network, forward, assumed, 0));
                    said(() -> SignalCheck.backward(network, backward, assumed));
                    said(() -> InfiniteWidthCheck.forward(network, forward, assumed, 0));
                    said(() -> LayerHealth.of(network, backward, 1e-3));
                }
            }
        }
    }

    // what is printed may name NaN only where it says that something has overflowed
    private static void said(Supplier<?> asked) {
        Object answer = assertTimeout(SOON, () -> {
            try {
                Object given = asked.get();
                return given instanceof List<?> all
                        ? all.stream().map(String::valueOf).collect(Collectors.joining("\n"))
                        : given + "";
            } catch (IllegalArgumentException | IllegalStateException refused) {
                assertTrue(refused.getMessage().length() > 20, refused::getMessage);
                return "";
            }
        });
        for (String line : answer.toString().split("\n")) {
            boolean verdict = line.startsWith("PASS") || line.startsWith("UNDECIDED");
            assertFalse(verdict && line.contains("NaN"), line);
            assertFalse(line.startsWith("FAIL") && line.contains("NaN") && !line.contains("overflowed"), line);
        }
    }
}
