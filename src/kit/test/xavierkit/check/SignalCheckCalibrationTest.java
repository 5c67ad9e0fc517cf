package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.*;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;
import xavierkit.activation.Activation;
import xavierkit.init.Fan;
import xavierkit.init.Initializer;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;
import xavierkit.matrix.Moments;
import xavierkit.network.ForwardSignals;
import xavierkit.network.Network;

/**
 * How often a check of networks that are right raises a false alarm, and how often one that is wrong is found. The sweep,
 * a command for hours, draws more networks from a larger choice than CI does:
 *
 * <pre>
 * mvn -pl src/kit test -Dtest=SignalCheckCalibrationTest -Dxavierkit.networks=20000 -Dxavierkit.cases=500
 * </pre>
 */
@Execution(ExecutionMode.CONCURRENT) // the last class to end: its cases use both processors
class SignalCheckCalibrationTest {

    private static final int NETWORKS = Integer.getInteger("xavierkit.networks", 1_500);

    /** How many cases are drawn at random; in CI all are of narrow networks, and of each there are 200. */
    private static final int CASES = Integer.getInteger("xavierkit.cases", 40);

    private static final boolean SWEEP = CASES > 40;

    private enum Inputs {
        INDEPENDENT,
        CORRELATED,
        ONE_HOT
    }

    private record Case(
            List<Integer> widths,
            int batch,
            Activation phi,
            VarianceScaling initializer,
            double biasVariance,
            boolean realCost,
            Weights weights,
            Inputs inputs) {

        Case(List<Integer> widths, int batch, Activation phi, VarianceScaling init, double biasVariance, boolean real) {
            this(widths, batch, phi, init, biasVariance, real, null, Inputs.INDEPENDENT);
        }

        Network network(Initializer initializer, SplittableRandom random) {
            return Network.of(widths, phi, initializer, random).withBiases(biasVariance, random);
        }

        Network network(SplittableRandom random) {
            return network(assumed(), random);
        }

        DMatrixRMaj inputs(SplittableRandom random) {
            DMatrixRMaj z = WeightDistribution.NORMAL.sample(batch, widths.get(0), 1, random);
            for (int row = 0; row < batch && inputs == Inputs.ONE_HOT; row++) {
                int one = random.nextInt(widths.get(0));
                for (int i = 0; i < widths.get(0); i++) {
                    z.set(row, i, i == one ? 1 : 0);
                }
            }
            for (int i = 0; i < z.data.length && inputs == Inputs.CORRELATED; i++) {
                z.data[i] = 0.3 * z.data[i] + z.data[i % widths.get(0)]; // all samples resemble the first
            }
            return z;
        }

        SignalCheck forward(Network network, DMatrixRMaj inputs) {
            return SignalCheck.forward(network, network.forward(inputs), assumed(), biasVariance);
        }

        // the distribution is told only where the kit has it
        private Initializer assumed() {
            return weights == null ? initializer : new Drawn(initializer, weights);
        }

        // a gradient that is independent of the network, or that of the cost |z|^2 / 2
        SignalCheck backward(Network network, DMatrixRMaj inputs, SplittableRandom random) {
            ForwardSignals forward = network.forward(inputs);
            int outputs = widths.get(widths.size() - 1);
            DMatrixRMaj gradient = realCost
                    ? forward.activation(network.depth())
                    : WeightDistribution.NORMAL.sample(batch, outputs, 1, random);
            return SignalCheck.backward(network, network.backward(forward, gradient), assumed());
        }

        @Override
        public String toString() {
            String drawn = "" + (weights == null ? initializer.distribution() : weights);
            return widths + " " + phi + ", batch " + batch + ", " + drawn + ", " + inputs;
        }
    }

    /** Weights of mean 0 and variance 1 that the kit has no name for. */
    private enum Weights {
        SIGN(random -> random.nextBoolean() ? 1 : -1),
        SKEWED(random -> -Math.log(1 - random.nextDouble()) - 1),
        MOSTLY_ZERO(random -> random.nextInt(10) == 0 ? Math.sqrt(10) * random.nextGaussian() : 0);

        private final ToDoubleFunction<RandomGenerator> draw;

        Weights(ToDoubleFunction<RandomGenerator> draw) {
            this.draw = draw;
        }
    }

    /** Such weights with the variance of a rule. */
    private record Drawn(VarianceScaling rule, Weights weights) implements Initializer {
        @Override
        public double variance(Fan fan) {
            return rule.variance(fan);
        }

        @Override
        public DMatrixRMaj weights(Fan fan, RandomGenerator random) {
            DMatrixRMaj w = new DMatrixRMaj(fan.in(), fan.outputs());
            Arrays.setAll(w.data, i -> Math.sqrt(variance(fan)) * weights.draw.applyAsDouble(random));
            return w;
        }
    }

    static Stream<Case> networks() {
        VarianceScaling he = VarianceScaling.heNormal();
        VarianceScaling glorot = VarianceScaling.glorotNormal();
        List<Integer> narrow = Collections.nCopies(5, 30);
        return Stream.of(
                // dC/ds tells much of skewed weights
                new Case(
                        List.of(100, 100, 100),
                        40,
                        Activation.IDENTITY,
                        he,
                        0,
                        true,
                        Weights.SKEWED,
                        Inputs.INDEPENDENT),
                new Case(narrow, 1, Activation.TANH, glorot, 0, false),
                new Case(narrow, 64, Activation.TANH, VarianceScaling.glorotUniform(), 0.1, true),
                new Case(Collections.nCopies(11, 30), 16, Activation.RELU, he, 0, false),
                new Case(narrow, 8, Activation.RELU, VarianceScaling.heUniform(), 0, true),
                new Case(List.of(100, 40, 100), 50, Activation.GELU, he, 0.1, true),
                new Case(List.of(40, 100, 100), 32, Activation.GELU, VarianceScaling.heUniform(), 0, false),
                new Case(List.of(30, 16, 1), 16, Activation.TANH, glorot, 0, false),
                new Case(List.of(13, 8, 1), 16, Activation.TANH, glorot, 0, true),
                new Case(List.of(4, 8, 8, 3), 20, Activation.TANH, glorot, 0.1, true),
                new Case(List.of(2, 2, 1), 16, Activation.TANH, glorot, 0, false),
                new Case(List.of(1, 50, 50, 50, 1), 16, Activation.TANH, glorot, 0, true),
                new Case(Collections.nCopies(11, 3), 5, Activation.GELU, he, 0.1, true),
                new Case(List.of(2, 1, 5), 1, Activation.IDENTITY, glorot, 0, true));
    }

    /** Weights of which too few are drawn to be told: the check says so, whatever they are. */
    @Test
    void smallLayersOfOtherWeightsAreUndecided() {
        SplittableRandom random = new SplittableRandom(1);
        VarianceScaling uniform = VarianceScaling.glorotUniform();
        Case networks = new Case(List.of(5, 5, 5), 10, Activation.TANH, uniform, 0, false);
        Network network = networks.network(uniform, random);
        DMatrixRMaj inputs = networks.inputs(random);
        for (SignalCheck check :
                List.of(networks.forward(network, inputs), networks.backward(network, inputs, random))) {
            assertEquals(VarianceCheck.Verdict.UNDECIDED, check.verdict());
        }
    }

    // widths 1 to 20, in the sweep 1 to 200; depths to 10, in the sweep to 30
    static Stream<Case> drawn() {
        return IntStream.range(0, CASES).mapToObj(seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            List<Integer> widths = Arrays.asList(1, 2, 3, 5, 8, 10, 20, 50, 200);
            int most = SWEEP ? widths.size() : 7;
            int depth = one(random, List.of(1, 1, 2, 3, 5, SWEEP ? 30 : 10));
            Activation jump = Activation.of(
                    "threshold", s -> Math.abs(s) < 0.5 ? 0 : s, s -> Math.abs(s) < 0.5 ? 0 : 1, -0.5, 0.5);
            List<Activation> activations =
                    List.of(Activation.IDENTITY, Activation.TANH, Activation.RELU, Activation.GELU, jump);
            List<Weights> own = new ArrayList<>(Arrays.asList(Weights.values()));
            own.addAll(Arrays.asList(null, null, null));
            WeightDistribution distribution = one(random, List.of(WeightDistribution.values()));
            boolean constant = random.nextBoolean();
            int width = widths.get(random.nextInt(most));
            return new Case(
                    IntStream.rangeClosed(0, depth)
                            .mapToObj(l -> constant ? width : widths.get(random.nextInt(most)))
                            .toList(),
                    one(random, List.of(1, 2, 5, 16, 50)),
                    one(random, activations),
                    VarianceScaling.heNormal().withDistribution(distribution),
                    random.nextInt(3) == 0 ? 0.1 : 0,
                    random.nextBoolean(),
                    own.get(random.nextInt(own.size())),
                    one(random, List.of(Inputs.values())));
        });
    }

    private static <T> T one(SplittableRandom random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @ParameterizedTest
    @MethodSource({"networks", "drawn"})
    void falseAlarmsAreAsFrequentAsStated(Case networks) {
        SplittableRandom random = new SplittableRandom(2010);
        List<SignalCheck> forward = new ArrayList<>();
        List<SignalCheck> backward = new ArrayList<>();
        int count = SWEEP || networks().anyMatch(networks::equals) ? NETWORKS : 200;
        for (int i = 0; i < count; i++) {
            Network network = networks.network(random);
            DMatrixRMaj inputs = networks.inputs(random);
            try {
                forward.add(networks.forward(network, inputs));
                backward.add(networks.backward(network, inputs, random));
            } catch (IllegalArgumentException nothingLeft) { // as of narrow ReLU layers that are all 0
                assertTrue(nothingLeft.getMessage().startsWith("nothing can be predicted"), nothingLeft::getMessage);
            }
        }
        if (SWEEP) {
            System.out.println(networks + ": " + undecided(forward) + " forward, " + undecided(backward) + " backward");
        }
        assertCalibrated(networks + " forward", forward);
        assertCalibrated(networks + " backward", backward);
    }

    private static String undecided(List<SignalCheck> checks) {
        return String.format(
                "%.1f %% of layers too small to tell",
                100
                        * checks.stream()
                                .flatMap(check -> check.layers().stream())
                                .mapToInt(layer -> layer.verdict() == VarianceCheck.Verdict.UNDECIDED ? 1 : 0)
                                .average()
                                .orElse(0));
    }

    private static void assertCalibrated(String what, List<SignalCheck> checks) {
        double[] layers = checks.stream()
                .flatMap(check -> check.layers().stream())
                .mapToDouble(VarianceCheck::pValue)
                .filter(p -> !Double.isNaN(p))
                .toArray();
        assertRates(what + ", layers", layers);
        assertRates(what + ", families", p(checks, SignalCheck::familyPValue));
        assertRates(what + ", together", p(checks, check -> check.together().pValue()));
        // twice the smaller of two chances that depend on each other: at most as often as stated
        double[] both = p(checks, SignalCheck::pValue);
        assertTrue(below(0.05, both) <= most(0.05, both.length), what);
    }

    private static double[] p(List<SignalCheck> checks, ToDoubleFunction<SignalCheck> pValue) {
        return checks.stream()
                .filter(check -> check.verdict() != VarianceCheck.Verdict.UNDECIDED)
                .mapToDouble(pValue)
                .toArray();
    }

    private static void assertRates(String what, double[] pValues) {
        for (double level : new double[] {0.2, 0.05, 0.01, VarianceCheck.FALSE_ALARMS}) {
            long count = below(level, pValues);
            long least = pValues.length - most(1 - level, pValues.length);
            long most = most(level, pValues.length);
            assertTrue(
                    count >= least && count <= most,
                    what + " at " + level + ": " + count + " not in " + least + " to " + most);
        }
    }

    private static long below(double level, double[] pValues) {
        return Arrays.stream(pValues).filter(p -> p < level).count();
    }

    // exceeded by chance once in 32,000 times, as 4 standard deviations are
    private static int most(double probability, int count) {
        return BinomialDistribution.of(count, probability).inverseSurvivalProbability(1.0 / 31_500);
    }

    /** How many standard errors off all layers together are, of networks whose Var(W) is off by a factor. */
    private static double[] deviations(Case networks, double factor, boolean backward) {
        SplittableRandom random = new SplittableRandom(5);
        return IntStream.range(0, 300)
                .mapToDouble(i -> {
                    double gain = Math.sqrt(i % 2 == 0 ? factor : 2 - factor);
                    Network network = networks.network(networks.initializer().withGain(gain), random);
                    DMatrixRMaj inputs = networks.inputs(random);
                    SignalCheck check =
                            backward ? networks.backward(network, inputs, random) : networks.forward(network, inputs);
                    return check.passed() ? 0 : Math.abs(check.together().deviation());
                })
                .toArray();
    }

    /**
     * Cost: one network of 10 tanh layers of 192 units and a batch of 64. The standard error of all layers together is
     * 0.63 % forward, so that 5 % are 8 standard errors, give or take 1; 4.2 are allowed. 300 out of 300 show 99 % with a
     * confidence of 95 %. The mean of 300 is 8 +/- 0.06. Backward 128 of 192 directions are left, and 6.5 standard errors:
     * one in 90 passes.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anErrorOfFivePercentIsFound(boolean backward) {
        Case networks =
                new Case(Collections.nCopies(11, 192), 64, Activation.TANH, VarianceScaling.glorotNormal(), 0, false);
        double[] found = Arrays.stream(deviations(networks, 1.05, backward))
                .filter(x -> x > 0)
                .toArray();
        assertTrue(found.length >= (backward ? 288 : 300), found.length + " of 300");
        assertEquals(backward ? 6.5 : 8, Moments.of(found).mean(), backward ? 0.5 : 1);
    }

    /** Ten layers of 100 units, batch 50: backward 50 of 100 directions are left. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anErrorOfTenPercentIsFoundAtWidth100(boolean backward) {
        Case networks =
                new Case(Collections.nCopies(11, 100), 50, Activation.TANH, VarianceScaling.glorotNormal(), 0, false);
        long found = Arrays.stream(deviations(networks, 1.1, backward))
                .filter(x -> x > 0)
                .count();
        assertTrue(found >= (backward ? 290 : 300), found + " of 300");
    }
}
